//! Events to state. An event in the ledger has happened: it is applied whether or not it would be accepted today.
//!
//! What an event names and the book does not have (the key of its case is destroyed) is passed over: the rest of the log still counts.

mod work;

use crate::fact::{
    ApprovalFact, ApprovalSubject, CaseFact, ConsentFact, Event, Fact, FamilyFact, FieldValue,
    Head, LinkFact, Opening, PersonFact, ProcedureFact, RetentionFact, ServiceFact, TracingFact,
};
use crate::ids::{CaseId, PersonId, Position};
use crate::state::{
    Approval, Case, CaseNo, CaseStatus, Casebook, ConsentState, FieldVersion, Link, Person,
    PersonNo, Relation, Tracing,
};
use apart::Private;
use std::collections::BTreeMap;

impl Casebook {
    /// Applies the event at a position of the log. Positions that were applied already are passed over.
    pub fn apply(&mut self, position: Position, event: &Event) {
        if position <= self.last {
            return;
        }
        self.last = position;
        let head = &event.head;
        match &event.fact {
            Fact::Person(fact) => self.apply_person(head, fact),
            Fact::Link(fact) => self.apply_link(head, fact),
            Fact::Family(fact) => self.apply_family(fact),
            Fact::Tracing(fact) => self.apply_tracing(fact),
            Fact::Case(fact) => self.apply_case(position, head, fact),
            Fact::Task(_)
            | Fact::Note(_)
            | Fact::Flag(_)
            | Fact::Referral(_)
            | Fact::Procedure(_) => {
                self.apply_work(position, head, &event.fact);
            }
            Fact::Approval(fact) => self.apply_approval(head, fact),
            Fact::Consent(fact) => self.apply_consent(head, fact),
            Fact::Service(fact) => self.apply_service(fact),
            Fact::Retention(fact) => self.apply_retention(fact),
        }
    }

    fn apply_person(&mut self, head: &Head, fact: &PersonFact) {
        match fact {
            PersonFact::Registered { person } => {
                if !self.find.persons.contains_key(person) {
                    let number = PersonNo::try_from(self.core.persons.len()).unwrap_or(u32::MAX);
                    self.core.persons.push(Person::new(*person));
                    self.find.persons.insert(*person, number);
                }
            }
            PersonFact::FieldWritten { person, field, seen, value } => {
                let Some(number) = self.find.persons.get(person).copied() else { return };
                let Private::Here(value) = value else { return };
                let judged = match value {
                    FieldValue::Name(_)
                    | FieldValue::Language(_)
                    | FieldValue::Document(_)
                    | FieldValue::Contact(_)
                    | FieldValue::Photo(_) => false,
                    FieldValue::BirthDate(_)
                    | FieldValue::Sex(_)
                    | FieldValue::Nationality(..)
                    | FieldValue::Stateless(_)
                    | FieldValue::Removed => true,
                };
                let version = FieldVersion {
                    field: *field,
                    version: head.id,
                    recorded: head.recorded,
                    author: head.author,
                    value: value.clone(),
                };
                self.change_person(number, judged, |person| person.write(version, seen));
            }
        }
    }

    /// Changes a record, and everything that was made from it.
    fn change_person(&mut self, number: PersonNo, judged: bool, change: impl FnOnce(&mut Person)) {
        let Some(person) = self.core.persons.get(number as usize) else { return };
        let cases = if judged { person.cases.clone() } else { Vec::new() };
        self.names.forget(number, person);
        cases.iter().for_each(|case| self.indexed(*case, false));
        if let Some(person) = self.core.persons.get_mut(number as usize) {
            change(person);
            self.names.learn(number, person);
        }
        for case in cases {
            self.indexed(case, true);
            self.reconsider(case);
        }
    }

    fn indexed(&mut self, number: CaseNo, here: bool) {
        if let Some(case) = self.core.cases.get(number as usize)
            && self.find.cases.contains_key(&case.id)
        {
            let told = self.told(case);
            self.index.place(number, case, &told, here);
        }
    }

    fn apply_link(&mut self, head: &Head, fact: &LinkFact) {
        match fact {
            LinkFact::Linked { link, persons, reason } => {
                let (persons, author) = (*persons, head.author);
                let new = Link { persons, reason: reason.clone(), author, approved: None };
                self.core.links.insert(*link, new);
                for person in persons {
                    self.find.links_of.entry(person).or_default().insert(*link);
                }
            }
            LinkFact::Approved { link } => {
                if let Some(known) = self.core.links.get_mut(link) {
                    known.approved = Some(head.author);
                }
                self.spend(&ApprovalSubject::Link(*link));
            }
            LinkFact::Unlinked { link, .. } => {
                let Some(old) = self.core.links.remove(link) else { return };
                for person in old.persons {
                    if let Some(links) = self.find.links_of.get_mut(&person) {
                        links.remove(link);
                        if links.is_empty() {
                            self.find.links_of.remove(&person);
                        }
                    }
                }
            }
        }
    }

    fn apply_family(&mut self, fact: &FamilyFact) {
        match fact {
            FamilyFact::Related { relation, from, kind, of } => {
                let new = Relation { from: *from, kind: *kind, of: *of, verified: None };
                self.core.relations.insert(*relation, new);
                for person in [*from, *of] {
                    self.find.relations_of.entry(person).or_default().insert(*relation);
                }
            }
            FamilyFact::Verified { relation, by } => {
                if let Some(known) = self.core.relations.get_mut(relation) {
                    known.verified = Some(by.clone());
                }
            }
            FamilyFact::Withdrawn { relation, .. } => {
                let Some(old) = self.core.relations.remove(relation) else { return };
                for person in [old.from, old.of] {
                    if let Some(relations) = self.find.relations_of.get_mut(&person) {
                        relations.remove(relation);
                    }
                }
            }
        }
    }

    fn apply_tracing(&mut self, fact: &TracingFact) {
        match fact {
            TracingFact::Opened { tracing, seeker, kind, sought } => {
                let sought = sought.here().cloned();
                let new = Tracing {
                    seeker: *seeker,
                    kind: *kind,
                    sought,
                    proposed: BTreeMap::new(),
                    outcome: None,
                };
                self.core.tracings.insert(*tracing, new);
            }
            TracingFact::Proposed { tracing, person } => {
                if let Some(known) = self.core.tracings.get_mut(tracing) {
                    known.proposed.insert(*person, None);
                }
            }
            TracingFact::Rejected { tracing, person, reason } => {
                if let Some(known) = self.core.tracings.get_mut(tracing) {
                    known.proposed.insert(*person, Some(reason.clone()));
                }
            }
            TracingFact::Closed { tracing, outcome } => {
                if let Some(known) = self.core.tracings.get_mut(tracing) {
                    known.outcome = Some(*outcome);
                }
            }
        }
    }

    fn apply_case(&mut self, position: Position, head: &Head, fact: &CaseFact) {
        if let CaseFact::Opened(opening) = fact {
            self.open(head, opening);
            return;
        }
        let Some(number) = self.case_no(fact.case()) else { return };
        match fact {
            CaseFact::Opened(_) => {}
            CaseFact::Happened { what, .. } => {
                self.happened(number, position, head, what);
                return;
            }
            CaseFact::PersonAdded { person, role, .. } => {
                let Some(person) = self.find.persons.get(person).copied() else { return };
                self.change_case(number, head, |case| case.people.push((person, *role)));
                if let Some(record) = self.core.persons.get_mut(person as usize) {
                    record.cases.push(number);
                }
            }
            CaseFact::PersonRemoved { person, .. } => {
                // The place stays taken, so that happenings keep pointing at whom they are about; the role goes.
                let Some(person) = self.find.persons.get(person).copied() else { return };
                self.change_case(number, head, |case| case.leave(person));
                if let Some(record) = self.core.persons.get_mut(person as usize) {
                    record.cases.retain(|case| *case != number);
                }
            }
            CaseFact::Assigned { team, owner, .. } => {
                let team = self.core.teams.number(*team);
                let owner = owner.map(|owner| self.core.users.number(owner));
                self.change_case(number, head, |case| (case.team, case.owner) = (team, owner));
            }
            CaseFact::Moved { jurisdiction, place, .. } => {
                let Some(place) = self.desk.place(jurisdiction, place) else { return };
                self.change_case(number, head, |case| case.place = place);
            }
            CaseFact::Sealed { members, .. } => {
                let members: Box<[_]> = members.as_slice().into();
                self.change_case(number, head, |case| case.sealed_to = Some(members));
            }
            CaseFact::Unsealed { case, .. } => {
                self.spend(&ApprovalSubject::Unseal(*case));
                self.change_case(number, head, |case| case.sealed_to = None);
            }
            CaseFact::Closed { case, reason, .. } => {
                self.spend(&ApprovalSubject::Close(*case));
                self.change_case(number, head, |case| {
                    (case.status, case.closed) = (CaseStatus::Closed(*reason), Some(head.recorded));
                });
            }
            CaseFact::Reopened { .. } => {
                self.change_case(number, head, |case| {
                    (case.status, case.closed) = (CaseStatus::Open, None);
                });
            }
        }
        self.reconsider(number);
    }

    fn open(&mut self, head: &Head, opening: &Opening) {
        let Some(place) = self.desk.place(&opening.jurisdiction, &opening.place) else { return };
        let find = |(person, role): &(PersonId, _)| Some((*self.find.persons.get(person)?, *role));
        let people: Vec<_> = opening.persons.iter().filter_map(find).collect();
        let number = CaseNo::try_from(self.core.cases.len()).unwrap_or(u32::MAX);
        let coverage = (opening.coverage != crate::fact::Coverage::Acts)
            .then(|| Box::new(opening.coverage.clone()));
        for (person, _) in &people {
            if let Some(record) = self.core.persons.get_mut(*person as usize) {
                record.cases.push(number);
            }
        }
        self.core.cases.push(Case {
            id: opening.case,
            kind: opening.kind,
            status: CaseStatus::Open,
            place,
            team: self.core.teams.number(opening.team),
            owner: opening.owner.map(|owner| self.core.users.number(owner)),
            sealed_to: opening.sealed_to.as_deref().map(Into::into),
            opened: head.recorded,
            closed: None,
            touched: head.recorded,
            people,
            coverage,
            items: Vec::new(),
            dates: Vec::new(),
            work: None,
        });
        self.find.cases.insert(opening.case, number);
        self.find.codes.insert(crate::code::number(opening.case), number);
        self.indexed(number, true);
        self.reconsider(number);
    }

    fn change_case(&mut self, number: CaseNo, head: &Head, change: impl FnOnce(&mut Case)) {
        self.indexed(number, false);
        if let Some(case) = self.core.cases.get_mut(number as usize) {
            change(case);
            case.touched = case.touched.max(head.recorded);
        }
        self.indexed(number, true);
    }

    fn happened(
        &mut self,
        number: CaseNo,
        position: Position,
        head: &Head,
        what: &crate::fact::Happening,
    ) {
        let Some(case) = self.core.cases.get(number as usize) else { return };
        let about = what.about.and_then(|person| self.find.persons.get(&person).copied());
        let Some((item, dates)) =
            crate::happening::item(&self.desk, case, about, position, head, what)
        else {
            return;
        };
        let roles = self.desk.law().vocabulary.roles();
        let indexed = [roles.birth, roles.age, roles.nationality].contains(&item.kind);
        if indexed {
            self.indexed(number, false);
        } else {
            self.index.touched(number, case, false);
        }
        if let Some(case) = self.core.cases.get_mut(number as usize) {
            let index = u32::try_from(case.items.len()).unwrap_or(u32::MAX);
            if case.items.len() == case.items.capacity() {
                case.items.reserve_exact(2 + case.items.len() / 4);
            }
            case.items.push(item);
            case.dates.extend(dates.map(|(first, last)| (index, first, last)));
            case.touched = case.touched.max(head.recorded);
        }
        if indexed {
            self.indexed(number, true);
        } else if let Some(case) = self.core.cases.get(number as usize) {
            self.index.touched(number, case, true);
        }
        self.reconsider(number);
    }

    fn apply_work(&mut self, position: Position, head: &Head, fact: &Fact) {
        let crate::fact::Keyed::Case(case) = fact.keyed() else { return };
        let Some(number) = self.case_no(case) else { return };
        self.change_case(number, head, |case| work::apply(case, position, head, fact));
        if let Fact::Procedure(ProcedureFact::Decided { procedure, .. }) = fact {
            self.spend(&ApprovalSubject::BestInterests(*procedure));
        }
    }

    fn apply_approval(&mut self, head: &Head, fact: &ApprovalFact) {
        match fact {
            ApprovalFact::Requested { approval, subject } => {
                let new = Approval {
                    subject: *subject,
                    asked_by: head.author,
                    asked_at: head.recorded,
                    decided: None,
                    used: false,
                };
                self.core.approvals.insert(*approval, new);
            }
            ApprovalFact::Decided { approval, decision } => {
                if let Some(known) = self.core.approvals.get_mut(approval) {
                    known.decided = Some((*decision, head.author));
                }
            }
        }
    }

    /// An approval serves once.
    fn spend(&mut self, subject: &ApprovalSubject) {
        let mut served = self.core.approvals.values_mut().filter(|one| {
            one.subject == *subject
                && !one.used
                && matches!(one.decided, Some((crate::fact::Decision::Approved, _)))
        });
        if let Some(one) = served.next() {
            one.used = true;
        }
    }

    fn apply_consent(&mut self, head: &Head, fact: &ConsentFact) {
        match fact {
            ConsentFact::Given(consent) => {
                let ids = self.find.consents_of.entry(consent.person).or_default();
                ids.insert(consent.consent);
                let given = head.recorded;
                let new = ConsentState { consent: consent.clone(), given, withdrawn: None };
                self.core.consents.insert(consent.consent, new);
            }
            ConsentFact::Withdrawn { consent, .. } => {
                if let Some(known) = self.core.consents.get_mut(consent) {
                    known.withdrawn.get_or_insert(head.recorded);
                }
            }
        }
    }

    fn apply_service(&mut self, fact: &ServiceFact) {
        match fact {
            ServiceFact::Listed(service) => {
                self.core.services.insert(service.service, (service.clone(), false));
            }
            ServiceFact::Retired { service, .. } => {
                if let Some((_, retired)) = self.core.services.get_mut(service) {
                    *retired = true;
                }
            }
        }
    }

    fn apply_retention(&mut self, fact: &RetentionFact) {
        match fact {
            RetentionFact::PersonErased { person, .. } => {
                self.spend(&ApprovalSubject::Erase(*person));
                self.erase(*person);
            }
            RetentionFact::CaseDestroyed { case } => {
                self.spend(&ApprovalSubject::Destroy(*case));
                self.destroy(*case);
            }
            RetentionFact::Held { case, reason } => {
                self.core.held.insert(*case, reason.clone());
            }
            RetentionFact::Released { case } => {
                self.core.held.remove(case);
            }
        }
    }

    fn erase(&mut self, person: PersonId) {
        let Some(number) = self.find.persons.get(&person).copied() else { return };
        for case in self.person_at(number).map(|p| p.cases.clone()).unwrap_or_default() {
            self.indexed(case, false);
            if let Some(known) = self.core.cases.get_mut(case as usize) {
                known.forget_dates_of(number);
            }
            self.indexed(case, true);
        }
        self.change_person(number, true, |record| {
            record.fields = Vec::new();
            record.flags.erased = true;
        });
        for tracing in self.core.tracings.values_mut() {
            if tracing.seeker == person {
                tracing.sought = None;
            }
        }
    }

    fn destroy(&mut self, case: CaseId) {
        let Some(number) = self.case_no(case) else { return };
        self.indexed(number, false);
        self.find.cases.remove(&case);
        self.find.codes.remove(&crate::code::number(case));
        let Some(known) = self.core.cases.get_mut(number as usize) else { return };
        let people = std::mem::take(&mut known.people);
        known.empty();
        for (person, _) in people {
            if let Some(record) = self.core.persons.get_mut(person as usize) {
                record.cases.retain(|one| *one != number);
            }
        }
        self.reconsider(number);
    }
}
