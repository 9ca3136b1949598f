//! What the tests share: an oracle for clocks, random histories, and worked cases.
//!
//! [`oracle`] answers the same question as the duty engine, slowly and in another way, from `docs/clocks.md` alone.
//! [`histories`] makes random rules and histories from a seed, hostile where it can be, and shrinks one that fails.
//! [`cases`] reads the table of cases worked by hand under `cases/`. [`World`] is what all of them need to know besides
//! the rule and the history, in plain parts.
//!
//! Nothing here is part of the program, and nothing here comes from a real record: places borrow the clocks of real
//! zones, while States, treaties, holidays, lists and people are invented and say so.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failing test kit should stop the test at once"
)]

pub mod cases;
pub mod engine;
pub mod fixture;
pub mod histories;
pub mod oracle;
pub mod words;
mod world;

pub use words::Words;
pub use world::{Listing, Membership, Party, World};
