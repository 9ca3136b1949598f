//! The keeper on both databases: what was answered is there, everywhere, once. Everybody in here is invented.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "tests stop at the first surprise"
)]

#[path = "../../../casebook/tests/kit/mod.rs"]
mod kit;

mod house;
mod nodes;
mod promises;
