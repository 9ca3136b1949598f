//! The two kinds of lists, read as they are.
//!
//! The depositary's list has a row for each participant with the day of its signature and the day
//! and kind of the act that made it a party. The yearly list has a row for each Member of the
//! United Nations with flags and a year. This module turns cells into values and refuses what it
//! cannot read; it compares nothing.

use std::collections::BTreeMap;

use when::Day;

use super::csv::{self, Record};
use super::names::{Names, State};
use super::rule::Action;
use super::sources::Instrument;

/// A participant of the depositary's list.
pub(super) struct Participant {
    pub(super) state: State,
    pub(super) signed: Option<Act>,
    pub(super) bound: Option<Act>,
    line: usize,
}

/// An act with its exact day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Act {
    pub(super) action: Action,
    pub(super) day: Day,
    pub(super) note: Option<&'static str>,
}

/// The depositary's list of one treaty, by State.
pub(super) struct Depositary {
    file: String,
    pub(super) participants: BTreeMap<String, Participant>,
}

impl Depositary {
    /// Reads the list; States it does not know are added to `unknown`.
    pub(super) fn parse(
        file: &str,
        text: &str,
        names: &Names,
        unknown: &mut Vec<String>,
    ) -> Result<Depositary, String> {
        let records = csv::parse(file, text)?;
        let (head, rows) = records.split_first().ok_or_else(|| format!("{file}: empty"))?;
        let columns = Columns::find(file, head)?;
        let mut participants = BTreeMap::new();
        for row in rows {
            let name = row.field(0);
            let Some(state) = names.by_name(name) else {
                unknown.push(format!("{file}:{}: {name}", row.line));
                continue;
            };
            let told = |error: String| format!("{file}:{}: {name}: {error}", row.line);
            let participant = columns.participant(row, state.clone()).map_err(told)?;
            if participants.insert(state.code.clone(), participant).is_some() {
                return Err(told(format!("a second row for {}", state.code)));
            }
        }
        Ok(Depositary { file: file.to_owned(), participants })
    }

    /// Refuses dates that cannot be: before the treaty was adopted, or after the list was made.
    pub(super) fn check(&self, instrument: &Instrument, as_of: Day) -> Result<(), String> {
        for participant in self.participants.values() {
            for act in participant.signed.iter().chain(&participant.bound) {
                if act.day < instrument.adopted || act.day > as_of {
                    return Err(format!(
                        "{}:{}: {} on {} lies outside {} (adoption) to {} (as_of in sources.toml)",
                        self.file,
                        participant.line,
                        act.action.word(),
                        act.day,
                        instrument.adopted,
                        as_of
                    ));
                }
            }
        }
        Ok(())
    }

    /// How many are parties.
    pub(super) fn parties(&self) -> usize {
        self.participants.values().filter(|participant| participant.bound.is_some()).count()
    }
}

/// Where the depositary's list has what.
struct Columns {
    signature: Option<usize>,
    bound: usize,
}

impl Columns {
    fn find(file: &str, head: &Record) -> Result<Columns, String> {
        let position =
            |wanted: fn(&str) -> bool| (1..head.fields.len()).find(|i| wanted(head.field(*i)));
        let signature = position(|name| name.starts_with("Signature"));
        let bound = position(|name| !name.starts_with("Signature") && name.contains("Accession"));
        match bound {
            Some(bound) if head.field(0) == "Participant" => Ok(Columns { signature, bound }),
            _ => Err(format!(
                "{file}:{}: expected the columns Participant, Signature (if any) and one that \
                 names Accession",
                head.line
            )),
        }
    }

    fn participant(&self, row: &Record, state: State) -> Result<Participant, String> {
        let signed = match self.signature {
            Some(column) => signature(row.field(column))?,
            None => None,
        };
        let bound = binding_act(row.field(self.bound), signed.is_some())?;
        Ok(Participant { state, signed, bound, line: row.line })
    }
}

fn signature(cell: &str) -> Result<Option<Act>, String> {
    let Some((day, mark)) = dated(cell)? else { return Ok(None) };
    let note = match mark {
        "" => None,
        "d" => Some("succession to the signature"),
        mark => return Err(format!("{cell:?}: a signature marked {mark:?}")),
    };
    Ok(Some(Act { action: Action::Signature, day, note }))
}

fn binding_act(cell: &str, signed: bool) -> Result<Option<Act>, String> {
    let Some((day, mark)) = dated(cell)? else { return Ok(None) };
    let (action, note) = match mark {
        "" if signed => (Action::Ratification, None),
        "" => (Action::Ratification, Some("no signature in the list: the kind of act is doubtful")),
        "a" => (Action::Accession, None),
        "d" => (Action::Succession, Some("effect reaches back to the succession of States")),
        "A" => (Action::Acceptance, None),
        "AA" => (Action::Approval, None),
        // Convention on the Rights of Persons with Disabilities, article 43: what an organisation
        // of States does instead of ratifying.
        "c" => (Action::Approval, Some("formal confirmation")),
        mark => return Err(format!("{cell:?}: an act marked {mark:?}")),
    };
    Ok(Some(Act { action, day, note }))
}

/// `21 Feb 1963 d`: a day and the mark behind it.
fn dated(cell: &str) -> Result<Option<(Day, &str)>, String> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    if cell.is_empty() {
        return Ok(None);
    }
    let unread = || format!("{cell:?} is no day, as 21 Feb 1963 or 21 Feb 1963 a");
    let mut words = cell.split_whitespace();
    let (Some(day), Some(month), Some(year)) = (words.next(), words.next(), words.next()) else {
        return Err(unread());
    };
    let mark = words.next().unwrap_or("");
    let month = (1_u8..).zip(MONTHS).find(|(_, name)| *name == month).map(|(n, _)| n);
    let (Ok(day), Some(month), Ok(year), None) = (day.parse(), month, year.parse(), words.next())
    else {
        return Err(unread());
    };
    Day::from_ymd(year, month, day).map(|day| Some((day, mark))).ok_or_else(unread)
}

/// A State in the yearly list.
pub(super) struct YearlyRow {
    /// The year in which it became a party, if it is one.
    pub(super) party_since: Option<i32>,
    pub(super) signatory: bool,
    /// The flags as written, where they contradict each other.
    pub(super) contradiction: Option<String>,
}

/// The yearly list of one treaty, by State.
pub(super) struct Yearly {
    pub(super) rows: BTreeMap<String, YearlyRow>,
}

impl Yearly {
    /// Reads the list; codes it does not know are added to `unknown`.
    pub(super) fn parse(
        file: &str,
        text: &str,
        names: &Names,
        unknown: &mut Vec<String>,
    ) -> Result<Yearly, String> {
        let records = csv::parse(file, text)?;
        let (head, records) = records.split_first().ok_or_else(|| format!("{file}: empty"))?;
        let column = |name: &str| {
            (0..head.fields.len())
                .find(|i| head.field(*i).starts_with(name))
                .ok_or_else(|| format!("{file}:{}: no column {name:?}", head.line))
        };
        let columns = [
            column("state party")?,
            column("year")?,
            column("signatory")?,
            column("no action")?,
            column("status")?,
        ];
        let code = column("iso2")?;
        let mut rows = BTreeMap::new();
        for record in records {
            let two = record.field(code);
            let Some(state) = names.by_alpha2(two) else {
                unknown.push(format!("{file}:{}: code {two:?}", record.line));
                continue;
            };
            let told = |error: String| format!("{file}:{}: {two}: {error}", record.line);
            let row = yearly_row(columns.map(|column| record.field(column))).map_err(told)?;
            if rows.insert(state.to_owned(), row).is_some() {
                return Err(told(format!("a second row for {state}")));
            }
        }
        Ok(Yearly { rows })
    }
}

/// The flags are redundant: where they disagree, the status in words decides and the disagreement
/// is kept.
fn yearly_row(cells: [&str; 5]) -> Result<YearlyRow, String> {
    let [party, year, signatory, none, status] = cells;
    let expected = match status {
        "state party" => ["1", "0", "0"],
        "signatory state" => ["0", "1", "0"],
        "no action" => ["0", "0", "1"],
        other => return Err(format!("status {other:?} is not known")),
    };
    let contradiction = ([party, signatory, none] != expected).then(|| {
        format!("status {status}; state party {party}; signatory {signatory}; no action {none}")
    });
    let party_since = match (status, year) {
        ("state party", "") => return Err("a party without a year".to_owned()),
        ("state party", year) => {
            Some(year.parse().map_err(|_| format!("year {year:?} is no year"))?)
        }
        (_, "") => None,
        (status, year) => return Err(format!("status {status:?} with the year {year}")),
    };
    Ok(YearlyRow { party_since, signatory: status == "signatory state", contradiction })
}
