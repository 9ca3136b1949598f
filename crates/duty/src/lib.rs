//! The duty engine: history and law in, clocks with reasons out.
//!
//! `docs/clocks.md` is the specification. Pure: no I/O, no wall clock, no async; as-of and as-known-on are arguments.
//! Two entry points stand over one core, [`evaluate()`]: [`batch`] reads columnar histories with the cases in parallel,
//! [`Book`] keeps histories and re-evaluates one case when an event arrives or time passes. [`explain()`] runs the same core
//! and writes down why.
//!
//! It deliberately does not know where events come from, how clocks are shown, or any duty by name.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

pub mod batch;
mod bond;
mod book;
mod clock;
pub mod columns;
mod condition;
mod context;
mod deadline;
mod evaluate;
mod explain;
mod grid;
mod history;
mod judge;
pub mod packed;
mod seen;
mod series;
mod stays;
mod trace;

pub use book::{Book, CaseId};
pub use clock::{Cause, Clock, Margin, Missing, MissingFacts, State};
pub use context::Context;
pub use evaluate::{evaluate, evaluate_all};
pub use explain::{Answered, Reason, explain};
pub use history::{Event, EventId, Value};
pub use seen::Seen;
pub use trace::Step;
