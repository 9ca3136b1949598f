//! A change of the root that stops in the middle, wherever that is.

use std::future::Future;
use std::pin::pin;
use std::task::Poll;

use ledger::{KeyState, Ledger, NewSeal, Operation, Owner, Position, Unlock};
use zeroize::Zeroizing;

use crate::kit::{Kit, entry, on_both, texts};

/// Keys of three pages of the change.
const KEYS: u64 = 1100;

fn secret(number: u32) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(format!("the key that is handed in, number {number}").into_bytes())
}

/// Lets a future run until it has waited so often, then ends it where it is, as a kill
/// does: what was not committed is undone. Answers whether it came to its end.
async fn cut_short<F: Future>(waits: u32, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut waited = 0;
    std::future::poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending if waited == waits => Poll::Ready(None),
        Poll::Pending => {
            waited += 1;
            Poll::Pending
        }
    })
    .await
}

/// A ledger with many keys, of which the last has a text under it.
async fn with_keys(kit: &Kit) -> (Ledger, Owner) {
    let (ledger, _) = kit.create_with(&[NewSeal::Handed(secret(0))]).await;
    let cases: Vec<Owner> = (0..KEYS).map(|_| kit.case()).collect();
    let last = cases[cases.len() - 1];
    let entries = vec![entry(kit.stream(), 0, last, "what happened")];
    ledger.append(Operation::new(kit.operation(), entries).with_keys(cases)).await.unwrap();
    (ledger, last)
}

/// Whichever of the two opens; never none, and the old one only if the change was not
/// begun.
async fn open_by_either(kit: &Kit, old: u32, new: u32) -> (Ledger, u32) {
    match kit.open_by(&Unlock::Handed(secret(new))).await {
        Ok(ledger) => (ledger, new),
        Err(_) => (kit.open_by(&Unlock::Handed(secret(old))).await.unwrap(), old),
    }
}

#[test]
fn a_change_of_the_root_that_stops_anywhere_goes_on_and_loses_no_key() {
    on_both(async |kit| {
        let (mut ledger, last) = with_keys(kit).await;
        let (mut present, mut stopped, mut taken_up) = (0, 0, 0);
        for number in 1.. {
            // Densely at the beginning, where the seals change, then in wider steps.
            let waits = if number < 12 { number } else { (number - 11) * 131 };
            let seal = [NewSeal::Handed(secret(number))];
            let done = cut_short(waits, ledger.keys().rotate_root(&seal)).await;
            let finished = done.map(|done| done.unwrap()).is_some();
            ledger.close().await.unwrap();
            drop(ledger);
            let (opened, by) = open_by_either(kit, present, number).await;
            assert!(!finished || by == number, "a change that was done is there");
            stopped += u32::from(!finished);
            taken_up += u32::from(!finished && by == number);
            if by == number && present != number {
                let old = kit.open_by(&Unlock::Handed(secret(present))).await;
                assert!(old.is_err(), "the root before opens no more");
            }
            (ledger, present) = (opened, by);
            assert_eq!(ledger.keys().load_all().await.unwrap(), KEYS);
            assert_eq!(texts(&ledger.read(Position(1), 1).await.unwrap()[0]), ["what happened"]);
            assert_eq!(ledger.keys().state(last).await.unwrap(), KeyState::Usable);
            if finished {
                break;
            }
        }
        assert!(stopped > 10 && taken_up > 0, "{stopped} stopped, {taken_up} taken up");
    });
}
