//! Commands about persons, links, families and tracing.

use super::{Asking, LONG_MAX, SHORT_MAX, Verdict, fits, text, unused};
use crate::fact::{
    ApprovalSubject, FamilyFact, FieldKey, FieldValue, LinkFact, Name, PersonFact, TracingFact,
    TracingOutcome,
};
use crate::refusal::Refusal;
use apart::Private;
use when::Edtf;

/// More names, documents and contacts than anybody has.
const FIELDS_MAX: usize = 200;

impl Asking<'_> {
    pub(super) fn person_fact(&self, fact: &PersonFact) -> Verdict {
        match fact {
            PersonFact::Registered { person } => {
                unused(self.book.person(*person).is_some() || self.fresh.persons.contains(person))
            }
            PersonFact::FieldWritten { person, field, value, .. } => {
                self.person(*person)?;
                let record = self.book.person(*person);
                if record.is_some_and(|record| record.fields().len() >= FIELDS_MAX) {
                    return Err(Refusal::TooMany);
                }
                match value {
                    Private::Here(value) => self.value(*field, value),
                    Private::Apart | Private::Erased => Err(Refusal::Empty),
                }
            }
        }
    }

    fn value(&self, field: FieldKey, value: &FieldValue) -> Verdict {
        let words = &self.book.desk().law().vocabulary;
        let country =
            |id: &str| self.book.desk().country(id).map(|_| ()).ok_or(Refusal::UnknownCode);
        match (field, value) {
            (_, FieldValue::Removed) => Ok(()),
            (FieldKey::Name(_), FieldValue::Name(name)) => named(name),
            (FieldKey::BirthDate, FieldValue::BirthDate(date)) => edtf(date),
            (FieldKey::Sex, FieldValue::Sex(code)) => {
                words.code("sexes", code).map(|_| ()).ok_or(Refusal::UnknownCode)
            }
            (FieldKey::Nationality(_), FieldValue::Nationality(id, _)) => country(id),
            (FieldKey::Stateless, FieldValue::Stateless(_)) => Ok(()),
            (FieldKey::Language(_), FieldValue::Language(tag)) => text(tag, 35),
            (FieldKey::Document(_), FieldValue::Document(document)) => {
                text(&document.number, SHORT_MAX)?;
                document.issuer.as_deref().map_or(Ok(()), country)?;
                document.until.as_deref().map_or(Ok(()), edtf)
            }
            (FieldKey::Contact(_), FieldValue::Contact(contact)) => text(&contact.value, SHORT_MAX),
            (FieldKey::Photo(_), FieldValue::Photo(hash)) => {
                let hex = hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
                if hex { Ok(()) } else { Err(Refusal::WrongField) }
            }
            (
                _,
                FieldValue::Name(_)
                | FieldValue::BirthDate(_)
                | FieldValue::Sex(_)
                | FieldValue::Nationality(..)
                | FieldValue::Stateless(_)
                | FieldValue::Language(_)
                | FieldValue::Document(_)
                | FieldValue::Contact(_)
                | FieldValue::Photo(_),
            ) => Err(Refusal::WrongField),
        }
    }

    pub(super) fn link(&self, fact: &LinkFact) -> Verdict {
        match fact {
            LinkFact::Linked { link, persons: [a, b], reason } => {
                text(reason, SHORT_MAX)?;
                unused(self.book.link(*link).is_some())?;
                self.person(*a)?;
                self.person(*b)?;
                if a == b {
                    return Err(Refusal::SamePerson);
                }
                // One chain between two records is enough, and the only one that can be taken back cleanly.
                if self.book.linked(*a).contains(b) { Err(Refusal::Already) } else { Ok(()) }
            }
            LinkFact::Approved { link } => {
                let known = self.book.link(*link).ok_or(Refusal::Unknown)?;
                if known.approved.is_some() {
                    return Err(Refusal::Already);
                }
                if known.author == self.author {
                    return Err(Refusal::SelfApproval);
                }
                self.approved(ApprovalSubject::Link(*link))
            }
            LinkFact::Unlinked { link, reason } => {
                text(reason, SHORT_MAX)?;
                self.book.link(*link).map(|_| ()).ok_or(Refusal::Unknown)
            }
        }
    }

    pub(super) fn family(&self, fact: &FamilyFact) -> Verdict {
        let known = |id| self.book.core.relations.get(id).ok_or(Refusal::Unknown);
        match fact {
            FamilyFact::Related { relation, from, kind, of } => {
                unused(self.book.core.relations.contains_key(relation))?;
                self.person(*from)?;
                self.person(*of)?;
                if from == of {
                    return Err(Refusal::SamePerson);
                }
                let same = self.book.relations(*from).any(|old| {
                    old.kind == *kind
                        && ((old.from, old.of) == (*from, *of)
                            || kind.is_mutual() && (old.from, old.of) == (*of, *from))
                });
                if same { Err(Refusal::Already) } else { Ok(()) }
            }
            FamilyFact::Verified { relation, by } => {
                text(by, SHORT_MAX)?;
                let verified = known(relation)?.verified.is_some();
                if verified { Err(Refusal::Already) } else { Ok(()) }
            }
            FamilyFact::Withdrawn { relation, reason } => {
                text(reason, SHORT_MAX)?;
                known(relation).map(|_| ())
            }
        }
    }

    pub(super) fn tracing(&self, fact: &TracingFact) -> Verdict {
        let open = |id| match self.book.tracing(id) {
            None => Err(Refusal::Unknown),
            Some(known) if known.outcome.is_some() => Err(Refusal::Already),
            Some(known) => Ok(known),
        };
        match fact {
            TracingFact::Opened { tracing, seeker, sought, .. } => {
                unused(self.book.tracing(*tracing).is_some())?;
                self.person(*seeker)?;
                let sought = sought.here().ok_or(Refusal::Empty)?;
                if sought.names.is_empty() {
                    return Err(Refusal::Empty);
                }
                sought.names.iter().try_for_each(named)?;
                sought.birth.as_deref().map_or(Ok(()), edtf)?;
                fits(&sought.told, LONG_MAX)
            }
            TracingFact::Proposed { tracing, person } => {
                let known = open(*tracing)?;
                self.person(*person)?;
                if known.seeker == *person { Err(Refusal::SamePerson) } else { Ok(()) }
            }
            TracingFact::Rejected { tracing, person, reason } => {
                text(reason, SHORT_MAX)?;
                let proposed = open(*tracing)?.proposed.contains_key(person);
                if proposed { Ok(()) } else { Err(Refusal::Unknown) }
            }
            TracingFact::Closed { tracing, outcome } => {
                open(*tracing)?;
                match outcome {
                    TracingOutcome::Found(person) | TracingOutcome::FoundDead(person) => {
                        self.person(*person)
                    }
                    TracingOutcome::Declined
                    | TracingOutcome::Unsafe
                    | TracingOutcome::Exhausted => Ok(()),
                }
            }
        }
    }
}

/// One of the two parts must be there: many people have a single name.
fn named(name: &Name) -> Verdict {
    if name.given.trim().is_empty() {
        text(&name.family, SHORT_MAX)?;
    }
    fits(&name.given, SHORT_MAX)?;
    fits(&name.family, SHORT_MAX)
}

fn edtf(date: &str) -> Verdict {
    date.parse::<Edtf>().map(|_| ()).map_err(|_| Refusal::NotATime)
}
