//! What changed: the cases that something was written to after a position, for whoever keeps a copy or waits for news. Names of cases
//! only; what is new in them is asked for like everything else.

use uuid::Uuid;

use crate::gate::record;
use crate::{Result, Visit};

/// Entries of the log that one answer looks at.
const LOOKED_MAX: u32 = 2_000;

/// Which cases changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Changes {
    /// The cases.
    pub cases: Vec<Uuid>,
    /// Ask after this the next time.
    pub position: u64,
    /// There is more.
    pub more: bool,
}

impl Visit {
    /// Cases with something new after a position of the log, of those that may be listed.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn changes(&self, after: u64) -> Result<Changes> {
        let (events, last) = self.keeper().events_after(after, LOOKED_MAX).await?;
        let mut cases: Vec<_> = events
            .iter()
            .filter_map(|event| match event.fact.keyed() {
                casebook::Keyed::Case(case) => Some(case),
                casebook::Keyed::Book => None,
            })
            .collect();
        cases.sort_unstable();
        cases.dedup();
        let cases = self.keeper().read(|book| {
            let known = cases.iter().filter_map(|case| book.case(*case));
            let listed = known.filter(|case| self.knows(&record(self.desk(), book, case)));
            listed.map(|case| case.id.0).collect()
        });
        Ok(Changes { cases, position: last, more: last < self.keeper().position().0 })
    }

    /// The vocabulary: which kinds of event there are and what they carry.
    #[must_use]
    pub fn vocabulary(&self) -> &law::Vocabulary {
        &self.desk().law().vocabulary
    }

    /// The field that a version belongs to, if all of them belong to one.
    #[must_use]
    pub fn field_of(&self, person: Uuid, versions: &[Uuid]) -> Option<casebook::FieldKey> {
        self.keeper().read(|book| {
            let person = book.person(casebook::PersonId(person))?;
            let mut fields = person
                .fields()
                .iter()
                .filter(|version| versions.contains(&version.version.0))
                .map(|version| version.field);
            let first = fields.next()?;
            fields.all(|field| field == first).then_some(first)
        })
    }
}
