//! When a deposit begins to bind: the program's own rule, so that a table compiled here and a table a person brings later
//! are dated alike. This module only adds how the compiler writes a span of days.

pub(super) use law::{Action, EffectRule as Rule};

use when::Days;

/// A day or an interval, as EDTF writes it.
pub(super) fn edtf(days: Days) -> String {
    if days.first() == days.last() {
        days.first().to_string()
    } else {
        format!("{}/{}", days.first(), days.last())
    }
}
