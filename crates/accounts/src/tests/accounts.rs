//! Accounts: what no policy may allow.

use super::house::*;
use crate::*;
use access::Role;

fn posts(roles: &[Role]) -> Vec<Post> {
    roles.iter().map(|role| Post::new(*role, "north", "xx")).collect()
}

fn change(user: UserId, roles: &[Role]) -> Fact {
    Fact::Account(AccountFact::PostsChanged { user, posts: posts(roles) })
}

#[test]
fn nobody_changes_their_own_posts_and_nobody_both_runs_the_system_and_works_with_cases() {
    let mut house = House::staffed();
    let amal = Author::User(AMAL);
    house.refuses(amal, change(AMAL, &[Role::Administrator, Role::Auditor]), Refusal::OwnPosts);
    house.refuses(
        amal,
        change(CARLA, &[Role::CaseWorker, Role::Administrator]),
        Refusal::CaretakerAndCases,
    );
    house.refuses(
        amal,
        change(CARLA, &[Role::KeyCustodian, Role::Supervisor]),
        Refusal::CaretakerAndCases,
    );
    house.refuses(amal, change(CARLA, &[]), Refusal::NoPost);
    house.refuses(amal, change(CARLA, &[Role::CaseWorker]), Refusal::Already);
    house.act(amal, change(CARLA, &[Role::CaseWorker, Role::Supervisor]));
    let carla = house.accounts.account(CARLA).unwrap();
    assert_eq!(carla.actor(1, vec![], vec![]).unwrap().role, Role::Supervisor);
    assert_eq!(carla.actor(2, vec![], vec![]), None);
}

#[test]
fn the_last_administrator_who_can_sign_in_stays() {
    let mut house = House::staffed();
    let (amal, ben) = (Author::User(AMAL), Author::User(BEN));
    let disable = |user| Fact::Account(AccountFact::Disabled { user });
    house.act(amal, disable(BEN));
    for fact in [
        disable(AMAL),
        Fact::Account(AccountFact::Erased { user: AMAL }),
        change(AMAL, &[Role::Auditor]),
    ] {
        house.refuses(Author::Terminal, fact, Refusal::LastAdministrator);
    }
    // An administrator who was only invited is nobody to rely on.
    let eva = UserId::from_u128(0xe5);
    house.hire(eva, Role::Administrator);
    house.refuses(Author::Terminal, disable(AMAL), Refusal::LastAdministrator);
    house.passkey(eva);
    house.act(Author::Terminal, disable(AMAL));
    // Whoever was disabled does not come back by their own hand.
    house.refuses(ben, Fact::Account(AccountFact::Enabled { user: BEN }), Refusal::Disabled);
}

#[test]
fn two_administrators_who_disable_each_other_at_once_are_one_administrator_and_one_refusal() {
    let mut house = House::staffed();
    let version = house.accounts.version();
    let disable = |user| [Fact::Account(AccountFact::Disabled { user })];
    let one = house.decide(Author::User(AMAL), &disable(BEN)).unwrap();
    let two = house.decide(Author::User(BEN), &disable(AMAL)).unwrap();
    assert_eq!(house.append(version, &one), Ok(()));
    assert_eq!(house.append(version, &two), Err(Failed::Conflict));
    let again = house.decide(Author::User(BEN), &disable(AMAL));
    assert_eq!(again, Err(Refusal::LastAdministrator));
}

#[test]
fn passkeys_belong_to_their_owner_and_the_last_one_stays() {
    let mut house = House::staffed();
    let (amal, carla) = (Author::User(AMAL), Author::User(CARLA));
    let mine = house.accounts.account(CARLA).unwrap().passkeys()[0].id;
    // An administrator neither registers, renames nor takes over.
    house.refuses(amal, registered(CARLA, PasskeyId::from_u128(7), b"other"), Refusal::OnlyOwner);
    let name = || "library".to_owned().into();
    let rename = |name| Fact::Passkey(PasskeyFact::Renamed { user: CARLA, passkey: mine, name });
    house.refuses(amal, rename(name()), Refusal::OnlyOwner);
    house.act(carla, rename(name()));
    assert_eq!(house.accounts.account(CARLA).unwrap().passkeys()[0].name, "library");
    // A credential belongs to one account.
    let taken = registered(CARLA, PasskeyId::from_u128(7), mine.0.as_bytes());
    house.refuses(carla, taken, Refusal::PasskeyTaken);
    let remove = |passkey| Fact::Passkey(PasskeyFact::Removed { user: CARLA, passkey });
    house.refuses(carla, remove(mine), Refusal::LastPasskey);
    // A suspected copy is no way of signing in.
    let second = house.passkey(CARLA);
    let suspect = Fact::Passkey(PasskeyFact::Suspected { user: CARLA, passkey: second });
    house.act(Author::System, suspect);
    house.refuses(carla, remove(mine), Refusal::LastPasskey);
    house.act(carla, remove(second));
    // With a recovery under way the last one may go: that is what it is for.
    house.link(Author::Terminal, CARLA, LinkPurpose::Recovery).unwrap();
    house.act(carla, remove(mine));
    assert!(house.accounts.account(CARLA).unwrap().is_invited());
}

#[test]
fn a_counter_that_two_nodes_saw_goes_on_only_once() {
    let mut house = House::staffed();
    let passkey = house.accounts.account(CARLA).unwrap().passkeys()[0].id;
    let count = |counter| {
        let (backup, stored) = (Backup::default(), "{}".to_owned().into());
        Fact::Passkey(PasskeyFact::Updated { user: CARLA, passkey, counter, backup, stored })
    };
    let carla = Author::User(CARLA);
    house.act(carla, count(0));
    house.act(carla, count(5));
    for back in [0, 4, 5] {
        house.refuses(carla, count(back), Refusal::CounterBack);
    }
    house.act(carla, count(6));
}

#[test]
fn texts_that_hide_or_turn_around_others_are_refused() {
    let mut house = House::new(Setting::Real);
    let posts = posts(&[Role::CaseWorker]);
    let long = "x".repeat(121);
    for name in ["", "  ", "two\nlines", "\u{202e}nimda", "zero\u{feff}", "bell\u{7}", &long] {
        let profile = profile(name);
        let posts = posts.clone();
        let fact = Fact::Account(AccountFact::Opened { user: CARLA, posts, profile });
        house.refuses(Author::Terminal, fact, Refusal::Text);
    }
    // Names in any script are names; the joiner is part of Persian spelling.
    for (n, name) in ["نرگس می\u{200c}خواهد", "Ngọc Ánh", "王小明", "O'Neill-Ó"].iter().enumerate()
    {
        let user = UserId::from_u128(n as u128 + 1);
        let profile = profile(name);
        house.act(
            Author::Terminal,
            Fact::Account(AccountFact::Opened { user, posts: posts.clone(), profile }),
        );
    }
}

#[test]
fn an_erased_account_is_a_number_without_a_name() {
    let mut house = House::staffed();
    house.act(Author::User(AMAL), Fact::Account(AccountFact::Erased { user: CARLA }));
    // The ledger destroys the key: the parts of the log under it cannot be read any more.
    for bytes in &mut house.log {
        if bytes.private.as_ref().is_some_and(|(user, _)| *user == CARLA) {
            bytes.private = None;
        }
    }
    for accounts in [house.replayed(), house.accounts.clone()] {
        let carla = accounts.account(CARLA).unwrap();
        assert_eq!((carla.status, &carla.profile), (Status::Erased, &None));
        assert!(carla.passkeys().is_empty());
        assert_eq!(carla.actor(0, vec![], vec![]), None);
    }
    house.refuses(
        Author::User(CARLA),
        registered(CARLA, PasskeyId::from_u128(7), b"x"),
        Refusal::Erased,
    );
    let fact = Fact::Account(AccountFact::Enabled { user: CARLA });
    house.refuses(Author::User(AMAL), fact, Refusal::Erased);
}

#[test]
fn another_node_has_the_same_state_from_the_log() {
    let mut house = House::staffed();
    house.link(Author::Terminal, CARLA, LinkPurpose::Recovery).unwrap();
    house.act(Author::User(AMAL), change(CARLA, &[Role::Supervisor]));
    assert_eq!(house.replayed(), house.accounts);
    // What was applied is passed over.
    let event =
        codec::decode(1, &house.log[0].open, house.log[0].private.as_ref().map(|p| &p.1[..]));
    assert!(!house.accounts.apply(1, &event.unwrap()));
}

#[test]
fn a_command_is_done_whole_or_not_at_all() {
    let mut house = House::new(Setting::Real);
    house.hire(AMAL, Role::Administrator);
    let version = house.accounts.version();
    let dora = UserId::from_u128(0xd4);
    let open = Fact::Account(AccountFact::Opened {
        user: dora,
        posts: posts(&[Role::Lawyer]),
        profile: profile("Dora Invented"),
    });
    let (_, link) =
        new_link(LinkId::from_u128(1), dora, LinkPurpose::Invitation, house.now, [4; 32]);
    let twice = [open.clone(), link.clone(), open.clone()];
    assert_eq!(house.try_do(Author::User(AMAL), &twice), Err(Failed::Refused(Refusal::Exists)));
    assert_eq!(house.accounts.version(), version);
    // A later fact sees what an earlier one made.
    house.try_do(Author::User(AMAL), &[open, link]).unwrap();
    assert_eq!(house.accounts.version(), version + 2);
    let none: [Fact; 0] = [];
    assert_eq!(house.try_do(Author::Terminal, &none), Err(Failed::Refused(Refusal::Nothing)));
}

#[test]
fn every_refusal_has_words_in_every_language_and_the_log_has_none_of_them() {
    for language in words::Language::ALL {
        let words = words::Words::new(language);
        for refusal in Refusal::ALL {
            assert!(!words.say(refusal.key(), &[]).is_empty());
            assert!(refusal.to_string().starts_with("refused: "));
        }
    }
}
