//! The tree over a real log: checkpoints, proofs, witnesses, and a verifier that shares
//! no line with the program.

use std::path::Path;
use std::process::Command;

use ledger::{
    Checkpoint, Config, Error, Ledger, Note, Operation, Owner, Position, Refusal, Witness,
    verify_consistency,
};

use crate::kit::{Kit, entry, on_both, runtime};

pub(crate) async fn fill(kit: &Kit, ledger: &Ledger, count: usize) {
    let stream = kit.stream();
    let entries = (0..).take(count).map(|i| entry(stream, i, Owner::Ledger, &format!("entry {i}")));
    ledger.append(Operation::new(kit.operation(), entries.collect())).await.unwrap();
}

#[test]
fn every_entry_is_proved_to_stand_in_every_later_tree() {
    on_both(async |kit| {
        let ledger = kit.create().await;
        fill(kit, &ledger, 600).await;
        for size in [1, 2, 255, 256, 257, 511, 512, 513, 600] {
            let root = ledger.tree().root(size).await.unwrap();
            for position in [1, 2, 200, 256, 257, 512, 513, 600] {
                let proof = ledger.tree().inclusion(Position(position), size).await;
                if position > size {
                    assert!(proof.is_err());
                } else {
                    assert!(proof.unwrap().verify(&root), "{position} in {size}");
                }
            }
            for old in [0, 1, 3, 256, 300, 599].into_iter().filter(|old| *old <= size) {
                let was = ledger.tree().root(old).await.unwrap();
                let proof = ledger.tree().consistency(old, size).await.unwrap();
                assert!(verify_consistency((old, &was), (size, &root), &proof));
            }
        }
        assert!(ledger.tree().root(601).await.is_err());
        assert!(ledger.tree().inclusion(Position(0), 600).await.is_err());
        // Another process begins with the cached blocks and gets the same tree.
        let root = ledger.tree().root(600).await.unwrap();
        ledger.close().await.unwrap();
        drop(ledger);
        let ledger = kit.open().await;
        assert_eq!(ledger.tree().root(600).await.unwrap(), root);
    });
}

#[test]
fn a_checkpoint_is_signed_kept_and_read_by_others() {
    on_both(async |kit| {
        let ledger = kit.create().await;
        fill(kit, &ledger, 3).await;
        let note = ledger.tree().checkpoint().await.unwrap();
        let read = Note::parse(&note.to_string()).unwrap();
        assert!(read.signed_by(&ledger.tree().key()).is_some());
        let checkpoint = Checkpoint::parse(read.text()).unwrap();
        assert_eq!(checkpoint.size, 3);
        assert_eq!(checkpoint.root, ledger.tree().root(3).await.unwrap());
        assert_eq!(checkpoint.origin, format!("amparo-ledger/{}", ledger.id()));
        assert_eq!(ledger.tree().checkpoint().await.unwrap(), note, "nothing new, nothing signed");
        fill(kit, &ledger, 1).await;
        assert_ne!(ledger.tree().checkpoint().await.unwrap(), note);
    });
}

#[test]
fn a_witness_signs_what_continues_and_refuses_what_does_not() {
    on_both(async |kit| {
        let ledger = kit.create().await;
        let noon = jiff::Timestamp::from_second(1_790_000_000).unwrap();
        let mut witness = Witness::new("ombudsperson.example", [9; 32], ledger.tree().key());
        fill(kit, &ledger, 5).await;
        let first = ledger.tree().checkpoint().await.unwrap();
        let signed = witness.cosign(&first.to_string(), &[], noon).unwrap();
        assert_eq!(signed.signed_by(&witness.key()), Some(1_790_000_000));
        fill(kit, &ledger, 300).await;
        let second = ledger.tree().checkpoint().await.unwrap();
        let proof = ledger.tree().consistency(witness.seen(), 305).await.unwrap();
        let refused = witness.cosign(&second.to_string(), &proof[1..], noon);
        assert_eq!(refused, Err(Refusal::Forked { before: 5 }));
        let signed = witness.cosign(&second.to_string(), &proof, noon).unwrap();
        let refused = witness.cosign(&first.to_string(), &[], noon);
        assert_eq!(refused, Err(Refusal::Shorter { before: 305, now: 5 }));

        ledger.tree().add_cosignature(&signed.to_string(), &witness.key()).await.unwrap();
        let (_, kept) = ledger.tree().last_checkpoint().await.unwrap().unwrap();
        assert!(kept.signed_by(&witness.key()).is_some());
        assert!(kept.signed_by(&ledger.tree().key()).is_some());
        let stranger = Witness::new("stranger.example", [8; 32], ledger.tree().key());
        let added = ledger.tree().add_cosignature(&signed.to_string(), &stranger.key()).await;
        assert!(matches!(added.unwrap_err(), Error::Unfit { .. }));

        // Two ledgers, two histories: a witness of one signs nothing of the other.
        let other = Kit::seeded(2);
        let fork = other.create().await;
        let foreign = fork.tree().checkpoint().await.unwrap();
        assert_eq!(witness.cosign(&foreign.to_string(), &[], noon), Err(Refusal::NotOurs));
    });
}

/// Runs the verifier in Python; gives its exit code and what it said.
fn python(file: &Path, more: &[&str]) -> (i32, String) {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/verifier/verify_ledger.py");
    let output = Command::new("python3").arg(script).arg(file).args(more).output();
    let output = output.expect("python3, for the independent verifier");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    (output.status.code().unwrap(), said + &String::from_utf8_lossy(&output.stderr))
}

#[test]
fn an_independent_verifier_agrees_and_finds_what_was_changed() {
    runtime().block_on(async {
        let kit = Kit::sqlite();
        let Config::Folder { folder, .. } = &kit.config else { unreachable!() };
        let file = folder.join("ledger.sqlite");
        let ledger = kit.create().await;
        fill(&kit, &ledger, 300).await;
        ledger.tree().checkpoint().await.unwrap();
        fill(&kit, &ledger, 400).await;
        let note = ledger.tree().checkpoint().await.unwrap();
        let noon = jiff::Timestamp::from_second(1_790_000_000).unwrap();
        let mut witness = Witness::new("ombudsperson.example", [9; 32], ledger.tree().key());
        let signed = witness.cosign(&note.to_string(), &[], noon).unwrap();
        let paper = folder.join("paper.txt");
        std::fs::write(&paper, signed.to_string()).unwrap();
        let (key, witness) = (ledger.tree().key().to_string(), witness.key().to_string());
        let stranger = Witness::new("stranger.example", [8; 32], ledger.tree().key()).key();
        ledger.close().await.unwrap();

        let paper = paper.to_str().unwrap();
        let (code, said) = python(&file, &[&key, paper, "--witness", &witness]);
        assert_eq!(code, 0, "{said}");
        assert!(said.starts_with("sound: 700 entries, 2 checkpoints"), "{said}");
        let (code, said) = python(&file, &[&key, paper, "--witness", &stranger.to_string()]);
        assert!(code == 1 && said.contains("signed none"), "{said}");
        assert_eq!(python(&file, &[]).0, 2);

        for (change, found) in [
            ("update entry set version = version + 1000 where position = 450", "entry 450 does not"),
            ("delete from entry where position = 77", "entry 77 is missing"),
            ("delete from entry where position > 690", "entry 691 is missing"),
            ("update head set position = 699", "entry 700 was added"),
            ("update checkpoint set note = replace(note, '300', '299')", "not signed"),
        ] {
            let copy = folder.join("copy.sqlite");
            std::fs::copy(&file, &copy).unwrap();
            change_file(&copy, change).await;
            let (code, said) = python(&copy, &[&key]);
            assert!(code == 1 && said.contains(found), "{change}: {said}");
        }
        // Whoever also recomputes the commitment is found by the signed root.
        let copy = folder.join("copy.sqlite");
        std::fs::copy(&file, &copy).unwrap();
        let swap = "update entry set commitment = (select commitment from entry where position = 9), \
            body = (select body from entry where position = 9) where position = 450";
        change_file(&copy, swap).await;
        assert_eq!(python(&copy, &[&key]).0, 1);
    });
}

pub(crate) async fn change_file(file: &Path, statement: &'static str) {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
    let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
    sqlx::query(statement).execute(&pool).await.unwrap();
    pool.close().await;
}
