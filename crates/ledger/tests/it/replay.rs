//! Reading everything at once gives what reading page by page gives.

use ledger::{Damage, Entry, Error, Ledger, NewPart, Operation, Owner, Position};

use crate::kit::{Kit, entry, on_both};
use crate::verify::change;

/// A log of several pages: cases, persons, an erased one, one entry too large to go with
/// the others.
async fn written(kit: &Kit) -> Ledger {
    let ledger = kit.create().await;
    let (case, person, gone) = (kit.case(), kit.person(), kit.person());
    let mut new = entry(kit.stream(), 0, case, "arrived");
    new.parts.push(NewPart::new(person, 2, "Amal Example"));
    new.parts.push(NewPart::new(gone, 2, "Noor Example"));
    let operation = Operation::new(kit.operation(), vec![new]);
    ledger.append(operation.with_keys([case, person, gone])).await.unwrap();
    ledger.keys().destroy(gone).await.unwrap();
    for _ in 0..2 {
        let stream = kit.stream();
        let many = (0..2500).map(|at| entry(stream, at, case, "note")).collect();
        ledger.append(Operation::new(kit.operation(), many)).await.unwrap();
        let large = "x".repeat(20_000);
        ledger.append(kit.note(kit.stream(), 0, &large)).await.unwrap();
        let mut bare = entry(kit.stream(), 0, Owner::Ledger, "");
        bare.parts.push(NewPart::new(person, 9, Vec::new()));
        ledger.append(Operation::new(kit.operation(), vec![bare])).await.unwrap();
    }
    ledger
}

async fn all(ledger: &Ledger, from: Position) -> Result<Vec<Entry>, (usize, Error)> {
    let mut replay = ledger.replay(from);
    let mut entries = Vec::new();
    loop {
        match replay.next().await {
            Ok(Some(page)) => entries.extend(page),
            Ok(None) => return Ok(entries),
            Err(error) => return Err((entries.len(), error)),
        }
    }
}

#[test]
fn what_is_read_at_once_is_what_is_read_page_by_page() {
    on_both(async |kit| {
        let ledger = written(kit).await;
        ledger.close().await.unwrap();
        let ledger = kit.open().await;
        let expected = ledger.read(Position(1), ledger::READ_MAX).await.unwrap();
        assert_eq!(expected.len(), 5005);
        assert_eq!(all(&ledger, Position::START).await.unwrap(), expected);
        ledger.keys().load_all().await.unwrap();
        assert_eq!(all(&ledger, Position(1)).await.unwrap(), expected);
        assert_eq!(all(&ledger, Position(4000)).await.unwrap(), expected[3999..]);
        assert_eq!(all(&ledger, Position(9000)).await.unwrap(), []);
    });
}

/// Whoever stops waiting for a page gets it the next time.
#[test]
fn a_page_that_was_not_waited_for_is_given_again() {
    on_both(async |kit| {
        let ledger = written(kit).await;
        let mut replay = ledger.replay(Position(1));
        let mut read = 0;
        loop {
            let next = std::pin::pin!(replay.next());
            let ready = tokio::select! {
                biased;
                page = next => Some(page.unwrap()),
                () = tokio::task::yield_now() => None,
            };
            match ready {
                Some(Some(page)) => {
                    assert_eq!(page[0].place.position, Position(read + 1));
                    read += u64::try_from(page.len()).unwrap();
                }
                Some(None) => break,
                None => {}
            }
        }
        assert_eq!(read, 5005);
    });
}

#[test]
fn a_damaged_entry_is_named_and_what_stands_before_its_page_was_given() {
    on_both(async |kit| {
        let ledger = written(kit).await;
        let cases = [
            ("update entry set version = 9999 where position = 4500", Damage::Seal),
            ("update entry set body = salt where position = 4300", Damage::Shape),
            ("delete from entry where position = 4200", Damage::Missing),
        ];
        for ((statement, expected), at) in cases.into_iter().zip([4500, 4300, 4200]) {
            change(kit, statement).await;
            let (given, error) = all(&ledger, Position(1)).await.unwrap_err();
            assert_eq!(given, 4096, "two pages");
            let Error::Damaged { position, what } = error else { panic!("{statement}: {error}") };
            assert_eq!((position, what), (Position(at), expected), "{statement}");
        }
    });
}
