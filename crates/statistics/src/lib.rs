//! Safe releases: from records of people to tables that may be published.
//!
//! A release is declared in a file, a [`Spec`] (manual: `docs/statistics.md`): tables over public code lists ([`Lists`]), a bound on
//! what one person adds, a budget. [`count`] counts, exactly; [`noise`] draws from the discrete Gaussian, exactly, for what [`measure`] asks; [`estimate`]
//! makes of the measurements tables that agree, with intervals; [`publish`] writes them; [`ledger`] refuses to spend what is not there. Time is an argument. Randomness is not: it comes from the operating system and from nowhere else,
//! because a release that can be drawn again from a seed protects nobody.
//!
//! [`suppress`] protects exact counts by leaving some out, with a certificate (manual: `docs/suppression.md`).
//!
//! Not here: the command line.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

#[cfg(test)]
mod audit;
mod codes;
pub mod count;
pub mod estimate;
pub mod ledger;
pub mod measure;
pub mod noise;
pub mod publish;
mod spec;
pub mod suppress;

pub use codes::{Code, Cut, Level, List, Lists, REST, TOTAL, UNKNOWN};
pub use spec::{
    CELLS_MAX, DataSet, Dimension, Filter, Guarantee, LISTED_MAX, PersonBound, Problem, Problems,
    Rho, RhoError, SourceSpec, Spec, Split, TableSpec, domain_sum, grouped,
};
