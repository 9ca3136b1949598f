//! Appending and reading: order, conflicts, repeats, limits, locks.

use std::collections::BTreeSet;

use ledger::{
    Config, Error, NewEntry, NewPart, Operation, OperationId, Owner, Position, READ_MAX, Version,
};

use crate::kit::{Kit, entry, on_both, runtime, texts};

#[test]
fn what_is_appended_is_read_back_after_opening_again() {
    on_both(async |kit| {
        let ledger = kit.create().await;
        let (case, person, stream) = (kit.case(), kit.person(), kit.stream());
        let parts = vec![
            NewPart::new(case, 7, "held at the border"),
            NewPart::new(person, 9, "Amal Example"),
        ];
        let entry = NewEntry { stream, expected: Version::NONE, parts };
        let operation = Operation::new(kit.operation(), vec![entry]).with_keys([case, person]);
        let id = operation.id;
        let appended = ledger.append(operation).await.unwrap();
        assert_eq!(appended.last(), Position(1));
        ledger.close().await.unwrap();

        let ledger = kit.open().await;
        assert_eq!(ledger.head(), Position(1));
        let read = ledger.read(Position::START, 10).await.unwrap();
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].operation, id);
        assert_eq!((read[0].place.stream, read[0].place.version), (stream, Version(1)));
        assert_eq!(texts(&read[0]), ["held at the border", "Amal Example"]);
        assert_eq!((read[0].parts[1].owner, read[0].parts[1].schema), (person, 9));
        assert_eq!(ledger.read_stream(stream, Version::NONE, 10).await.unwrap(), read);
    });
}

#[test]
fn a_stream_that_moved_on_is_a_conflict_that_says_where_it_is() {
    on_both(async |kit| {
        let ledger = kit.create().await;
        let stream = kit.stream();
        ledger.append(kit.note(stream, 0, "one")).await.unwrap();
        ledger.append(kit.note(stream, 1, "two")).await.unwrap();
        for wrong in [0, 1, 3] {
            let refused = ledger.append(kit.note(stream, wrong, "late")).await.unwrap_err();
            let Error::Conflict { stream: of, expected, actual } = refused else {
                panic!("{refused}")
            };
            assert_eq!((of, expected, actual), (stream, Version(wrong), Version(2)));
        }
        assert_eq!(ledger.head(), Position(2));
    });
}

#[test]
fn an_operation_is_done_whole_or_not_at_all() {
    on_both(async |kit| {
        let ledger = kit.create().await;
        let (one, other) = (kit.stream(), kit.stream());
        let case = kit.case();
        let operation = Operation::new(
            kit.operation(),
            vec![entry(one, 0, case, "a"), entry(other, 5, case, "b")],
        );
        let refused = ledger.append(operation.with_keys([case])).await.unwrap_err();
        assert!(matches!(refused, Error::Conflict { .. }), "{refused}");
        assert_eq!(ledger.read(Position::START, 10).await.unwrap(), []);
        assert_eq!(ledger.keys().state(case).await.unwrap(), ledger::KeyState::Unknown);

        // Streams of several entries follow on within one operation.
        let entries = vec![
            entry(one, 0, Owner::Ledger, "a1"),
            entry(other, 0, Owner::Ledger, "b1"),
            entry(one, 1, Owner::Ledger, "a2"),
        ];
        let done = ledger.append(Operation::new(kit.operation(), entries)).await.unwrap();
        let places: Vec<_> = done.entries.iter().map(|p| (p.position.0, p.version.0)).collect();
        assert_eq!(places, [(1, 1), (2, 1), (3, 2)]);
    });
}

#[test]
fn a_repeat_gets_the_first_answer_and_changes_nothing() {
    on_both(async |kit| {
        let ledger = kit.create().await;
        let stream = kit.stream();
        let operation = kit.note(stream, 0, "once");
        let first = ledger.append(operation.clone()).await.unwrap();
        ledger.append(kit.note(stream, 1, "another")).await.unwrap();
        for _ in 0..3 {
            let again = ledger.append(operation.clone()).await.unwrap();
            assert!(again.repeated && !first.repeated);
            assert_eq!(again.entries, first.entries);
        }
        assert_eq!(ledger.head(), Position(2));
    });
}

#[test]
fn a_name_used_for_something_else_is_refused() {
    on_both(async |kit| {
        let ledger = kit.create().await;
        let stream = kit.stream();
        let operation = kit.note(stream, 0, "once");
        ledger.append(operation.clone()).await.unwrap();
        let mut other = operation.clone();
        other.entries[0].parts[0].bytes = zeroize::Zeroizing::new(b"0nce".to_vec());
        let mut elsewhere = operation.clone();
        elsewhere.entries[0].stream = kit.stream();
        let mut longer = operation.clone();
        longer.entries.push(entry(stream, 1, Owner::Ledger, "twice"));
        for changed in [other, elsewhere, longer] {
            let refused = ledger.append(changed).await.unwrap_err();
            assert!(matches!(refused, Error::OperationReused(id) if id == operation.id));
        }
    });
}

/// Ten writers race for one stream: one wins each version, the others are told; those
/// who retry all get in. Positions have no gaps whatever was refused.
#[test]
fn writers_at_once_leave_no_gap_and_lose_nothing() {
    on_both(async |kit| {
        let ledger = kit.create().await;
        let stream = kit.stream();
        let mut writers = Vec::new();
        for writer in 0..10 {
            let operations: Vec<OperationId> = (0..10).map(|_| kit.operation()).collect();
            let ledger = ledger.clone();
            writers.push(tokio::spawn(async move {
                let mut conflicts = 0;
                for (turn, id) in operations.into_iter().enumerate() {
                    let text = format!("{writer}/{turn}");
                    let mut expected = 0;
                    loop {
                        let entries = vec![entry(stream, expected, Owner::Ledger, &text)];
                        match ledger.append(Operation::new(id, entries)).await {
                            Ok(_) => break,
                            Err(Error::Conflict { actual, .. }) => {
                                expected = actual.0;
                                conflicts += 1;
                            }
                            Err(other) => panic!("{other}"),
                        }
                    }
                }
                conflicts
            }));
        }
        let mut conflicts = 0;
        for writer in writers {
            conflicts += writer.await.unwrap();
        }
        assert!(conflicts > 0, "nobody raced");
        let read = ledger.read(Position::START, 1000).await.unwrap();
        let positions: Vec<u64> = read.iter().map(|entry| entry.place.position.0).collect();
        assert_eq!(positions, (1..=100).collect::<Vec<_>>());
        let versions: Vec<u64> = read.iter().map(|entry| entry.place.version.0).collect();
        assert_eq!(versions, positions);
        let said: BTreeSet<String> = read.iter().flat_map(texts).collect();
        assert_eq!(said.len(), 100);
    });
}

#[test]
fn the_log_is_read_in_pages_from_any_position() {
    on_both(async |kit| {
        let ledger = kit.create().await;
        let entries = (0..50).map(|i| entry(kit.stream(), 0, Owner::Ledger, &i.to_string()));
        ledger.append(Operation::new(kit.operation(), entries.collect())).await.unwrap();
        let mut from = Position::START;
        let mut said = Vec::new();
        loop {
            let page = ledger.read(from, 7).await.unwrap();
            let Some(last) = page.last() else { break };
            assert!(page.len() <= 7);
            from = last.place.position.next();
            said.extend(page.iter().flat_map(texts));
        }
        assert_eq!(said, (0..50).map(|i| i.to_string()).collect::<Vec<_>>());
        assert_eq!(ledger.read(Position(45), READ_MAX).await.unwrap().len(), 6);
        assert_eq!(ledger.read(Position(51), 1).await.unwrap(), []);
    });
}

#[test]
fn what_breaks_a_limit_is_refused_before_anything_is_written() {
    on_both(async |kit| {
        let ledger = kit.create().await;
        let improper = async |entries: Vec<NewEntry>| {
            let refused = ledger.append(Operation::new(kit.operation(), entries)).await;
            assert!(matches!(refused.unwrap_err(), Error::Improper(_)));
        };
        improper(vec![]).await;
        let mut empty = entry(kit.stream(), 0, Owner::Ledger, "");
        empty.parts.clear();
        improper(vec![empty]).await;
        let mut large = entry(kit.stream(), 0, Owner::Ledger, "");
        large.parts = vec![NewPart::new(Owner::Ledger, 1, vec![0; ledger::PART_BYTES_MAX + 1])];
        improper(vec![large.clone()]).await;
        large.parts = vec![NewPart::new(Owner::Ledger, 1, vec![0; 1]); ledger::PARTS_MAX + 1];
        improper(vec![large]).await;
        let many = (0..=ledger::ENTRIES_MAX).map(|_| entry(kit.stream(), 0, Owner::Ledger, "x"));
        improper(many.collect()).await;

        let mut largest = entry(kit.stream(), 0, Owner::Ledger, "");
        largest.parts = vec![NewPart::new(Owner::Ledger, 1, vec![7; ledger::PART_BYTES_MAX])];
        ledger.append(Operation::new(kit.operation(), vec![largest])).await.unwrap();
        let read = ledger.read(Position(1), 1).await.unwrap();
        assert_eq!(read[0].parts[0].content.clear().unwrap(), vec![7; ledger::PART_BYTES_MAX]);
    });
}

#[test]
fn the_order_is_that_of_positions_even_when_the_clock_goes_back() {
    on_both(async |kit| {
        let ledger = kit.create().await;
        let stream = kit.stream();
        for (version, second) in [(0, 1_900_000_000), (1, 1_000_000_000), (2, -62_000_000_000)] {
            let now = jiff::Timestamp::from_second(second).unwrap();
            let id = OperationId::at(now, &*kit.random).unwrap();
            let entries = vec![entry(stream, version, Owner::Ledger, "tick")];
            ledger.append(Operation::new(id, entries)).await.unwrap();
        }
        let read = ledger.read(Position::START, 10).await.unwrap();
        let versions: Vec<u64> = read.iter().map(|entry| entry.place.version.0).collect();
        assert_eq!(versions, [1, 2, 3]);
    });
}

#[test]
fn there_is_one_ledger_in_a_place() {
    on_both(async |kit| {
        let seal = [ledger::NewSeal::Handed(crate::kit::handed())];
        let absent = kit.open_by(&ledger::Unlock::Handed(crate::kit::handed())).await;
        assert!(matches!(absent.unwrap_err(), Error::Absent(_)));
        kit.create().await.close().await.unwrap();
        let again = ledger::Ledger::create(&kit.config, &seal, kit.random.clone()).await;
        assert!(matches!(again.unwrap_err(), Error::Present(_)));
    });
}

#[test]
fn a_second_process_is_kept_out_of_a_folder() {
    runtime().block_on(async {
        let kit = Kit::sqlite();
        let first = kit.create().await;
        let second = kit.open_by(&ledger::Unlock::Handed(crate::kit::handed())).await;
        let refused = second.unwrap_err();
        assert!(matches!(&refused, Error::Locked(_)), "{refused}");
        assert!(refused.advice().contains("stop the other process"));
        first.close().await.unwrap();
        drop(first);
        kit.open().await;
    });
}

#[test]
fn tables_of_a_later_program_are_refused() {
    on_both(async |kit| {
        kit.create().await.close().await.unwrap();
        let later = "insert into _sqlx_migrations \
            (version, description, success, checksum, execution_time) values (99, 'later', true, \
            cast('' as blob), 0)";
        match &kit.config {
            Config::Folder { folder, .. } => {
                let options = sqlx::sqlite::SqliteConnectOptions::new()
                    .filename(folder.join("ledger.sqlite"));
                let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
                sqlx::query(later).execute(&pool).await.unwrap();
                pool.close().await;
            }
            Config::Postgres { address } => {
                let pool = sqlx::PgPool::connect(address).await.unwrap();
                sqlx::query(later).execute(&pool).await.unwrap();
                pool.close().await;
            }
        }
        let refused = kit.open_by(&ledger::Unlock::Handed(crate::kit::handed())).await.unwrap_err();
        assert!(matches!(refused, Error::FromTheFuture { found: 99, known: 1 }), "{refused}");
    });
}

#[test]
fn a_closed_ledger_refuses() {
    on_both(async |kit| {
        let ledger = kit.create().await;
        ledger.close().await.unwrap();
        let refused = ledger.append(kit.note(kit.stream(), 0, "late")).await.unwrap_err();
        assert!(matches!(refused, Error::Closed), "{refused}");
    });
}
