//! How long closed cases are kept, and a preview of what would go. Nothing goes without a second person, and an active case never does.

use crate::fact::CaseKind;
use crate::state::{CaseNo, Casebook};
use std::collections::BTreeMap;
use when::Instant;

/// Whole days after closing, by kind of case. A kind without a rule is kept.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Retention {
    /// By kind.
    pub days: BTreeMap<CaseKind, u32>,
}

/// A case whose time has come, or why it stays.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Preview {
    /// It could be destroyed.
    Due {
        /// Since when.
        since: Instant,
    },
    /// A court, an inquiry or a claim needs it.
    Held,
    /// Somebody wrote to it after it was closed: what is fresh stays for a whole period.
    Touched,
}

impl Casebook {
    /// Closed cases whose period is over, with what would happen to each. A period begins when the case was closed or last written
    /// to, whichever is later.
    #[must_use]
    pub fn retention(&self, rules: &Retention, now: Instant) -> Vec<(CaseNo, Preview)> {
        let closed = &self.index.all - &self.index.open;
        let mut found = Vec::new();
        for number in closed {
            let Some(case) = self.case_at(number) else { continue };
            let (Some(days), Some(at)) = (rules.days.get(&case.kind), case.closed) else {
                continue;
            };
            let period = i64::from(*days) * 86_400;
            if at.plus(period) > now {
                continue;
            }
            let preview = if self.core.held.contains_key(&case.id) {
                Preview::Held
            } else if case.touched.plus(period) > now {
                Preview::Touched
            } else {
                Preview::Due { since: case.touched.max(at).plus(period) }
            };
            found.push((number, preview));
        }
        found
    }
}
