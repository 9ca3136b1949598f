//! Tests of the whole: counts in, attacker out.
//!
//! Cases are drawn from a seed; all of them are invented.
#![allow(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "the long forms are measurements: they take the time and print it"
)]

mod everything;
mod files;
mod laws;
mod past;
mod random;
mod scale;

use super::audit::{Effort, System};
use super::protect::{About, Office, suppress};
use super::published::Published;
use super::rule::Rule;
use random::Case;

fn rule() -> Rule {
    Rule::new(10, 1).unwrap()
}

fn about(id: &str, period: &str) -> About {
    About { id: id.to_owned(), population: "Invented people".to_owned(), period: period.to_owned() }
}

/// Left out, and not audited.
fn left_out(case: &Case, others: bool) -> (Published, Office) {
    suppress(about("r", "2024"), &case.framed, &case.counts(), rule(), others).unwrap()
}

fn wide_open() -> Effort {
    Effort { component: usize::MAX }
}

fn system(published: &Published) -> System {
    System::new(&published.frame, &published.cells).unwrap()
}
