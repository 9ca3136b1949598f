//! A working day of sessions.

use super::house::*;
use crate::*;

fn signed_in(house: &mut House, user: UserId) -> Token {
    let passkey = house.accounts.account(user).unwrap().passkeys()[0].id;
    house.enter(&Entry::for_tests(user, How::Passkey(passkey)), None).unwrap()
}

const GONE: Result<UserId, Denied> = Err(Denied::NoSession(Cause::UnknownSession));

fn who(house: &mut House, token: &Token) -> Result<UserId, Denied> {
    let now = house.now;
    house.sessions.find(now, token).map(|session| session.user)
}

#[test]
fn a_session_ends_after_half_an_hour_without_a_request() {
    let mut house = House::staffed();
    let cookie = signed_in(&mut house, CARLA);
    // The control: requests every 29 minutes keep it.
    for _ in 0..5 {
        house.later(29 * MINUTE);
        assert_eq!(who(&mut house, &cookie), Ok(CARLA));
    }
    house.later(30 * MINUTE);
    assert_eq!(who(&mut house, &cookie), Err(Denied::NoSession(Cause::Idle)));
    // It is gone, not asleep.
    house.later(-MINUTE);
    assert_eq!(who(&mut house, &cookie), GONE);
}

#[test]
fn a_session_ends_after_twelve_hours_however_busy() {
    let mut house = House::staffed();
    let cookie = signed_in(&mut house, CARLA);
    for _ in 0..47 {
        house.later(15 * MINUTE);
        assert_eq!(who(&mut house, &cookie), Ok(CARLA));
    }
    house.later(15 * MINUTE);
    assert_eq!(who(&mut house, &cookie), Err(Denied::NoSession(Cause::Old)));
}

#[test]
fn a_clock_set_back_ends_every_session_rather_than_keeping_them_for_ever() {
    let mut house = House::staffed();
    let (one, two) = (signed_in(&mut house, CARLA), signed_in(&mut house, AMAL));
    house.later(20 * MINUTE);
    assert_eq!(who(&mut house, &one), Ok(CARLA));
    // Nodes and network time differ by seconds: nobody is thrown out for that.
    house.later(-30);
    assert_eq!(who(&mut house, &one), Ok(CARLA));
    house.later(-HOUR);
    assert_eq!(who(&mut house, &one), Err(Denied::NoSession(Cause::Clock)));
    assert_eq!(who(&mut house, &two), GONE);
    // And work goes on from there.
    let three = signed_in(&mut house, CARLA);
    assert_eq!(who(&mut house, &three), Ok(CARLA));
}

#[test]
fn a_token_that_somebody_planted_before_the_sign_in_opens_nothing_after_it() {
    let mut house = House::staffed();
    let planted = Token::new([0x66; 32]);
    let passkey = house.accounts.account(CARLA).unwrap().passkeys()[0].id;
    let entry = Entry::for_tests(CARLA, How::Passkey(passkey));
    let cookie = house.enter(&entry, Some(&planted)).unwrap();
    assert_ne!(*cookie.reveal(), *planted.reveal());
    assert_eq!(who(&mut house, &planted), GONE);
    // The same for the thief's own session that a browser was made to hold: it ends, and Carla's is new.
    let thief = signed_in(&mut house, BEN);
    let own = house.enter(&entry, Some(&thief)).unwrap();
    assert_eq!(who(&mut house, &thief), GONE);
    assert_eq!(who(&mut house, &own), Ok(CARLA));
}

#[test]
fn a_step_up_gives_a_new_token_and_the_old_one_is_over() {
    let mut house = House::staffed();
    let cookie = signed_in(&mut house, AMAL);
    house.later(20 * MINUTE);
    let (now, drawn) = (house.now, house.drawn());
    let users = |house: &mut House, token: &Token| {
        house.sessions.require(now, token, Sensitive::Users).map(|session| session.user)
    };
    assert_eq!(users(&mut house, &cookie), Err(Denied::StepUp));
    let fresh = house.sessions.freshen(now, &cookie, drawn).unwrap();
    assert_eq!(users(&mut house, &fresh), Ok(AMAL));
    assert_eq!(who(&mut house, &cookie), GONE);
}

#[test]
fn every_sensitive_thing_has_its_minutes_and_not_one_more() {
    for sensitive in Sensitive::ALL {
        let mut house = House::staffed();
        let cookie = signed_in(&mut house, AMAL);
        house.later(sensitive.seconds() - 1);
        let now = house.now;
        assert!(house.sessions.require(now, &cookie, *sensitive).is_ok(), "{sensitive:?}");
        let answer = house.sessions.require(now.plus(1), &cookie, *sensitive);
        assert_eq!(answer, Err(Denied::StepUp), "{sensitive:?}");
        assert!(sensitive.minutes() <= 15);
    }
}

#[test]
fn a_step_up_does_not_make_a_session_younger() {
    let mut house = House::staffed();
    let mut cookie = signed_in(&mut house, AMAL);
    for _ in 0..47 {
        house.later(15 * MINUTE);
        let (now, drawn) = (house.now, house.drawn());
        cookie = house.sessions.freshen(now, &cookie, drawn).unwrap();
    }
    house.later(15 * MINUTE);
    assert_eq!(who(&mut house, &cookie), Err(Denied::NoSession(Cause::Old)));
}

#[test]
fn another_role_a_disabled_account_and_a_suspected_passkey_end_all_sessions_at_once() {
    let posts = vec![Post::new(access::Role::Supervisor, "north", "xx")];
    let ends: [(&str, Fact); 4] = [
        ("disabled", Fact::Account(AccountFact::Disabled { user: CARLA })),
        ("another role", Fact::Account(AccountFact::PostsChanged { user: CARLA, posts })),
        ("erased", Fact::Account(AccountFact::Erased { user: CARLA })),
        (
            "ended by an administrator",
            Fact::Session(SessionFact::EndedAll { user: CARLA, why: EndedWhy::ByAdministrator }),
        ),
    ];
    for (name, fact) in ends {
        let mut house = House::staffed();
        let (one, two) = (signed_in(&mut house, CARLA), signed_in(&mut house, CARLA));
        let other = signed_in(&mut house, BEN);
        house.act(Author::User(AMAL), fact);
        assert_eq!((who(&mut house, &one), who(&mut house, &two)), (GONE, GONE), "{name}");
        assert_eq!(who(&mut house, &other), Ok(BEN), "{name}");
    }
    let mut house = House::staffed();
    let cookie = signed_in(&mut house, CARLA);
    let passkey = house.accounts.account(CARLA).unwrap().passkeys()[0].id;
    let fact = Fact::Passkey(PasskeyFact::Suspected { user: CARLA, passkey });
    house.act(Author::System, fact);
    assert_eq!(who(&mut house, &cookie), GONE);
}

#[test]
fn carla_sees_her_sessions_and_ends_the_one_she_left_open_in_the_library() {
    let mut house = House::staffed();
    let library = signed_in(&mut house, CARLA);
    house.later(10 * MINUTE);
    let desk = signed_in(&mut house, CARLA);
    let now = house.now;
    let mut list: Vec<Session> = house.sessions.list(now, CARLA).cloned().collect();
    list.sort_by_key(|session| session.opened);
    assert_eq!(list.len(), 2);
    let (session, why) = (list[0].id, EndedWhy::ByOwner);
    house.act(Author::User(CARLA), Fact::Session(SessionFact::Ended { user: CARLA, session, why }));
    assert_eq!(who(&mut house, &library), GONE);
    assert_eq!(who(&mut house, &desk), Ok(CARLA));
    // Somebody else's session is not ended by naming it as one's own.
    let other = signed_in(&mut house, BEN);
    let now = house.now;
    let session = house.sessions.list(now, BEN).next().unwrap().id;
    house.act(Author::User(CARLA), Fact::Session(SessionFact::Ended { user: CARLA, session, why }));
    assert_eq!(who(&mut house, &other), Ok(BEN));
}

#[test]
fn a_removed_passkey_takes_the_sessions_it_opened_with_it() {
    let mut house = House::staffed();
    let first = signed_in(&mut house, CARLA);
    let lost = house.accounts.account(CARLA).unwrap().passkeys()[0].id;
    let kept = house.passkey(CARLA);
    let second = house.enter(&Entry::for_tests(CARLA, How::Passkey(kept)), None).unwrap();
    let fact = Fact::Passkey(PasskeyFact::Removed { user: CARLA, passkey: lost });
    house.act(Author::User(CARLA), fact);
    assert_eq!(who(&mut house, &first), GONE);
    assert_eq!(who(&mut house, &second), Ok(CARLA));
}

#[test]
fn the_ninth_session_ends_the_idlest_and_a_full_house_refuses() {
    let mut house = House::staffed();
    let first = signed_in(&mut house, CARLA);
    house.later(MINUTE);
    let second = signed_in(&mut house, CARLA);
    house.later(MINUTE);
    assert_eq!(who(&mut house, &first), Ok(CARLA));
    for _ in 0..7 {
        signed_in(&mut house, CARLA);
    }
    let now = house.now;
    assert_eq!(house.sessions.list(now, CARLA).count(), 8);
    assert_eq!(who(&mut house, &first), Ok(CARLA));
    assert_eq!(who(&mut house, &second), GONE);
    // Two sessions and no more.
    house.sessions = Sessions::new(Limits { of_all: 2, ..Limits::default() });
    signed_in(&mut house, AMAL);
    signed_in(&mut house, BEN);
    let entry = Entry::for_tests(CARLA, How::Link(LinkPurpose::Demo));
    let full = house.enter(&entry, None);
    assert_eq!(full.unwrap_err(), Failed::Denied(Denied::Busy));
    // What is over makes room.
    house.later(HOUR);
    assert!(house.enter(&entry, None).is_ok());
}

#[test]
fn everybody_is_signed_out_by_one_event() {
    let mut house = House::staffed();
    let (one, two) = (signed_in(&mut house, CARLA), signed_in(&mut house, BEN));
    house.act(Author::Terminal, Fact::Session(SessionFact::EndedEveryone));
    assert_eq!((who(&mut house, &one), who(&mut house, &two)), (GONE, GONE));
}

#[test]
fn nobody_is_signed_in_by_somebody_else() {
    let mut house = House::staffed();
    let (session, how) = (SessionId::from_u128(5), How::Link(LinkPurpose::Demo));
    let fact = Fact::Session(SessionFact::SignedIn { user: CARLA, session, how });
    house.refuses(Author::User(AMAL), fact.clone(), Refusal::OnlyOwner);
    house.act(Author::User(AMAL), Fact::Account(AccountFact::Disabled { user: CARLA }));
    house.refuses(Author::User(CARLA), fact, Refusal::Disabled);
}

#[test]
fn a_session_is_opened_after_its_sign_in_is_in_the_log_and_once() {
    let mut house = House::staffed();
    let entry = Entry::for_tests(CARLA, How::Link(LinkPurpose::Demo));
    let (now, id) = (house.now, SessionId::from_u128(9));
    let open = |house: &mut House| house.sessions.open(now, &entry, id, "", (None, [1; 32]));
    let unknown = Denied::NoSession(Cause::UnknownSession);
    assert_eq!(open(&mut house).unwrap_err(), unknown);
    house.try_do(entry.author(), &entry.facts(id)).unwrap();
    assert!(open(&mut house).is_ok());
    assert_eq!(open(&mut house).unwrap_err(), unknown);
}

#[test]
fn nobody_slips_in_between_their_sign_in_and_their_end() {
    let ends = [
        Fact::Account(AccountFact::Disabled { user: CARLA }),
        Fact::Account(AccountFact::Erased { user: CARLA }),
        Fact::Session(SessionFact::EndedAll { user: CARLA, why: EndedWhy::ByAdministrator }),
        Fact::Session(SessionFact::EndedEveryone),
    ];
    for end in ends {
        let mut house = House::staffed();
        let entry = Entry::for_tests(CARLA, How::Link(LinkPurpose::Demo));
        let id = SessionId::from_u128(9);
        house.try_do(entry.author(), &entry.facts(id)).unwrap();
        house.act(Author::User(AMAL), end.clone());
        let opened = house.sessions.open(house.now, &entry, id, "", (None, [1; 32]));
        assert!(opened.is_err(), "{end:?}");
    }
}

#[test]
fn a_passkey_is_made_by_whoever_just_showed_one_or_just_signed_in() {
    let mut house = House::staffed();
    let cookie = signed_in(&mut house, CARLA);
    let enrol = |house: &mut House, token: &Token, user: UserId| {
        let account = house.accounts.account(user).unwrap();
        house.sessions.enrol(house.now, token, account).map(|session| session.user)
    };
    assert_eq!(enrol(&mut house, &cookie, CARLA), Ok(CARLA));
    // Not into somebody else's account.
    assert!(enrol(&mut house, &cookie, BEN).is_err());
    house.later(10 * MINUTE);
    assert_eq!(enrol(&mut house, &cookie, CARLA), Err(Denied::StepUp));
    // Through a provider, without a passkey: within ten minutes, not from a session somebody left open.
    let dora = UserId::from_u128(0xd4);
    house.hire(dora, access::Role::Lawyer);
    let how = How::Provider(ProviderId::from_u128(1));
    let cookie = house.enter(&Entry::for_tests(dora, how), None).unwrap();
    house.later(10 * MINUTE - 1);
    assert_eq!(enrol(&mut house, &cookie, dora), Ok(dora));
    house.later(1);
    assert_eq!(enrol(&mut house, &cookie, dora), Err(Denied::NoSession(Cause::Old)));
}

#[test]
fn carla_is_told_how_often_somebody_failed_with_her_passkey() {
    let mut house = House::staffed();
    for count in [1, 2, 4] {
        let user = Some(CARLA);
        house.act(Author::System, Fact::Session(SessionFact::Failed { user, count }));
    }
    assert_eq!(house.accounts.account(CARLA).unwrap().failed, 4);
    signed_in(&mut house, CARLA);
    assert_eq!(house.accounts.account(CARLA).unwrap().failed, 0);
}
