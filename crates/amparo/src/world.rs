//! The world outside: the only place that asks what time it is and who is watching.

use std::io::IsTerminal;
use when::Instant;

/// The present instant.
#[allow(clippy::disallowed_methods, reason = "the program's clock is read here and nowhere else")]
pub(crate) fn now() -> Instant {
    Instant::from_seconds(jiff::Timestamp::now().as_second())
}

/// The same, for libraries that have a type of their own for it.
#[allow(clippy::disallowed_methods, reason = "the program's clock is read here and nowhere else")]
pub(crate) fn timestamp() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

/// Whether a person watches the messages: only then there is a progress bar.
pub(crate) fn is_watched() -> bool {
    std::io::stderr().is_terminal()
}

/// How wide the terminal is, for errors; a plain width where there is none.
pub(crate) const WIDTH: usize = 100;
