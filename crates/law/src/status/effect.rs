//! When a deposit begins to bind.
//!
//! Each treaty says how long after its deposit an act takes effect for a State that joins, and no
//! act takes effect before the treaty itself is in force. A deposit known as a span of days gives
//! a span. What a court would say of a succession is not decided here: it reaches back to the day
//! the State came to be, which the lists do not give, so it is shown as a span that ends with the
//! notification. When a withdrawal takes effect is not computed: the treaties differ, and a list
//! that has a withdrawal says it.

use crate::model::treaties::Action;
use when::{Day, Days, MissingDay, Rounding, add_months};

/// How long after its deposit an act takes effect.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum EffectRule {
    /// On the day of the deposit.
    DateOfDeposit,
    /// On the thirtieth day after it.
    ThirtiethDay,
    /// On the ninetieth day after it.
    NinetiethDay,
    /// Three months after it.
    ThreeMonths,
    /// On the first day of the month that follows three months after it.
    FirstOfMonthAfterThreeMonths,
}

impl EffectRule {
    /// The words that `law/instruments` uses, with what they mean.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("date-of-deposit", Self::DateOfDeposit),
        ("thirtieth-day", Self::ThirtiethDay),
        ("ninetieth-day", Self::NinetiethDay),
        ("three-months", Self::ThreeMonths),
        ("first-of-month-after-three-months", Self::FirstOfMonthAfterThreeMonths),
    ];

    /// The rule of a word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(known, _)| *known == word).map(|(_, rule)| *rule)
    }

    /// The first day on which a deposit of this day binds.
    fn binds(self, deposit: Day) -> Result<Day, MissingDay> {
        match self {
            Self::DateOfDeposit => Ok(deposit),
            Self::ThirtiethDay => Ok(deposit.plus(30)),
            Self::NinetiethDay => Ok(deposit.plus(90)),
            Self::ThreeMonths => add_months(deposit, 3, Rounding::Down),
            Self::FirstOfMonthAfterThreeMonths => {
                let (year, month, _) = add_months(deposit, 3, Rounding::Down)?.ymd();
                // Every month has a first day; the fall-back is for the end of the calendar only.
                let first = Day::from_ymd(year, month, 1).unwrap_or(deposit);
                add_months(first, 1, Rounding::Down)
            }
        }
    }

    /// The days on which an act may begin to bind; a signature never does, and for a withdrawal there is no rule here.
    ///
    /// # Errors
    ///
    /// A day that the calendar does not have.
    pub fn in_force(
        self,
        general: Day,
        action: Action,
        deposited: Days,
    ) -> Result<Option<Days>, MissingDay> {
        let (first, last) = match action {
            Action::Signature | Action::Withdrawal => return Ok(None),
            Action::Succession => (general, deposited.last()),
            Action::Ratification | Action::Acceptance | Action::Approval | Action::Accession => {
                (self.binds(deposited.first())?, self.binds(deposited.last())?)
            }
        };
        Ok(Days::new(first.max(general), last.max(general)))
    }
}
