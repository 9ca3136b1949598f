//! Links: who gets one, for how long, and that it works once.

use super::house::*;
use crate::*;

fn denied<T: std::fmt::Debug>(answer: Result<T, Failed>) -> Denied {
    match answer.unwrap_err() {
        Failed::Denied(denied) => denied,
        other @ (Failed::Refused(_) | Failed::Conflict) => panic!("{other:?}"),
    }
}

#[test]
fn the_first_administrator_follows_the_link_of_the_terminal_once_and_makes_a_passkey() {
    let mut house = House::new(Setting::Real);
    house.hire(AMAL, access::Role::Administrator);
    let link = house.link(Author::Terminal, AMAL, LinkPurpose::FirstAdministrator).unwrap();
    let cookie = house.later(MINUTE).follow(&link).unwrap();
    // The session does nothing but make a passkey.
    let now = house.now;
    assert_eq!(house.sessions.find(now, &cookie), Err(Denied::EnrolFirst));
    assert!(house.sessions.any(now, &cookie).unwrap().is_enrolment());
    house.passkey(AMAL);
    let drawn = house.drawn();
    let cookie = house.sessions.freshen(now, &cookie, drawn).unwrap();
    assert_eq!(house.sessions.require(now, &cookie, Sensitive::Keys).unwrap().user, AMAL);
    // The link is over, and with an administrator there is no second first one.
    assert_eq!(denied(house.follow(&link)), Denied::Link(Cause::LinkOver));
    let again = house.link(Author::Terminal, AMAL, LinkPurpose::FirstAdministrator);
    assert_eq!(again.unwrap_err(), Failed::Refused(Refusal::HasAdministrator));
}

#[test]
fn a_link_is_over_to_the_second() {
    for purpose in [LinkPurpose::FirstAdministrator, LinkPurpose::Invitation] {
        let mut house = House::new(Setting::Real);
        house.hire(AMAL, access::Role::Administrator);
        let link = house.link(Author::Terminal, AMAL, purpose).unwrap();
        house.later(purpose.seconds_max() - 1);
        // The control: a second before it still opens.
        assert!(house.accounts.enter_by_link(house.now, &link).is_ok());
        house.later(1);
        assert_eq!(denied(house.follow(&link)), Denied::Link(Cause::LinkOver), "{purpose:?}");
    }
}

#[test]
fn a_clock_set_back_does_not_open_a_link_again() {
    let mut house = House::new(Setting::Real);
    house.hire(AMAL, access::Role::Administrator);
    let link = house.link(Author::Terminal, AMAL, LinkPurpose::FirstAdministrator).unwrap();
    let expired = house.now.plus(20 * MINUTE);
    let set_back = house.now.plus(5 * MINUTE);
    // The control: nobody looked at the clock in between, and the link is open.
    assert!(house.accounts.enter_by_link(set_back, &link).is_ok());
    // The program's minute …
    let mut ticked = house.accounts.clone();
    ticked.tick(expired);
    assert!(ticked.enter_by_link(set_back, &link).is_err());
    // … and any event of the log, also on a node that was not there.
    house.now = expired;
    house.hire(CARLA, access::Role::CaseWorker);
    assert!(house.accounts.enter_by_link(set_back, &link).is_err());
    assert!(house.replayed().enter_by_link(set_back, &link).is_err());
}

#[test]
fn a_link_from_the_future_does_not_open() {
    let mut house = House::new(Setting::Real);
    house.hire(AMAL, access::Role::Administrator);
    let link = house.link(Author::Terminal, AMAL, LinkPurpose::FirstAdministrator).unwrap();
    let before = house.now.plus(-HOUR);
    assert_eq!(house.accounts.enter_by_link(before, &link), Err(Denied::Link(Cause::LinkOver)));
    // Nodes differ by seconds: that much is forgiven.
    assert!(house.accounts.enter_by_link(house.now.plus(-30), &link).is_ok());
}

#[test]
fn two_people_who_follow_one_link_at_once_are_one_session_and_one_refusal() {
    let mut house = House::new(Setting::Real);
    house.hire(AMAL, access::Role::Administrator);
    let link = house.link(Author::Terminal, AMAL, LinkPurpose::FirstAdministrator).unwrap();
    // Both are let as far as the append, each on a node of its own.
    let version = house.accounts.version();
    let enter = |house: &House| house.accounts.enter_by_link(house.now, &link).unwrap();
    let (one, two) = (enter(&house), enter(&house));
    let decide = |house: &House, entry: &Entry, n| {
        house.decide(entry.author(), &entry.facts(SessionId::from_u128(n)))
    };
    let (first, second) = (decide(&house, &one, 1).unwrap(), decide(&house, &two, 2).unwrap());
    assert_eq!(house.append(version, &first), Ok(()));
    assert_eq!(house.append(version, &second), Err(Failed::Conflict));
    // The second decides again, as the conflict tells it to.
    assert_eq!(decide(&house, &two, 2), Err(Refusal::LinkOver));
}

#[test]
fn an_unknown_a_used_and_an_old_link_get_the_same_answer() {
    let mut house = House::new(Setting::Real);
    house.hire(AMAL, access::Role::Administrator);
    let used = house.link(Author::Terminal, AMAL, LinkPurpose::FirstAdministrator).unwrap();
    let old = house.link(Author::Terminal, AMAL, LinkPurpose::FirstAdministrator).unwrap();
    house.follow(&used).unwrap();
    house.later(HOUR);
    let unknown = Token::new([0x77; 32]);
    let answers = [used, old, unknown].map(|link| denied(house.follow(&link)));
    assert_eq!(answers.map(Denied::key), [answers[0].key(); 3]);
    // The log knows which.
    assert_ne!(answers[0].to_string(), answers[2].to_string());
}

#[test]
fn a_session_token_is_no_link_and_a_link_is_no_session() {
    let mut house = House::new(Setting::Real);
    house.hire(AMAL, access::Role::Administrator);
    let link = house.link(Author::Terminal, AMAL, LinkPurpose::FirstAdministrator).unwrap();
    let cookie = house.follow(&link).unwrap();
    let now = house.now;
    assert!(house.accounts.enter_by_link(now, &cookie).is_err());
    assert!(house.sessions.any(now, &link).is_err());
}

#[test]
fn recovery_takes_two_people_neither_of_whom_is_let_in() {
    let mut house = House::staffed();
    let (amal, ben) = (Author::User(AMAL), Author::User(BEN));
    // Amal alone cannot become Carla.
    let alone = house.link(amal, CARLA, LinkPurpose::Recovery);
    assert_eq!(alone.unwrap_err(), Failed::Refused(Refusal::NotAsked));
    // Nor by way of an invitation into an account that is in use.
    let trick = house.link(amal, CARLA, LinkPurpose::Invitation);
    assert_eq!(trick.unwrap_err(), Failed::Refused(Refusal::SecondPerson));
    let id = LinkId::from_u128(0x77);
    house.act(amal, Fact::Link(LinkFact::RecoveryAsked { link: id, user: CARLA }));
    let drawn = house.drawn();
    let (token, issue) = new_link(id, CARLA, LinkPurpose::Recovery, house.now, drawn);
    house.refuses(amal, issue.clone(), Refusal::SecondPerson);
    house.refuses(Author::User(CARLA), issue.clone(), Refusal::SecondPerson);
    // A day and an hour later the request is forgotten.
    let asked = house.now;
    house.later(25 * HOUR);
    house.refuses(ben, issue.clone(), Refusal::LinkOver);
    house.now = asked.plus(HOUR);
    let (token_late, issue) = (token, issue);
    house.act(ben, issue);
    house.follow(&token_late).unwrap();
}

#[test]
fn carla_asks_for_her_own_recovery_from_a_session_and_nobody_else_can_finish_it_alone() {
    let mut house = House::staffed();
    let id = LinkId::from_u128(0x78);
    let asked = Fact::Link(LinkFact::RecoveryAsked { link: id, user: CARLA });
    house.act(Author::User(CARLA), asked);
    let drawn = house.drawn();
    let (_, issue) = new_link(id, CARLA, LinkPurpose::Recovery, house.now, drawn);
    // Whoever stole her session has asked: two others must look at it.
    house.refuses(Author::User(AMAL), issue, Refusal::SecondPerson);
}

#[test]
fn a_recovery_ends_all_other_sessions() {
    let mut house = House::staffed();
    let stolen = Entry::clone(&by_passkey(&house, CARLA));
    let thief = house.enter(&stolen, None).unwrap();
    let now = house.now;
    assert!(house.sessions.find(now, &thief).is_ok());
    let link = house.link(Author::Terminal, CARLA, LinkPurpose::Recovery).unwrap();
    let own = house.follow(&link).unwrap();
    assert_eq!(house.sessions.any(now, &thief), Err(Denied::NoSession(Cause::UnknownSession)));
    assert!(house.sessions.any(now, &own).is_ok());
}

/// What a passkey that verified gives; the ceremonies have tests of their own.
fn by_passkey(house: &House, user: UserId) -> Entry {
    let passkey = house.accounts.account(user).unwrap().passkeys()[0].id;
    Entry::for_tests(user, How::Passkey(passkey))
}

#[test]
fn demo_links_exist_in_a_demonstration_alone_and_open_a_whole_session() {
    let mut real = House::new(Setting::Real);
    real.hire(CARLA, access::Role::CaseWorker);
    let refused = real.link(Author::Terminal, CARLA, LinkPurpose::Demo);
    assert_eq!(refused.unwrap_err(), Failed::Refused(Refusal::OnlyDemo));
    let mut demo = House::new(Setting::Demo);
    demo.hire(CARLA, access::Role::CaseWorker);
    let refused = demo.link(Author::User(CARLA), CARLA, LinkPurpose::Demo);
    assert_eq!(refused.unwrap_err(), Failed::Refused(Refusal::OnlyTerminal));
    let link = demo.link(Author::Terminal, CARLA, LinkPurpose::Demo).unwrap();
    let cookie = demo.follow(&link).unwrap();
    let now = demo.now;
    assert!(demo.sessions.require(now, &cookie, Sensitive::Export).is_ok());
    assert_eq!(denied(demo.follow(&link)), Denied::Link(Cause::LinkOver));
}

#[test]
fn a_link_is_not_valid_longer_than_its_purpose_allows() {
    let mut house = House::new(Setting::Real);
    house.hire(AMAL, access::Role::Administrator);
    let hash = Token::new([9; 32]).hash(TokenKind::Link);
    for (seconds, why) in [(15 * MINUTE + 1, Refusal::TooLong), (0, Refusal::LinkOver)] {
        let until = house.now.plus(seconds);
        let purpose = LinkPurpose::FirstAdministrator;
        let link = LinkId::from_u128(1);
        let fact = Fact::Link(LinkFact::Issued { link, user: AMAL, purpose, hash, until });
        house.refuses(Author::Terminal, fact, why);
    }
}

#[test]
fn a_link_that_was_taken_back_and_the_link_of_a_disabled_account_do_not_open() {
    let mut house = House::staffed();
    let dora = UserId::from_u128(0xd4);
    house.hire(dora, access::Role::Lawyer);
    let (id, drawn) = (LinkId::from_u128(0x55), house.drawn());
    let (token, fact) = new_link(id, dora, LinkPurpose::Invitation, house.now, drawn);
    house.act(Author::User(AMAL), fact);
    house.act(Author::User(BEN), Fact::Link(LinkFact::Revoked { link: id, user: dora }));
    assert_eq!(denied(house.follow(&token)), Denied::Link(Cause::LinkOver));
    let token = house.link(Author::User(AMAL), dora, LinkPurpose::Invitation).unwrap();
    house.act(Author::User(AMAL), Fact::Account(AccountFact::Disabled { user: dora }));
    house.act(Author::User(AMAL), Fact::Account(AccountFact::Enabled { user: dora }));
    // Disabling closed it for good.
    assert_eq!(denied(house.follow(&token)), Denied::Link(Cause::LinkOver));
}

#[test]
fn an_invitation_is_no_way_back_for_whoever_was_here_before() {
    let mut house = House::staffed();
    let amal = Author::User(AMAL);
    // Carla's only passkey is suspected: she has no way in, and Amal alone gets none into her account.
    let passkey = house.accounts.account(CARLA).unwrap().passkeys()[0].id;
    let suspect = Fact::Passkey(PasskeyFact::Suspected { user: CARLA, passkey });
    house.refuses(amal, suspect.clone(), Refusal::OnlyOwner);
    house.act(Author::System, suspect);
    assert!(house.accounts.account(CARLA).unwrap().is_invited());
    let trick = house.link(amal, CARLA, LinkPurpose::Invitation);
    assert_eq!(trick.unwrap_err(), Failed::Refused(Refusal::SecondPerson));
}
