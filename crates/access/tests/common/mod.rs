//! Invented actors and cases, and dice with a seed.

#![allow(dead_code, reason = "not every test file asks for everything")]

use std::collections::BTreeSet;

use access::{Action, Actor, Grant, Purpose, Record, Resource, Role, Sensitivity};
use jiff::Timestamp;

pub(crate) fn at(hour: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + hour * 3600).unwrap()
}

pub(crate) fn strings(items: &[&str]) -> BTreeSet<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}

/// Somebody of team `north`, in jurisdiction `aa`, at place `gate`; a consular officer of `ZZZ`.
pub(crate) fn actor(role: Role) -> Actor {
    Actor {
        id: "u1".into(),
        role,
        team: "north".into(),
        jurisdictions: strings(&["aa"]),
        places: strings(&["gate"]),
        state: Some("ZZZ".into()),
        grants: Vec::new(),
        opened: Vec::new(),
    }
}

/// A case of the same team, jurisdiction, place and State, assigned to nobody, open.
pub(crate) fn record() -> Record {
    Record {
        id: "c1".into(),
        team: "north".into(),
        jurisdiction: "aa".into(),
        place: "gate".into(),
        assigned: BTreeSet::new(),
        members: BTreeSet::new(),
        sealed: false,
        nationality: Some("ZZZ".into()),
        consular: true,
    }
}

pub(crate) fn case(record: Record) -> Resource {
    Resource::Case(Box::new(record))
}

/// SplitMix64: small, seeded, the same on every machine.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }

    pub(crate) fn coin(&mut self) -> bool {
        self.below(2) == 0
    }

    pub(crate) fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }

    fn some(&mut self, of: &[&str]) -> BTreeSet<String> {
        of.iter().filter(|_| self.below(3) == 0).map(|item| (*item).to_owned()).collect()
    }

    fn grants(&mut self) -> Vec<Grant> {
        (0..self.below(3))
            .map(|_| {
                let from = at(i64::try_from(self.below(20)).unwrap());
                let until = at(i64::try_from(self.below(20)).unwrap());
                Grant { case: self.one(&["c1", "c2"]).into(), from, until }
            })
            .collect()
    }

    pub(crate) fn actor(&mut self) -> Actor {
        Actor {
            id: self.one(&["u1", "u2"]).into(),
            role: self.one(Role::ALL),
            team: self.one(&["north", "south"]).into(),
            jurisdictions: self.some(&["aa", "bb"]),
            places: self.some(&["gate", "port"]),
            state: self.one(&[None, Some("ZZZ"), Some("YYY"), Some("")]).map(str::to_owned),
            grants: self.grants(),
            opened: self.grants(),
        }
    }

    pub(crate) fn record(&mut self) -> Record {
        Record {
            id: self.one(&["c1", "c2"]).into(),
            team: self.one(&["north", "south"]).into(),
            jurisdiction: self.one(&["aa", "bb"]).into(),
            place: self.one(&["gate", "port"]).into(),
            assigned: self.some(&["u1", "u2"]),
            members: self.some(&["u1", "u2"]),
            sealed: self.coin(),
            nationality: self.one(&[None, Some("ZZZ"), Some("YYY"), Some("")]).map(str::to_owned),
            consular: self.coin(),
        }
    }

    pub(crate) fn question(&mut self) -> (Purpose, Sensitivity, Action) {
        (self.one(Purpose::ALL), self.one(Sensitivity::ALL), self.one(Action::ALL))
    }
}
