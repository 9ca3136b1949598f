//! The cells of a CSV file, written as the `csv` crate writes them, into bytes that are already there.
//!
//! Half a million clocks a second leave no time for a state machine a cell: a cell is quoted where it must be and copied where
//! it need not, and the day of a time, which many deadlines share, is put into words once. The test below holds this against
//! the `csv` crate.

use std::io::Write as _;
use when::Instant;

const DAY: i64 = 86_400;

/// Writes a cell, in quotation marks if it needs them.
pub(crate) fn put_cell(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    if !bytes.iter().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n')) {
        return out.extend_from_slice(bytes);
    }
    out.push(b'"');
    for byte in bytes {
        if *byte == b'"' {
            out.push(b'"');
        }
        out.push(*byte);
    }
    out.push(b'"');
}

/// Writes a whole number.
pub(crate) fn put_number(out: &mut Vec<u8>, number: i64) {
    // Writing to memory cannot fail.
    let _ = write!(out, "{number}");
}

/// How many days are remembered.
const DAYS: usize = 256;

/// Writes times; remembers the words of days.
pub(crate) struct Times(Vec<(i64, String)>);

impl Default for Times {
    fn default() -> Self {
        Self(vec![(i64::MIN, String::new()); DAYS])
    }
}

impl Times {
    /// Writes an instant that is not open as [`Instant`] shows it.
    pub(crate) fn put(&mut self, out: &mut Vec<u8>, at: Instant) {
        let (day, second) = (at.seconds().div_euclid(DAY), at.seconds().rem_euclid(DAY));
        let place = day.rem_euclid(DAYS as i64) as usize;
        let (known, words) = &mut self.0[place];
        if *known != day {
            *known = day;
            *words = at.to_string();
            words.truncate(words.find('T').unwrap_or(words.len()));
        }
        out.extend_from_slice(words.as_bytes());
        let digit = |number: i64| b'0' + (number % 10) as u8;
        let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
        out.extend_from_slice(&[
            b'T',
            digit(hour / 10),
            digit(hour),
            b':',
            digit(minute / 10),
            digit(minute),
            b':',
            digit(second / 10),
            digit(second),
            b'Z',
        ]);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_as_the_csv_crate_quotes_them() {
        let texts = ["", "a", "a,b", "\"", "a\"b\"", "two\nlines", "\r", " a ", "é;|\t", "#x"];
        for first in texts {
            for second in texts {
                let mut ours = Vec::new();
                put_cell(&mut ours, first);
                ours.push(b',');
                put_cell(&mut ours, second);
                ours.push(b'\n');
                let mut theirs = csv::Writer::from_writer(Vec::new());
                theirs.write_record([first, second]).unwrap();
                assert_eq!(ours, theirs.into_inner().unwrap(), "{first:?} {second:?}");
            }
        }
    }

    #[test]
    fn times_are_shown_as_an_instant_shows_itself() {
        let mut times = Times::default();
        let seconds = [
            0,
            -1,
            86_399,
            86_400,
            1_710_081_000,
            256 * 86_400,
            -62_167_219_201,
            i64::MAX - 1,
            i64::MIN + 1,
        ];
        for second in seconds.into_iter().chain(seconds) {
            let at = Instant::from_seconds(second);
            let mut out = Vec::new();
            times.put(&mut out, at);
            assert_eq!(String::from_utf8(out).unwrap(), at.to_string());
        }
    }
}
