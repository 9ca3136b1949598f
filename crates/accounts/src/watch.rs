//! Noticing that a clock was set back.
//!
//! Time is an argument, and whoever passes it may pass less than last time. What is remembered in memory (sessions, ceremonies, delays)
//! must not live longer for it: the owners of such memory look here first and forget on a jump back, because to sign in
//! again costs a minute and a session that never ends costs more.

use when::Instant;

/// Seconds a clock may go back without anybody having set it: several nodes never agree to the second.
pub(crate) const TOLERANCE: i64 = 60;

/// The latest time seen.
#[derive(Clone, Debug)]
pub(crate) struct Watch(Instant);

impl Watch {
    pub(crate) const fn new() -> Self {
        Self(Instant::MIN)
    }

    /// Whether the clock was set back since the last look.
    pub(crate) fn went_back(&mut self, now: Instant) -> bool {
        let back = now.plus(TOLERANCE) < self.0;
        self.0 = if back { now } else { self.0.max(now) };
        back
    }
}
