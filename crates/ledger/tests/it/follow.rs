//! Following the log: in one process, and between two nodes.

use std::time::Duration;

use ledger::{Operation, Owner, Position};

use crate::kit::{entry, on_both, texts};

#[test]
fn a_tail_gives_what_was_there_and_what_comes() {
    on_both(async |kit| {
        let ledger = kit.create().await;
        let stream = kit.stream();
        ledger.append(kit.note(stream, 0, "before")).await.unwrap();
        let mut tail = ledger.tail(Position::START);
        assert_eq!(texts(&tail.next(10).await.unwrap()[0]), ["before"]);
        let waiting = tokio::spawn(async move { tail.next(10).await });
        ledger.append(kit.note(stream, 1, "after")).await.unwrap();
        assert_eq!(texts(&waiting.await.unwrap().unwrap()[0]), ["after"]);
        let mut tail = ledger.tail(Position(2));
        ledger.close().await.unwrap();
        assert!(tail.next(1).await.is_err(), "a closed ledger has no tail");
    });
}

/// Two nodes on one PostgreSQL append by turns and at once; each hears of the other's
/// entries within a second, and both read the same log.
#[test]
fn two_nodes_agree_within_a_second() {
    on_both(async |kit| {
        if !kit.is_postgres() {
            return;
        }
        let one = kit.create().await;
        let other = kit.open().await;
        let mut heard = other.tail(Position::START);
        let stream = kit.stream();
        for turn in 0..20 {
            let node = if turn % 2 == 0 { &one } else { &other };
            node.append(kit.note(stream, turn, &turn.to_string())).await.unwrap();
            let came = tokio::time::timeout(Duration::from_secs(1), heard.next(10)).await;
            let came = came.expect("heard within a second").unwrap();
            assert_eq!(came.iter().flat_map(texts).collect::<Vec<_>>(), [turn.to_string()]);
        }
        let at_once = async |node: &ledger::Ledger| {
            for _ in 0..30 {
                let entries = vec![entry(kit.stream(), 0, Owner::Ledger, "x")];
                node.append(Operation::new(kit.operation(), entries)).await.unwrap();
            }
        };
        tokio::join!(at_once(&one), at_once(&other));
        let log = one.read(Position::START, 1000).await.unwrap();
        assert_eq!(log, other.read(Position::START, 1000).await.unwrap());
        let positions: Vec<u64> = log.iter().map(|entry| entry.place.position.0).collect();
        assert_eq!(positions, (1..=80).collect::<Vec<_>>());
    });
}

/// A reader that polls while two nodes write never sees a position before the one that
/// precedes it: what it has read, it never has to read again.
#[test]
fn a_reader_never_sees_a_gap_that_is_filled_later() {
    on_both(async |kit| {
        let one = kit.create().await;
        let other = if kit.is_postgres() { kit.open().await } else { one.clone() };
        let write = async |node: &ledger::Ledger| {
            for _ in 0..60 {
                let entries = vec![entry(kit.stream(), 0, Owner::Ledger, "x")];
                node.append(Operation::new(kit.operation(), entries)).await.unwrap();
            }
        };
        let read = async {
            let mut seen = 0;
            while seen < 120 {
                // `read` refuses a gap.
                let page = one.read(Position(seen + 1), 50).await.unwrap();
                seen += u64::try_from(page.len()).unwrap();
                tokio::task::yield_now().await;
            }
        };
        tokio::join!(write(&one), write(&other), read);
    });
}
