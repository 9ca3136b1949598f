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
    mark: String,
}

impl<'a> Hider<'a> {
    pub(crate) fn new(words: &'a Words, exact: bool) -> Self {
        let mark = words.say(key::SMALL_COUNT, &[("limit", LEAST_SHOWN.into())]);
        Self { words, exact, hidden: Cell::new(0), mark }
    }

    pub(crate) const fn hides(&self, count: u64) -> bool {
        !self.exact && count > 0 && count < LEAST_SHOWN
    }

    /// What stands for a hidden count.
    pub(crate) fn mark(&self) -> &str {
        &self.mark
    }

    /// A count for a table.
    pub(crate) fn cell(&self, count: u64) -> String {
        if self.hides(count) {
            self.hidden.set(self.hidden.get() + 1);
            return self.mark.clone();
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

#[cfg(test)]
mod tests {
    use super::*;
    use words::Language;

    #[test]
    fn small_counts_and_what_would_give_them_away_are_hidden() {
        let words = Words::new(Language::En);
        let hider = Hider::new(&words, false);
        assert_eq!([0, 1, 4, 5].map(|count| hider.cell(count)), ["0", "<5", "<5", "5"]);
        assert_eq!(hider.drawn(4), 0);
        assert_eq!(hider.total(&[10, 5]), "15");
        // 10 and a hidden 3: the true total would give the 3 away.
        assert_eq!(hider.total(&[10, 3, 0]), "≥ 11");
        assert_eq!(hider.total(&[1, 2]), "<5");
        assert_eq!(
            [hider.share(4, 100), hider.share(50, 100), hider.share(1, 0)],
            ["–", "50.0 %", "–"]
        );
        assert_eq!(hider.hidden(), 3);
        let exact = Hider::new(&words, true);
        assert_eq!((exact.cell(1), exact.total(&[10, 3])), ("1".to_owned(), "13".to_owned()));
    }
}
