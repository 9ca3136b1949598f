//! Counts over dictionary codes, exactly.
//!
//! [`open`] and [`Builder`] turn a file or rows of cells into [`Columns`] of codes, leave out what is beyond a person's bound and what is outside a
//! list; [`count`] makes the tables of a SPEC from them in as few passes as it can. Counts are exact and the same on any number of
//! threads. Nothing here knows of noise, and what comes out of it must not be published.

mod columns;
mod kernel;
mod plan;
mod source;
mod sparse;

pub use columns::{Builder, Columns, Refused, RowError};
pub use kernel::{Counted, answer, count, count_with_outside};
pub use source::{Opened, SourceError, open};

#[cfg(test)]
mod source_tests;
