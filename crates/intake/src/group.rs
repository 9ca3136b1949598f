//! Several rows, one case.
//!
//! A case is complete only when the last row has been read, so its rows are held in memory, up to a bound that the mapping
//! can raise. Without a key each row is a case of its own and nothing is held.

use crate::error::Fault;
use crate::map::{Sink, Subject};
use crate::reject::Tally;
use duty::EventId;
use law::KindSet;
use std::collections::HashMap;

/// Cases that wait for their other rows.
pub(crate) struct Held {
    by_key: HashMap<String, usize>,
    subjects: Vec<Subject>,
    rows: u64,
    limit: u64,
}

impl Held {
    /// Holds at most `limit` rows.
    pub(crate) fn new(limit: u64) -> Self {
        Self { by_key: HashMap::new(), subjects: Vec::new(), rows: 0, limit }
    }

    /// Adds the subject of one row to its case.
    pub(crate) fn add(
        &mut self,
        key: &str,
        subject: Subject,
        tally: &mut Tally,
    ) -> Result<(), Fault> {
        self.rows += 1;
        if self.rows > self.limit {
            return Err(Fault::TooManyRows { limit: self.limit });
        }
        let case = self.by_key.get(key).and_then(|index| self.subjects.get_mut(*index));
        let Some(case) = case else {
            self.by_key.insert(key.to_owned(), self.subjects.len());
            self.subjects.push(subject);
            return Ok(());
        };
        case.rows += 1;
        tally.other_places += u64::from(case.place != subject.place);
        // Silence means no only where every row of the case says so.
        let both = case.coverage.iter().filter(|kind| subject.coverage.has(*kind));
        case.coverage = both.collect::<KindSet>();
        case.duties = match (case.duties, subject.duties) {
            (Some(a), Some(b)) => Some(a.union(&b)),
            _ => None,
        };
        for mut event in subject.events {
            let same = |other: &duty::Event| {
                other.kind == event.kind && other.time == event.time && other.value == event.value
            };
            if case.events.iter().any(same) {
                tally.repeated_events += 1;
                continue;
            }
            event.id = EventId(u32::try_from(case.events.len()).unwrap_or(u32::MAX));
            case.events.push(event);
        }
        Ok(())
    }

    /// Hands all cases on, in the order of their first rows.
    pub(crate) fn finish(self, sink: &mut dyn Sink, tally: &mut Tally) -> Result<(), Fault> {
        for subject in self.subjects {
            tally.cases += 1;
            tally.events += subject.events.len() as u64;
            sink.subject(subject).map_err(Fault::Sink)?;
        }
        Ok(())
    }
}
