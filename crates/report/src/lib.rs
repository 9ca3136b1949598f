//! What the engine found, for people: the reason of a clock, the report of an audit, a worklist.
//!
//! Three faces of the same clocks. [`ReasonReport`] explains one, for a lawyer, as text or JSON. [`AuditReport`] shows
//! many, as one HTML file that needs nothing else: no script, no font, no network. [`Worklist`] lists what to do next on a
//! terminal. All of them are pure: the same value gives the same bytes.
//!
//! It deliberately evaluates nothing, reads no records, and knows no person: histories carry kinds and codes, not names. Small
//! counts are hidden in the HTML report unless the caller asks for exact ones, but that is a courtesy and no safe release.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

mod audit;
mod keys;
mod limit;
mod missing;
mod palette;
mod reason;
mod summary;
mod tally;
mod worklist;

pub use audit::{AuditReport, InputFile, Quality, Refusal, RenderError};
pub use keys::action_key;
pub use reason::{NotExplained, Question, ReasonReport, ReasonTree};
pub use summary::summary;
pub use tally::{ByState, Dimension, GROUPS_MAX, NO_GROUP, Tally};
pub use worklist::{Item, Worklist};
