//! Slowing down whoever fails to sign in.
//!
//! Nothing here can be guessed: a link is 256 bits, a passkey a signature. What is slowed down is the noise, and what it writes into the
//! log. Five failures are free; then the wait doubles, to a minute for an account and five for a source. An account is only named
//! in a failure when one of its own credentials was shown, so that nobody is locked out by a stranger who knows
//! who they are (ASVS 5.0, 6.1.1). Memory is bounded: whoever comes from too many sources shares one.

use crate::fact::{Fact, SessionFact};
use crate::ids::UserId;
use crate::refusal::Denied;
use crate::watch::Watch;
use core::net::IpAddr;
use std::collections::BTreeMap;
use when::Instant;

/// Failures that cost nothing.
const FREE: u32 = 5;
/// Seconds without a failure until it is forgotten.
const FORGOTTEN: i64 = 3600;
/// The longest wait for an account, in seconds.
const ACCOUNT_MAX: i64 = 60;
/// The longest wait for a source, in seconds.
const SOURCE_MAX: i64 = 300;
/// A full memory is looked through once in so many seconds, or every failure would cost as much as all of them.
const SWEEP_EVERY: i64 = 60;
/// Sources remembered apart.
pub(crate) const SOURCES_MAX: usize = 20_000;

/// Where requests come from: an address, or a network as large as one customer of IPv6 has. In memory only.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Source(u128);

impl Source {
    /// The many that have no place of their own.
    const SHARED: Self = Self(u128::MAX);

    /// Of an address.
    #[must_use]
    pub const fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(v4) => Self(v4.to_bits() as u128),
            // The first 64 bits: the rest is chosen freely by whoever has them.
            IpAddr::V6(v6) => Self(v6.to_bits() & !(u64::MAX as u128)),
        }
    }
}

#[derive(Copy, Clone, Debug)]
struct Tally {
    failures: u32,
    last: Instant,
    until: Instant,
}

impl Tally {
    const NONE: Self = Self { failures: 0, last: Instant::MIN, until: Instant::MIN };

    fn forgotten(&self, now: Instant) -> bool {
        now >= self.last.plus(FORGOTTEN)
    }

    fn fail(&mut self, now: Instant, longest: i64) -> u32 {
        if self.failures != 0 && self.forgotten(now) {
            *self = Self::NONE;
        }
        self.failures = self.failures.saturating_add(1);
        self.last = now;
        let over = self.failures.saturating_sub(FREE);
        if over > 0 {
            let wait = 1_i64.checked_shl(over.min(30)).unwrap_or(longest).min(longest);
            self.until = now.plus(wait);
        }
        self.failures
    }
}

/// Failures of the last hour.
#[derive(Clone, Debug)]
pub struct Throttle {
    sources: BTreeMap<Source, Tally>,
    accounts: BTreeMap<UserId, Tally>,
    nobody: Tally,
    swept: Instant,
    watch: Watch,
}

impl Default for Throttle {
    fn default() -> Self {
        Self::new()
    }
}

impl Throttle {
    /// Nobody has failed yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            sources: BTreeMap::new(),
            accounts: BTreeMap::new(),
            nobody: Tally::NONE,
            swept: Instant::MIN,
            watch: Watch::new(),
        }
    }

    /// Whether somebody may try, before anything is looked up. The account only where a session or a credential names it.
    ///
    /// # Errors
    ///
    /// [`Denied::Wait`] with seconds.
    pub fn ask(
        &mut self,
        now: Instant,
        source: Source,
        user: Option<UserId>,
    ) -> Result<(), Denied> {
        self.look(now);
        let place = self.place(source);
        let source = self.sources.get(&place);
        let user = user.and_then(|user| self.accounts.get(&user));
        let until = source.into_iter().chain(user).map(|tally| tally.until).max();
        let wait = until.map_or(0, |until| until.seconds().saturating_sub(now.seconds()));
        if until.is_some() && wait > 0 {
            return Err(Denied::Wait(u32::try_from(wait).unwrap_or(u32::MAX)));
        }
        Ok(())
    }

    /// Somebody failed; `user` where one of their own credentials was shown. Gives what should be appended, by
    /// [`crate::Author::System`]: at the first, second, fourth, eighth … failure of the hour.
    pub fn failed(&mut self, now: Instant, source: Source, user: Option<UserId>) -> Option<Fact> {
        self.look(now);
        let place = self.place(source);
        self.sources.entry(place).or_insert(Tally::NONE).fail(now, SOURCE_MAX);
        let tally = match user {
            Some(user) => self.accounts.entry(user).or_insert(Tally::NONE),
            None => &mut self.nobody,
        };
        let count = tally.fail(now, ACCOUNT_MAX);
        count.is_power_of_two().then_some(Fact::Session(SessionFact::Failed { user, count }))
    }

    /// Somebody signed in: their account waits no longer. Their source does, or an account of one's own would be a way to
    /// go on trying others.
    pub fn succeeded(&mut self, user: UserId) {
        self.accounts.remove(&user);
    }

    /// Forgets what is an hour old.
    pub fn sweep(&mut self, now: Instant) {
        self.swept = now;
        self.sources.retain(|_, tally| !tally.forgotten(now));
        self.accounts.retain(|_, tally| !tally.forgotten(now));
    }

    fn place(&mut self, source: Source) -> Source {
        let known = self.sources.contains_key(&source);
        if known || self.sources.len() < SOURCES_MAX { source } else { Source::SHARED }
    }

    /// When the clock was set back nobody waits for the time that passes twice.
    fn look(&mut self, now: Instant) {
        if self.watch.went_back(now) {
            self.sources.clear();
            self.accounts.clear();
            self.nobody = Tally::NONE;
            self.swept = now;
        } else if self.sources.len() >= SOURCES_MAX && now >= self.swept.plus(SWEEP_EVERY) {
            self.sweep(now);
        }
    }
}
