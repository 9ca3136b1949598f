//! Times as people know them, and limits as laws count them.
//!
//! A record says "in March 2024", "on the 10th, early", "since some time before
//! 2019". A law says "within 48 hours", "six months", "fifteen working days".
//! This crate gives both an exact meaning in integer seconds: an [`Edtf`] value
//! becomes a [`Span`] of possible seconds in a [`Zone`], and a [`Counting`] turns
//! a start into a deadline at a [`Place`], with every step of the arithmetic
//! on request.
//!
//! It is pure: it never asks what time it is, reads no file, and carries the
//! zone rules in the program. It knows no duty and no treaty, only time. Floating
//! point does not occur in it.
//!
//! ```
//! use when::{Counting, Edtf, Zone};
//! # use when::{Calendar, Place};
//!
//! let zone = Zone::named("Europe/Rome")?;
//! let arrest: Edtf = "2024-10-26T10:00".parse()?;
//! let known = arrest.known(&zone)?;
//! let place = Place { zone, calendar: Calendar::unknown() };
//!
//! // 48 hours are 48 hours, also in the night that has 25 of them in a day.
//! let deadline = Counting::hours(48).deadline_span(known.span, &place)?;
//! assert_eq!(place.zone.format_local(deadline.earliest()), "2024-10-28 09:00");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

mod age;
mod calendar;
mod civil;
mod counting;
mod day;
mod doubt;
mod edtf;
mod instant;
mod length;
mod months;
mod span;
mod steps;
mod tri;
mod zone;

pub use age::{age_below, birthday};
pub use calendar::{Calendar, Uncovered};
pub use counting::{Count, Counting, Place, Roll, Uncountable};
pub use day::{Day, DayError, Days, Weekday};
pub use doubt::Doubt;
pub use edtf::{Edtf, EdtfError, EdtfProblem};
pub use instant::Instant;
pub use length::{Length, LengthError, LengthProblem, Unit};
pub use months::{MissingDay, Rounding, add_months};
pub use span::{Known, Span};
pub use steps::{Step, Why};
pub use tri::Tri;
pub use zone::{UnknownZone, Zone};
