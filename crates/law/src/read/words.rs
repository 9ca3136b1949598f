//! Small things that most readers need: ids, sets of kinds, words from a closed list, paragraphs.

use crate::kinds::{KindId, KindSet};
use crate::model::vocabulary::{ValueKind, Vocabulary};
use crate::problem::Code;
use crate::read::table::{At, Page, Table, short};
use std::collections::BTreeMap;
use std::ops::Range;

/// Lower-case words and numbers joined by hyphens.
pub(crate) fn is_id(word: &str) -> bool {
    is_joined(word, |c| c.is_ascii_lowercase() || c.is_ascii_digit())
}

/// The same in upper case, as treaties are called.
pub(crate) fn is_upper_id(word: &str) -> bool {
    is_joined(word, |c| c.is_ascii_uppercase() || c.is_ascii_digit())
}

fn is_joined(word: &str, part_of_word: impl Fn(char) -> bool) -> bool {
    word.len() <= 80
        && word.split('-').all(|part| !part.is_empty() && part.chars().all(&part_of_word))
}

/// The id of a table, lower case.
pub(crate) fn id<'d>(table: &Table<'d>) -> Option<At<&'d str>> {
    let id = table.need("id", "lower-case words joined by hyphens")?;
    if !is_id(id.value) {
        table.page.report(
            Code::Id,
            &id.span,
            format!("`{}` is not an id", short(id.value)),
            "write lower-case words joined by hyphens: consular-information",
        );
        // Others will have named it as it should be.
        let meant = id.value.to_lowercase().replace([' ', '_'], "-");
        table.page.spoil(Some(&At { value: &meant, span: id.span.clone() }));
        return None;
    }
    Some(id)
}

/// Reports an id that is not the name of its file or folder.
pub(crate) fn id_is_name(page: &Page<'_>, id: &At<&str>, name: &str, what: &str) {
    if id.value != name {
        page.spoil(Some(&At { value: name, span: id.span.clone() }));
        page.report(
            Code::Id,
            &id.span,
            format!("the id is `{}` but the {what} is called `{}`", short(id.value), short(name)),
            format!("write id = \"{name}\" or rename the {what}"),
        );
    }
}

/// Remembers where things were first defined and reports the second one.
#[derive(Default)]
pub(crate) struct Once<'d>(BTreeMap<&'d str, (&'d Page<'d>, Range<usize>)>);

impl<'d> Once<'d> {
    /// Whether this is the first of its name.
    pub(crate) fn first(&mut self, page: &'d Page<'d>, what: &str, id: &At<&'d str>) -> bool {
        let Some((there, span)) = self.0.get(id.value) else {
            self.0.insert(id.value, (page, id.span.clone()));
            return true;
        };
        let message =
            format!("{what} `{}` stands twice: first at {}", short(id.value), there.line_of(span));
        let help = "give one of them another id, or delete it";
        page.report(Code::Duplicate, &id.span, message, help);
        false
    }
}

/// One word of a closed list.
pub(crate) fn word<T: Copy>(
    table: &Table<'_>,
    key: &'static str,
    text: Option<At<&str>>,
    words: &[(&'static str, T)],
) -> Option<T> {
    let text = text?;
    if let Some((_, value)) = words.iter().find(|(word, _)| *word == text.value) {
        return Some(*value);
    }
    let known = words.iter().map(|(word, _)| *word);
    let all: Vec<&str> = known.clone().collect();
    let help = match crate::nearest::nearest(text.value, known).first() {
        Some(near) => format!("did you mean `{near}`? Known are: {}", all.join(", ")),
        None => format!("write one of: {}", all.join(", ")),
    };
    let message = format!("`{key}` cannot be `{}`", short(text.value));
    table.page.report(Code::WrongValue, &text.span, message, help);
    None
}

/// One kind of event.
pub(crate) fn kind(table: &Table<'_>, text: &At<&str>, words: &Vocabulary) -> Option<KindId> {
    let found = words.kind(text.value);
    if found.is_none() {
        table.page.unknown(
            &text.span,
            "kind of event",
            text.value,
            words.by_id.keys().map(String::as_str),
            "look in vocabulary/events/, or add the kind there",
        );
    }
    found
}

/// A set of kinds.
pub(crate) fn kinds(table: &Table<'_>, texts: &[At<&str>], words: &Vocabulary) -> KindSet {
    texts.iter().filter_map(|text| kind(table, text, words)).collect()
}

/// A set of kinds that record a decision with its reason.
pub(crate) fn reason_kinds(
    table: &Table<'_>,
    texts: &[At<&str>],
    words: &Vocabulary,
    what: &str,
) -> KindSet {
    let mut set = KindSet::EMPTY;
    for text in texts {
        let Some(found) = kind(table, text, words) else { continue };
        if words.event(found).is_some_and(|event| event.value != ValueKind::Reason) {
            table.page.report(
                Code::Conflict,
                &text.span,
                format!("{what} `{}` does not record a reason", short(text.value)),
                "name a kind with value = \"reason\", or give this one that value in vocabulary/events/",
            );
        }
        set = set.with(found);
    }
    set
}

/// The resolution whose paragraphs duties serve.
pub(crate) const RESOLUTION: &str = "A/RES/65/212";

/// The operative units of 65/212: number, and the last letter where it has subparagraphs.
const UNITS: [(u32, Option<char>); 10] = [
    (1, None),
    (2, None),
    (3, Some('e')),
    (4, Some('j')),
    (5, Some('h')),
    (6, None),
    (7, None),
    (8, None),
    (9, Some('g')),
    (10, None),
];

/// Whether this is an operative unit of 65/212: `1`, `4`, `4(g)`.
fn is_operative_unit(unit: &str) -> bool {
    let (number, letter) = match unit.split_once('(') {
        None => (unit, None),
        Some((number, rest)) => match rest.strip_suffix(')').map(|inner| (inner, inner.len())) {
            Some((inner, 1)) => (number, inner.chars().next()),
            Some(_) | None => return false,
        },
    };
    UNITS.iter().any(|(known, last)| {
        number == known.to_string()
            && match (letter, last) {
                (None, _) => true,
                (Some(letter), Some(last)) => ('a'..=*last).contains(&letter),
                (Some(_), None) => false,
            }
    })
}

/// Paragraphs of resolutions; those of 65/212 must exist. Returns them with whether one of 65/212 is among them.
pub(crate) fn paragraphs(table: &Table<'_>, texts: &[At<&str>]) -> (Vec<String>, bool) {
    let mut ours = false;
    for text in texts {
        match text.value.split_once(' ') {
            Some((RESOLUTION, unit)) if is_operative_unit(unit) => ours = true,
            Some((RESOLUTION, unit)) => {
                // Meant as one of ours: that none is named need not be said as well.
                ours = true;
                table.page.report(
                    Code::UnknownName,
                    &text.span,
                    format!("resolution 65/212 has no operative paragraph `{}`", short(unit)),
                    "its paragraphs are 1 to 10, with 3(a)-(e), 4(a)-(j), 5(a)-(h) and 9(a)-(g)",
                );
            }
            Some((symbol, unit)) if symbol.starts_with("A/") && !unit.trim().is_empty() => {}
            Some(_) | None => table.page.report(
                Code::WrongValue,
                &text.span,
                format!("`{}` is not a paragraph of a resolution", short(text.value)),
                "write symbol, space, paragraph: A/RES/65/212 4(g)",
            ),
        }
    }
    (texts.iter().map(|text| text.value.to_owned()).collect(), ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolution_65_212_has_its_ten_paragraphs_and_thirty_subparagraphs() {
        let letters = ('a'..='z').flat_map(|c| (1..=12).map(move |n| format!("{n}({c})")));
        assert_eq!(letters.filter(|unit| is_operative_unit(unit)).count(), 30);
        let whole = (0..=20).map(|n| n.to_string());
        assert_eq!(whole.filter(|unit| is_operative_unit(unit)).count(), 10);
        for wrong in ["", "4(g", "4g", "4(gg)", "4()", "04(g)", "4(g) ", "4(k)", "1(a)"] {
            assert!(!is_operative_unit(wrong), "{wrong}");
        }
    }

    #[test]
    fn ids_are_words_joined_by_hyphens() {
        for good in ["a", "8cfr-287-3-d", "consular-information"] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", "-", "a-", "A", "a b", "a--b", "ä"] {
            assert!(!is_id(bad), "{bad}");
        }
        assert!(is_upper_id("STATELESS-1954") && !is_upper_id("Vccr"));
    }
}
