//! The page: everything the template shows, put together once.

use super::bars::{Bars, LABEL_LETTERS, Shown, WIDTH, bar_height, shorten};
use super::hide::Hider;
use super::histogram::{About, Histogram, Said};
use super::tables::{CountRow, StateRow, groups, headline};
use super::{AuditReport, Refusal};
use crate::palette::{DARK, LIGHT};
use crate::{keys, limit, missing};
use askama::Template;
use duty::State;
use law::{Law, Limit, Rule, RuleBook};
use std::collections::BTreeSet;
use when::{Day, Instant};
use words::{Language, Words, key};

#[derive(Template)]
#[template(path = "audit.html")]
pub(super) struct Page<'a> {
    w: &'a Words,
    report: &'a AuditReport,
    light: String,
    dark: String,
    jurisdiction: &'a str,
    in_flux: Option<&'a str>,
    as_of: String,
    known: Option<String>,
    legend: Vec<Legend>,
    headline: Vec<CountRow>,
    cases: String,
    events: String,
    clocks: String,
    applicable: String,
    duties: View,
    groups: Vec<View>,
    histograms: Vec<Histogram>,
    missing: Vec<CountRow>,
    causes: Vec<CountRow>,
    quality: [CountRow; 3],
    refused: Vec<CountRow>,
    notes: Vec<CountRow>,
    limits: Vec<LimitRow>,
    unconfirmed: u64,
    treaty_days: Vec<String>,
    inputs: Vec<FileRow<'a>>,
    law_digest: &'a str,
    mark: String,
    hidden: u64,
    english: bool,
    /// Texts that stand in every chart and table, said once: there may be a hundred of them.
    chart_desc: String,
    chart_table: String,
    unit_clocks: String,
    unconfirmed_short: String,
    margin_chart: String,
    column_margin: String,
    column_done: String,
    column_not_done: String,
    axis_late: String,
    axis_early: String,
}

/// A chart and its table.
struct View {
    heading: String,
    caption: String,
    bars: Bars,
    rows: Vec<StateRow>,
}

/// A state with its colour and meaning.
struct Legend {
    state: &'static str,
    name: String,
    meaning: String,
}

/// A limit that was used.
struct LimitRow {
    title: String,
    limit: String,
    length: String,
    threshold: bool,
    paragraphs: String,
    kind: String,
    source: String,
    confirmed: bool,
}

/// A file with its digest.
struct FileRow<'a> {
    label: String,
    count: String,
    digest: &'a str,
}

/// A rule that counted at least one clock, with what it comes from.
struct Used<'a> {
    index: usize,
    rule: &'a Rule,
    title: &'a str,
    paragraphs: &'a [String],
    limit: &'a Limit,
}

impl<'a> Page<'a> {
    pub(super) fn new(
        report: &'a AuditReport,
        law: &'a Law,
        book: &'a RuleBook,
        words: &'a Words,
    ) -> Self {
        let hider = Hider::new(words, report.exact);
        let used = used(report, law, book);
        let tally = &report.tally;
        let states = tally.states();
        let jurisdiction = law.jurisdictions.get(book.jurisdiction);
        let limits: Vec<_> = used.iter().map(|used| limit_row(used, words)).collect();
        let quality = &report.quality;
        let row =
            |key, rows| CountRow { label: words.text(key), count: hider.cell(rows), share: None };
        let mut page = Self {
            w: words,
            report,
            light: LIGHT.properties(),
            dark: DARK.properties(),
            jurisdiction: jurisdiction.map_or("?", |jurisdiction| &jurisdiction.title),
            in_flux: jurisdiction
                .and_then(|jurisdiction| jurisdiction.in_flux.as_deref())
                .map(str::trim),
            as_of: words.time(report.as_of, &report.zone),
            known: (report.as_known_on != Instant::MAX)
                .then(|| words.time(report.as_known_on, &report.zone)),
            legend: legend(words),
            headline: headline(&states, &hider, words),
            cases: hider.cell(report.cases),
            events: hider.cell(report.events),
            clocks: hider.cell(states.total()),
            applicable: hider.cell(states.applicable()),
            duties: duties(report, &used, &hider, words),
            groups: dimensions(report, &hider, words),
            histograms: histograms(report, &used, &hider, words),
            missing: missing_rows(report, law, &hider, words),
            causes: causes(report, &hider, words),
            quality: [
                row(key::QUALITY_READ, quality.read),
                row(key::QUALITY_ACCEPTED, quality.accepted),
                row(key::QUALITY_REFUSED, quality.refused_total()),
            ],
            refused: counted(&quality.refused, &hider),
            notes: counted(&quality.notes, &hider),
            unconfirmed: used.iter().filter(|used| !used.limit.confirmed).count() as u64,
            limits,
            treaty_days: treaty_days(&used, law).into_iter().map(|day| words.day(day)).collect(),
            inputs: inputs(report, words),
            law_digest: law.digest(),
            mark: hider.mark().to_owned(),
            hidden: 0,
            english: words.language() == Language::En,
            chart_desc: words.text(key::CHART_DESC),
            chart_table: words.text(key::CHART_TABLE),
            unit_clocks: words.text(key::UNIT_CLOCKS),
            unconfirmed_short: words.text(key::UNCONFIRMED_SHORT),
            margin_chart: words.text(key::MARGIN_CHART),
            column_margin: words.text(key::COLUMN_MARGIN),
            column_done: words.text(key::COLUMN_DONE),
            column_not_done: words.text(key::COLUMN_NOT_DONE),
            axis_late: words.text(key::MARGIN_AXIS_LATE),
            axis_early: words.text(key::MARGIN_AXIS_EARLY),
        };
        if tally.contradictions() > 0 {
            page.notes.insert(0, row(key::QUALITY_CONTRADICTIONS, tally.contradictions()));
        }
        page.hidden = hider.hidden();
        page
    }

    const fn width(&self) -> u64 {
        WIDTH
    }

    const fn bar_height(&self) -> u64 {
        bar_height()
    }
}

fn used<'a>(report: &AuditReport, law: &'a Law, book: &'a RuleBook) -> Vec<Used<'a>> {
    let counted =
        book.rules.iter().enumerate().filter(|(index, _)| report.tally.rule(*index).total() > 0);
    counted
        .filter_map(|(index, rule)| {
            let (duty, limit) = (law.duties.get(rule.duty)?, law.limits.get(rule.limit)?);
            Some(Used { index, rule, title: &duty.title, paragraphs: &duty.paragraphs, limit })
        })
        .collect()
}

fn legend(words: &Words) -> Vec<Legend> {
    State::ALL
        .iter()
        .map(|state| Legend {
            state: state.name(),
            name: words.text(keys::state(*state)),
            meaning: words.text(keys::meaning(*state)),
        })
        .collect()
}

fn duties(report: &AuditReport, used: &[Used<'_>], hider: &Hider<'_>, words: &Words) -> View {
    let labels: Vec<_> = used
        .iter()
        .map(|used| {
            let mark =
                if used.limit.confirmed { None } else { Some(words.text(key::UNCONFIRMED_SHORT)) };
            let length = words.length(used.rule.counting.length);
            let note = mark.map(|mark| format!(" · {mark}")).unwrap_or_default();
            let title = words.isolated(&shorten(used.title, LABEL_LETTERS));
            (format!("{title} · {length}{note}"), report.tally.rule(used.index))
        })
        .collect();
    let shown: Vec<_> =
        labels.iter().map(|(label, counts)| Shown { label, counts: *counts }).collect();
    let rows = used
        .iter()
        .map(|used| {
            let counts = report.tally.rule(used.index);
            StateRow {
                limit: Some(used.limit.title.clone()),
                unconfirmed: !used.limit.confirmed,
                ..StateRow::new(used.title.to_owned(), true, &counts, hider)
            }
        })
        .collect();
    View {
        heading: words.text(key::STATES_HEADING),
        caption: words.text(key::STATES_CAPTION),
        bars: Bars::new("duties".to_owned(), words.text(key::STATES_CHART), &shown, hider, words),
        rows,
    }
}

fn dimensions(report: &AuditReport, hider: &Hider<'_>, words: &Words) -> Vec<View> {
    let tally = &report.tally;
    let all = report.dimensions.iter().zip(&tally.groups).zip(&tally.ungrouped).enumerate();
    all.map(|(number, ((dimension, counts), ungrouped))| {
        let groups = groups(dimension, counts, ungrouped, hider, words);
        let shown: Vec<_> = groups.iter().map(super::tables::Group::shown).collect();
        let named = |key| words.say(key, &[("group", dimension.title.as_str().into())]);
        View {
            heading: named(key::GROUP_HEADING),
            caption: named(key::GROUP_CAPTION),
            bars: Bars::new(
                format!("group-{number}"),
                named(key::GROUP_CHART),
                &shown,
                hider,
                words,
            ),
            rows: groups
                .iter()
                .map(|group| StateRow::new(group.name.clone(), false, &group.counts, hider))
                .collect(),
        }
    })
    .collect()
}

fn histograms(
    report: &AuditReport,
    used: &[Used<'_>],
    hider: &Hider<'_>,
    words: &Words,
) -> Vec<Histogram> {
    let said = Said::new(words);
    used.iter()
        .filter_map(|used| {
            let margins = report.tally.margins.get(used.index)?;
            if margins.total() == 0 || hider.hides(margins.total()) {
                return None;
            }
            let about = About {
                id: format!("margin-{}", used.index),
                title: used.title,
                limit: limit::lengths(used.rule, words),
                unconfirmed: !used.limit.confirmed,
            };
            Histogram::new(about, margins, hider, &said)
        })
        .collect()
}

fn missing_rows(
    report: &AuditReport,
    law: &Law,
    hider: &Hider<'_>,
    words: &Words,
) -> Vec<CountRow> {
    let facts = report.tally.missing().into_iter();
    facts
        .map(|(fact, count)| CountRow {
            label: missing::say(fact, &law.vocabulary, words),
            count: hider.cell(count),
            share: None,
        })
        .collect()
}

fn causes(report: &AuditReport, hider: &Hider<'_>, words: &Words) -> Vec<CountRow> {
    report
        .tally
        .causes()
        .map(|(cause, count)| CountRow {
            label: words.text(keys::cause(cause)),
            count: hider.cell(count),
            share: None,
        })
        .collect()
}

fn counted(refusals: &[Refusal], hider: &Hider<'_>) -> Vec<CountRow> {
    refusals
        .iter()
        .map(|refusal| CountRow {
            label: refusal.reason.clone(),
            count: hider.cell(refusal.rows),
            share: None,
        })
        .collect()
}

fn limit_row(used: &Used<'_>, words: &Words) -> LimitRow {
    LimitRow {
        title: used.title.to_owned(),
        limit: used.limit.title.clone(),
        length: limit::lengths(used.rule, words),
        threshold: used.rule.ask.is_some(),
        paragraphs: words.list(used.paragraphs),
        kind: words.text(keys::limit_kind(used.limit.kind)),
        source: used.limit.source.clone(),
        confirmed: used.limit.confirmed,
    }
}

fn inputs<'a>(report: &'a AuditReport, words: &Words) -> Vec<FileRow<'a>> {
    report
        .inputs
        .iter()
        .map(|file| FileRow {
            label: words.say(key::MADE_INPUT, &[("name", file.name.as_str().into())]),
            count: words.count(file.rows),
            digest: &file.digest,
        })
        .collect()
}

/// Up to which days the treaty table knows the treaties that the used rules rest on.
fn treaty_days(used: &[Used<'_>], law: &Law) -> BTreeSet<Day> {
    let treaties = used.iter().filter_map(|used| used.rule.treaty.as_ref());
    treaties
        .flat_map(|treaty| &treaty.any_of)
        .filter_map(|instrument| law.treaties.as_of(*instrument))
        .collect()
}
