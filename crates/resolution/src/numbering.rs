//! Numbers, letters and roman numerals at the head of a paragraph, and the
//! level each stands on.
//!
//! A marker alone does not say its level: `(i)` is the ninth letter after
//! `(h)` and the first roman numeral under any letter. The rule here is
//! continuation first, then one marker of lookahead. Depths below roman
//! numerals do not occur in resolutions and are not read.

use crate::language::{ABJAD, letter_label, letter_ordinal};

/// What stands at the head of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Marker {
    /// `4.`
    Number(u32),
    /// `(g)`, `g)`, `(ز)`, `(iv)`: the label in lower-case Latin letters.
    Label(String),
}

/// The level of a marker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Level {
    /// An operative paragraph.
    Operative(u32),
    /// A part of one; depth 1 is directly below it.
    Sub {
        /// 1 or 2.
        depth: u8,
        /// `g` or `iv`.
        label: String,
    },
}

/// Reads the marker at the head of a line; gives it and the bytes it takes.
#[must_use]
pub fn marker(line: &str) -> Option<(Marker, usize)> {
    let skipped = line.len() - line.trim_start_matches(blank).len();
    let rest = &line[skipped..];
    let (marker, used) = number(rest).or_else(|| label(rest))?;
    Some((marker, skipped + used))
}

fn blank(c: char) -> bool {
    c.is_whitespace() || crate::clean::invisible(c)
}

fn number(text: &str) -> Option<(Marker, usize)> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let value = text.get(..digits)?;
    if value.is_empty() || value.len() > 3 || value.starts_with('0') {
        return None;
    }
    let rest = &text[digits..];
    let tight = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let punctuation =
        tight.chars().next().filter(|c| matches!(c, '.' | '-' | '–' | '．' | '、'))?;
    let after = &tight[punctuation.len_utf8()..];
    // "12.5 million" at the head of a wrapped line is not paragraph 12.
    if !(after.is_empty() || after.starts_with(blank)) {
        return None;
    }
    Some((Marker::Number(value.parse().ok()?), text.len() - after.len()))
}

fn label(text: &str) -> Option<(Marker, usize)> {
    let open = text.strip_prefix(['(', '（']).unwrap_or(text);
    let bracketed = open.len() < text.len();
    let end = open.find([')', '）'])?;
    let inner = open[..end].trim_matches(blank);
    let close = open[end..].chars().next().map_or(1, char::len_utf8);
    let after = &open[end + close..];
    if !(after.is_empty() || after.starts_with(blank) || (bracketed && !after.is_ascii())) {
        return None;
    }
    Some((Marker::Label(canonical_label(inner)?), text.len() - after.len()))
}

/// The label in Latin letters, `g` for both `g` and `ز`.
#[must_use]
pub fn canonical_label(inner: &str) -> Option<String> {
    if inner.is_empty() || inner.len() > 8 {
        return None;
    }
    if letter_ordinal(inner).is_some() || roman(inner).is_some() {
        return Some(inner.to_owned());
    }
    // Arabic: joined, isolated and presentation forms of the same letter, with
    // or without the tail that keeps an initial heh open.
    let folded: String = inner
        .chars()
        .filter(|c| *c != 'ـ')
        .map(|c| match c {
            'ا' | 'إ' | 'آ' => 'أ',
            '\u{feeb}' | '\u{fee9}' | '\u{feea}' | '\u{feec}' => 'ه',
            'ى' => 'ي',
            other => other,
        })
        .collect();
    let at = ABJAD.iter().position(|letter| letter.trim_end_matches('ـ') == folded)?;
    letter_label(u32::try_from(at + 1).ok()?)
}

/// The value of a lower-case roman numeral up to xxxix, in its one proper
/// spelling.
#[must_use]
pub fn roman(label: &str) -> Option<u32> {
    (1..=39).find(|n| roman_label(*n) == label)
}

/// The spelling of a small roman numeral; the inverse of [`roman`].
#[must_use]
pub fn roman_label(n: u32) -> String {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let tens = "x".repeat((n / 10) as usize);
    format!("{tens}{}", ONES.get((n % 10) as usize).copied().unwrap_or_default())
}

/// Gives each marker its level.
#[must_use]
pub fn levels(markers: &[Marker]) -> Vec<Level> {
    let mut state = State::default();
    markers
        .iter()
        .enumerate()
        .map(|(i, marker)| match marker {
            Marker::Number(n) => {
                state = State::default();
                Level::Operative(*n)
            }
            Marker::Label(label) => {
                let next = match markers.get(i + 1) {
                    Some(Marker::Label(next)) => Some(next.as_str()),
                    Some(Marker::Number(_)) | None => None,
                };
                state.place(label, next)
            }
        })
        .collect()
}

/// Where the count stands under the current operative paragraph.
#[derive(Default)]
struct State {
    letter: Option<u32>,
    roman: Option<u32>,
}

impl State {
    fn place(&mut self, label: &str, next: Option<&str>) -> Level {
        let as_roman = match (letter_ordinal(label), roman(label)) {
            (Some(letter), Some(number)) => self.is_roman(letter, number, label, next),
            (None, Some(_)) => true,
            (Some(_), None) | (None, None) => false,
        };
        if as_roman {
            self.roman = roman(label);
        } else {
            self.letter = letter_ordinal(label);
            self.roman = None;
        }
        // Roman numerals directly under an operative paragraph stand on the
        // first level.
        let depth = if as_roman && self.letter.is_some() { 2 } else { 1 };
        Level::Sub { depth, label: label.to_owned() }
    }

    fn is_roman(&self, letter: u32, number: u32, label: &str, next: Option<&str>) -> bool {
        let letter_fits = self.letter.unwrap_or(0) + 1 == letter;
        let roman_fits = self.roman.unwrap_or(0) + 1 == number;
        match (letter_fits, roman_fits) {
            (true, false) => false,
            (false, true) => true,
            (true, true) => match next {
                Some(next) if roman(next) == Some(number + 1) => true,
                Some(next) if letter_ordinal(next) == Some(letter + 1) => false,
                // The letter, and a list of its own begins under it.
                Some("i") => false,
                // Twice the same: the numeral first, then the letter.
                Some(next) if next == label => true,
                Some(_) | None => self.roman.is_some(),
            },
            // A gap: whichever needs the smaller one.
            (false, false) => {
                let letter_gap = letter.checked_sub(self.letter.unwrap_or(0) + 1);
                let roman_gap = number.checked_sub(self.roman.unwrap_or(0) + 1);
                match (letter_gap, roman_gap) {
                    (Some(l), Some(r)) => r < l,
                    (None, Some(_)) => true,
                    (Some(_) | None, None) => false,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(l: &str) -> Marker {
        Marker::Label(l.to_owned())
    }

    fn depths(labels: &[&str]) -> Vec<u8> {
        let markers: Vec<Marker> = labels.iter().map(|l| label(l)).collect();
        levels(&markers)
            .iter()
            .map(|l| match l {
                Level::Operative(_) => 0,
                Level::Sub { depth, .. } => *depth,
            })
            .collect()
    }

    #[test]
    fn markers_of_six_languages() {
        assert_eq!(marker("\t1.\tCalls"), Some((Marker::Number(1), 3)));
        assert_eq!(marker("12 -\tx"), Some((Marker::Number(12), 4)));
        assert_eq!(marker("(a)\tx"), Some((label("a"), 3)));
        assert_eq!(marker("b) x"), Some((label("b"), 2)));
        assert_eq!(marker("\u{200f}(أ)\tx").map(|m| m.0), Some(label("a")));
        assert_eq!(marker("(هـ)\tx").map(|m| m.0), Some(label("e")));
        assert_eq!(marker("(\u{feeb})\tx").map(|m| m.0), Some(label("e")));
        assert_eq!(marker("(iv)\tx").map(|m| m.0), Some(label("iv")));
        assert_eq!(marker("(a)强").map(|m| m.0), Some(label("a")));
        for none in ["12.5 million", "2010. x", "(the) x", "(A/65/1) x", "and", "", "(", "0. x"] {
            assert_eq!(marker(none), None, "{none}");
        }
    }

    #[test]
    fn the_ninth_letter_and_the_first_numeral() {
        assert_eq!(depths(&["h", "i", "j"]), [1, 1, 1]);
        assert_eq!(depths(&["a", "i", "ii", "b"]), [1, 2, 2, 1]);
        assert_eq!(depths(&["h", "i", "ii", "i", "j"]), [1, 2, 2, 1, 1]);
        assert_eq!(depths(&["h", "i", "i", "ii"]), [1, 1, 2, 2]);
        assert_eq!(depths(&["i", "ii", "iii"]), [1, 1, 1]);
    }
}
