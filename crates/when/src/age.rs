//! Age: the day it is reached, and whether somebody was below it.
//!
//! An age is reached at the start of the birthday at the place. Someone born on
//! 29 February reaches it on 1 March of a common year: as long as the question is
//! whether a child is protected, the later day is the protective one. A vague date
//! of birth gives "unknown" where it matters, never an age.

use crate::{Day, Days, Rounding, Span, Tri, Zone, add_months};

/// The day on which someone born on `birth` reaches so many years.
pub fn birthday(birth: Day, years: u32) -> Day {
    let months = i32::try_from(u64::from(years) * 12).unwrap_or(i32::MAX);
    // Rounding up always has an answer; the day itself stands in for "cannot happen".
    add_months(birth, months, Rounding::Up).unwrap_or(birth)
}

/// Whether someone born in `birth` was below the age at `on`, in the zone of the
/// place (Convention on the Rights of the Child, article 1: below eighteen years).
pub fn age_below(birth: Days, years: u32, on: Span, zone: &Zone) -> Tri {
    let days = zone.days_of(on);
    let certain = days.last() < birthday(birth.first(), years);
    let possible = days.first() < birthday(birth.last(), years);
    Tri::from_bounds(certain, possible)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Instant;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_birthday_on_29_february_is_1_march_in_a_common_year() {
        assert_eq!(birthday(day("2008-02-29"), 18), day("2026-03-01"));
        assert_eq!(birthday(day("2008-02-29"), 20), day("2028-02-29"));
        assert_eq!(birthday(day("2008-05-01"), 18), day("2026-05-01"));
        let _ = birthday(day("2008-05-01"), u32::MAX);
    }

    #[test]
    fn a_child_is_below_eighteen_until_the_birthday_begins_at_the_place() {
        let rome = Zone::named("Europe/Rome").unwrap();
        let birth = Days::at(day("2008-02-29"));
        let turn = rome.day_start(day("2026-03-01"));
        assert_eq!(age_below(birth, 18, Span::at(turn.plus(-1)), &rome), Tri::Yes);
        assert_eq!(age_below(birth, 18, Span::at(turn), &rome), Tri::No);
        let both = Span::between(turn.plus(-1), turn);
        assert_eq!(age_below(birth, 18, both, &rome), Tri::Unknown);
    }

    #[test]
    fn a_vague_birth_is_unknown_where_it_matters() {
        let utc = Zone::named("UTC").unwrap();
        let year = Days::new(day("2008-01-01"), day("2008-12-31")).unwrap();
        let at = |text| Span::at(utc.day_start(day(text)));
        assert_eq!(age_below(year, 18, at("2025-12-31"), &utc), Tri::Yes);
        assert_eq!(age_below(year, 18, at("2026-06-01"), &utc), Tri::Unknown);
        assert_eq!(age_below(year, 18, at("2026-12-31"), &utc), Tri::No);
        let open = Days::new(Day::MIN, Day::MAX).unwrap();
        assert_eq!(age_below(open, 18, Span::at(Instant::from_seconds(0)), &utc), Tri::Unknown);
    }
}
