//! Keys from outside: seals, custodians, erasure, sealed cases, rotation.

use ledger::{
    Content, Error, Identity, KeyState, NewEntry, NewKey, NewPart, NewSeal, Operation, Owner,
    Position, SealMethod, Share, Unlock, Unopenable, Version,
};
use zeroize::Zeroizing;

use crate::kit::{Kit, entry, handed, on_both, texts};

fn wrong(error: Error) -> Unopenable {
    let Error::Unopenable(why) = error else { panic!("{error}") };
    why
}

#[test]
fn a_passphrase_opens_and_another_does_not() {
    on_both(async |kit| {
        let (ledger, shares) =
            kit.create_with(&[NewSeal::passphrase("correct horse battery")]).await;
        assert_eq!(shares, []);
        ledger.append(kit.note(kit.stream(), 0, "kept")).await.unwrap();
        ledger.close().await.unwrap();
        drop(ledger);
        let refused = kit.open_by(&Unlock::passphrase("correct horse batterz")).await;
        assert_eq!(wrong(refused.unwrap_err()), Unopenable::WrongPassphrase);
        let refused = kit.open_by(&Unlock::Handed(handed())).await;
        assert_eq!(wrong(refused.unwrap_err()), Unopenable::NoSuchSeal);
        let ledger = kit.open_by(&Unlock::passphrase("correct horse battery")).await.unwrap();
        assert_eq!(texts(&ledger.read(Position(1), 1).await.unwrap()[0]), ["kept"]);
        assert_eq!(ledger.keys().seals().await.unwrap(), [SealMethod::Passphrase]);
    });
}

#[test]
fn custodians_open_with_a_quorum_from_paper() {
    on_both(async |kit| {
        let seal = NewSeal::Custodians { threshold: 2, count: 3 };
        let (ledger, shares) = kit.create_with(&[seal]).await;
        ledger.close().await.unwrap();
        drop(ledger);
        let paper: Vec<Zeroizing<String>> = shares.iter().map(Share::print).collect();
        let typed = |places: &[usize]| {
            Unlock::Shares(
                places.iter().map(|place| Share::read(&paper[*place]).unwrap()).collect(),
            )
        };
        for quorum in [[0, 1], [0, 2], [1, 2]] {
            kit.open_by(&typed(&quorum)).await.unwrap().close().await.unwrap();
        }
        for alone in 0..3 {
            let refused = kit.open_by(&typed(&[alone])).await.unwrap_err();
            assert_eq!(wrong(refused), Unopenable::TooFew { needed: 2, given: 1 });
        }
    });
}

#[test]
fn seals_are_changed_and_the_old_ones_open_no_more() {
    on_both(async |kit| {
        let seal = NewSeal::Custodians { threshold: 2, count: 2 };
        let (ledger, left) = kit.create_with(&[seal]).await;
        let stay = ledger
            .keys()
            .reseal(&[NewSeal::Custodians { threshold: 2, count: 3 }, NewSeal::Handed(handed())])
            .await
            .unwrap();
        ledger.close().await.unwrap();
        drop(ledger);
        let refused = kit.open_by(&Unlock::Shares(left)).await.unwrap_err();
        assert_eq!(wrong(refused), Unopenable::StrangeShare(1));
        kit.open_by(&Unlock::Shares(stay[1..].to_vec())).await.unwrap().close().await.unwrap();
        kit.open().await;
    });
}

#[test]
fn improper_seals_leave_nothing_behind() {
    on_both(async |kit| {
        for seals in [
            vec![],
            vec![NewSeal::passphrase("short")],
            vec![NewSeal::Handed(Zeroizing::new(vec![1; 31]))],
            vec![NewSeal::Custodians { threshold: 1, count: 3 }],
            vec![NewSeal::Custodians { threshold: 4, count: 3 }],
            vec![NewSeal::Custodians { threshold: 2, count: 17 }],
            vec![NewSeal::Handed(handed()), NewSeal::Handed(handed())],
        ] {
            let made = ledger::Ledger::create(&kit.config, &seals, kit.random.clone()).await;
            assert!(matches!(made.unwrap_err(), Error::Improper(_)));
        }
        kit.create().await;
    });
}

async fn two_people(kit: &Kit, ledger: &ledger::Ledger) -> (Owner, Owner, Owner) {
    let (case, amal, noor) = (kit.case(), kit.person(), kit.person());
    let parts = vec![
        NewPart::new(case, 1, "two sisters arrived"),
        NewPart::new(amal, 2, "Amal Example"),
        NewPart::new(noor, 2, "Noor Example"),
    ];
    let new = NewEntry { stream: kit.stream(), expected: Version::NONE, parts };
    let operation = Operation::new(kit.operation(), vec![new]).with_keys([case, amal, noor]);
    ledger.append(operation).await.unwrap();
    (case, amal, noor)
}

#[test]
fn a_destroyed_key_erases_its_parts_and_nothing_else() {
    on_both(async |kit| {
        let ledger = kit.create().await;
        let (_, amal, noor) = two_people(kit, &ledger).await;
        assert!(ledger.keys().destroy(amal).await.unwrap());
        assert!(!ledger.keys().destroy(amal).await.unwrap(), "a repeat is harmless");
        assert_eq!(ledger.keys().erasures().await.unwrap().count(), 1);
        ledger.close().await.unwrap();
        drop(ledger);
        let ledger = kit.open().await;
        let read = ledger.read(Position(1), 1).await.unwrap();
        assert_eq!(texts(&read[0]), ["two sisters arrived", "(erased)", "Noor Example"]);
        assert_eq!(ledger.keys().state(amal).await.unwrap(), KeyState::Erased);
        assert_eq!(ledger.keys().state(noor).await.unwrap(), KeyState::Usable);

        let again = Operation::new(kit.operation(), vec![entry(kit.stream(), 0, amal, "x")]);
        let refused = ledger.append(again.clone()).await.unwrap_err();
        assert!(matches!(refused, Error::KeyErased(_)), "{refused}");
        let refused = ledger.append(again.with_keys([amal])).await.unwrap_err();
        assert!(matches!(refused, Error::KeyTaken(_)), "{refused}");
        let refused = ledger.keys().destroy(kit.person()).await.unwrap_err();
        assert!(matches!(refused, Error::KeyUnknown(_)), "{refused}");
    });
}

/// No file of the folder holds the box of a destroyed key, nor its name.
#[test]
fn a_destroyed_key_leaves_the_files() {
    on_both(async |kit| {
        let ledger_config = kit.config.clone();
        let ledger::Config::Folder { folder, .. } = ledger_config else { return };
        let ledger = kit.create().await;
        let (_, amal, noor) = two_people(kit, &ledger).await;
        let holds = |owner: Owner| {
            let name = *owner.key().unwrap().as_bytes();
            std::fs::read_dir(&folder).unwrap().any(|file| {
                let bytes = std::fs::read(file.unwrap().path()).unwrap();
                bytes.windows(16).any(|window| window == name)
            })
        };
        assert!(holds(amal) && holds(noor), "the search finds what is there");
        ledger.keys().destroy(amal).await.unwrap();
        assert!(!holds(amal));
        assert!(holds(noor));
    });
}

#[test]
fn a_key_of_a_case_is_none_of_a_person() {
    on_both(async |kit| {
        let ledger = kit.create().await;
        let (case, _, _) = two_people(kit, &ledger).await;
        let disguised = Owner::Person(case.key().unwrap());
        let operation =
            Operation::new(kit.operation(), vec![entry(kit.stream(), 0, disguised, "")]);
        let refused = ledger.append(operation).await.unwrap_err();
        assert!(matches!(refused, Error::KeyUnknown(_)), "{refused}");
    });
}

#[test]
fn a_sealed_case_is_read_only_while_a_member_has_it_open() {
    on_both(async |kit| {
        let ledger = kit.create().await;
        let (maria, ben, eve) = (Identity::generate(), Identity::generate(), Identity::generate());
        let case = kit.case();
        let id = case.key().unwrap();
        let stream = kit.stream();
        let mut operation =
            Operation::new(kit.operation(), vec![entry(stream, 0, case, "a witness")]);
        operation.new_keys.push(NewKey::Sealed(id, vec![maria.member(), ben.member()]));
        ledger.append(operation).await.unwrap();
        let read = async || texts(&ledger.read(Position(1), 1).await.unwrap()[0]).remove(0);
        assert_eq!(read().await, "(sealed)");
        assert_eq!(ledger.keys().state(case).await.unwrap(), KeyState::Sealed);
        let more = Operation::new(kit.operation(), vec![entry(stream, 1, case, "more")]);
        let refused = ledger.append(more.clone()).await.unwrap_err();
        assert!(matches!(refused, Error::KeySealed(_)), "{refused}");

        let refused = ledger.keys().open_case(id, &eve).await.unwrap_err();
        assert_eq!(wrong(refused), Unopenable::WrongKey);
        assert_eq!(read().await, "(sealed)");
        for member in [&maria, &ben] {
            let one = ledger.keys().open_case(id, member).await.unwrap();
            let two = ledger.keys().open_case(id, member).await.unwrap();
            drop(one);
            assert_eq!(read().await, "a witness");
            drop(two);
            assert_eq!(read().await, "(sealed)");
        }

        // Eve joins, Ben leaves; only somebody inside can do that.
        let others = [maria.member(), eve.member()];
        let refused = ledger.keys().seal_case(id, &others).await.unwrap_err();
        assert!(matches!(refused, Error::KeySealed(_)), "{refused}");
        let open = ledger.keys().open_case(id, &maria).await.unwrap();
        ledger.append(more).await.unwrap();
        ledger.keys().seal_case(id, &others).await.unwrap();
        drop(open);
        assert!(ledger.keys().open_case(id, &ben).await.is_err());
        let _open = ledger.keys().open_case(id, &eve).await.unwrap();
        assert_eq!(read().await, "a witness");
    });
}

#[test]
fn a_case_is_sealed_later_and_unsealed_by_a_member() {
    on_both(async |kit| {
        let ledger = kit.create().await;
        let (case, _, _) = two_people(kit, &ledger).await;
        let id = case.key().unwrap();
        let maria = Identity::generate();
        ledger.keys().seal_case(id, &[maria.member()]).await.unwrap();
        let read = ledger.read(Position(1), 1).await.unwrap();
        assert_eq!(read[0].parts[0].content, Content::Sealed);
        let _open = ledger.keys().open_case(id, &maria).await.unwrap();
        ledger.keys().unseal_case(id).await.unwrap();
        drop(_open);
        assert_eq!(ledger.keys().state(case).await.unwrap(), KeyState::Usable);
    });
}

#[test]
fn another_root_opens_everything_and_the_old_one_nothing() {
    on_both(async |kit| {
        let ledger = kit.create().await;
        two_people(kit, &ledger).await;
        // More keys than a page of the rotation.
        let cases: Vec<Owner> = (0..1100).map(|_| kit.case()).collect();
        let entries = vec![entry(kit.stream(), 0, cases[1099], "last")];
        let operation = Operation::new(kit.operation(), entries).with_keys(cases);
        ledger.append(operation).await.unwrap();
        let new = NewSeal::passphrase("a passphrase of its own");
        ledger.keys().rotate_root(&[new]).await.unwrap();
        ledger.append(kit.note(kit.stream(), 0, "after")).await.unwrap();
        ledger.close().await.unwrap();
        drop(ledger);
        assert!(kit.open_by(&Unlock::Handed(handed())).await.is_err());
        let ledger = kit.open_by(&Unlock::passphrase("a passphrase of its own")).await.unwrap();
        assert_eq!(ledger.keys().load_all().await.unwrap(), 1103);
        let read = ledger.read(Position::START, 10).await.unwrap();
        let said: Vec<String> = read.iter().flat_map(texts).collect();
        let expected = ["two sisters arrived", "Amal Example", "Noor Example", "last", "after"];
        assert_eq!(said, expected);
    });
}

/// The other node holds the old root: it can neither make keys under it, nor change
/// seals, nor bring back what was destroyed.
#[test]
fn a_node_with_the_old_root_is_told_to_open_anew() {
    on_both(async |kit| {
        if !kit.is_postgres() {
            return;
        }
        let (one, other) = (kit.create().await, kit.open().await);
        let (_, amal, _) = two_people(kit, &one).await;
        assert_eq!(other.keys().state(amal).await.unwrap(), KeyState::Usable);
        one.keys().rotate_root(&[NewSeal::Handed(handed())]).await.unwrap();
        let case = kit.case();
        let operation = Operation::new(kit.operation(), vec![entry(kit.stream(), 0, case, "x")]);
        let refused = other.append(operation.with_keys([case])).await.unwrap_err();
        assert!(matches!(refused, Error::RootChanged), "{refused}");
        let refused = other.keys().reseal(&[NewSeal::Handed(handed())]).await.unwrap_err();
        assert!(matches!(refused, Error::RootChanged), "{refused}");
        let refused = other.keys().rotate_root(&[NewSeal::Handed(handed())]).await.unwrap_err();
        assert!(matches!(refused, Error::RootChanged), "{refused}");
    });
}

#[test]
fn a_sealed_case_is_opened_by_two_custodians_and_by_none_alone() {
    on_both(async |kit| {
        let ledger = kit.create().await;
        assert_eq!(ledger.keys().glass().await.unwrap(), None);
        let shares = ledger.keys().put_behind_glass(2, 3).await.unwrap();
        let glass = ledger.keys().glass().await.unwrap().unwrap();
        let case = kit.case();
        let id = case.key().unwrap();
        let mut operation =
            Operation::new(kit.operation(), vec![entry(kit.stream(), 0, case, "a witness")]);
        operation.new_keys.push(NewKey::Sealed(id, vec![Identity::generate().member(), glass]));
        ledger.append(operation).await.unwrap();
        let refused = ledger.keys().break_glass(&shares[..1]).await.unwrap_err();
        assert_eq!(wrong(refused), Unopenable::TooFew { needed: 2, given: 1 });
        let identity = ledger.keys().break_glass(&shares[1..]).await.unwrap();
        let _open = ledger.keys().open_case(id, &identity).await.unwrap();
        assert_eq!(texts(&ledger.read(Position(1), 1).await.unwrap()[0]), ["a witness"]);
    });
}
