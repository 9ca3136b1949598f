//! A newer table of acts that a person brings, and how it joins what is known.
//!
//! The form is in `docs/treaty-status.md`: a few lines that begin with `#` and say what the table is, then a row for each act.
//! A row whose day is the one on record confirms it; a day inside a year on record makes it exact; an act that is not on
//! record is added. A row that contradicts the record is listed: where the record has an exact day that day is kept, because
//! it was read from the depositary's own list, and where the record had nothing the newer row is taken, because an act that is
//! stated weighs more than one that is missing. A party that a table called complete leaves out is listed and kept: no
//! withdrawal is known. Nothing is written anywhere: the caller keeps the file.

use crate::kinds::CodeId;
use crate::law::Law;
use crate::model::treaties::Action;
use crate::problem::{Code, Log, Problems};
use crate::read::csv::Field;
use crate::read::table::{Page, short};
use crate::source::{FILE_BYTES_MAX, LawFile};
use crate::status::effect::EffectRule;
use crate::status::folder::Known;
use crate::status::rows::{days, rows};
use crate::status::standing::binds;
use crate::status::states::Named;
use crate::status::{Act, Conflict, StatusBook, StatusSource};
use when::{Day, Days, Zone};

const HEADER: [&str; 6] = ["instrument", "state", "action", "date", "in_force", "note"];

/// A newer table, read and checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Newer {
    /// What it is.
    pub title: String,
    /// Its last day.
    pub as_of: Day,
    /// Instruments of which it lists every act.
    pub complete: Vec<usize>,
    rows: Vec<(usize, CodeId, Act)>,
}

/// What became of the rows of a newer table.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub struct Taken {
    /// Acts that were not on record.
    pub added: usize,
    /// Acts that were on record as they are.
    pub confirmed: usize,
    /// Acts whose day is now exact.
    pub refined: usize,
    /// Contradictions.
    pub conflicts: usize,
}

/// The lines before the table.
#[derive(Default)]
struct Head {
    title: Option<String>,
    as_of: Option<Day>,
    complete: Vec<usize>,
    /// Where the table begins.
    end: usize,
}

impl Newer {
    /// Reads a table; `name` is what problems call it.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, with line and column.
    pub fn parse(name: &str, text: &str, law: &Law, book: &StatusBook) -> Result<Self, Problems> {
        let log = Log::default();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let file = LawFile { path: name.to_owned(), text: text.to_owned() };
        let page = Page::new(&file, &log);
        let Ok(zone) = Zone::named("UTC") else { return Err(Problems::unexplained()) };
        let known = Known { law, zone };
        if text.len() > FILE_BYTES_MAX {
            let message = format!("the table has more than {FILE_BYTES_MAX} bytes");
            page.report(Code::File, &(0..0), message, "leave out what is on record already");
            log.verdict()?;
        }
        let head = head(&page, &known);
        let mut read = Vec::new();
        if let Some(as_of) = head.as_of {
            let source = book.sources.len();
            rows(&page, head.end, &HEADER, |fields| {
                let row = Row { page: &page, known: &known, book, as_of, source };
                read.extend(row.read(fields));
            });
        }
        log.verdict()?;
        match (head.title, head.as_of) {
            (Some(title), Some(as_of)) => {
                Ok(Self { title, as_of, complete: head.complete, rows: read })
            }
            _ => Err(Problems::unexplained()),
        }
    }
}

fn head(page: &Page<'_>, known: &Known<'_>) -> Head {
    let mut head = Head::default();
    for line in page.text.split_inclusive('\n') {
        let Some(rest) = line.strip_prefix('#') else { break };
        let span = head.end..head.end + line.trim_end().len();
        head.end += line.len();
        let Some((key, value)) = rest.split_once(':') else { continue };
        let value = value.trim();
        match key.trim() {
            "title" if !value.is_empty() => head.title = Some(short_title(value)),
            "as-of" => match value.parse() {
                Ok(day) => head.as_of = Some(day),
                Err(error) => {
                    let message = format!("`{}` is no day: {error}", short(value));
                    page.report(Code::WrongValue, &span, message, "write it as 2026-11-01");
                }
            },
            "complete" => {
                for id in value.split(',').map(str::trim).filter(|id| !id.is_empty()) {
                    let field = Field { value: id.into(), span: span.clone() };
                    head.complete.extend(known.instrument(page, &field));
                }
            }
            other => {
                let message = format!("no line of a table's head begins with `{}`", short(other));
                let help = "known are: title, as-of, complete";
                page.report(Code::UnknownKey, &span, message, help);
            }
        }
    }
    for (there, key) in [(head.title.is_some(), "title"), (head.as_of.is_some(), "as-of")] {
        if !there {
            let message = format!("the head of the table lacks `{key}`");
            let help =
                format!("write a first line `# {key}: …`; docs/treaty-status.md has the form");
            page.report(Code::MissingKey, &(0..0), message, help);
        }
    }
    head
}

fn short_title(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).take(200).collect()
}

struct Row<'a, 'p> {
    page: &'a Page<'p>,
    known: &'a Known<'a>,
    book: &'a StatusBook,
    as_of: Day,
    source: usize,
}

impl Row<'_, '_> {
    fn read(&self, fields: &[Field<'_>]) -> Option<(usize, CodeId, Act)> {
        let [instrument, state, action, date, in_force, note] = fields else { return None };
        let found = (
            self.known.instrument(self.page, instrument),
            self.state(state),
            self.known.action(self.page, action),
            days(self.page, &self.known.zone, date),
        );
        let (Some(index), Some(state), Some(action), Some(deposited)) = found else { return None };
        self.possible(index, date, deposited)?;
        let in_force = self.in_force(index, action, deposited, in_force, date)?;
        let note = note.value.chars().filter(|c| !c.is_control()).take(500).collect();
        Some((index, state, Act { action, deposited, in_force, source: self.source, note }))
    }

    /// States may be written by code or by any name they have or had.
    fn state(&self, field: &Field<'_>) -> Option<CodeId> {
        let words = &self.known.law.vocabulary;
        match self.book.states.named(&field.value) {
            Named::One(code) => Some(code),
            Named::Several(codes) => {
                let names: Vec<&str> = codes.iter().map(|code| words.code_name(*code)).collect();
                let message = format!("`{}` may mean several States", short(&field.value));
                let help = format!("write one of {}", names.join(", "));
                self.page.report(Code::UnknownName, &field.span, message, help);
                None
            }
            Named::None(near) => {
                let message = format!("no State is called `{}`", short(&field.value));
                let help = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "write the three-letter code of ISO 3166-1".to_owned(),
                };
                self.page.report(Code::UnknownName, &field.span, message, help);
                None
            }
        }
    }

    fn possible(&self, index: usize, field: &Field<'_>, deposited: Days) -> Option<()> {
        let adopted = self.known.entry(index).and_then(|entry| entry.adopted);
        if deposited.first() > self.as_of {
            let message = format!("the act lies after the last day of the table, {}", self.as_of);
            let help = "mend the date, or the line `# as-of:`";
            self.page.report(Code::Conflict, &field.span, message, help);
            return None;
        }
        if let Some(adopted) = adopted.filter(|adopted| deposited.last() < *adopted) {
            let message = format!("the act lies before the treaty was adopted, {adopted}");
            self.page.report(Code::Conflict, &field.span, message, "mend the date");
            return None;
        }
        Some(())
    }

    /// The outer option is for a problem, the inner one for an act that does not bind.
    #[allow(clippy::option_option, reason = "no day and no answer are two things here")]
    fn in_force(
        &self,
        index: usize,
        action: Action,
        deposited: Days,
        field: &Field<'_>,
        date: &Field<'_>,
    ) -> Option<Option<Days>> {
        if !field.value.is_empty() {
            return days(self.page, &self.known.zone, field).map(Some);
        }
        if action == Action::Signature {
            return Some(None);
        }
        let entry = self.known.entry(index).and_then(|entry| entry.entry_into_force.as_ref());
        let rule = entry.and_then(|entry| entry.rule.as_deref()).and_then(EffectRule::of);
        let general = entry.and_then(|entry| entry.general);
        let help = "write the day in the column in_force";
        match (action == Action::Withdrawal, rule, general) {
            (false, Some(rule), Some(general)) => match rule.in_force(general, action, deposited) {
                Ok(days) => Some(days),
                Err(error) => {
                    self.page.report(Code::WrongValue, &date.span, error.to_string(), help);
                    None
                }
            },
            (true, _, _) => {
                let message = "when a withdrawal takes effect is not computed";
                self.page.report(Code::MissingKey, &field.span, message, help);
                None
            }
            (false, _, _) => {
                let message = "the law folder does not say when an act under this treaty binds";
                self.page.report(Code::MissingKey, &field.span, message, help);
                None
            }
        }
    }
}

/// Acts of which a State has one at a time.
fn same_sort(a: Action, b: Action) -> bool {
    (binds(a) && binds(b)) || a == b
}

impl StatusBook {
    /// Takes a newer table in.
    pub fn take(&mut self, newer: &Newer) -> Taken {
        let mut taken = Taken::default();
        let id = format!("newer-{}", newer.as_of);
        let source = self.sources.len();
        self.sources.push(StatusSource {
            id: id.clone(),
            title: newer.title.clone(),
            newer: Some(newer.as_of),
        });
        for (instrument, state, act) in &newer.rows {
            let act = Act { source, ..act.clone() };
            let left = act.action == Action::Withdrawal;
            self.take_one(*instrument, *state, act, &id, &mut taken);
            if left {
                // Who says that a State left says that it is not back, up to the last day of the table.
                let reached = self.known_until(*instrument, *state).max(Some(newer.as_of));
                self.earlier.insert((*instrument, *state), reached);
            }
        }
        for states in &mut self.acts {
            states.sort_by_key(|(state, _)| *state);
            states.iter_mut().for_each(|(_, acts)| acts.sort_by_key(|act| act.deposited.first()));
        }
        for instrument in &newer.complete {
            self.left_out(*instrument, newer, &id, &mut taken);
            if let Some(as_of) = self.as_of.get_mut(*instrument) {
                *as_of = (*as_of).max(Some(newer.as_of));
            }
            self.earlier.retain(|(known, _), _| known != instrument);
        }
        self.conflicts.sort_by_key(|conflict| (conflict.instrument, conflict.state));
        taken
    }

    fn take_one(
        &mut self,
        instrument: usize,
        state: CodeId,
        act: Act,
        id: &str,
        taken: &mut Taken,
    ) {
        let reached = self.known_until(instrument, state);
        let days = act.deposited;
        let inside = |a: Days, b: Days| a.first() >= b.first() && a.last() <= b.last();
        let found = self.all(instrument).binary_search_by_key(&state, |(state, _)| *state);
        let held = found.ok().and_then(|at| self.acts.get_mut(instrument)?.get_mut(at));
        let rejoined = |held: &[Act]| {
            binds(act.action)
                && held.iter().any(|old| {
                    old.action == Action::Withdrawal && old.deposited.last() < days.first()
                })
        };
        let same = held.and_then(|(_, held)| {
            let again = rejoined(held);
            let nearby = |old: &&mut Act| same_sort(old.action, act.action);
            held.iter_mut()
                .filter(nearby)
                .find(|old| !again || inside(old.deposited, days) || inside(days, old.deposited))
        });
        match same {
            Some(old) if inside(old.deposited, days) => taken.confirmed += 1,
            Some(old) if inside(days, old.deposited) => {
                taken.refined += 1;
                *old = act;
            }
            Some(old) => {
                let (old, source) = (old.clone(), old.source);
                let was = self.sources.get(source).map(|one| one.id.clone()).unwrap_or_default();
                self.disagree(
                    (instrument, state, "day"),
                    [(was, edtf(old.deposited)), (id.to_owned(), edtf(days))],
                    (edtf(old.deposited), "the day on record is kept"),
                );
                taken.conflicts += 1;
            }
            None => {
                // Silence up to a later day than the act: the record denied it.
                if reached.is_some_and(|reached| days.last() <= reached) {
                    let silent = self.sources.first().map(|one| one.id.clone()).unwrap_or_default();
                    self.disagree(
                        (instrument, state, act.action.word()),
                        [(silent, "not on record".to_owned()), (id.to_owned(), edtf(days))],
                        (edtf(days), "the newer table states it; the older lists do not"),
                    );
                    taken.conflicts += 1;
                }
                taken.added += 1;
                self.add(instrument, state, act);
                if let Some(states) = self.acts.get_mut(instrument) {
                    states.sort_by_key(|(state, _)| *state);
                }
            }
        }
    }

    fn left_out(&mut self, instrument: usize, newer: &Newer, id: &str, taken: &mut Taken) {
        let listed = |state: CodeId| {
            newer
                .rows
                .iter()
                .any(|(i, s, act)| *i == instrument && *s == state && binds(act.action))
        };
        let left: Vec<(CodeId, Days, usize)> = self
            .all(instrument)
            .iter()
            .filter(|(state, _)| !listed(*state))
            .filter_map(|(state, acts)| {
                let act = acts.iter().rev().find(|act| act.action != Action::Signature)?;
                binds(act.action).then_some((*state, act.deposited, act.source))
            })
            .collect();
        for (state, days, source) in left {
            let was = self.sources.get(source).map(|one| one.id.clone()).unwrap_or_default();
            self.disagree(
                (instrument, state, "party"),
                [(was, edtf(days)), (id.to_owned(), "not a party".to_owned())],
                (edtf(days), "no withdrawal is known; the party is kept"),
            );
            taken.conflicts += 1;
        }
    }

    fn disagree(
        &mut self,
        (instrument, state, field): (usize, CodeId, &str),
        said: [(String, String); 2],
        (kept, note): (String, &str),
    ) {
        let field = field.to_owned();
        self.conflicts.push(Conflict {
            instrument,
            state,
            field,
            said,
            kept,
            note: note.to_owned(),
        });
    }
}

/// A day or an interval, as EDTF writes it; a whole year as the year.
pub(super) fn edtf(days: Days) -> String {
    let ((y1, m1, d1), (y2, m2, d2)) = (days.first().ymd(), days.last().ymd());
    match (days.first() == days.last(), (y1, m1, d1, m2, d2) == (y2, 1, 1, 12, 31)) {
        (true, _) => days.first().to_string(),
        (false, true) => format!("{y1:04}"),
        (false, false) => format!("{}/{}", days.first(), days.last()),
    }
}

/// A day, a year or an interval, as EDTF writes it.
#[must_use]
pub fn days_text(days: Days) -> String {
    edtf(days)
}
