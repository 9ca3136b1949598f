//! The casebook: persons, cases and the work on them.
//!
//! Commands become events ([`Casebook::decide`]), events become state ([`Casebook::apply`]); lists, search and clocks are made from the state and
//! kept beside it. All of that is pure: no storage, no clock, no randomness; instants and identifiers are arguments, and the same
//! events give the same state, byte for byte. `docs/casebook.md` is the manual.
//!
//! It deliberately does not decide who may do what (the access policies do, before a command reaches it), knows no duty by name, and
//! has no way to write down a recipient of immigration enforcement.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

mod apply;
pub mod code;
pub mod codec;
mod consular;
mod decide;
mod desk;
mod digest;
mod docket;
mod duplicates;
mod fact;
mod happening;
mod history;
mod ids;
mod index;
mod refusal;
mod retention;
mod search;
mod state;
mod worklist;

pub use apart::Private;
pub use decide::{Command, FACTS_MAX, LONG_MAX, SHORT_MAX};
pub use desk::{Desk, PlaceNo};
pub use docket::OpenClock;
pub use duplicates::{Candidate, Likeness, Sketch};
pub use fact::*;
pub use history::FROM_RECORD;
pub use ids::*;
pub use refusal::Refusal;
pub use retention::{Preview, Retention};
pub use search::{Hit, Why};
pub use state::{
    Approval, Case, CaseNo, CaseStatus, Casebook, ConsentState, FieldVersion, Flag, Item, Link,
    LinkReaders, Note, Numbered, Person, PersonFlags, PersonNo, Procedure, ReferralState, Relation,
    Task, TaskState, Tracing, Work,
};
pub use worklist::{Cursor, Filter, PAGE_MAX, Scope, Tally, Term, Urgency, WorkLine, WorkPage};
