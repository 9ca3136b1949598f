//! Ceremonies that are under way: what was asked of a browser, until it answers.
//!
//! They live in memory, bound to the token of the browser that began them, for five minutes, and are taken out by the first answer,
//! right or wrong: an answer that is sent twice finds nothing. Memory is bounded, for all and for each source.

use crate::refusal::{Cause, Denied};
use crate::throttle::Source;
use crate::token::TokenHash;
use crate::watch::Watch;
use std::collections::BTreeMap;
use when::Instant;

/// How long an answer may take, in seconds; the same as browsers are told.
pub(crate) const CEREMONY_SECONDS: i64 = 300;
/// Ceremonies of everybody.
pub(crate) const ALL_MAX: usize = 20_000;
/// Ceremonies of one source: an office behind one address in the morning.
pub(crate) const SOURCE_MAX: usize = 500;

#[derive(Debug)]
struct Waiting<T> {
    begun: Instant,
    source: Source,
    what: T,
}

#[derive(Debug)]
pub(crate) struct Ceremonies<T> {
    waiting: BTreeMap<TokenHash, Waiting<T>>,
    sources: BTreeMap<Source, usize>,
    watch: Watch,
}

impl<T> Default for Ceremonies<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Ceremonies<T> {
    pub(crate) const fn new() -> Self {
        Self { waiting: BTreeMap::new(), sources: BTreeMap::new(), watch: Watch::new() }
    }

    /// Begins one; what the same browser began before is over.
    pub(crate) fn begin(
        &mut self,
        now: Instant,
        source: Source,
        holder: TokenHash,
        what: T,
    ) -> Result<(), Denied> {
        self.look(now);
        self.remove(holder);
        let full = |all: &Self| {
            all.waiting.len() >= ALL_MAX
                || all.sources.get(&source).is_some_and(|count| *count >= SOURCE_MAX)
        };
        if full(self) {
            self.sweep(now);
        }
        if full(self) {
            return Err(Denied::Busy);
        }
        self.waiting.insert(holder, Waiting { begun: now, source, what });
        *self.sources.entry(source).or_default() += 1;
        Ok(())
    }

    /// Takes one out.
    pub(crate) fn take(&mut self, now: Instant, holder: TokenHash) -> Result<T, Cause> {
        if self.look(now) {
            return Err(Cause::Clock);
        }
        let waiting = self.remove(holder).ok_or(Cause::NoCeremony)?;
        if now >= waiting.begun.plus(CEREMONY_SECONDS) {
            return Err(Cause::Late);
        }
        Ok(waiting.what)
    }

    fn remove(&mut self, holder: TokenHash) -> Option<Waiting<T>> {
        let waiting = self.waiting.remove(&holder)?;
        if let Some(count) = self.sources.get_mut(&waiting.source) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                self.sources.remove(&waiting.source);
            }
        }
        Some(waiting)
    }

    /// Forgets what is over.
    pub(crate) fn sweep(&mut self, now: Instant) {
        let over: Vec<TokenHash> = self
            .waiting
            .iter()
            .filter(|(_, waiting)| now >= waiting.begun.plus(CEREMONY_SECONDS))
            .map(|(holder, _)| *holder)
            .collect();
        for holder in over {
            self.remove(holder);
        }
    }

    fn look(&mut self, now: Instant) -> bool {
        let back = self.watch.went_back(now);
        if back {
            self.waiting.clear();
            self.sources.clear();
        }
        back
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL_MAX, Ceremonies, SOURCE_MAX};
    use crate::{Cause, Denied, Source, Token, TokenHash, TokenKind};
    use core::net::IpAddr;
    use when::Instant;

    const NOW: Instant = Instant::from_seconds(1_772_438_400);

    fn holder(n: u32) -> TokenHash {
        let mut drawn = [0; 32];
        drawn[..4].copy_from_slice(&n.to_be_bytes());
        Token::new(drawn).hash(TokenKind::Before)
    }

    fn source(n: u32) -> Source {
        Source::of(IpAddr::from(n.to_be_bytes()))
    }

    #[test]
    fn one_source_cannot_take_the_place_of_all_and_what_is_over_makes_room() {
        let mut ceremonies = Ceremonies::new();
        for n in 0..u32::try_from(SOURCE_MAX).unwrap() {
            ceremonies.begin(NOW, source(1), holder(n), n).unwrap();
        }
        assert_eq!(ceremonies.begin(NOW, source(1), holder(9_999), 0), Err(Denied::Busy));
        // Beginning anew from the same browser takes no second place.
        assert_eq!(ceremonies.begin(NOW, source(1), holder(3), 7), Ok(()));
        assert_eq!(ceremonies.take(NOW, holder(3)), Ok(7));
        assert_eq!(ceremonies.take(NOW, holder(3)), Err(Cause::NoCeremony));
        assert_eq!(ceremonies.begin(NOW, source(2), holder(10_000), 0), Ok(()));
        // Full again, and five minutes later it is not.
        assert_eq!(ceremonies.begin(NOW, source(1), holder(3), 0), Ok(()));
        assert_eq!(ceremonies.begin(NOW.plus(299), source(1), holder(9_999), 1), Err(Denied::Busy));
        assert_eq!(ceremonies.begin(NOW.plus(300), source(1), holder(9_999), 1), Ok(()));
        assert_eq!(ceremonies.take(NOW.plus(300), holder(4)), Err(Cause::NoCeremony));
    }

    #[test]
    fn memory_is_bounded_whoever_comes_from_wherever() {
        let mut ceremonies = Ceremonies::new();
        let all = u32::try_from(ALL_MAX).unwrap();
        for n in 0..all {
            ceremonies.begin(NOW, source(n), holder(n), ()).unwrap();
        }
        assert_eq!(ceremonies.begin(NOW, source(all), holder(all), ()), Err(Denied::Busy));
        assert_eq!(ceremonies.waiting.len(), ALL_MAX);
    }
}
