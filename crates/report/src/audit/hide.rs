//! Hiding small counts.

use std::cell::Cell;
use words::{Words, key};

/// Counts from 1 up to below this are hidden.
const LEAST_SHOWN: u64 = 5;

/// Writes counts, hides small ones, and counts what it hid.
pub(crate) struct Hider<'a> {
    words: &'a Words,
    exact: bool,
    hidden: Cell<u64>,
}

impl<'a> Hider<'a> {
    pub(crate) const fn new(words: &'a Words, exact: bool) -> Self {
        Self { words, exact, hidden: Cell::new(0) }
    }

    pub(crate) const fn hides(&self, count: u64) -> bool {
        !self.exact && count > 0 && count < LEAST_SHOWN
    }

    /// What stands for a hidden count.
    pub(crate) fn mark(&self) -> String {
        self.words.say(key::SMALL_COUNT, &[("limit", LEAST_SHOWN.into())])
    }

    /// A count for a table.
    pub(crate) fn cell(&self, count: u64) -> String {
        if self.hides(count) {
            self.hidden.set(self.hidden.get() + 1);
            return self.mark();
        }
        self.words.count(count)
    }

    /// A count for a chart: a hidden one is not drawn, since its length would tell it.
    pub(crate) const fn drawn(&self, count: u64) -> u64 {
        if self.hides(count) { 0 } else { count }
    }

    /// The sum of counts that stand beside it: where one of them is hidden, only what the others add up to.
    pub(crate) fn total(&self, counts: &[u64]) -> String {
        let sum = counts.iter().sum();
        let hidden = counts.iter().filter(|count| self.hides(**count)).count();
        if hidden == 0 || self.hides(sum) {
            return self.cell(sum);
        }
        let least = counts.iter().map(|count| if self.hides(*count) { 1 } else { *count }).sum();
        self.words.say(key::AT_LEAST, &[("n", Words::count(self.words, least).into())])
    }

    /// A share in per cent with one digit, rounded down; nothing where it would give a hidden count away.
    pub(crate) fn share(&self, count: u64, total: u64) -> String {
        if total == 0 || self.hides(count) || self.hides(total) {
            return "–".to_owned();
        }
        let tenths = u128::from(count) * 1000 / u128::from(total);
        format!("{}.{} %", tenths / 10, tenths % 10)
    }

    /// How many counts were hidden so far.
    pub(crate) fn hidden(&self) -> u64 {
        self.hidden.get()
    }
}
