//! The world outside: the only place that asks what time it is and who is watching.

use std::io::IsTerminal;
use when::Instant;

/// The present instant.
pub(crate) fn now() -> Instant {
    Instant::from_seconds(timestamp().as_second())
}

/// The same, for libraries that have a type of their own for it.
#[allow(clippy::disallowed_methods, reason = "the program's clock is read here and nowhere else")]
pub(crate) fn timestamp() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

/// The present instant as text of ISO 8601, to the second.
pub(crate) fn now_text() -> String {
    now().to_string()
}

/// Whether a person watches the messages: only then there is a progress bar.
pub(crate) fn is_watched() -> bool {
    std::io::stderr().is_terminal()
}

/// How wide the terminal is, for errors; a plain width where there is none.
pub(crate) const WIDTH: usize = 100;
