//! When a deposit begins to bind.
//!
//! Each treaty says how long after its deposit an act takes effect for a State that joins, and no
//! act takes effect before the treaty itself is in force. A deposit known as a span of days gives
//! a span. What a court would say of a succession is not decided here: it reaches back to the day
//! the State came to be, which the lists do not give, so it is shown as a span that ends with the
//! notification.

use when::{Day, Days, Rounding, add_months};

/// What a State did.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Action {
    Signature,
    Ratification,
    Acceptance,
    Approval,
    Accession,
    Succession,
}

impl Action {
    /// The word of the table.
    pub(super) fn word(self) -> &'static str {
        match self {
            Action::Signature => "signature",
            Action::Ratification => "ratification",
            Action::Acceptance => "acceptance",
            Action::Approval => "approval",
            Action::Accession => "accession",
            Action::Succession => "succession",
        }
    }
}

/// How long after its deposit an act takes effect.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Rule {
    DateOfDeposit,
    ThirtiethDay,
    NinetiethDay,
    ThreeMonths,
    FirstOfMonthAfterThreeMonths,
}

impl Rule {
    /// The words that law/instruments uses.
    pub(super) const WORDS: [(&'static str, Rule); 5] = [
        ("date-of-deposit", Rule::DateOfDeposit),
        ("thirtieth-day", Rule::ThirtiethDay),
        ("ninetieth-day", Rule::NinetiethDay),
        ("three-months", Rule::ThreeMonths),
        ("first-of-month-after-three-months", Rule::FirstOfMonthAfterThreeMonths),
    ];

    /// The first day on which a deposit of this day binds.
    fn binds(self, deposit: Day) -> Result<Day, String> {
        let later = |months| {
            add_months(deposit, months, Rounding::Down).map_err(|missing| missing.to_string())
        };
        match self {
            Rule::DateOfDeposit => Ok(deposit),
            Rule::ThirtiethDay => Ok(deposit.plus(30)),
            Rule::NinetiethDay => Ok(deposit.plus(90)),
            Rule::ThreeMonths => later(3),
            // Three months, then the first day of the month that follows.
            Rule::FirstOfMonthAfterThreeMonths => {
                let (year, month, _) = later(3)?.ymd();
                let first = Day::from_ymd(year, month, 1).ok_or("a month without a first day")?;
                add_months(first, 1, Rounding::Down).map_err(|missing| missing.to_string())
            }
        }
    }

    /// The days on which an act may begin to bind; a signature never does.
    pub(super) fn in_force(
        self,
        general: Day,
        action: Action,
        deposited: Days,
    ) -> Result<Option<Days>, String> {
        let (first, last) = match action {
            Action::Signature => return Ok(None),
            Action::Succession => (general, deposited.last()),
            Action::Ratification | Action::Acceptance | Action::Approval | Action::Accession => {
                (self.binds(deposited.first())?, self.binds(deposited.last())?)
            }
        };
        Ok(Days::new(first.max(general), last.max(general)))
    }
}

/// A day or an interval, as EDTF writes it.
pub(super) fn edtf(days: Days) -> String {
    if days.first() == days.last() {
        days.first().to_string()
    } else {
        format!("{}/{}", days.first(), days.last())
    }
}
