//! Reads `duties/<id>.toml`.

use crate::kinds::{KindId, KindSet};
use crate::model::duty::{Citation, Duty, Stays};
use crate::model::instrument::Instrument;
use crate::model::vocabulary::{ValueKind, Vocabulary};
use crate::problem::Code;
use crate::read::condition::{ListNames, Names, optional};
use crate::read::table::{At, Doc, Table, short};
use crate::read::words::{
    Once, RESOLUTION, id, id_is_name, kind, kinds, paragraphs, reason_kinds, word,
};
use crate::rule::{Basis, Parties, Toll, TreatyRule};

/// What duties may name.
pub(crate) struct DutyNames<'a> {
    pub(crate) words: &'a Vocabulary,
    pub(crate) instruments: &'a [Instrument],
    pub(crate) lists: &'a mut ListNames,
    /// Ids of all lists of countries; nothing when not all jurisdictions are read.
    pub(crate) known_lists: Option<&'a [&'a str]>,
}

/// A duty and where it stands, for the checks.
pub(crate) struct ReadDuty {
    pub(crate) duty: Duty,
    /// Index of its file among the duty files.
    pub(crate) doc: usize,
    /// Where its id stands.
    pub(crate) id: std::ops::Range<usize>,
}

/// Reads all duties, in the order of their files.
pub(crate) fn duties(docs: &[&Doc<'_>], names: &mut DutyNames<'_>) -> Vec<ReadDuty> {
    let mut once = Once::default();
    let mut list = Vec::with_capacity(docs.len());
    for (number, doc) in docs.iter().enumerate() {
        let table = doc.table();
        let place = id(&table);
        let read = duty(&table, place.as_ref(), names, &mut once);
        table.done();
        match (read, place) {
            (Some(duty), Some(place)) => list.push(ReadDuty { duty, doc: number, id: place.span }),
            (Some(_) | None, place) => doc.page.spoil(place.as_ref()),
        }
    }
    list
}

fn duty<'d>(
    table: &Table<'d>,
    id: Option<&At<&'d str>>,
    names: &mut DutyNames<'_>,
    once: &mut Once<'d>,
) -> Option<Duty> {
    let title = table.need("title", "what people read");
    let summary = table.need("summary", "own words, one or two sentences");
    let bearer = table.need("bearer", "whose duty it is");
    let beneficiary = table.need("beneficiary", "for whom");
    let cited = table.need_texts("paragraphs", "at least one of 65/212: [\"A/RES/65/212 4(g)\"]");
    let (paragraphs, ours) = paragraphs(table, &cited);
    if !ours && !paragraphs.is_empty() {
        let span = table.place("paragraphs").unwrap_or_default();
        let message = format!("no operative paragraph of {RESOLUTION} is named");
        table.page.report(
            Code::Incomplete,
            &span,
            message,
            "name the paragraph the duty carries out",
        );
    }
    let articles = table.texts("articles");
    let articles = articles.iter().filter_map(|text| citation(table, text, names.instruments));
    let articles = articles.collect();
    let trigger = trigger(table, names.words);
    let discharge = any_of(table, "discharge", names.words);
    let ends = any_of(table, "end", names.words);
    if discharge.is_none() && ends.is_none() {
        table.page.report(
            Code::Incomplete,
            &table.span,
            "nothing fulfils this duty and nothing ends it",
            "add [discharge] any_of = […], or [end] any_of = […] for a maximum that is met by its end",
        );
    }
    let exceptions = table.table("exception").map_or(KindSet::EMPTY, |inner| {
        let texts = inner.need_texts("any_of", "kinds that record a reason");
        inner.done();
        reason_kinds(&inner, &texts, names.words, "the exception")
    });
    let request = table.table("request").and_then(|inner| request(&inner, names.words));
    let treaty = table.table("treaty").and_then(|inner| treaty(&inner, names.instruments));
    let toll = table.table("toll").map(|inner| {
        let [from, until] = two_sets(&inner, ["from", "until"], names.words);
        Toll { from, until }
    });
    let stays = table.table("stays").map(|inner| {
        let [start, end] = two_sets(&inner, ["start", "end"], names.words);
        Stays { start, end }
    });
    let mut condition_names =
        Names { words: names.words, lists: names.lists, known_lists: names.known_lists };
    let condition = optional(table, "condition", &mut condition_names);
    let id = id?;
    id_is_name(table.page, id, table.page.stem(), "file");
    if !once.first(table.page, "duty", id) {
        return None;
    }
    Some(Duty {
        id: id.value.to_owned(),
        title: title?.value.to_owned(),
        paragraphs,
        articles,
        summary: summary?.value.to_owned(),
        bearer: bearer?.value.to_owned(),
        beneficiary: beneficiary?.value.to_owned(),
        trigger: trigger?,
        discharge: discharge.unwrap_or_default(),
        ends: ends.unwrap_or_default(),
        exceptions,
        request,
        treaty,
        toll,
        stays,
        condition,
    })
}

fn citation(table: &Table<'_>, text: &At<&str>, instruments: &[Instrument]) -> Option<Citation> {
    let Some((id, number)) = text.value.split_once(' ') else {
        table.page.report(
            Code::WrongValue,
            &text.span,
            format!("`{}` is not an article", short(text.value)),
            "write instrument, space, article: VCCR 36(1)(b)",
        );
        return None;
    };
    let instrument = instrument(table, &At { value: id, span: text.span.clone() }, instruments)?;
    let known = &instruments.get(instrument)?.articles;
    let Some(article) = known.iter().position(|article| article.number == number) else {
        let what = format!("article of {id}");
        let numbers = known.iter().map(|article| article.number.as_str());
        let fallback = "add an [[article]] to the instrument's file, in your own words";
        table.page.unknown(&text.span, &what, number, numbers, fallback);
        return None;
    };
    Some(Citation { instrument, article, text: text.value.to_owned() })
}

fn instrument(table: &Table<'_>, id: &At<&str>, instruments: &[Instrument]) -> Option<usize> {
    let found = instruments.iter().position(|known| known.id == id.value);
    if found.is_none() {
        let known = instruments.iter().map(|known| known.id.as_str());
        table.page.unknown(
            &id.span,
            "instrument",
            id.value,
            known,
            "look in instruments/, or add a file there",
        );
    }
    found
}

fn trigger(table: &Table<'_>, words: &Vocabulary) -> Option<Vec<KindSet>> {
    let Some(inner) = table.table("trigger") else {
        if table.place("trigger").is_none() {
            let help = "add [trigger] first_of = […]";
            table.page.report(Code::MissingKey, &table.span, "`trigger` is missing", help);
        }
        return None;
    };
    let first = inner.place("first_of");
    let later = inner.text_lists("later_of");
    let groups = match (first, later) {
        (Some(_), None) => {
            let texts = inner.need_texts("first_of", "kinds of events");
            vec![kinds(&inner, &texts, words)]
        }
        (None, Some(lists)) => {
            if lists.value.len() < 2 || lists.value.iter().any(Vec::is_empty) {
                inner.page.report(
                    Code::WrongValue,
                    &lists.span,
                    "`later_of` needs at least two groups, none of them empty",
                    "write first_of = […] for one group",
                );
            }
            lists.value.iter().map(|group| kinds(&inner, group, words)).collect()
        }
        (Some(span), Some(_)) => {
            let message = "`first_of` and `later_of` stand side by side";
            inner.page.report(Code::Conflict, &span, message, "keep one of the two");
            return None;
        }
        (None, None) => {
            let message = "the trigger says nothing";
            let help = "write first_of = […] or later_of = [[…], […]]";
            inner.page.report(Code::MissingKey, &inner.span, message, help);
            return None;
        }
    };
    inner.done();
    Some(groups)
}

fn any_of(table: &Table<'_>, key: &'static str, words: &Vocabulary) -> Option<KindSet> {
    let inner = table.table(key)?;
    let texts = inner.need_texts("any_of", "kinds of events");
    inner.done();
    Some(kinds(&inner, &texts, words))
}

fn two_sets(table: &Table<'_>, keys: [&'static str; 2], words: &Vocabulary) -> [KindSet; 2] {
    let sets = keys.map(|key| kinds(table, &table.need_texts(key, "kinds of events"), words));
    table.done();
    sets
}

fn request(table: &Table<'_>, words: &Vocabulary) -> Option<KindId> {
    let name = table.need("kind", "the kind of event that records the request");
    table.done();
    let name = name?;
    let found = kind(table, &name, words)?;
    match words.event(found)?.value {
        ValueKind::None | ValueKind::YesNo => Some(found),
        ValueKind::Code(_) | ValueKind::Count | ValueKind::Date | ValueKind::Reason => {
            table.page.report(
                Code::Conflict,
                &name.span,
                format!("a request is recorded with yes or no, but `{}` is not", short(name.value)),
                "name a kind with value = \"yes-no\"",
            );
            None
        }
    }
}

const PARTIES: [(&str, Parties); 2] = [("bearer", Parties::Bearer), ("both", Parties::Both)];
const BASIS: [(&str, Basis); 2] = [("event", Basis::Event), ("continuing", Basis::Continuing)];

fn treaty(table: &Table<'_>, instruments: &[Instrument]) -> Option<TreatyRule> {
    let texts = table.need_texts("any_of", "ids of treaties: [\"VCCR\"]");
    let any_of = texts.iter().filter_map(|text| instrument(table, text, instruments)).collect();
    let parties = table.need("parties", "bearer or both");
    let parties = word(table, "parties", parties, &PARTIES);
    let basis = table.need("basis", "event or continuing");
    let basis = word(table, "basis", basis, &BASIS);
    table.done();
    Some(TreatyRule { any_of, parties: parties?, basis: basis? })
}
