//! Periods of releases, as far as they can be compared: a year, a month, a day, or two of them with `/` between.
//!
//! Two periods that overlap tell the difference between them; the months that make it up are primitives of an axis of time.

/// Days since the first of January of the year 0, by a calendar of 372 days: only the order matters.
pub(crate) type Day = i64;

/// The first day and the one after the last; nothing where the words are no period.
pub(crate) fn parse(text: &str) -> Option<(Day, Day)> {
    let (from, to) = text.trim().split_once('/').unwrap_or((text.trim(), text.trim()));
    let (from, to) = (one(from.trim())?, one(to.trim())?);
    (from.0 < to.1).then_some((from.0, to.1))
}

fn one(text: &str) -> Option<(Day, Day)> {
    let mut parts = text.split('-');
    let year = number(parts.next()?, 4)?;
    let Some(month) = parts.next() else { return Some((372 * year, 372 * (year + 1))) };
    let month = number(month, 2).filter(|month| (1..=12).contains(month))? - 1;
    let first = 372 * year + 31 * month;
    let Some(day) = parts.next() else { return Some((first, first + 31)) };
    let day = number(day, 2).filter(|day| (1..=31).contains(day))? - 1;
    parts.next().is_none().then_some((first + day, first + day + 1))
}

fn number(text: &str, digits: usize) -> Option<i64> {
    let sound = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    sound.then(|| text.parse().ok()).flatten()
}

/// How people write a stretch of days.
pub(crate) fn name((from, to): (Day, Day)) -> String {
    let day = |day: Day| {
        let (year, rest) = (day.div_euclid(372), day.rem_euclid(372));
        format!("{year:04}-{:02}-{:02}", rest / 31 + 1, rest % 31 + 1)
    };
    format!("{}/{}", day(from), day(to - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_holds_its_months_and_words_are_no_period() {
        let (year, may) = (parse("2024").unwrap(), parse("2024-05").unwrap());
        assert!(year.0 < may.0 && may.1 < year.1);
        assert_eq!(parse("2024-01/2024-12"), Some(year));
        assert_eq!(name(parse("2024-05-03").unwrap()), "2024-05-03/2024-05-03");
        for no in ["spring", "2024-13", "24", "2024-05-03-01", "2024/2023", "", "-2024", "２０２４"]
        {
            assert_eq!(parse(no), None, "{no}");
        }
    }
}
