//! Commands about cases.

use super::{Asking, LONG_MAX, SHORT_MAX, Verdict, fits, text, unused};
use crate::fact::{ApprovalSubject, CaseFact, CaseKind, Coverage, Happening, Opening, Role};
use crate::refusal::Refusal;

/// More people than belong to one matter.
const PEOPLE_MAX: usize = 200;
const ATTACHMENTS_MAX: usize = 100;
/// More happenings than a case has; the next belongs to a new one.
const ITEMS_MAX: usize = 10_000;

impl Asking<'_> {
    pub(super) fn case_fact(&self, fact: &CaseFact) -> Verdict {
        match fact {
            CaseFact::Opened(opening) => self.opening(opening),
            CaseFact::PersonAdded { case, person, .. } => {
                let known = self.open(*case)?;
                self.person(*person)?;
                if self.in_case(*case, *person).is_ok() {
                    return Err(Refusal::Already);
                }
                let many = known.is_some_and(|case| case.people().len() >= PEOPLE_MAX);
                if many { Err(Refusal::TooMany) } else { Ok(()) }
            }
            CaseFact::PersonRemoved { case, person, reason } => {
                text(reason, SHORT_MAX)?;
                self.in_case(*case, *person)?;
                let number = self.book.find.persons.get(person).copied();
                let mut others = self.open(*case)?.into_iter().flat_map(|case| case.subjects());
                if others.any(|one| Some(one) != number) { Ok(()) } else { Err(Refusal::NoSubject) }
            }
            CaseFact::Happened { case, what } => self.happening(*case, what),
            CaseFact::Assigned { case, reason, .. } => {
                self.case(*case)?;
                text(reason, SHORT_MAX)
            }
            CaseFact::Moved { case, jurisdiction, place } => {
                self.open(*case)?;
                self.place(jurisdiction, place)
            }
            CaseFact::Sealed { case, members } => {
                self.open(*case)?;
                self.members(members)
            }
            CaseFact::Unsealed { case, reason } => {
                text(reason, SHORT_MAX)?;
                match self.open(*case)? {
                    Some(known) if known.sealed_to.is_some() => {
                        self.approved(ApprovalSubject::Unseal(*case))
                    }
                    Some(_) | None => Err(Refusal::Already),
                }
            }
            CaseFact::Closed { case, told, .. } => {
                text(told, LONG_MAX)?;
                match self.open(*case)?.map(|case| case.kind) {
                    Some(CaseKind::Child | CaseKind::Trafficking | CaseKind::Witness) => {
                        self.approved(ApprovalSubject::Close(*case))
                    }
                    Some(_) | None => Ok(()),
                }
            }
            CaseFact::Reopened { case, told } => {
                text(told, LONG_MAX)?;
                match self.case(*case)? {
                    Some(known) if !known.is_open() => Ok(()),
                    Some(_) | None => Err(Refusal::CaseOpen),
                }
            }
        }
    }

    fn opening(&self, opening: &Opening) -> Verdict {
        let taken = self.book.find.cases.contains_key(&opening.case)
            || self.fresh.cases.contains_key(&opening.case)
            || self.book.find.codes.contains_key(&crate::code::number(opening.case));
        unused(taken)?;
        self.place(&opening.jurisdiction, &opening.place)?;
        if opening.persons.len() > PEOPLE_MAX {
            return Err(Refusal::TooMany);
        }
        for (at, (person, _)) in opening.persons.iter().enumerate() {
            self.person(*person)?;
            if opening.persons.iter().take(at).any(|(other, _)| other == person) {
                return Err(Refusal::Already);
            }
        }
        if !opening.persons.iter().any(|(_, role)| *role == Role::Subject) {
            return Err(Refusal::NoSubject);
        }
        if let Some(members) = &opening.sealed_to {
            self.members(members)?;
        }
        if let Coverage::Kinds(kinds) = &opening.coverage {
            let words = &self.book.desk().law().vocabulary;
            if let Some(wrong) = kinds.iter().find(|kind| words.kind(kind).is_none()) {
                let nearest = words.nearest_kind(wrong).map(str::to_owned);
                return Err(Refusal::UnknownKind { nearest });
            }
        }
        Ok(())
    }

    /// Somebody must be able to open a sealed case, its author among them: nobody locks themselves out.
    fn members(&self, members: &[crate::UserId]) -> Verdict {
        if members.len() > PEOPLE_MAX {
            Err(Refusal::TooMany)
        } else if members.contains(&self.author) {
            Ok(())
        } else {
            Err(Refusal::NoMembers)
        }
    }

    fn place(&self, jurisdiction: &str, place: &str) -> Verdict {
        self.book.desk().place(jurisdiction, place).map(|_| ()).ok_or(Refusal::UnknownPlace)
    }

    fn happening(&self, case: crate::CaseId, what: &Happening) -> Verdict {
        let known = self.open(case)?;
        let kind = crate::happening::check(self.book.desk(), what, self.at)?;
        if known.is_some_and(|case| case.items().len() >= ITEMS_MAX)
            || what.attachments.len() > ATTACHMENTS_MAX
        {
            return Err(Refusal::TooMany);
        }
        if let Some(person) = what.about {
            self.person(person)?;
            self.in_case(case, person)?;
        }
        if let Some(corrected) = what.corrects {
            let known = known.ok_or(Refusal::Unknown)?;
            let item = known.item(corrected).and_then(|index| known.items().get(index));
            let item = item.ok_or(Refusal::Unknown)?;
            if item.kind != kind {
                return Err(Refusal::ValueDoesNotFit);
            }
        }
        for told in [&what.place, &what.source.told] {
            told.as_deref().map_or(Ok(()), |told| fits(told, SHORT_MAX))?;
        }
        what.told.as_deref().map_or(Ok(()), |told| fits(told, LONG_MAX))
    }
}
