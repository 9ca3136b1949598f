//! An invented SPEC for tests that care about its persons, lists and tables, and not about who publishes what.

use super::Spec;
use crate::codes;

const HEAD: &str = r#"[release]
id = "t"
title = "t"
publisher = "invented"
prepared_by = "a"
approvers = ["b"]
[data_set]
id = "d"
ledger = "l"
budget = 1.0
[source]
file = "f"
population = "invented"
period = "2024"
unit = "records"
"#;

/// The SPEC that goes on like this, after what every SPEC begins with.
pub(crate) fn invented(rest: &str) -> Spec {
    Spec::read("t", &format!("{HEAD}{rest}"), &codes::for_tests()).unwrap()
}
