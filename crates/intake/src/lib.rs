//! Files to events through a mapping file.
//!
//! [`Mapping::read`] reads and checks a mapping (manual: `docs/mapping.md`), [`open()`] finds out what a file is, and [`read`] hands its
//! cases and refused rows to a [`Sink`], in the order of the file and in bounded memory. Every row is accepted or refused with a
//! reason: the [`Tally`] adds up.
//!
//! Everything that comes from outside is hostile here: files are known by their contents, every size is bounded, and an error says what,
//! where and how to mend it. This crate does not judge a duty and does not decide what a date may mean beyond what the
//! mapping says.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

mod cells;
mod columns;
mod corrections;
mod csv;
mod dates;
mod encoding;
mod error;
mod footer;
mod group;
mod guard;
mod gz;
mod labels;
mod map;
mod mapping;
mod open;
mod parquet;
mod problem;
mod reject;
mod row;
mod spill;
mod tables;
mod xlsx;

pub use columns::{ByColumn, Cells, Run, Stopped, open_table};
pub use error::{Fault, IntakeError, MissingColumn};
pub use map::{Sink, Subject, read, read_beside};
pub use mapping::{Dimension, DutySet, Mapping};
pub use open::{Source, open};
pub use problem::{Problem, Problems};
pub use reject::{ColumnCount, Count, Reject, RejectCode, Tally, Unlisted};
