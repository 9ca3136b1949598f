//! Changes by whoever can write to the database: each is found and named.

use ledger::{Config, Damage, Error, Ledger, NewPart, Operation, Position, Verified};

use crate::kit::{Kit, entry, on_both};
use crate::tree::{change_file, fill};

const ALL: std::ops::RangeInclusive<Position> = Position(1)..=Position(u64::MAX);

pub(crate) async fn change(kit: &Kit, statement: &'static str) {
    match &kit.config {
        Config::Folder { folder, .. } => {
            change_file(&folder.join("ledger.sqlite"), statement).await;
        }
        Config::Postgres { address } => {
            let pool = sqlx::PgPool::connect(address).await.unwrap();
            sqlx::query(statement).execute(&pool).await.unwrap();
            pool.close().await;
        }
    }
}

/// Changes the tables of a ledger of 20 entries, verified with the checkpoint over them.
async fn after(kit: &Kit, ledger: &Ledger, statement: &'static str) -> Verified {
    change(kit, statement).await;
    let found = ledger.verify(ALL, &[]).await.unwrap();
    assert!(!found.is_sound(), "{statement}");
    found
}

async fn twenty(kit: &Kit) -> Ledger {
    let ledger = kit.create().await;
    fill(kit, &ledger, 12).await;
    ledger.tree().checkpoint().await.unwrap();
    fill(kit, &ledger, 8).await;
    ledger.tree().checkpoint().await.unwrap();
    ledger
}

#[test]
fn an_untouched_log_is_sound() {
    on_both(async |kit| {
        let ledger = twenty(kit).await;
        let (case, person) = (kit.case(), kit.person());
        let mut new = entry(kit.stream(), 0, case, "a case");
        new.parts.push(NewPart::new(person, 1, "Amal Example"));
        let operation = Operation::new(kit.operation(), vec![new]);
        ledger.append(operation.with_keys([case, person])).await.unwrap();
        ledger.keys().destroy(person).await.unwrap();
        let found = ledger.verify(ALL, &[]).await.unwrap();
        assert!(found.is_sound(), "{found:?}");
        assert_eq!((found.entries, found.checkpoints, found.erased_parts), (21, 2, 1));
        assert_eq!(found.root.unwrap(), ledger.tree().root(21).await.unwrap());
        let part = ledger.verify(Position(5)..=Position(9), &[]).await.unwrap();
        assert_eq!((part.is_sound(), part.entries, part.root), (true, 5, None));
    });
}

#[test]
fn a_changed_column_of_an_entry_names_it() {
    for statement in [
        "update entry set stream = (select id from ledger) where position = 7",
        "update entry set version = 100 where position = 7",
        "update entry set operation = commitment where position = 7",
        "update entry set ordinal = 99 where position = 7",
        "update entry set salt = (select id from ledger) where position = 7",
        "update entry set commitment = operation where position = 7",
        "update entry set body = (select e.body from entry e where e.position = 8) \
         where position = 7",
        "update entry set body = cast('' as blob) where position = 7",
    ] {
        on_both(async |kit| {
            let ledger = twenty(kit).await;
            let found = after(kit, &ledger, statement).await;
            assert_eq!(found.first_wrong(), Some((Position(7), Damage::Commitment)));
            assert_eq!(found.wrong_count, 1, "{statement}: the others can be seen to be whole");
            let read = ledger.read(Position(1), 20).await;
            let Err(Error::Damaged { .. }) = read else {
                // Reading does not look at commitments; what it looks at is as it was.
                assert!(statement.contains("set commitment"), "{statement}");
                return;
            };
        });
    }
}

#[test]
fn missing_and_added_entries_are_named() {
    on_both(async |kit| {
        let ledger = twenty(kit).await;
        let found = after(kit, &ledger, "delete from entry where position = 7").await;
        assert_eq!(found.first_wrong(), Some((Position(7), Damage::Missing)));
        let refused = ledger.read(Position(1), 20).await.unwrap_err();
        assert!(matches!(refused, Error::Damaged { position: Position(7), .. }), "{refused}");
    });
    on_both(async |kit| {
        let ledger = twenty(kit).await;
        change(kit, "delete from entry where position > 15").await;
        // Somebody careful moves the head too: the signed size still tells.
        let found = after(kit, &ledger, "update head set position = 15").await;
        assert_eq!(found.first_wrong(), Some((Position(16), Damage::Missing)));
        assert_eq!(found.entries, 15);
        ledger.close().await.unwrap();
        drop(ledger);
        let refused = kit.open().await.tree().checkpoint().await.unwrap_err();
        assert!(matches!(refused, Error::Unfit { .. }), "nothing is signed over it: {refused}");
    });
    on_both(async |kit| {
        let ledger = twenty(kit).await;
        let found = after(kit, &ledger, "update head set position = 19").await;
        assert_eq!(found.first_wrong(), Some((Position(20), Damage::Tree)));
    });
}

/// Exchanging two entries whole, commitments recomputed or not, is found: each is bound
/// to its place.
#[test]
fn exchanged_entries_are_named() {
    on_both(async |kit| {
        let ledger = twenty(kit).await;
        change(kit, "update entry set position = -1 where position = 7").await;
        change(kit, "update entry set position = 7 where position = 8").await;
        let found = after(kit, &ledger, "update entry set position = 8 where position = -1").await;
        let wrong: Vec<u64> = found.wrong.iter().map(|(at, _)| at.0).collect();
        assert_eq!(wrong, [7, 8]);
    });
}

/// A log written by somebody who has the database, another program and all public
/// knowledge, but not the keys: the checkpoint outside tells.
#[test]
fn a_checkpoint_outside_tells_of_another_history() {
    on_both(async |kit| {
        let ledger = twenty(kit).await;
        let (_, note) = ledger.tree().last_checkpoint().await.unwrap().unwrap();
        let note = note.to_string();
        change(kit, "delete from checkpoint").await;
        change(kit, "delete from entry where position > 15").await;
        change(kit, "update head set position = 15").await;
        let found = ledger.verify(ALL, &[]).await.unwrap();
        assert!(found.is_sound(), "nothing inside tells any more");
        let found = ledger.verify(ALL, &[&note]).await.unwrap();
        assert_eq!(found.first_wrong(), Some((Position(16), Damage::Missing)));
        let forged = note.replace("\n20\n", "\n15\n");
        let refused = ledger.verify(ALL, &[&forged]).await.unwrap_err();
        assert!(matches!(refused, Error::Unfit { .. }), "{refused}");
    });
}

#[test]
fn a_lost_key_is_not_taken_for_an_erasure() {
    on_both(async |kit| {
        let ledger = kit.create().await;
        let case = kit.case();
        let operation = Operation::new(kit.operation(), vec![entry(kit.stream(), 0, case, "x")]);
        ledger.append(operation.with_keys([case])).await.unwrap();
        ledger.close().await.unwrap();
        drop(ledger);
        change(kit, "delete from wrapped_key").await;
        let ledger = kit.open().await;
        let found = ledger.verify(ALL, &[]).await.unwrap();
        assert_eq!(found.first_wrong(), Some((Position(1), Damage::KeyLost(0))));
    });
}
