//! The files of an audit: clocks as CSV and Parquet, events, refused rows.

pub(crate) mod clocks;
pub(crate) mod events;
pub(crate) mod rejects;
