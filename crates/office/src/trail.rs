//! Who looked: one record for every case or person that was shown or refused. Looks gather in memory and go to the log together
//! ([`Office::keep_looks`], once a second): a crash may lose the looks of the last second, never an acknowledged write.

use std::sync::PoisonError;

use access::{Action, Purpose, Role};
use keeper::{Family, Record, RecordPart};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use when::Instant;

use crate::error::{Error, Result};
use crate::{Office, Visit};

const SCHEMA: u8 = 1;
/// Looks that one operation of the log takes.
const TOGETHER: usize = 2_000;
/// Looks that wait at most; beyond, nobody is shown anything until the log takes them.
pub(crate) const WAITING_MAX: usize = 100_000;
/// The trail of a thing is a stream of its own beside the thing's.
const TRAIL: u128 = 0x7472_6169_6c00_0000_0000_0000_0000_0001;

/// One look.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Look {
    /// Who.
    pub user: Uuid,
    /// In which role.
    pub role: Role,
    /// What for.
    pub purpose: Purpose,
    /// What they did.
    pub action: Action,
    /// The case or person.
    pub subject: Uuid,
    /// When.
    pub at: Instant,
    /// Whether it was allowed.
    pub allowed: bool,
}

/// A line of what a person is given.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct Looked {
    /// When, in RFC 3339.
    pub at: String,
    /// Who, by id.
    pub user: Uuid,
    /// In which role.
    pub role: String,
    /// What for.
    pub purpose: String,
    /// What they did.
    pub action: String,
}

/// The bytes of a look: words, not numbers, so that a list that grows does not change them.
#[derive(Serialize, Deserialize)]
struct Stored<'a>(Uuid, &'a str, &'a str, &'a str, i64, bool);

impl Visit {
    /// Writes down that somebody looked.
    pub(crate) fn look(&self, subject: Uuid, action: Action, allowed: bool) {
        let look = Look {
            user: self.user.0,
            role: self.actor.role,
            purpose: self.purpose,
            action,
            subject,
            at: self.at,
            allowed,
        };
        self.office.0.looks.lock().unwrap_or_else(PoisonError::into_inner).push(look);
    }

    /// Refuses while the trail cannot take a look.
    pub(crate) fn room(&self) -> Result<()> {
        if self.office.looks_waiting() < WAITING_MAX { Ok(()) } else { Err(Error::TrailFull) }
    }

    /// Who looked at a case or a person, oldest first: for those who may read it.
    ///
    /// # Errors
    /// When it may not be known of, or the log cannot be read.
    pub async fn who_looked(&self, subject: Uuid) -> Result<Vec<Looked>> {
        let case = casebook::CaseId(subject);
        let person = casebook::PersonId(subject);
        let known = self.keeper().read(|book| {
            book.case(case)
                .is_some_and(|case| self.knows(&crate::gate::record(self.desk(), book, case)))
                || self.person_record(book, person).is_some()
        });
        if !known {
            return Err(Error::NotFound);
        }
        self.office.keep_looks().await?;
        let mut lines = Vec::new();
        for (_, schema, parts) in self.keeper().records(thing(subject)).await? {
            let bytes = parts.first().and_then(|part| part.content.clear()).unwrap_or_default();
            if schema != SCHEMA {
                continue;
            }
            let Ok(Stored(user, role, purpose, action, at, true)) = postcard::from_bytes(bytes)
            else {
                continue;
            };
            lines.push(Looked {
                at: Instant::from_seconds(at).to_string(),
                user,
                role: role.to_owned(),
                purpose: purpose.to_owned(),
                action: action.to_owned(),
            });
        }
        Ok(lines)
    }
}

fn thing(subject: Uuid) -> Uuid {
    Uuid::from_u128(subject.as_u128() ^ TRAIL)
}

impl Office {
    /// How many looks are not in the log yet.
    #[must_use]
    pub fn looks_waiting(&self) -> usize {
        self.0.looks.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Brings all looks into the log. What fails is tried again the next time.
    ///
    /// # Errors
    /// When the log cannot be written.
    pub async fn keep_looks(&self) -> Result<()> {
        loop {
            let batch: Vec<Look> = {
                let mut looks = self.0.looks.lock().unwrap_or_else(PoisonError::into_inner);
                let count = looks.len().min(TOGETHER);
                looks.drain(..count).collect()
            };
            if batch.is_empty() {
                return Ok(());
            }
            if let Err(error) = self.keep(&batch).await {
                let mut looks = self.0.looks.lock().unwrap_or_else(PoisonError::into_inner);
                looks.splice(0..0, batch);
                return Err(error);
            }
        }
    }

    async fn keep(&self, batch: &[Look]) -> Result<()> {
        let mut records = Vec::with_capacity(batch.len());
        for look in batch {
            let stored = Stored(
                look.user,
                look.role.id(),
                look.purpose.id(),
                look.action.id(),
                look.at.seconds(),
                look.allowed,
            );
            let bytes = postcard::to_stdvec(&stored).unwrap_or_default();
            let parts = vec![RecordPart { whose: None, bytes }];
            let record = Record {
                family: Family::Trail,
                schema: SCHEMA,
                thing: thing(look.subject),
                parts,
                makes: Vec::new(),
            };
            records.push(record);
        }
        self.0.keeper.record_anyway(records).await?;
        Ok(())
    }
}
