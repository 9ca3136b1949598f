//! Dates as resolutions print them, in the six official languages.
//!
//! A calendar day and how to read one from running text. It does not compute
//! with days: deadlines are the business of other crates.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day of the Gregorian calendar, written `2010-12-21`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// A day, if it exists.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let last = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        ((1900..=2199).contains(&year) && (1..=last).contains(&day)).then_some(Date {
            year,
            month,
            day,
        })
    }

    /// Reads `2010-12-21`.
    #[must_use]
    pub fn parse_iso(text: &str) -> Option<Date> {
        let mut parts = text.splitn(3, '-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        let day = parts.next()?.parse().ok()?;
        Date::new(year, month, day)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// "21 December 2010".
    #[must_use]
    pub fn in_words(self) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let month = MONTHS.get(usize::from(self.month) - 1).copied().unwrap_or_default();
        format!("{} {month} {}", self.day, self.year)
    }

    /// Whether a text begins with the name of a month, as after a day.
    pub(crate) fn begins_with_month(text: &str) -> bool {
        let head: String = text.chars().take(24).collect();
        month(head.to_lowercase().trim_start().trim_start_matches("de ")).is_some()
    }

    /// Finds the first printed date in a text, in any of the six languages.
    #[must_use]
    pub fn find(text: &str) -> Option<Date> {
        if let Some(date) = find_chinese(text) {
            return Some(date);
        }
        let mut numbers: Vec<(u16, usize)> = Vec::new();
        let mut rest = 0;
        while let Some(start) = text[rest..].find(|c: char| c.is_ascii_digit()) {
            let start = rest + start;
            let end =
                text[start..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |n| start + n);
            rest = end;
            let Ok(value) = text[start..end].parse::<u16>() else { continue };
            numbers.push((value, end));
        }
        // Day, a word or two, year: "21 December 2010", "21 de diciembre de
        // 2010", "1er avril 2011", "21 декабря 2010 года", and in Arabic the
        // day, the month under both its names, and the year. The year may have
        // the session glued to it ("2011Sixty-fifth") or a note mark.
        for (i, (day, end)) in numbers.iter().enumerate() {
            let after = &text[*end..];
            let head: String = after.chars().take(48).collect();
            let head = head.to_lowercase();
            let word = head
                .trim_start_matches("er")
                .trim_start_matches([' ', '\u{a0}', '\u{202f}'])
                .trim_start_matches("de ");
            let Some(month) = month(word) else { continue };
            let Some((year, year_end)) = numbers.get(i + 1) else { continue };
            if year_end.saturating_sub(*end) > 64 {
                continue;
            }
            let Ok(day) = u8::try_from(*day) else { continue };
            // A mark glued to the year was cut off before this point, or the
            // number is too long to be a year and no date is reported.
            if let Some(date) = Date::new(*year, month, day) {
                return Some(date);
            }
        }
        None
    }
}

/// `2023年12月19日`.
fn find_chinese(text: &str) -> Option<Date> {
    let year_at = text.find('年')?;
    let before = &text[..year_at];
    let start = before
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
    let year = before[start..].parse().ok()?;
    let rest = text[year_at..].strip_prefix('年')?;
    let (month, rest) = rest.split_once('月')?;
    let (day, _) = rest.split_once('日')?;
    Date::new(year, month.trim().parse().ok()?, day.trim().parse().ok()?)
}

/// The month a lower-case text begins with.
fn month(text: &str) -> Option<u8> {
    const NAMES: [&[&str]; 12] = [
        &["january", "janvier", "enero", "янв", "كانون الثاني"],
        &["february", "février", "febrero", "фев", "شباط"],
        &["march", "mars", "marzo", "март", "آذار"],
        &["april", "avril", "abril", "апр", "نيسان"],
        &["may", "mai", "mayo", "мая", "أيار"],
        &["june", "juin", "junio", "июн", "حزيران"],
        &["july", "juillet", "julio", "июл", "تموز"],
        &["august", "août", "agosto", "авг", "آب"],
        &["september", "septembre", "septiembre", "сен", "أيلول"],
        &["october", "octobre", "octubre", "окт", "تشرين الأول"],
        &["november", "novembre", "noviembre", "ноя", "تشرين الثاني"],
        &["december", "décembre", "diciembre", "дек", "كانون الأول"],
    ];
    let at = NAMES.iter().position(|names| names.iter().any(|name| text.starts_with(name)))?;
    u8::try_from(at + 1).ok()
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = String::deserialize(deserializer)?;
        Date::parse_iso(&text).ok_or_else(|| {
            serde::de::Error::custom(format!("{text:?} is not a day like 2010-12-21"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_languages() {
        for text in [
            "on 21 December 2010 in",
            "le 21 décembre 2010",
            "21 de diciembre de 2010",
            "21 декабря 2010 года",
            "في 21 كانون الأول/ديسمبر 2010",
            "2010年12月21日",
            "21\u{a0}December 2010Sixty-fifth session",
        ] {
            assert_eq!(
                Date::find(text).map(|d| d.to_string()).as_deref(),
                Some("2010-12-21"),
                "{text}"
            );
        }
        assert_eq!(
            Date::find("1er avril 2011").map(|d| d.to_string()).as_deref(),
            Some("2011-04-01")
        );
        assert_eq!(Date::find("30 February 2011"), None);
        assert_eq!(Date::find("no date"), None);
    }
}
