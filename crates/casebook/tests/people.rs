//! Persons: nothing is lost when two people write, links come off without a trace, erasure reaches everything.

mod kit;

use casebook::*;
use kit::*;

/// primeroIMS/primero issue 508: two workers edit one field without a network, and the later sync silently wins.
#[test]
fn two_people_who_edit_one_field_offline_both_keep_what_they_wrote() {
    let mut office = Office::new(day(3, 1));
    let amina = office.meets(1, "Amina", "Haddad");
    let first = office.does(
        ANA,
        day(2, 1),
        vec![written(amina, FieldKey::BirthDate, &[], FieldValue::BirthDate("2008".into()))],
    );
    // Both saw the same version on their devices, and went to the field.
    let date = |date: &str| FieldValue::BirthDate(date.into());
    let anas = office.does(
        ANA,
        day(2, 3),
        vec![written(amina, FieldKey::BirthDate, &first, date("2008-05"))],
    );
    let bens = office.does(
        BEN,
        day(2, 2),
        vec![written(amina, FieldKey::BirthDate, &first, date("2007-05-01"))],
    );
    let record = office.book.person(amina).unwrap();
    let versions = record.field(FieldKey::BirthDate);
    assert_eq!(versions.len(), 2, "both are kept");
    assert_eq!((versions[0].author, versions[1].author), (ANA, BEN));
    assert_eq!(record.conflicts().collect::<Vec<_>>(), [FieldKey::BirthDate]);
    assert_eq!(record.agreed(FieldKey::BirthDate), None, "no side of a conflict is the answer");
    // A person decides, having seen both.
    let both = [anas, bens].concat();
    office.does(
        ANA,
        day(2, 4),
        vec![written(amina, FieldKey::BirthDate, &both, date("2008-05-01"))],
    );
    let record = office.book.person(amina).unwrap();
    assert_eq!(record.conflicts().count(), 0);
    assert_eq!(record.agreed(FieldKey::BirthDate), Some(&date("2008-05-01")));
}

#[test]
fn edits_of_different_fields_merge_and_equal_edits_are_no_conflict() {
    let mut office = Office::new(day(3, 1));
    let one = office.meets(1, "Amina", "Haddad");
    let sex = |code: &str| FieldValue::Sex(code.into());
    let code = desk().law().vocabulary.codes().list("sexes").unwrap().codes[0];
    let code = desk().law().vocabulary.code_name(code).to_owned();
    office.does(ANA, day(2, 1), vec![written(one, FieldKey::Sex, &[], sex(&code))]);
    office.does(BEN, day(2, 1), vec![written(one, FieldKey::Sex, &[], sex(&code))]);
    let birth = FieldValue::BirthDate("2001~".into());
    office.does(BEN, day(2, 1), vec![written(one, FieldKey::BirthDate, &[], birth.clone())]);
    let record = office.book.person(one).unwrap();
    assert_eq!(record.conflicts().count(), 0);
    assert_eq!(record.agreed(FieldKey::BirthDate), Some(&birth));
    let wrong = written(one, FieldKey::Sex, &[], birth);
    assert_eq!(office.refused(ANA, day(2, 2), wrong), Refusal::WrongField);
}

/// R6: every pair of concurrent edits keeps both values, in either order of arrival.
#[test]
fn random_concurrent_edits_never_lose_an_unseen_value() {
    let mut dice = Dice(6);
    let (mut office, mut conflicts) = (Office::new(day(3, 1)), 0);
    for n in 0..300 {
        let one = office.meets(n, "Person", "Invented");
        // A model: every version that nobody who saw it replaced must be there.
        let mut current: Vec<(EventId, String)> = Vec::new();
        for _ in 0..dice.below(8) {
            let seen: Vec<EventId> =
                current.iter().filter(|_| dice.below(2) == 0).map(|(id, _)| *id).collect();
            let year = format!("{}", 1990 + dice.below(4));
            let value = FieldValue::BirthDate(year.clone());
            let id =
                office.does(BEN, day(2, 1), vec![written(one, FieldKey::BirthDate, &seen, value)]);
            current.retain(|(id, _)| !seen.contains(id));
            current.push((id[0], year));
        }
        let record = office.book.person(one).unwrap();
        let mut kept: Vec<EventId> = current.iter().map(|(id, _)| *id).collect();
        let mut found: Vec<EventId> =
            record.field(FieldKey::BirthDate).iter().map(|v| v.version).collect();
        kept.sort();
        found.sort();
        assert_eq!(found, kept);
        let differ = current.iter().any(|(_, year)| *year != current[0].1);
        assert_eq!(record.conflicts().count() == 1, differ);
        conflicts += usize::from(differ);
    }
    assert!(conflicts > 50, "the dice made conflicts: {conflicts}");
    assert_eq!(office.book.digest(), rebuilt(&office.log, day(3, 1)).digest());
}

/// T8: a link that is taken back leaves every byte as if it had never been, whatever was written in between.
#[test]
fn unlinking_restores_the_state_to_the_byte_on_ten_thousand_histories() {
    let mut dice = Dice(8);
    let mut base = Office::new(day(3, 1));
    let people: Vec<PersonId> = (0..6).map(|n| base.meets(n, "Person", "Invented")).collect();
    let mut histories = 0;
    let mut widened = 0;
    while histories < 10_000 {
        let mut with = Casebook::new(desk(), day(3, 1));
        let mut without = Casebook::new(desk(), day(3, 1));
        for (position, event) in &base.log {
            with.apply(*position, event);
            without.apply(*position, event);
        }
        let mut links: Vec<LinkId> = Vec::new();
        for step in 0..10_u64 {
            let position = Position(1_000 + step);
            let id = u128::from(10_000 + step);
            let fact = match (dice.below(3), links.is_empty()) {
                (0, _) => {
                    let link = LinkId::from_u128(id);
                    let persons = [people[dice.index(6)], people[dice.index(6)]];
                    Fact::Link(LinkFact::Linked { link, persons, reason: "same scar".into() })
                }
                (1, false) => {
                    let link = links[dice.index(links.len())];
                    Fact::Link(LinkFact::Unlinked { link, reason: "not so".into() })
                }
                _ => {
                    let year = format!("{}", 1980 + dice.below(20));
                    written(
                        people[dice.index(6)],
                        FieldKey::BirthDate,
                        &[],
                        FieldValue::BirthDate(year),
                    )
                }
            };
            let command = Command {
                operation: OperationId::from_u128(id),
                author: ANA,
                purpose: Purpose::Protection,
                at: day(2, 1),
                facts: vec![(EventId::from_u128(id), fact)],
            };
            let Ok(events) = with.decide(&command) else { continue };
            with.apply(position, &events[0]);
            if let Fact::Link(LinkFact::Linked { link, .. }) = &events[0].fact {
                links.push(*link);
            } else if let Fact::Link(LinkFact::Unlinked { link, .. }) = &events[0].fact {
                links.retain(|one| one != link);
            } else {
                without.apply(position, &events[0]);
            }
        }
        // While a link stands unapproved, readers of the joined record can read each.
        for link in &links {
            let [a, b] = with.link(*link).unwrap().persons;
            let LinkReaders::Each(all) = with.link_readers(a) else {
                panic!("not looked at again")
            };
            assert!(all.contains(&a) && all.contains(&b));
            widened += 1;
        }
        if !links.is_empty() {
            assert_ne!(with.digest(), without.digest(), "the control: a link is part of the state");
        }
        for (step, link) in links.iter().enumerate() {
            let fact = Fact::Link(LinkFact::Unlinked { link: *link, reason: "not so".into() });
            let head = base.log[0].1.head;
            with.apply(Position(2_000 + step as u64), &Event { head, fact });
        }
        assert_eq!(with.digest(), without.digest());
        assert!(people.iter().all(|one| with.link_readers(*one) == LinkReaders::Own));
        histories += 1;
    }
    assert!(widened > 5_000);
}

#[test]
fn joined_records_need_readers_of_each_until_a_second_person_has_looked() {
    let mut office = Office::new(day(6, 2));
    let (a, b) = (office.meets(1, "Amina", "Haddad"), office.meets(2, "Aminah", "Hadad"));
    let link = LinkId::from_u128(77);
    let linked = LinkFact::Linked { link, persons: [a, b], reason: "same document".into() };
    office.does(ANA, day(6, 1), vec![Fact::Link(linked.clone())]);
    assert_eq!(office.book.link_readers(b), LinkReaders::Each(vec![b, a]));
    let approved = Fact::Link(LinkFact::Approved { link });
    assert_eq!(office.refused(ANA, day(6, 1), approved.clone()), Refusal::SelfApproval);
    assert_eq!(office.refused(BEN, day(6, 1), approved.clone()), Refusal::NeedsApproval);
    office.approves(ApprovalSubject::Link(link));
    office.does(BEN, day(6, 1), vec![approved]);
    assert_eq!(office.book.link_readers(a), LinkReaders::Any(vec![a, b]));
    // Both records are as they were.
    assert_eq!(office.book.search("Aminah Hadad", 5).len(), 2);
}

#[test]
fn an_erased_person_leaves_nothing_live_or_after_reading_the_log_again() {
    let mut office = Office::new(day(6, 2));
    let one = office.meets(1, "Amina", "Haddad");
    let born = FieldValue::BirthDate("2012-03-04".into());
    office.does(ANA, day(6, 1), vec![written(one, FieldKey::BirthDate, &[], born)]);
    let opened = Fact::Case(CaseFact::Opened(opening(case(1), CaseKind::Detention, &[one])));
    let mut told =
        happening("birth-date-stated", "2024-05-30", Value::Date("2012-03-04".to_owned().into()));
    told.about = Some(one);
    let told = Fact::Case(CaseFact::Happened { case: case(1), what: told });
    let opened = [vec![opened], vec![told]].concat();
    office.does(ANA, day(6, 1), opened);
    let children = Filter { child: true, ..Filter::default() };
    assert_eq!(office.book.select(&Scope::default(), &children).len(), 1);
    let erase =
        Fact::Retention(RetentionFact::PersonErased { person: one, reason: "asked".into() });
    assert_eq!(office.refused(ANA, day(6, 1), erase.clone()), Refusal::NeedsApproval);
    office.approves(ApprovalSubject::Erase(one));
    office.does(ANA, day(6, 2), vec![erase]);
    assert!(office.book.person(one).unwrap().flags.erased);
    assert!(office.book.person(one).unwrap().fields().is_empty());
    assert!(office.book.search("Amina Haddad", 5).is_empty());
    assert_eq!(office.book.select(&Scope::default(), &children).len(), 0);
    // The ledger gives back what is left once the key is destroyed.
    let left: Vec<_> = office
        .log
        .iter()
        .map(|(position, event)| {
            let bytes = codec::encode(event).unwrap();
            (*position, codec::decode(bytes.schema, &bytes.open, None).unwrap())
        })
        .collect();
    let again = rebuilt(&left, day(6, 2));
    assert_eq!(again.digest(), office.book.digest());
    let number = again.case_no(case(1)).unwrap();
    assert_eq!(again.open_clocks(number), office.book.open_clocks(number));
    let write = written(one, FieldKey::BirthDate, &[], FieldValue::BirthDate("2012".into()));
    assert_eq!(office.refused(ANA, day(6, 2), write), Refusal::PersonErased);
}

#[test]
fn families_are_claimed_then_verified_and_a_search_proposes_records_with_reasons() {
    let mut office = Office::new(day(6, 2));
    let mother = office.meets(1, "Fatuma", "Abdi Warsame");
    let child = office.meets(2, "Yusuf", "Abdi Warsame");
    let relation = RelationId::from_u128(5);
    let related =
        FamilyFact::Related { relation, from: mother, kind: RelationKind::Parent, of: child };
    office.does(ANA, day(5, 1), vec![Fact::Family(related.clone())]);
    let again = FamilyFact::Related {
        relation: RelationId::from_u128(6),
        from: mother,
        kind: RelationKind::Parent,
        of: child,
    };
    assert_eq!(office.refused(ANA, day(5, 1), Fact::Family(again)), Refusal::Already);
    let itself = FamilyFact::Related {
        relation: RelationId::from_u128(7),
        from: child,
        kind: RelationKind::Sibling,
        of: child,
    };
    assert_eq!(office.refused(ANA, day(5, 1), Fact::Family(itself)), Refusal::SamePerson);
    office.does(
        BEN,
        day(5, 2),
        vec![Fact::Family(FamilyFact::Verified { relation, by: "birth certificate".into() })],
    );
    assert_eq!(office.book.family(child, 3), [mother]);
    let tracing = TracingId::from_u128(9);
    let sought = Sought {
        names: vec![name("Faduma", "Cabdi Warsame")],
        birth: None,
        nationality: None,
        told: "last seen at the bus station".into(),
    };
    let sketch = Sketch::from(&sought);
    let seeker = child;
    let opened =
        TracingFact::Opened { tracing, seeker, kind: RelationKind::Parent, sought: sought.into() };
    office.does(ANA, day(5, 3), vec![Fact::Tracing(opened)]);
    let found = office.book.candidates(&sketch);
    assert_eq!(office.book.person_at(found[0].person).unwrap().id, mother);
    assert!(!found[0].why.is_empty());
    office.does(
        ANA,
        day(5, 3),
        vec![Fact::Tracing(TracingFact::Proposed { tracing, person: mother })],
    );
    let outcome = TracingOutcome::Found(mother);
    office.does(BEN, day(5, 4), vec![Fact::Tracing(TracingFact::Closed { tracing, outcome })]);
    assert_eq!(office.book.tracing(tracing).unwrap().outcome, Some(outcome));
}
