//! The ledger from outside, on SQLite and on PostgreSQL: every test that takes a
//! [`kit::Kit`] runs on both.

// Helpers of tests may stop at the first surprise, as tests may.
#![allow(clippy::unwrap_used, clippy::panic)]

mod append;
mod backup;
mod damage;
mod follow;
mod keys;
mod kit;
mod regions;
mod replay;
mod rotation;
mod tree;
mod verify;
