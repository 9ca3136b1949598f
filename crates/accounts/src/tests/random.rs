//! Years of random offices: whatever people try, in whatever order, what must never be is not.

use super::house::*;
use crate::*;
use access::Role;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::collections::{BTreeMap, BTreeSet};

const PEOPLE: [UserId; 4] = [AMAL, BEN, CARLA, UserId::from_u128(0xd4)];

const ROLES: [Role; 4] = [Role::Administrator, Role::CaseWorker, Role::Auditor, Role::Supervisor];

/// What somebody tries: who, what, to whom, and a number for the rest.
type Try = (usize, u8, usize, usize);

struct Office {
    house: House,
    links: Vec<Token>,
    asked: Vec<(LinkId, UserId)>,
    /// Who asked for a recovery, by its link.
    askers: BTreeMap<LinkId, Author>,
    used: BTreeSet<LinkId>,
    seen: usize,
    done: usize,
}

impl Office {
    fn facts(&mut self, what: u8, user: UserId, n: usize) -> Vec<Fact> {
        let account = |fact| vec![Fact::Account(fact)];
        match what {
            0 => account(AccountFact::Disabled { user }),
            1 | 2 => account(AccountFact::Enabled { user }),
            3 if n.is_multiple_of(8) => account(AccountFact::Erased { user }),
            3 | 4 => {
                let roles = [ROLES[n % 4], ROLES[n / 4 % 4]];
                let posts = roles.map(|role| Post::new(role, "north", "xx")).to_vec();
                account(AccountFact::PostsChanged { user, posts })
            }
            5 => {
                let passkey = PasskeyId::from_u128(self.house.next());
                vec![registered(user, passkey, passkey.0.as_bytes())]
            }
            6 => match self.house.accounts.account(user).and_then(|a| a.passkeys().first()) {
                Some(key) => vec![Fact::Passkey(PasskeyFact::Removed { user, passkey: key.id })],
                None => Vec::new(),
            },
            7 => {
                let link = LinkId::from_u128(self.house.next());
                self.asked.push((link, user));
                vec![Fact::Link(LinkFact::RecoveryAsked { link, user })]
            }
            8 => match self.asked.get(n % self.asked.len().max(1)).copied() {
                Some((link, user)) => self.issue(link, user, LinkPurpose::Recovery),
                None => Vec::new(),
            },
            9 => {
                let link = LinkId::from_u128(self.house.next());
                let purposes = LinkPurpose::ALL;
                self.issue(link, user, purposes[n % purposes.len()])
            }
            10 => vec![Fact::Session(SessionFact::EndedAll { user, why: EndedWhy::ByOwner })],
            _ => Vec::new(),
        }
    }

    fn issue(&mut self, link: LinkId, user: UserId, purpose: LinkPurpose) -> Vec<Fact> {
        let drawn = self.house.drawn();
        let (token, fact) = new_link(link, user, purpose, self.house.now, drawn);
        self.links.push(token);
        vec![fact]
    }

    fn step(&mut self, (who, what, whom, n): Try) {
        let author = match who {
            0 => Author::Terminal,
            who => Author::User(PEOPLE[who % PEOPLE.len()]),
        };
        let user = PEOPLE[whom % PEOPLE.len()];
        self.house.later(i64::try_from(n).unwrap() * 7);
        let led = self.house.accounts.has_administrator();
        match what {
            11 | 12 => {
                if let Some(link) = self.links.get(n % self.links.len().max(1)).cloned() {
                    self.done += usize::from(self.house.follow(&link).is_ok());
                }
            }
            13 => {
                let account = self.house.accounts.account(user);
                if let Some(key) = account.and_then(|account| account.passkeys().first()) {
                    let entry = Entry::for_tests(user, How::Passkey(key.id));
                    self.done += usize::from(self.house.enter(&entry, None).is_ok());
                }
            }
            14 => {
                self.house.later(-3 * HOUR);
            }
            what => {
                let facts = self.facts(what, user, n);
                self.done += usize::from(self.house.try_do(author, &facts).is_ok());
            }
        }
        self.look();
        // Whoever led the office is followed by somebody who can.
        assert!(!led || self.house.accounts.has_administrator());
    }

    fn look(&mut self) {
        for bytes in &self.house.log[self.seen..] {
            let private = bytes.private.as_ref().map(|(_, bytes)| bytes.as_slice());
            let event = codec::decode(bytes.schema, &bytes.open, private).unwrap();
            match event.fact {
                Fact::Link(LinkFact::Used { link, .. }) => {
                    assert!(self.used.insert(link), "a link was used twice");
                }
                Fact::Link(LinkFact::RecoveryAsked { link, .. }) => {
                    self.askers.insert(link, event.head.author);
                }
                Fact::Link(LinkFact::Issued {
                    link, user, purpose: LinkPurpose::Recovery, ..
                }) if event.head.author != Author::Terminal => {
                    let asker = self.askers[&link];
                    assert_ne!(asker, event.head.author, "one person recovered");
                    assert_ne!(event.head.author, Author::User(user), "let themselves in");
                }
                Fact::Account(_)
                | Fact::Link(_)
                | Fact::Passkey(_)
                | Fact::Provider(_)
                | Fact::Session(_)
                | Fact::Machine(_) => {}
            }
        }
        self.seen = self.house.log.len();
        for account in self.house.accounts.accounts() {
            let caretaker = |post: &Post| is_caretaker(post.role);
            let (all, any) =
                (account.posts.iter().all(caretaker), account.posts.iter().any(caretaker));
            assert!(!account.posts.is_empty() && all == any, "cases and system in one account");
            let sessions = self.house.sessions.list(self.house.now, account.user).count();
            assert!(
                account.status == Status::Active || sessions == 0,
                "a session outlived its account"
            );
        }
    }
}

#[test]
fn whatever_people_try_what_must_never_be_is_not() {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, b"amparo accounts, 2026, four folk");
    let config = Config { cases: 400, failure_persistence: None, ..Config::default() };
    let tries = vec((0_usize..5, 0_u8..15, 0_usize..4, 0_usize..400), 1..80);
    let done = std::cell::Cell::new(0_usize);
    TestRunner::new_with_rng(config, rng)
        .run(&tries, |tries| {
            let mut house = House::staffed();
            house.hire(PEOPLE[3], Role::Lawyer);
            let mut office = Office {
                house,
                links: Vec::new(),
                asked: Vec::new(),
                askers: BTreeMap::new(),
                used: BTreeSet::new(),
                seen: 0,
                done: 0,
            };
            tries.into_iter().for_each(|one| office.step(one));
            prop_assert_eq!(office.house.replayed(), office.house.accounts);
            done.set(done.get() + office.done);
            Ok(())
        })
        .unwrap();
    // The control: they did not all stand at a locked door.
    assert!(done.get() > 4_000, "{}", done.get());
}
