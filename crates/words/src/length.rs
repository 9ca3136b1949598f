//! How long: seconds for people, and lengths as laws state them.

use crate::{Arg, Key, Words, key};
use when::Length;

const DAY: u64 = 86_400;

impl Words {
    /// An amount of time in its two largest units, cut, not rounded: 2 days 3 hours. The sign is not shown.
    #[must_use]
    pub fn duration(&self, seconds: i64) -> String {
        let left = seconds.unsigned_abs();
        let parts = [
            (left / DAY, key::DURATION_DAYS),
            (left / 3600 % 24, key::DURATION_HOURS),
            (left / 60 % 60, key::DURATION_MINUTES),
            (left % 60, key::DURATION_SECONDS),
        ];
        let first = parts.iter().position(|(amount, _)| *amount > 0).unwrap_or(parts.len() - 1);
        let said = |(amount, key): (u64, Key)| self.say(key, &[("n", Arg::from(amount))]);
        let Some(large) = parts.get(first) else { return String::new() };
        let large = said(*large);
        match parts.get(first + 1) {
            Some((amount, key)) if *amount > 0 => {
                let small = said((*amount, *key));
                self.say(key::DURATION_TWO, &[("first", large.into()), ("second", small.into())])
            }
            Some(_) | None => large,
        }
    }

    /// The same with a minus sign before a negative amount.
    #[must_use]
    pub fn signed_duration(&self, seconds: i64) -> String {
        let amount = self.duration(seconds);
        if seconds < 0 { self.say(key::MINUS, &[("amount", amount.into())]) } else { amount }
    }

    /// From so much to so much; one amount where both read the same.
    #[must_use]
    pub fn duration_range(&self, least: i64, most: i64) -> String {
        let (from, to) = (self.duration(least), self.duration(most));
        if from == to {
            return from;
        }
        self.say(key::DURATION_RANGE, &[("least", from.into()), ("most", to.into())])
    }

    /// A length as a law states it: 15 working days.
    #[must_use]
    pub fn length(&self, length: Length) -> String {
        let key = match length {
            Length::Minutes(_) => key::LENGTH_MINUTES,
            Length::Hours(_) => key::LENGTH_HOURS,
            Length::Days(_) => key::LENGTH_DAYS,
            Length::WorkingDays(_) => key::LENGTH_WORKING_DAYS,
            Length::Weeks(_) => key::LENGTH_WEEKS,
            Length::Months(_) => key::LENGTH_MONTHS,
            Length::Years(_) => key::LENGTH_YEARS,
        };
        self.say(key, &[("n", Arg::from(length.amount()))])
    }
}
