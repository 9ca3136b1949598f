//! Who may do what with which record, for which purpose, and why.
//!
//! [`decide()`] is the one choke point: it asks the Cedar policies in `access/` about plain descriptors and answers with
//! reasons in two voices. [`visible_fields`] applies it to the fields of a record, [`Scope`] says the same as a filter for
//! lists, [`Disclosure`] says what may leave to whom, [`Glass`] breaks a seal, [`Trail`] remembers who looked.
//!
//! It deliberately knows no record, no storage and no clock: time is an argument, and ids are all it sees of a person.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

mod actor;
mod decide;
mod fields;
mod glass;
mod policies;
mod recipient;
mod scope;
mod trail;
mod words;

pub use actor::{Actor, Grant, Record, Resource};
pub use decide::{Decision, decide, visible_fields};
pub use fields::{Field, Fields, FieldsError, Retention};
pub use glass::{DELAY_HOURS, Glass, GlassError};
pub use policies::{Policies, PolicyError};
pub use recipient::{Disclosure, Recipient};
pub use scope::{Scope, Term};
pub use trail::{Access, Receipt, Trail, Unusual};
pub use words::{Action, Kind, Purpose, Role, Sensitivity};
