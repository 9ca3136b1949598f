//! Backups, restores and snapshots. The people are invented.

use std::io::{Read as _, Write as _};
use std::path::Path;

use ledger::{
    Config, Error, Identity, KeyState, Ledger, NewKey, NewPart, NewSeal, Operation, Owner,
    Position, RestoreWith, Unlock, check_backup,
};

use crate::kit::{Kit, entry, handed, on_both, runtime, texts};
use crate::tree::fill;

const ALL: std::ops::RangeInclusive<Position> = Position(1)..=Position(u64::MAX);

fn noon() -> jiff::Timestamp {
    jiff::Timestamp::from_second(1_790_000_000).unwrap()
}

async fn back_up(ledger: &Ledger, folder: &Path, owner: &Identity) -> ledger::BackedUp {
    ledger.back_up(folder, &[owner.member()], 30, noon()).await.unwrap()
}

async fn restore(
    folder: &Path,
    config: &Config,
    with: &RestoreWith,
    kit: &Kit,
) -> ledger::Result<(Ledger, ledger::Restored)> {
    Ledger::restore(folder, config, with, kit.random.clone()).await
}

async fn one_person(kit: &Kit, ledger: &Ledger, name: &str) -> Owner {
    let person = kit.person();
    let mut new = entry(kit.stream(), 0, Owner::Ledger, "arrived");
    new.parts.push(NewPart::new(person, 1, name));
    let operation = Operation::new(kit.operation(), vec![new]).with_keys([person]);
    ledger.append(operation).await.unwrap();
    person
}

/// A backup of either database is restored into the other.
#[test]
fn what_was_backed_up_in_steps_is_restored_whole() {
    on_both(async |kit| {
        let folder = throwaway::folder();
        let owner = Identity::generate();
        let ledger = kit.create().await;
        fill(kit, &ledger, 700).await;
        let first = back_up(&ledger, folder.path(), &owner).await;
        assert_eq!((first.number, first.from, first.to), (1, Position(1), Position(700)));
        one_person(kit, &ledger, "Amal Example").await;
        fill(kit, &ledger, 600).await;
        let note = ledger.tree().checkpoint().await.unwrap();
        let second = back_up(&ledger, folder.path(), &owner).await;
        assert_eq!((second.number, second.from, second.to), (2, Position(701), Position(1301)));
        let nothing_new = back_up(&ledger, folder.path(), &owner).await;
        assert_eq!((nothing_new.from, nothing_new.to), (Position(1302), Position(1301)));
        let key = ledger.tree().key();
        assert_eq!(check_backup(folder.path(), &key).unwrap(), Position(1301));

        let other = if kit.is_postgres() {
            Config::folder(folder.path().join("restored"))
        } else {
            Config::parse(&throwaway::postgres().database()).unwrap()
        };
        let mut with = RestoreWith::new(owner, Unlock::Handed(handed()));
        with.checkpoint = Some(note.to_string());
        let (restored, about) = restore(folder.path(), &other, &with, kit).await.unwrap();
        assert_eq!((about.entries, about.keys, about.erased), (1301, 1, 0));
        let found = restored.verify(ALL, &[&note.to_string()]).await.unwrap();
        assert!(found.is_sound() && found.checkpoints == 1, "{found:?}");
        let original = ledger.read(Position(1), 10_000).await.unwrap();
        assert_eq!(restored.read(Position(1), 10_000).await.unwrap(), original);
        // It goes on where it was: versions, repeats and all.
        fill(kit, &restored, 1).await;
        assert_eq!(restored.head(), Position(1302));
        let again = restore(folder.path(), &other, &with, kit).await;
        assert!(again.is_err(), "the place is taken");
    });
}

#[test]
fn an_erasure_survives_a_restore() {
    on_both(async |kit| {
        let folder = throwaway::folder();
        let owner = Identity::generate();
        let ledger = kit.create().await;
        let amal = one_person(kit, &ledger, "Amal Example").await;
        let noor = one_person(kit, &ledger, "Noor Example").await;
        back_up(&ledger, folder.path(), &owner).await;
        ledger.keys().destroy(amal).await.unwrap();
        let list = ledger.keys().erasures().await.unwrap();
        let note = ledger.tree().checkpoint().await.unwrap().to_string();
        let place = |name: &str| Config::folder(folder.path().join(name));
        let mut with = RestoreWith::new(owner, Unlock::Handed(handed()));

        // Without the list the old backup cannot know; the newest checkpoint tells.
        with.checkpoint = Some(note);
        let refused = restore(folder.path(), &place("a"), &with, kit).await.unwrap_err();
        assert!(refused.to_string().contains("keys were destroyed after it"), "{refused}");
        with.erasures = Some(ledger::Erasures::parse(&list.to_string()).unwrap());
        let (restored, about) = restore(folder.path(), &place("a"), &with, kit).await.unwrap();
        assert_eq!((about.keys, about.erased), (1, 1));
        let read = restored.read(Position(1), 10).await.unwrap();
        assert_eq!(texts(&read[0]), ["arrived", "(erased)"]);
        assert_eq!(texts(&read[1]), ["arrived", "Noor Example"]);
        assert_eq!(restored.keys().state(amal).await.unwrap(), KeyState::Erased);
        restored.keys().destroy(noor).await.unwrap();
        assert_eq!(restored.keys().erasures().await.unwrap().count(), 2);

        // A list that was made up, or cut in the middle, is refused.
        let text = restored.keys().erasures().await.unwrap().to_string();
        let lines: Vec<&str> = text.lines().collect();
        let holed = [lines[0], lines[1], lines[3]].join("\n");
        with.erasures = Some(ledger::Erasures::parse(&holed).unwrap());
        let refused = restore(folder.path(), &place("b"), &with, kit).await.unwrap_err();
        assert!(matches!(refused, Error::Unfit { .. }), "{refused}");
    });
}

#[test]
fn old_keys_files_go_and_the_backup_restores_without_them() {
    runtime().block_on(async {
        let kit = Kit::sqlite();
        let folder = throwaway::folder();
        let owner = Identity::generate();
        let ledger = kit.create().await;
        for round in 1..=4 {
            one_person(&kit, &ledger, "Amal Example").await;
            ledger.back_up(folder.path(), &[owner.member()], 2, noon()).await.unwrap();
            let keys =
                (1..=round).filter(|n| folder.path().join(format!("{n:06}-keys.age")).exists());
            assert_eq!(keys.count(), round.min(2));
        }
        let with = RestoreWith::new(owner, Unlock::Handed(handed()));
        let place = Config::folder(folder.path().join("restored"));
        let (restored, _) = restore(folder.path(), &place, &with, &kit).await.unwrap();
        assert_eq!(restored.head(), Position(4));
    });
}

/// Every file of a backup, cut short at some places and with bits flipped at others: the
/// restore names the file, and leaves no ledger behind.
#[test]
fn a_damaged_backup_names_the_file() {
    runtime().block_on(async {
        let kit = Kit::sqlite();
        let folder = throwaway::folder();
        let owner = Identity::generate();
        let ledger = kit.create().await;
        one_person(&kit, &ledger, "Amal Example").await;
        back_up(&ledger, folder.path(), &owner).await;
        one_person(&kit, &ledger, "Noor Example").await;
        back_up(&ledger, folder.path(), &owner).await;
        let key = ledger.tree().key();
        let with = RestoreWith::new(owner, Unlock::Handed(handed()));
        let place = Config::folder(folder.path().join("restored"));
        let needed = [
            "000001-entries.age",
            "000001-manifest.txt",
            "000002-entries.age",
            "000002-keys.age",
            "000002-manifest.txt",
        ];
        for name in needed {
            let path = folder.path().join(name);
            let whole = std::fs::read(&path).unwrap();
            let mut damages: Vec<Vec<u8>> = Vec::new();
            for place in [0, whole.len() / 3, whole.len() / 2, whole.len() - 1] {
                damages.push(whole[..place].to_vec());
                let mut flipped = whole.clone();
                flipped[place] ^= 4;
                damages.push(flipped);
            }
            for damaged in damages {
                std::fs::write(&path, damaged).unwrap();
                let refused = restore(folder.path(), &place, &with, &kit).await.unwrap_err();
                assert!(
                    matches!(refused, Error::Unfit { .. } | Error::AnotherLedger { .. }),
                    "{refused}"
                );
                assert!(check_backup(folder.path(), &key).is_err(), "{name}");
                let left = Ledger::open(&place, &with.unlock, kit.random.clone()).await;
                assert!(matches!(left.unwrap_err(), Error::Absent(_)));
            }
            std::fs::remove_file(&path).unwrap();
            if name == "000002-manifest.txt" {
                // Then it is the backup before; a newer checkpoint tells what is missing.
                std::fs::write(&path, whole).unwrap();
                continue;
            }
            assert!(restore(folder.path(), &place, &with, &kit).await.is_err(), "{name}");
            std::fs::write(&path, whole).unwrap();
        }
        let mut with = with;
        with.checkpoint = Some(ledger.tree().checkpoint().await.unwrap().to_string());
        std::fs::remove_file(folder.path().join("000002-manifest.txt")).unwrap();
        std::fs::remove_file(folder.path().join("000002-entries.age")).unwrap();
        let (_, about) = restore(folder.path(), &place, &with, &kit).await.unwrap();
        assert_eq!((about.entries, about.missing), (1, 1));
    });
}

#[test]
fn a_backup_opens_only_with_both_keys() {
    runtime().block_on(async {
        let kit = Kit::sqlite();
        let folder = throwaway::folder();
        let (owner, eve) = (Identity::generate(), Identity::generate());
        let ledger = kit.create().await;
        one_person(&kit, &ledger, "Amal Example").await;
        back_up(&ledger, folder.path(), &owner).await;
        let place = Config::folder(folder.path().join("restored"));
        let with = RestoreWith::new(eve, Unlock::Handed(handed()));
        let refused = restore(folder.path(), &place, &with, &kit).await.unwrap_err();
        assert!(refused.to_string().contains("not encrypted to this identity"), "{refused}");
        let with = RestoreWith::new(owner, Unlock::passphrase("correct horse battery"));
        let refused = restore(folder.path(), &place, &with, &kit).await.unwrap_err();
        assert!(matches!(refused, Error::Unopenable(_)), "{refused}");
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            assert!(!bytes.windows(4).any(|window| window == b"Amal"));
        }
    });
}

#[test]
fn a_log_that_does_not_continue_its_backup_is_not_backed_up() {
    runtime().block_on(async {
        let (kit, other) = (Kit::sqlite(), Kit::seeded(2));
        let folder = throwaway::folder();
        let owner = Identity::generate();
        let (one, two) = (kit.create().await, other.create().await);
        fill(&kit, &one, 5).await;
        back_up(&one, folder.path(), &owner).await;
        let refused = two.back_up(folder.path(), &[owner.member()], 1, noon()).await.unwrap_err();
        assert!(matches!(refused, Error::AnotherLedger { .. }), "{refused}");
        let Config::Folder { folder: data, .. } = &kit.config else { unreachable!() };
        one.close().await.unwrap();
        drop(one);
        let file = data.join("ledger.sqlite");
        crate::tree::change_file(&file, "delete from entry where position > 3").await;
        crate::tree::change_file(&file, "update head set position = 3").await;
        let refused = kit.open().await.back_up(folder.path(), &[owner.member()], 1, noon()).await;
        assert!(refused.unwrap_err().to_string().contains("does not continue"));
    });
}

async fn snapshot(ledger: &Ledger, path: &Path, state: &[u8]) {
    let mut writer = ledger.write_snapshot(path, ledger.head(), 3).await.unwrap();
    writer.write_all(state).unwrap();
    writer.finish().await.unwrap();
}

#[test]
fn a_snapshot_is_read_back_with_its_position() {
    on_both(async |kit| {
        let folder = throwaway::folder();
        let path = folder.path().join("state");
        let ledger = kit.create().await;
        fill(kit, &ledger, 10).await;
        let state = vec![42; 200_000];
        snapshot(&ledger, &path, &state).await;
        fill(kit, &ledger, 10).await;
        let mut reader = ledger.read_snapshot(&path, 3).await.unwrap();
        assert_eq!(reader.position(), Position(10));
        let mut read = Vec::new();
        reader.read_to_end(&mut read).unwrap();
        assert_eq!(read, state);
    });
}

#[test]
fn a_snapshot_of_something_else_is_refused() {
    on_both(async |kit| {
        let folder = throwaway::folder();
        let path = folder.path().join("state");
        let ledger = kit.create().await;
        let person = one_person(kit, &ledger, "Amal Example").await;
        fill(kit, &ledger, 10).await;
        snapshot(&ledger, &path, b"Amal Example").await;
        let refused = async |schema| match ledger.read_snapshot(&path, schema).await {
            Ok(_) => "read".to_owned(),
            Err(error) => error.to_string(),
        };
        assert!(refused(4).await.contains("another shape"));
        let other = Kit::seeded(2);
        let others = other.create().await.read_snapshot(&path, 3).await;
        assert!(matches!(others.err().unwrap(), Error::AnotherLedger { .. }));

        // A flipped bit anywhere is an error by the end, at the latest.
        let whole = std::fs::read(&path).unwrap();
        for place in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[place] ^= 1;
            std::fs::write(&path, &flipped).unwrap();
            let read = match ledger.read_snapshot(&path, 3).await {
                Ok(mut reader) => reader.read_to_end(&mut Vec::new()).map_err(|_| ()),
                Err(_) => Err(()),
            };
            assert_eq!(read, Err(()), "byte {place}");
        }
        std::fs::write(&path, &whole).unwrap();
        assert_eq!(refused(3).await, "read");

        ledger.keys().destroy(person).await.unwrap();
        assert!(refused(3).await.contains("erased after it was made"));
    });
}

/// A snapshot that is newer than the log: the log was restored from an older backup.
#[test]
fn a_snapshot_of_a_later_log_is_refused() {
    runtime().block_on(async {
        let kit = Kit::sqlite();
        let folder = throwaway::folder();
        let path = folder.path().join("state");
        let ledger = kit.create().await;
        fill(&kit, &ledger, 10).await;
        snapshot(&ledger, &path, b"state").await;
        ledger.close().await.unwrap();
        drop(ledger);
        let Config::Folder { folder: data, .. } = &kit.config else { unreachable!() };
        let file = data.join("ledger.sqlite");
        crate::tree::change_file(&file, "delete from entry where position > 8").await;
        crate::tree::change_file(&file, "update head set position = 8").await;
        let refused = kit.open().await.read_snapshot(&path, 3).await.err().unwrap();
        assert!(refused.to_string().contains("later log"), "{refused}");
    });
}

#[test]
fn the_root_is_changed_and_the_backup_still_opens_with_what_it_was_sealed_by() {
    runtime().block_on(async {
        let kit = Kit::sqlite();
        let folder = throwaway::folder();
        let owner = Identity::generate();
        let ledger = kit.create().await;
        one_person(&kit, &ledger, "Amal Example").await;
        back_up(&ledger, folder.path(), &owner).await;
        ledger.keys().rotate_root(&[NewSeal::passphrase("another passphrase")]).await.unwrap();
        let with = RestoreWith::new(owner.clone(), Unlock::Handed(handed()));
        let place = Config::folder(folder.path().join("old"));
        restore(folder.path(), &place, &with, &kit).await.unwrap();
        back_up(&ledger, folder.path(), &owner).await;
        let with = RestoreWith::new(owner, Unlock::passphrase("another passphrase"));
        let place = Config::folder(folder.path().join("new"));
        let (restored, _) = restore(folder.path(), &place, &with, &kit).await.unwrap();
        assert_eq!(texts(&restored.read(Position(1), 1).await.unwrap()[0])[1], "Amal Example");
    });
}

/// What stands behind the glass comes back with the rest, into either database, and opens
/// to the same custodians.
#[test]
fn what_is_behind_the_glass_is_restored() {
    on_both(async |kit| {
        let folder = throwaway::folder();
        let owner = Identity::generate();
        let ledger = kit.create().await;
        let shares = ledger.keys().put_behind_glass(2, 3).await.unwrap();
        let glass = ledger.keys().glass().await.unwrap().unwrap();
        let case = kit.case();
        let id = case.key().unwrap();
        let entries = vec![entry(kit.stream(), 0, case, "a witness")];
        let mut operation = Operation::new(kit.operation(), entries);
        operation.new_keys.push(NewKey::Sealed(id, vec![Identity::generate().member(), glass]));
        ledger.append(operation).await.unwrap();
        back_up(&ledger, folder.path(), &owner).await;
        let place = throwaway::folder();
        for config in [
            Config::folder(place.path().join("restored")),
            Config::parse(&throwaway::postgres().database()).unwrap(),
        ] {
            let with = RestoreWith::new(owner.clone(), Unlock::Handed(handed()));
            let (restored, _) = restore(folder.path(), &config, &with, kit).await.unwrap();
            assert_eq!(texts(&restored.read(Position(1), 1).await.unwrap()[0]), ["(sealed)"]);
            assert!(restored.keys().break_glass(&shares[..1]).await.is_err());
            let identity = restored.keys().break_glass(&shares[1..]).await.unwrap();
            let _open = restored.keys().open_case(id, &identity).await.unwrap();
            assert_eq!(texts(&restored.read(Position(1), 1).await.unwrap()[0]), ["a witness"]);
        }
    });
}

/// Backups are in the order of their numbers, whatever the clock says.
#[test]
fn backups_follow_on_when_the_clock_was_set_back() {
    on_both(async |kit| {
        let folder = throwaway::folder();
        let owner = Identity::generate();
        let ledger = kit.create().await;
        for second in [1_790_000_000, 1_000_000_000, -5] {
            fill(kit, &ledger, 3).await;
            let now = jiff::Timestamp::from_second(second).unwrap();
            ledger.back_up(folder.path(), &[owner.member()], 30, now).await.unwrap();
            ledger.tree().checkpoint().await.unwrap();
        }
        let place = throwaway::folder();
        let config = Config::folder(place.path().join("restored"));
        let with = RestoreWith::new(owner, Unlock::Handed(handed()));
        let (restored, counts) = restore(folder.path(), &config, &with, kit).await.unwrap();
        assert_eq!((counts.entries, restored.head()), (9, Position(9)));
    });
}
