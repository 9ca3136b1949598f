//! Tokens of machines.

use super::house::*;
use crate::*;
use access::{Purpose, Role};

fn made(
    house: &mut House,
    by: Author,
    role: Role,
    seconds: i64,
) -> Result<(MachineId, Token), Failed> {
    let machine = MachineId::from_u128(house.next());
    let token = Token::new(house.drawn());
    let fact = Fact::Machine(MachineFact::Made {
        machine,
        label: "nightly import".to_owned(),
        post: Box::new(Post::new(role, "north", "xx")),
        purpose: Purpose::Protection,
        hash: token.hash(TokenKind::Machine),
        until: house.now.plus(seconds),
    });
    house.try_do(by, &[fact])?;
    Ok((machine, token))
}

const REFUSED: Denied = Denied::SignIn(Cause::Machine);

#[test]
fn an_import_calls_with_its_token_until_the_last_second_and_its_use_is_noted_once_a_day() {
    let mut house = House::staffed();
    let (id, token) = made(&mut house, Author::User(AMAL), Role::CaseWorker, 30 * DAY).unwrap();
    let mut notes = 0;
    for _ in 0..(24 * 3) {
        house.later(HOUR);
        let (machine, note) = house.accounts.machine(house.now, &token).unwrap();
        assert_eq!(
            (machine.actor().role, machine.purpose),
            (Role::CaseWorker, Purpose::Protection)
        );
        assert_eq!(machine.actor().id, format!("machine:{id}"));
        if let Some(note) = note {
            notes += 1;
            house.act(Author::System, note);
        }
    }
    // Three days from eight in the morning touch four dates.
    assert_eq!(notes, 4);
    house.later(27 * DAY - 1);
    assert!(house.accounts.machine(house.now, &token).is_ok());
    house.later(1);
    assert_eq!(house.accounts.machine(house.now, &token).unwrap_err(), REFUSED);
}

#[test]
fn a_machine_is_not_heard_when_it_was_taken_back_or_its_maker_was_disabled_or_the_clock_is_wrong() {
    let mut house = House::staffed();
    let (id, token) = made(&mut house, Author::User(AMAL), Role::CaseWorker, DAY).unwrap();
    let (_, bens) = made(&mut house, Author::User(BEN), Role::CaseWorker, DAY).unwrap();
    let heard = |house: &House, token: &Token| house.accounts.machine(house.now, token).is_ok();
    assert!(heard(&house, &token) && heard(&house, &bens));
    house.act(Author::User(AMAL), Fact::Machine(MachineFact::Revoked { machine: id }));
    assert!(!heard(&house, &token));
    house.act(Author::User(AMAL), Fact::Account(AccountFact::Disabled { user: BEN }));
    assert!(!heard(&house, &bens));
    let (_, third) = made(&mut house, Author::User(AMAL), Role::CaseWorker, DAY).unwrap();
    let now = house.now;
    // A clock set back behind its making, and one that was ahead and set back.
    assert!(house.accounts.machine(now.plus(-HOUR), &third).is_err());
    house.accounts.tick(now.plus(2 * DAY));
    assert!(house.accounts.machine(now, &third).is_err());
    // A link or a session is no token of a machine.
    assert_eq!(house.accounts.machine(now, &Token::new([1; 32])).unwrap_err(), REFUSED);
}

#[test]
fn a_machine_never_runs_the_system_and_lives_a_year_at_most() {
    let mut house = House::staffed();
    let amal = Author::User(AMAL);
    for role in [Role::Administrator, Role::Auditor, Role::KeyCustodian] {
        let refused = made(&mut house, amal, role, DAY);
        assert_eq!(refused.unwrap_err(), Failed::Refused(Refusal::MachineCaretaker));
    }
    for seconds in [0, -DAY, 367 * DAY] {
        let refused = made(&mut house, amal, Role::CaseWorker, seconds);
        assert_eq!(refused.unwrap_err(), Failed::Refused(Refusal::TooLong));
    }
}
