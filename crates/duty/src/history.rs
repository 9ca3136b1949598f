//! What happened to one subject, as recorded.
//!
//! A history is a slice of events; order within it is the order of writing and breaks ties. Events are never edited:
//! a later one corrects an earlier one. This module holds the data only; which events are seen on a given day is
//! decided by [`crate::seen`].

use law::{CodeId, KindId};
use when::{Instant, Known, Span};

/// A number of an event, unique within its history.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EventId(pub u32);

/// Something that happened.
#[derive(Copy, Clone, PartialEq, Debug)]
pub struct Event {
    /// Its number within the history.
    pub id: EventId,
    /// What kind of thing.
    pub kind: KindId,
    /// When, as known.
    pub time: Known,
    /// When it was written down, if that is known.
    pub recorded: Option<Instant>,
    /// The event that this one replaces.
    pub corrects: Option<EventId>,
    /// What it says.
    pub value: Value,
}

/// What an event says besides that it happened.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// Nothing more.
    None,
    /// Yes; for exceptions and extensions: with a recorded reason.
    Yes,
    /// No: it did not happen, or was refused.
    No,
    /// It is recorded that nobody knows.
    Unknown,
    /// The corrected event is withdrawn.
    Withdrawn,
    /// A code of a code list.
    Code(CodeId),
    /// A number (an age in whole years).
    Count(u32),
    /// A date as known (a birth date): the first and the last second it may denote, in the zone of the place.
    Date(Span),
}
