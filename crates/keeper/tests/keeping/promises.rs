//! One office, one node.

use casebook::*;
use keeper::{Error, Family, Keeper};
use ledger::{NewEntry, NewPart, Operation, Owner, StreamId, SystemRandom, Version};

use crate::house::{House, digest, on_both, shut};
use crate::kit::{ANA, BEN, case, day, happened, name, opening, person, written};

async fn arrives(house: &House, keeper: &Keeper, n: u128) -> (PersonId, CaseId) {
    let (who, what) = (person(n), case(n));
    let item = FieldKey::Name(ItemId::from_u128(house.id()));
    let facts = vec![
        Fact::Person(PersonFact::Registered { person: who }),
        written(who, item, &[], FieldValue::Name(name("Ines", "Invented"))),
        Fact::Case(CaseFact::Opened(opening(what, CaseKind::Detention, &[who]))),
        happened(what, "arrest", "2024-05-01T08:00:00Z", Value::None),
    ];
    keeper.submit(&house.command(ANA, day(5, 1), facts)).await.unwrap();
    (who, what)
}

#[test]
fn what_was_answered_is_there_after_the_house_was_shut_and_the_clocks_are_the_same() {
    on_both(async |house| {
        let keeper = house.found().await;
        let (_, what) = arrives(house, &keeper, 1).await;
        let clocks = |keeper: &Keeper| {
            keeper.read(|book| book.open_clocks(book.case_no(what).unwrap()).to_vec())
        };
        let (before, known) = (clocks(&keeper), digest(&keeper));
        assert!(!before.is_empty(), "an arrest starts clocks");
        shut(keeper).await;
        let (keeper, loaded) = house.open().await;
        assert_eq!(loaded.entries, 4);
        assert_eq!(digest(&keeper), known);
        assert_eq!(clocks(&keeper), before);
        let words = keeper.case_events(what).await.unwrap();
        assert_eq!(words.len(), 2, "the case was opened, and something happened");
        shut(keeper).await;
    });
}

#[test]
fn a_command_sent_twice_happens_once_and_its_name_serves_nothing_else() {
    on_both(async |house| {
        let keeper = house.found().await;
        let (who, what) = arrives(house, &keeper, 1).await;
        let facts = vec![happened(what, "release", "2024-05-02", Value::None)];
        let command = house.command(ANA, day(5, 3), facts);
        let first = keeper.submit(&command).await.unwrap();
        let head = keeper.position();
        let again = keeper.submit(&command).await.unwrap();
        assert_eq!((again.position, again.repeated), (first.position, true));
        // An intake cannot be decided twice, and is answered all the same.
        let facts = vec![Fact::Person(PersonFact::Registered { person: person(2) })];
        let intake = house.command(ANA, day(5, 3), facts);
        keeper.submit(&intake).await.unwrap();
        assert!(keeper.submit(&intake).await.unwrap().repeated);
        assert_eq!(keeper.position().0, head.0 + 1);
        let other = Fact::Person(PersonFact::Registered { person: person(3) });
        let stolen = Command { facts: vec![(EventId::from_u128(7), other)], ..command };
        let refused = keeper.submit(&stolen).await.unwrap_err();
        assert!(matches!(refused, Error::Ledger(ledger::Error::OperationReused(_))), "{refused}");
        assert!(keeper.read(|book| book.person(person(3)).is_none() && book.person(who).is_some()));
        shut(keeper).await;
    });
}

#[test]
fn a_refused_command_leaves_nothing_in_the_log() {
    on_both(async |house| {
        let keeper = house.found().await;
        let (_, what) = arrives(house, &keeper, 1).await;
        let head = keeper.position();
        let facts = vec![
            Fact::Person(PersonFact::Registered { person: person(2) }),
            happened(what, "no-such-kind", "2024-05-02", Value::None),
        ];
        let refused = keeper.submit(&house.command(ANA, day(5, 3), facts)).await.unwrap_err();
        assert!(matches!(refused, Error::Refused(Refusal::UnknownKind { .. })), "{refused}");
        assert_eq!(keeper.position(), head);
        assert!(keeper.read(|book| book.person(person(2)).is_none()));
        shut(keeper).await;
    });
}

#[test]
fn sixteen_people_who_write_to_one_case_at_once_are_all_heard() {
    on_both(async |house| {
        let keeper = house.found().await;
        let (_, what) = arrives(house, &keeper, 1).await;
        let mut writers = Vec::new();
        for hour in 0..16 {
            let time = format!("2024-05-02T{hour:02}:00:00Z");
            let facts = vec![happened(what, "consular-visit-held", &time, Value::None)];
            let command = house.command(ANA, day(5, 3), facts);
            let keeper = keeper.clone();
            writers.push(tokio::spawn(async move { keeper.submit(&command).await }));
        }
        for writer in writers {
            writer.await.unwrap().unwrap();
        }
        assert_eq!(keeper.read(|book| book.case(what).unwrap().items().len()), 17);
        shut(keeper).await;
    });
}

async fn approves(house: &House, keeper: &Keeper, subject: ApprovalSubject) {
    let approval = ApprovalId::from_u128(house.id());
    let asked = Fact::Approval(ApprovalFact::Requested { approval, subject });
    keeper.submit(&house.command(ANA, day(5, 4), vec![asked])).await.unwrap();
    let decision = Decision::Approved;
    let decided = Fact::Approval(ApprovalFact::Decided { approval, decision });
    keeper.submit(&house.command(BEN, day(5, 4), vec![decided])).await.unwrap();
}

#[test]
fn an_erased_person_is_gone_from_the_log_and_the_case_stays() {
    on_both(async |house| {
        let keeper = house.found().await;
        let (who, what) = arrives(house, &keeper, 1).await;
        approves(house, &keeper, ApprovalSubject::Erase(who)).await;
        let reason = "asked for it".to_owned();
        let erased = Fact::Retention(RetentionFact::PersonErased { person: who, reason });
        keeper.submit(&house.command(ANA, day(5, 5), vec![erased])).await.unwrap();
        let known = digest(&keeper);
        let item = FieldKey::Name(ItemId::from_u128(house.id()));
        let late = written(who, item, &[], FieldValue::Name(name("Ines", "Again")));
        let refused = keeper.submit(&house.command(ANA, day(5, 6), vec![late])).await.unwrap_err();
        assert!(matches!(refused, Error::Refused(Refusal::PersonErased)), "{refused}");
        shut(keeper).await;
        let (keeper, loaded) = house.open().await;
        assert_eq!((digest(&keeper), loaded.buried), (known, 0));
        let told = keeper.person_events(who).await.unwrap();
        assert!(!format!("{told:?}").contains("Ines"));
        let record = told.iter().find_map(|(_, event)| {
            let Fact::Person(PersonFact::FieldWritten { value, .. }) = &event.fact else {
                return None;
            };
            Some(value.clone())
        });
        assert_eq!(record, Some(Private::Erased));
        assert_eq!(keeper.case_events(what).await.unwrap().len(), 2, "what happened stays");
        shut(keeper).await;
    });
}

#[test]
fn a_destroyed_case_is_gone_and_the_others_open() {
    on_both(async |house| {
        let keeper = house.found().await;
        let (_, gone) = arrives(house, &keeper, 1).await;
        let (_, stays) = arrives(house, &keeper, 2).await;
        let (reason, case) = (ClosingReason::Departed, gone);
        let closed = Fact::Case(CaseFact::Closed { case, reason, told: "left".to_owned() });
        keeper.submit(&house.command(ANA, day(5, 3), vec![closed])).await.unwrap();
        approves(house, &keeper, ApprovalSubject::Destroy(gone)).await;
        let destroyed = Fact::Retention(RetentionFact::CaseDestroyed { case: gone });
        keeper.submit(&house.command(ANA, day(5, 5), vec![destroyed])).await.unwrap();
        shut(keeper).await;
        let (keeper, loaded) = house.open().await;
        assert_eq!(loaded.gone, 3, "opening, arrest and closing cannot be read any more");
        assert!(keeper.read(|book| book.case(gone).is_none() && book.case(stays).is_some()));
        let left = keeper.case_events(gone).await.unwrap();
        assert!(
            matches!(left[..], [(_, Event { fact: Fact::Retention(_), .. })]),
            "only the order"
        );
        shut(keeper).await;
    });
}

#[test]
fn an_entry_of_a_later_program_is_named_and_nothing_is_read_past_it() {
    on_both(async |house| {
        let keeper = house.found().await;
        arrives(house, &keeper, 1).await;
        let parts = vec![NewPart::new(Owner::Ledger, 0x7f01, "of another time")];
        let stream = StreamId::random(&SystemRandom).unwrap();
        let entry = NewEntry { stream, expected: Version::NONE, parts };
        let id = ledger::OperationId::from_bytes([7; 16]);
        keeper.ledger().append(Operation::new(id, vec![entry])).await.unwrap();
        let facts = vec![Fact::Person(PersonFact::Registered { person: person(2) })];
        let refused = loop {
            // The keeper hears of the entry a moment later; then it stops.
            match keeper.submit(&house.command(ANA, day(5, 3), facts.clone())).await {
                Err(error) => break error,
                Ok(_) => tokio::task::yield_now().await,
            }
        };
        assert!(matches!(refused, Error::Halted { after: 4, .. } | Error::Refused(_)), "{refused}");
        shut(keeper).await;
        let opened = Keeper::open(house.ledger().await, crate::kit::desk(), day(6, 1), Vec::new());
        let error = opened.await.unwrap_err().to_string();
        assert!(error.starts_with("entry 5 is of a later program"), "{error}");
    });
}

/// Keeps what it is told.
struct Ears(std::sync::Mutex<Vec<(u64, Vec<u8>)>>);

impl keeper::Follower for Ears {
    fn family(&self) -> Family {
        Family::Settings
    }

    fn follow(
        &self,
        position: ledger::Position,
        _schema: u8,
        parts: &[ledger::Part],
    ) -> Result<(), String> {
        let bytes = parts.last().and_then(|part| part.content.clear()).ok_or("erased")?;
        self.0.lock().unwrap().push((position.0, bytes.to_vec()));
        Ok(())
    }
}

#[test]
fn records_of_other_parts_stand_in_the_same_log_and_collide_when_two_decide_upon_the_same() {
    on_both(async |house| {
        shut(house.found().await).await;
        let ears = std::sync::Arc::new(Ears(std::sync::Mutex::default()));
        let (keeper, _) =
            Keeper::open(house.ledger().await, crate::kit::desk(), day(6, 1), vec![ears.clone()])
                .await
                .unwrap();
        let thing = ANA.0;
        let record = |told: &str| keeper::Record {
            family: Family::Settings,
            schema: 1,
            thing,
            parts: vec![keeper::RecordPart { whose: None, bytes: told.as_bytes().to_vec() }],
            makes: Vec::new(),
        };
        let name = |n: u128| OperationId::from_u128(n).0;
        keeper.record(name(1), vec![(record("first"), Some(0))]).await.unwrap();
        let late = keeper.record(name(2), vec![(record("second"), Some(0))]).await.unwrap_err();
        assert!(matches!(late, Error::Ledger(ledger::Error::Conflict { .. })), "{late}");
        keeper
            .record(name(3), vec![(record("second"), Some(keeper.records_of(thing)))])
            .await
            .unwrap();
        let heard = ears.0.lock().unwrap().clone();
        assert_eq!(heard, vec![(1, b"first".to_vec()), (2, b"second".to_vec())]);
        shut(keeper).await;
    });
}
