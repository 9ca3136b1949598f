//! Who looked at whom: one record for every decision about personal data, allowed or refused, without any fact about the
//! person. It answers the person ("who looked at me?") and the supervisor ("what is unusual?"). It deliberately does not
//! store itself.

use jiff::{SignedDuration, Timestamp};

use crate::words::{Action, Purpose, Role};

/// One decision about personal data.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Access {
    /// The user.
    pub user: String,
    /// The role they acted in.
    pub role: Role,
    /// What for.
    pub purpose: Purpose,
    /// What they wanted to do.
    pub action: Action,
    /// Id of the person or case.
    pub subject: String,
    /// When.
    pub at: Timestamp,
    /// Whether it was allowed.
    pub allowed: bool,
    /// Whether only a grant or a broken seal let them in.
    pub by_grant: bool,
}

/// One line of what a person is given: who looked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Receipt {
    /// When.
    pub at: Timestamp,
    /// The user.
    pub user: String,
    /// In which role.
    pub role: Role,
    /// What for.
    pub purpose: Purpose,
    /// What they did.
    pub action: Action,
}

/// Something a supervisor should look at; a sign, not a verdict.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unusual {
    /// More different subjects within an hour than the limit.
    Many {
        /// The user.
        user: String,
        /// The access that passed the limit.
        at: Timestamp,
        /// How many subjects in the hour before.
        subjects: usize,
    },
    /// Outside the own scope, by a grant or a broken seal.
    ByGrant {
        /// The user.
        user: String,
        /// When.
        at: Timestamp,
        /// Which subject.
        subject: String,
    },
}

/// Accesses in the order of their time.
#[derive(Clone, Default, Debug)]
pub struct Trail(Vec<Access>);

impl Trail {
    /// Adds one; an access told late still takes its place in time.
    pub fn add(&mut self, access: Access) {
        let place = self.0.partition_point(|earlier| earlier.at <= access.at);
        self.0.insert(place, access);
    }

    /// Who looked at a person, oldest first. Refused attempts are for the auditor, not for this list.
    #[must_use]
    pub fn who_looked(&self, subject: &str) -> Vec<Receipt> {
        let of = self.0.iter().filter(|access| access.allowed && access.subject == subject);
        of.map(|access| Receipt {
            at: access.at,
            user: access.user.clone(),
            role: access.role,
            purpose: access.purpose,
            action: access.action,
        })
        .collect()
    }

    /// What is unusual: more subjects in an hour than `limit` (told once until it falls below), and access by grant.
    #[must_use]
    pub fn unusual(&self, limit: usize) -> Vec<Unusual> {
        let mut found = Vec::new();
        let mut users: std::collections::BTreeMap<&str, Hour<'_>> = Default::default();
        for access in self.0.iter().filter(|access| access.allowed) {
            let hour = users.entry(&access.user).or_default();
            let (user, at) = (access.user.clone(), access.at);
            if let Some(subjects) = hour.passes(access, limit) {
                found.push(Unusual::Many { user: user.clone(), at, subjects });
            }
            if access.by_grant {
                found.push(Unusual::ByGrant { user, at, subject: access.subject.clone() });
            }
        }
        found
    }
}

/// What one user looked at in the hour that ends now.
#[derive(Default)]
struct Hour<'a> {
    window: std::collections::VecDeque<(Timestamp, &'a str)>,
    counts: std::collections::BTreeMap<&'a str, usize>,
    told: bool,
}

impl<'a> Hour<'a> {
    /// The number of subjects, if this access is the one that passes the limit.
    fn passes(&mut self, access: &'a Access, limit: usize) -> Option<usize> {
        let old = |then: Timestamp| access.at.duration_since(then) >= SignedDuration::from_hours(1);
        while let Some((_, subject)) = self.window.pop_front_if(|(then, _)| old(*then)) {
            if let Some(count) = self.counts.get_mut(subject) {
                *count -= 1;
                if *count == 0 {
                    self.counts.remove(subject);
                }
            }
        }
        self.window.push_back((access.at, &access.subject));
        *self.counts.entry(&access.subject).or_default() += 1;
        let over = self.counts.len() > limit;
        let first = over && !self.told;
        self.told = over;
        first.then_some(self.counts.len())
    }
}
