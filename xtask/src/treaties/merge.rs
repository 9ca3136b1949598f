//! Two lists of one treaty become one table and a list of contradictions.
//!
//! The depositary's list is the authority up to its last day: where the yearly list contradicts it
//! about that time, the depositary is kept and the contradiction is written down. For the time
//! after, the yearly list adds what it knows: a year, which becomes a span of days.

use std::collections::BTreeSet;

use when::{Day, Days};

use super::lists::{Act, Depositary, Participant, Yearly, YearlyRow};
use super::rule::{Action, edtf};
use super::sources::{Instrument, Sources};

/// A row of the status table.
pub(super) struct Entry {
    state: String,
    pub(super) action: Action,
    /// As the table writes it: a day, a year or an interval.
    deposited: String,
    in_force: Option<Days>,
    source: String,
    notes: Vec<String>,
}

impl Entry {
    /// The fields of the row.
    pub(super) fn row(&self, instrument: &Instrument) -> [String; 7] {
        [
            instrument.id.clone(),
            self.state.clone(),
            self.action.word().to_owned(),
            self.deposited.clone(),
            self.in_force.map(edtf).unwrap_or_default(),
            self.source.clone(),
            self.notes.join("; "),
        ]
    }
}

/// A contradiction between the lists, or within one.
pub(super) struct Conflict {
    state: String,
    field: &'static str,
    exact: String,
    yearly: String,
    kept: String,
    note: &'static str,
}

impl Conflict {
    /// The fields of the row.
    pub(super) fn row(&self, instrument: &str) -> [String; 7] {
        [
            instrument.to_owned(),
            self.state.clone(),
            self.field.to_owned(),
            self.exact.clone(),
            self.yearly.clone(),
            self.kept.clone(),
            self.note.to_owned(),
        ]
    }
}

/// The merged table of one treaty.
pub(super) struct Merged {
    pub(super) acts: Vec<Entry>,
    pub(super) conflicts: Vec<Conflict>,
}

impl Merged {
    /// How many are parties.
    pub(super) fn parties(&self) -> usize {
        self.acts.iter().filter(|act| act.action != Action::Signature).count()
    }
}

/// Merges the lists of one treaty.
pub(super) fn merge(
    instrument: &Instrument,
    exact: &Depositary,
    yearly: Option<&Yearly>,
    sources: &Sources,
) -> Result<Merged, String> {
    let as_of = sources.exact.as_of(&instrument.id)?;
    let last = match yearly {
        Some(_) => sources.yearly.as_of(&instrument.id)?,
        None => as_of,
    };
    let later = Days::new(as_of.plus(1), last);
    let mut states: BTreeSet<&String> = exact.participants.keys().collect();
    states.extend(yearly.iter().flat_map(|yearly| yearly.rows.keys()));
    let mut work = Work { instrument, sources, later, acts: Vec::new(), conflicts: Vec::new() };
    for state in states {
        let row = yearly.and_then(|yearly| yearly.rows.get(state));
        work.state(state, exact.participants.get(state), row)?;
    }
    Ok(Merged { acts: work.acts, conflicts: work.conflicts })
}

struct Work<'a> {
    instrument: &'a Instrument,
    sources: &'a Sources,
    /// The days after the exact list that the yearly one covers.
    later: Option<Days>,
    acts: Vec<Entry>,
    conflicts: Vec<Conflict>,
}

impl Work<'_> {
    fn state(
        &mut self,
        state: &str,
        exact: Option<&Participant>,
        yearly: Option<&YearlyRow>,
    ) -> Result<(), String> {
        let first = self.acts.len();
        let acts = exact
            .iter()
            .flat_map(|participant| participant.signed.iter().chain(&participant.bound).cloned());
        for act in acts.collect::<Vec<Act>>() {
            self.exact_act(state, &act)?;
        }
        if let Some(row) = yearly {
            if let Some(contradiction) = &row.contradiction {
                let status = contradiction.clone();
                let note = "the yearly list contradicts itself; its status in words is taken";
                self.conflict(state, "row", ["", &status, "status in words"], note);
            }
            self.compare(state, exact, row)?;
        }
        let former = exact.and_then(|participant| participant.state.former.as_ref());
        for act in self.acts.iter_mut().skip(first) {
            act.notes.extend(former.cloned());
        }
        Ok(())
    }

    fn compare(
        &mut self,
        state: &str,
        exact: Option<&Participant>,
        row: &YearlyRow,
    ) -> Result<(), String> {
        let signed = exact.and_then(|participant| participant.signed.as_ref());
        let bound = exact.and_then(|participant| participant.bound.as_ref());
        match (bound, row.party_since) {
            (Some(act), Some(year)) if act.day.ymd().0 == year => Ok(()),
            (Some(act), Some(year)) => {
                let kept = act.day.to_string();
                let note = "the day of the depositary is kept";
                self.conflict(state, "year", [&kept, &year.to_string(), &kept], note);
                self.note(format!("{} gives {year}", self.sources.yearly.id));
                Ok(())
            }
            (Some(act), None) => {
                let kept = act.day.to_string();
                let note = "no withdrawal is known; the party is kept";
                self.conflict(state, "party", [&kept, "not a party", &kept], note);
                self.note(format!("{} does not show the State as a party", self.sources.yearly.id));
                Ok(())
            }
            (None, Some(year)) => self.joined_later(state, year, signed.is_some()),
            (None, None) => {
                self.compare_signature(state, signed, row);
                Ok(())
            }
        }
    }

    /// The yearly list says that a State became a party which the exact list does not have as one.
    fn joined_later(&mut self, state: &str, year: i32, signed: bool) -> Result<(), String> {
        let (Some(first), Some(end)) = (Day::from_ymd(year, 1, 1), Day::from_ymd(year, 12, 31))
        else {
            return Err(format!("{}: {state}: year {year}", self.instrument.id));
        };
        let days =
            self.later.and_then(|later| Days::new(first.max(later.first()), end.min(later.last())));
        let Some(days) = days else {
            let note = "the depositary did not list it then; kept absent";
            let absent = "not a party";
            self.conflict(state, "party", [absent, &year.to_string(), absent], note);
            return Ok(());
        };
        let action = if signed { Action::Ratification } else { Action::Accession };
        let note = "only the year is known; the kind of act is inferred";
        self.push(state, action, year.to_string(), days, vec![note.to_owned()])
    }

    fn compare_signature(&mut self, state: &str, signed: Option<&Act>, row: &YearlyRow) {
        match (signed, row.signatory) {
            (Some(act), false) => {
                let kept = act.day.to_string();
                let note = "the signature of the depositary is kept";
                self.conflict(state, "signature", [&kept, "no signature", &kept], note);
            }
            (None, true) => {
                let Some(days) = self.later else { return };
                let note = "signed between the two lists; the day is not known".to_owned();
                self.acts.push(Entry {
                    state: state.to_owned(),
                    action: Action::Signature,
                    deposited: edtf(days),
                    in_force: None,
                    source: self.sources.yearly.id.clone(),
                    notes: vec![note],
                });
            }
            (Some(_), true) | (None, false) => {}
        }
    }

    fn exact_act(&mut self, state: &str, act: &Act) -> Result<(), String> {
        let days = Days::at(act.day);
        let notes = act.note.iter().map(|note| (*note).to_owned()).collect();
        self.push(state, act.action, act.day.to_string(), days, notes)?;
        if let Some(entry) = self.acts.last_mut() {
            entry.source.clone_from(&self.sources.exact.id);
        }
        Ok(())
    }

    fn push(
        &mut self,
        state: &str,
        action: Action,
        deposited: String,
        days: Days,
        notes: Vec<String>,
    ) -> Result<(), String> {
        let in_force = self.instrument.rule.in_force(self.instrument.general, action, days);
        let in_force = in_force.map_err(|missing| missing.to_string())?;
        let (state, source) = (state.to_owned(), self.sources.yearly.id.clone());
        self.acts.push(Entry { state, action, deposited, in_force, source, notes });
        Ok(())
    }

    /// A remark on the act that was added last.
    fn note(&mut self, note: String) {
        if let Some(act) = self.acts.last_mut() {
            act.notes.push(note);
        }
    }

    /// Writes down what the exact list says, what the yearly one says, and what is kept.
    fn conflict(&mut self, state: &str, field: &'static str, said: [&str; 3], note: &'static str) {
        let state = state.to_owned();
        let [exact, yearly, kept] = said.map(str::to_owned);
        self.conflicts.push(Conflict { state, field, exact, yearly, kept, note });
    }
}
