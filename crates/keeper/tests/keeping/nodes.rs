//! Two nodes on one PostgreSQL: they agree, and nobody's words are lost between them.

use std::time::Duration;

use casebook::*;
use keeper::Keeper;

use crate::house::{House, digest, runtime, shut};
use crate::kit::{ANA, BEN, Dice, case, day, happened, name, opening, person, written};

async fn register(house: &House, keeper: &Keeper, n: u128) -> PersonId {
    let who = person(n);
    let facts = vec![Fact::Person(PersonFact::Registered { person: who })];
    keeper.submit(&house.command(ANA, day(5, 1), facts)).await.unwrap();
    who
}

/// "Within a second" is the promise; the test waits ten times as long before it gives up.
async fn agree(one: &Keeper, other: &Keeper) {
    let head = one.position().max(other.position());
    let both = async {
        one.reach(head).await.unwrap();
        other.reach(head).await.unwrap();
    };
    tokio::time::timeout(Duration::from_secs(10), both).await.expect("the nodes do not agree");
    assert_eq!(digest(one), digest(other));
}

/// Primero's issue 508: the second of two who edit one field must not win in silence.
#[test]
fn two_nodes_that_write_one_field_at_once_leave_both_values_and_a_conflict() {
    runtime().block_on(async {
        let house = House::postgres();
        let north = house.found().await;
        let (south, _) = house.open().await;
        let who = register(&house, &north, 1).await;
        agree(&north, &south).await;
        let born = |date: &str| {
            written(who, FieldKey::BirthDate, &[], FieldValue::BirthDate(date.to_owned()))
        };
        let ana = house.command(ANA, day(5, 2), vec![born("2009-05")]);
        let ben = house.command(BEN, day(5, 2), vec![born("2006")]);
        let (first, second) = tokio::join!(north.submit(&ana), south.submit(&ben));
        first.unwrap();
        second.unwrap();
        agree(&north, &south).await;
        for node in [&north, &south] {
            let versions = node.read(|book| {
                let person = book.person(who).unwrap();
                (person.conflicts().count(), person.field(FieldKey::BirthDate).len())
            });
            assert_eq!(versions, (1, 2), "one conflict, both values");
        }
        shut(south).await;
        shut(north).await;
    });
}

#[test]
fn two_nodes_under_random_work_agree_and_a_third_that_reads_the_log_agrees_with_them() {
    runtime().block_on(async {
        let house = House::postgres();
        let north = house.found().await;
        let (south, _) = house.open().await;
        let mut dice = Dice(65212);
        let mut work = Vec::new();
        for n in 0..6_u128 {
            let who = register(&house, &north, n).await;
            let opened =
                Fact::Case(CaseFact::Opened(opening(case(n), CaseKind::Detention, &[who])));
            north.submit(&house.command(ANA, day(5, 1), vec![opened])).await.unwrap();
        }
        agree(&north, &south).await;
        for step in 0..120_u64 {
            let n = u128::from(dice.below(6));
            let fact = match dice.below(3) {
                0 => happened(case(n), "consular-visit-held", "2024-05-02", Value::None),
                1 => {
                    let item = FieldKey::Name(ItemId::from_u128(u128::from(dice.below(3))));
                    let told = name(&format!("Invented {step}"), "Name");
                    written(person(n), item, &[], FieldValue::Name(told))
                }
                _ => {
                    let (flag, reason) = (FlagId::from_u128(house.id()), "look".to_owned());
                    Fact::Flag(FlagFact::Raised { case: case(n), flag, reason })
                }
            };
            let node = if dice.below(2) == 0 { north.clone() } else { south.clone() };
            let command = house.command(ANA, day(5, 3), vec![fact]);
            work.push(tokio::spawn(async move { node.submit(&command).await }));
        }
        for done in work {
            done.await.unwrap().unwrap();
        }
        agree(&north, &south).await;
        let (third, loaded) = house.open().await;
        assert_eq!(loaded.entries, 12 + 120);
        assert_eq!(digest(&third), digest(&north));
        for node in [third, south, north] {
            shut(node).await;
        }
    });
}
