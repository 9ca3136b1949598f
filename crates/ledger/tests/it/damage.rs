//! A file that is not as it was: flipped bits, a cut end.

use std::fs;
use std::path::{Path, PathBuf};

use chacha20::ChaCha20Rng;
use ledger::{Config, Damage, Entry, Ledger, NewPart, Operation, Position, Unlock};
use rand_core::{Rng as _, SeedableRng as _};

use crate::kit::{Kit, entry, handed, runtime};
use crate::tree::fill;

const ALL: std::ops::RangeInclusive<Position> = Position(1)..=Position(u64::MAX);

/// A closed ledger of some entries with keys, its file, and what it says.
async fn written(kit: &Kit) -> (PathBuf, String, Vec<Entry>) {
    let ledger = kit.create().await;
    for _ in 0..20 {
        let (case, person) = (kit.case(), kit.person());
        let mut new = entry(kit.stream(), 0, case, "arrived");
        new.parts.push(NewPart::new(person, 1, "Amal Example"));
        let operation = Operation::new(kit.operation(), vec![new]);
        ledger.append(operation.with_keys([case, person])).await.unwrap();
    }
    fill(kit, &ledger, 80).await;
    let note = ledger.tree().checkpoint().await.unwrap().to_string();
    let entries = ledger.read(Position(1), 1000).await.unwrap();
    ledger.close().await.unwrap();
    let Config::Folder { folder, .. } = &kit.config else { unreachable!() };
    (folder.join("ledger.sqlite"), note, entries)
}

enum Seen {
    /// Opening or reading said so, or verify named entries.
    Noticed(Option<(Position, Damage)>),
    /// Everything reads as before: the bit was in nobody's bytes.
    Whole,
    /// It reads otherwise and nobody noticed.
    Silent,
}

/// Opens a copy of the damaged file and goes through it.
async fn look(kit: &Kit, bytes: &[u8], note: &str, before: &[Entry]) -> Seen {
    let folder = throwaway::folder();
    fs::write(folder.path().join("ledger.sqlite"), bytes).unwrap();
    let config = Config::folder(folder.path());
    let unlock = Unlock::Handed(handed());
    let Ok(ledger) = Ledger::open(&config, &unlock, kit.random.clone()).await else {
        return Seen::Noticed(None);
    };
    let Ok(found) = ledger.verify(ALL, &[note]).await else { return Seen::Noticed(None) };
    if !found.is_sound() {
        return Seen::Noticed(found.first_wrong());
    }
    match ledger.read(Position(1), 1000).await {
        Ok(entries) if entries == before => Seen::Whole,
        Ok(_) | Err(_) => Seen::Silent,
    }
}

#[test]
fn no_flipped_bit_changes_what_is_read_unnoticed() {
    runtime().block_on(async {
        let kit = Kit::sqlite();
        let (file, note, before) = written(&kit).await;
        let bytes = fs::read(&file).unwrap();
        let mut random = ChaCha20Rng::seed_from_u64(11);
        let (mut noticed, mut named, mut whole) = (0, 0, 0);
        for _ in 0..400 {
            let bit = usize::try_from(random.next_u64()).unwrap() % (bytes.len() * 8);
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            match look(&kit, &flipped, &note, &before).await {
                Seen::Noticed(None) => noticed += 1,
                Seen::Noticed(Some(_)) => named += 1,
                Seen::Whole => whole += 1,
                Seen::Silent => panic!("bit {bit} changed what is read, and nobody noticed"),
            }
        }
        // The rest fell into free space at the ends of pages: nobody's bytes.
        assert!(
            named > 80 && noticed > 20,
            "{named} named, {noticed} noticed, {whole} in free space"
        );
    });
}

/// Flips within each entry's sealed body: the very entry is named.
#[test]
fn a_flipped_bit_in_an_entry_names_it() {
    runtime().block_on(async {
        let kit = Kit::sqlite();
        let (file, note, before) = written(&kit).await;
        let bytes = fs::read(&file).unwrap();
        let bodies = bodies(&file).await;
        for (position, body) in bodies.into_iter().step_by(7) {
            let middle = &body[body.len() / 2..][..32];
            let at = bytes.windows(32).position(|window| window == middle).unwrap();
            let mut flipped = bytes.clone();
            flipped[at] ^= 0x10;
            let Seen::Noticed(Some((named, _))) = look(&kit, &flipped, &note, &before).await else {
                panic!("entry {position}: nothing was named")
            };
            assert_eq!(named, position);
        }
    });
}

async fn bodies(file: &Path) -> Vec<(Position, Vec<u8>)> {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file).read_only(true);
    let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
    let rows: Vec<(i64, Vec<u8>)> =
        sqlx::query_as("select position, body from entry").fetch_all(&pool).await.unwrap();
    pool.close().await;
    rows.into_iter().map(|(at, body)| (Position(u64::try_from(at).unwrap()), body)).collect()
}

#[test]
fn a_file_cut_anywhere_is_noticed() {
    runtime().block_on(async {
        let kit = Kit::sqlite();
        let (file, note, before) = written(&kit).await;
        let bytes = fs::read(&file).unwrap();
        for tenth in 0..40 {
            let cut = &bytes[..bytes.len() * tenth / 40];
            let seen = look(&kit, cut, &note, &before).await;
            assert!(matches!(seen, Seen::Noticed(_)), "cut at {} bytes", cut.len());
        }
    });
}

/// Without its write-ahead log the file is an older state, whole in itself: only the
/// checkpoint outside tells, and says from where on entries are missing.
#[test]
fn a_lost_write_ahead_log_is_told_by_a_checkpoint_outside() {
    runtime().block_on(async {
        let kit = Kit::sqlite();
        let (file, _, _) = written(&kit).await;
        let older = fs::read(&file).unwrap();
        let ledger = kit.open().await;
        ledger.append(kit.note(kit.stream(), 0, "newer")).await.unwrap();
        let note = ledger.tree().checkpoint().await.unwrap().to_string();
        ledger.close().await.unwrap();
        match look(&kit, &older, &note, &[]).await {
            Seen::Noticed(Some(what)) => assert_eq!(what, (Position(101), Damage::Missing)),
            Seen::Noticed(None) | Seen::Whole | Seen::Silent => panic!("not named"),
        }
    });
}
