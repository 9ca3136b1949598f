//! Symbol, title, session, agenda item, dates: wherever they ended up.
//!
//! A word processor leaves the masthead above the text or, out of its frames,
//! below it with words glued together ("United NationsA/RES/…General
//! AssemblyDistr.: General"). So everything outside the paragraphs is searched.

use crate::{
    clean::clean,
    date::Date,
    draft::{Draft, session_of},
};

/// What stood outside the paragraphs.
#[derive(Debug, Default)]
pub(crate) struct Outside {
    /// Lines before the enacting words.
    pub(crate) above: Vec<String>,
    /// Lines after the last paragraph, notes left out.
    pub(crate) below: Vec<String>,
}

/// Fills the document's identification.
pub(crate) fn read(outside: &Outside, draft: &mut Draft) {
    let lines = || outside.above.iter().chain(&outside.below);
    let (number, title) = title(&outside.above);
    draft.title = title;
    let from_title = number.map(|n| format!("A/RES/{n}"));
    let printed: Vec<String> = lines().filter_map(|line| symbol(line)).collect();
    // The symbol printed most fully wins, if it is the one the title has.
    draft.symbol = printed
        .iter()
        .filter(|s| from_title.as_ref().is_none_or(|t| s.starts_with(t.as_str())))
        .max_by_key(|s| s.len())
        .cloned()
        .or(from_title);
    draft.session = draft.symbol.as_deref().and_then(session_of);
    draft.agenda_item = lines().find_map(|line| agenda_item(line));
    draft.origin = outside
        .above
        .iter()
        .rev()
        .map(|line| clean(line))
        .find(|line| line.starts_with('[') && line.ends_with(']'))
        .map(|line| line.trim_matches(['[', ']']).to_owned());
    let adopted = |line: &String| {
        let lower = line.to_lowercase();
        let words = ["adopted", "adoptée", "aprobada", "принят", "اتخذته", "大会决议"];
        words.iter().any(|w| lower.contains(w)).then(|| Date::find(line)).flatten()
    };
    draft.date = draft.date.or_else(|| outside.above.iter().rev().find_map(adopted));
    let joined = lines().map(|l| clean(l)).collect::<Vec<_>>().join("\n");
    draft.distributed = joined.find("Distr").and_then(|at| {
        let window: String = joined[at..].chars().take(90).collect();
        Date::find(&window)
    });
}

/// `65/212` and the title, from "65/212.  Protection of migrants".
fn title(above: &[String]) -> (Option<String>, String) {
    for line in above.iter().rev() {
        let line = clean(line);
        let digits =
            |s: &str| !s.is_empty() && s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit());
        let head = line.split([' ', '.']).next().unwrap_or_default();
        let Some((session, number)) = head.split_once('/') else { continue };
        let session_ok = digits(session)
            || session
                .strip_prefix("ES-")
                .or_else(|| session.strip_prefix("S-"))
                .is_some_and(digits);
        if session_ok && digits(number) {
            let title = line[head.len()..].trim_start_matches(['.', ' ']).to_owned();
            return (Some(head.to_owned()), title);
        }
    }
    let last = above
        .iter()
        .rev()
        .map(|l| clean(l))
        .find(|l| !l.is_empty() && !l.starts_with('[') && symbol(l).is_none());
    (None, last.filter(|l| l.len() <= 400).unwrap_or_default())
}

/// A resolution's symbol anywhere in a line, however glued.
pub(crate) fn symbol(line: &str) -> Option<String> {
    let at = line.find("A/RES/")?;
    let rest = &line[at + 6..];
    let session = rest
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, 'E' | 'S' | '-')))
        .map(|n| &rest[..n])?;
    let number = rest[session.len()..].strip_prefix('/')?;
    let digits = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    if session.is_empty() || digits == 0 || digits > 4 || session.len() > 8 {
        return None;
    }
    let mut symbol = format!("A/RES/{session}/{}", &number[..digits]);
    // "A/RES/77/264 A-C", "A/RES/77/290 B": a letter that begins no word.
    let mut letters =
        number[digits..].strip_prefix([' ', '\u{a0}']).unwrap_or_default().chars().peekable();
    if let Some(letter) = letters.next().filter(char::is_ascii_uppercase) {
        match letters.peek() {
            None => symbol.push_str(&format!(" {letter}")),
            Some('-' | '–') => {
                letters.next();
                if let Some(last) = letters.next().filter(char::is_ascii_uppercase)
                    && !letters.peek().is_some_and(|c| c.is_alphanumeric())
                {
                    symbol.push_str(&format!(" {letter}-{last}"));
                }
            }
            Some(c) if c.is_alphanumeric() => {}
            Some(_) => symbol.push_str(&format!(" {letter}")),
        }
    }
    Some(symbol)
}

/// `68 (b)` of "Agenda item 68 (b)", in six languages.
fn agenda_item(line: &str) -> Option<String> {
    let line = clean(line);
    let lower = line.to_lowercase();
    let marked =
        ["agenda item", "ordre du jour", "del programa", "повестки дня", "جدول الأعمال", "议程项目"];
    if !marked.iter().any(|words| lower.contains(words)) {
        return None;
    }
    // "Agenda items 68 (b) and 70": from the first digit to the last item.
    let start = line.find(|c: char| c.is_ascii_digit())?;
    let rest = &line[start..];
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let number = &rest[..digits];
    let after = rest[digits..].trim_start();
    let spaced = if after.len() < rest.len() - digits { " " } else { "" };
    let letter = after
        .find(')')
        .filter(|end| *end <= 8)
        .map(|end| &after[..=end])
        .filter(|l| l.trim_matches(['(', ')']).chars().count() <= 2);
    Some(match letter {
        Some(letter) => format!("{number}{spaced}{letter}"),
        None => number.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_however_glued() {
        for (line, want) in [
            ("United NationsA/RES/91/7General AssemblyDistr.: General", Some("A/RES/91/7")),
            ("A/RES/91/290 B", Some("A/RES/91/290 B")),
            ("A/RES/91/264 A-C", Some("A/RES/91/264 A-C")),
            ("A/RES/91/264 A note", Some("A/RES/91/264 A")),
            ("A/RES/ES-11/1", Some("A/RES/ES-11/1")),
            ("A/RES/x", None),
            ("A/91/7", None),
        ] {
            assert_eq!(symbol(line).as_deref(), want, "{line}");
        }
    }

    #[test]
    fn agenda_items() {
        assert_eq!(agenda_item("Agenda item 68 (b)").as_deref(), Some("68 (b)"));
        assert_eq!(agenda_item("Point 71 b) de l’ordre du jour").as_deref(), Some("71 b)"));
        assert_eq!(agenda_item("Agenda item 138").as_deref(), Some("138"));
        assert_eq!(agenda_item("议程项目71 (b)").as_deref(), Some("71 (b)"));
        assert_eq!(agenda_item("68 (b)"), None);
    }
}
