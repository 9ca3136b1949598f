//! Exact counts, small ones and what would give them away left out.
//!
//! [`of_spec()`] says what the tables of a release are sums of; [`to_count`] names what must be counted; [`protect()`] leaves out what is small and as much
//! besides as it takes, and lets an independent audit compute from the published numbers alone what can be told about every cell left out (the
//! [`Certificate`]); [`may_follow`] refuses a release that tells something together with earlier ones; [`attack()`] tries to undo releases. The
//! manual, with what this does *not* protect against, is `docs/suppression.md`.
//!
//! Not here: any promise against a reader who knows something from elsewhere. That promise needs noise.

mod attack;
mod audit;
mod certificate;
mod cover;
pub mod folder;
mod frame;
mod hide;
mod history;
mod lattice;
mod moves;
mod of_spec;
mod period;
mod protect;
mod published;
mod rule;
mod search;
#[cfg(test)]
mod tests;
mod world;

pub use attack::{Findings, attack};
pub use audit::{AuditError, Effort, Named};
pub use certificate::{Certificate, CertificateError, Entry};
pub use frame::{AXES_MAX, Axis, Frame, FrameError, GRID_MAX, Line, Node, Sheet};
pub use history::{HistoryError, Told, may_follow};
pub use of_spec::{Framed, of_spec};
pub use protect::{About, Protected, Report, SuppressError, protect};
pub use published::{COUNT_MAX, Published};
pub use rule::{Interval, Rule, THRESHOLD_MIN, TooLow};
pub use world::{CountError, to_count};
