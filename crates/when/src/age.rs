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
    if let Some(clear) = clearly(birth, years, days) {
        return Tri::from(clear);
    }
    let certain = days.last() < birthday(birth.first(), years);
    let possible = days.first() < birthday(birth.last(), years);
    Tri::from_bounds(certain, possible)
}

/// The answer where no calendar is needed: so many years have at least 365 and at most 366 days each, and rounding adds
/// one. Most people are far from the birthday that matters.
fn clearly(birth: Days, years: u32, on: Days) -> Option<bool> {
    if [birth.first(), birth.last(), on.first(), on.last()].into_iter().any(Day::is_open) {
        return None;
    }
    let number = |day: Day| i64::from(day.number());
    let years = i64::from(years);
    if number(on.last()) < number(birth.first()) + 365 * years {
        Some(true)
    } else if number(on.first()) > number(birth.last()) + 366 * years {
        Some(false)
    } else {
        None
    }
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
    fn the_short_cut_agrees_with_the_calendar() {
        let utc = Zone::named("UTC").unwrap();
        for birth in (0..1_500).map(|n| day("2004-01-01").plus(n)) {
            for years in [0, 1, 4, 18] {
                let turn = birthday(birth, years);
                for off in [-400, -2, -1, 0, 1, 2, 400] {
                    let on = turn.plus(off);
                    let below =
                        age_below(Days::at(birth), years, Span::at(utc.day_start(on)), &utc);
                    assert_eq!(below, Tri::from(on < turn), "{birth} {years} {on}");
                }
            }
        }
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
