//! The verbs by which the Assembly speaks in a paragraph: the one that opens
//! it, and those that follow after "and", often to somebody else.
//!
//! A verb inside a clause ("which recognizes that …") is not one of them.

use std::{collections::HashMap, sync::LazyLock};

use super::{
    addressees, addressees_further,
    verbs_further::{self, Further},
    verbs_tables::{AFTER, BEFORE, ENGLISH, FEELINGS, openings},
    words::Words,
};
use crate::{
    clean::characters,
    language::Language,
    model::{Class, Kind, Verb},
};

/// How many words back a clause may have begun.
const REACH: usize = 200;

/// How a verb is inflected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// "requests"
    Third,
    /// "recalling", "concerned"
    Participle,
}

struct Entry {
    phrase: &'static str,
    form: Form,
    class: Class,
}

static BY_FIRST_WORD: LazyLock<HashMap<&'static str, Vec<Entry>>> = LazyLock::new(|| {
    let mut map: HashMap<&'static str, Vec<Entry>> = HashMap::new();
    for (third, participle, class) in ENGLISH {
        for (phrase, form) in [(*third, Form::Third), (*participle, Form::Participle)] {
            let first = phrase.split(' ').next().unwrap_or(phrase);
            map.entry(first).or_default().push(Entry { phrase, form, class: *class });
        }
    }
    map
});

/// A verb found in words.
struct Found {
    /// Words `from..to`.
    from: usize,
    to: usize,
    form: Form,
    class: Class,
}

/// Reads the verbs of a paragraph.
pub(crate) fn read(text: &str, kind: Kind, language: Language) -> Vec<Verb> {
    match language {
        Language::English => english(text, kind),
        Language::Arabic
        | Language::Chinese
        | Language::French
        | Language::Russian
        | Language::Spanish => in_other_languages(text, kind, language),
    }
}

/// The opening verb, and those tied to it.
fn in_other_languages(text: &str, kind: Kind, language: Language) -> Vec<Verb> {
    let first = opening(text, language).map(|(end, class)| Further { start: 0, end, class });
    let from = first.map_or(0, |verb| verb.end);
    let further = verbs_further::read(text, from, kind, language);
    let found: Vec<Further> = first.into_iter().chain(further).collect();
    let ends = found.iter().skip(1).map(|next| next.start).chain([text.len()]);
    found
        .iter()
        .zip(ends)
        .map(|(verb, end)| Verb {
            verb: text[verb.start..verb.end].to_owned(),
            offset: characters(text, verb.start),
            class: verb.class,
            addressees: {
                let after = text.get(verb.end..end).unwrap_or_default();
                let found = addressees_further::read(after, verb.class, language);
                // "et les engage": whom it addresses stands before the verb.
                let pronoun = verbs_further::pronoun(&text[..verb.start], language);
                if found.is_empty() { pronoun.into_iter().collect() } else { found }
            },
        })
        .collect()
}

/// Whether a line opens with a verb of the Assembly, in any language.
pub(crate) fn opens(line: &str) -> bool {
    let head = head(line);
    at(&Words::new(head), 0).is_some()
        || Language::ALL.into_iter().any(|language| opening(head, language).is_some())
}

/// Whether it opens with one that makes the paragraph operative ("Approves"),
/// even without a number.
pub(crate) fn opens_operative(line: &str, language: Option<Language>) -> bool {
    language == Some(Language::English)
        && at(&Words::new(head(line)), 0).is_some_and(|found| found.form == Form::Third)
}

/// Enough of a line to hold any verb phrase.
fn head(line: &str) -> &str {
    line.char_indices().nth(80).map_or(line, |(end, _)| &line[..end])
}

fn english(text: &str, kind: Kind) -> Vec<Verb> {
    let words = Words::new(text);
    let mut found: Vec<Found> = Vec::new();
    let mut i = 0;
    while i < words.words.len() {
        let verb = if i == 0 { at(&words, 0) } else { further(&words, i, kind, &found) };
        match verb {
            Some(verb) => {
                i = verb.to;
                found.push(verb);
            }
            None => i += 1,
        }
    }
    let ends: Vec<usize> = found
        .iter()
        .skip(1)
        .map(|f| words.words[f.from].start)
        .chain(std::iter::once(text.len()))
        .collect();
    found
        .iter()
        .zip(ends)
        .filter_map(|(f, end)| {
            let start = words.words.get(f.from)?.start;
            let after = words.words.get(f.to.checked_sub(1)?)?.end;
            Some(Verb {
                verb: text[start..after].to_owned(),
                offset: characters(text, start),
                class: f.class,
                addressees: addressees::read(text.get(after..end)?, f.class),
            })
        })
        .collect()
}

/// A verb phrase at word `i`, adverbs included.
fn at(words: &Words<'_>, i: usize) -> Option<Found> {
    let mut verb = i;
    while BEFORE.contains(&words.get(verb).to_ascii_lowercase().as_str()) && verb - i < 4 {
        verb += 1;
    }
    let first = words.get(verb).to_ascii_lowercase();
    if let "expresses" | "expressing" = first.as_str() {
        let form = if first == "expresses" { Form::Third } else { Form::Participle };
        let (to, class) = feeling(words, verb + 1)?;
        return Some(Found { from: i, to, form, class });
    }
    let (entry, length) = BY_FIRST_WORD
        .get(first.as_str())?
        .iter()
        .filter_map(|entry| words.phrase(verb, entry.phrase).map(|n| (entry, n)))
        .max_by_key(|(_, n)| *n)?;
    let mut to = verb + length;
    let mut class = entry.class;
    if let Some(n) = AFTER.iter().find_map(|phrase| words.phrase(to, phrase)) {
        // "calls once again upon" is whole; "also" before "upon" is not.
        to += n;
    }
    if words.is(to, "with")
        && let Some((after, felt)) = feeling(words, to + 1)
    {
        to = after;
        if felt == Class::ExpressConcern {
            class = felt;
        }
    } else if words.is(to, "its")
        && let Some((after, felt)) = feeling(words, to)
    {
        to = after;
        if felt == Class::ExpressConcern {
            class = felt;
        }
    }
    Some(Found { from: i, to, form: entry.form, class })
}

/// "its deep concern", "appreciation": the end and the class.
fn feeling(words: &Words<'_>, from: usize) -> Option<(usize, Class)> {
    (from..from + 4).find_map(|i| {
        let word = words.get(i);
        let (_, class) = FEELINGS.iter().find(|(noun, _)| word.eq_ignore_ascii_case(noun))?;
        Some((i + 1, *class))
    })
}

/// A verb that follows another in the same paragraph.
fn further(words: &Words<'_>, i: usize, kind: Kind, found: &[Found]) -> Option<Found> {
    // Cheap refusal first: most words follow neither "and" nor a comma.
    let comma = words.gap_before(i).trim_start().starts_with(',');
    let joined =
        words.is(i.wrapping_sub(1), "and") && words.gap_before(i) == " " || regard(words, i);
    if !comma && !joined {
        return None;
    }
    let verb = at(words, i)?;
    let wanted = match kind {
        Kind::Preambular => Form::Participle,
        Kind::Operative | Kind::Sub => Form::Third,
    };
    if verb.form != wanted {
        return None;
    }
    let linked = match wanted {
        // ", recognizing the discussion": participles need no "and".
        Form::Participle => joined || (comma && is_gerund(words, &verb)),
        Form::Third => joined || (comma && verb.class.addresses()),
    };
    if !linked || is_noun(words, &verb) {
        return None;
    }
    let previous = found.last().map_or(0, |f| f.to);
    (!in_clause(words, previous, i)).then_some(verb)
}

/// "and in this regard urges", "and, in that context, requests", and in a preamble ", in this regard recognizing".
fn regard(words: &Words<'_>, i: usize) -> bool {
    let Some(from) = i.checked_sub(4) else { return false };
    let tied = words.is(from, "and") || words.gap_before(from + 1).starts_with(',');
    tied && words.is(from + 1, "in")
        && matches!(words.get(from + 2), "this" | "that" | "the")
        && matches!(words.get(from + 3), "regard" | "context" | "respect" | "connection" | "sense")
}

/// "concerned" and "resolved" after a comma are mostly about somebody else.
fn is_gerund(words: &Words<'_>, verb: &Found) -> bool {
    (verb.from..verb.to).any(|i| words.get(i).ends_with("ing"))
}

/// "requests for information", "notes by", "calls for proposals": plurals.
fn is_noun(words: &Words<'_>, verb: &Found) -> bool {
    verb.form == Form::Third
        && matches!(words.get(verb.to), "for" | "from" | "by" | "of" | "made")
        && !words.get(verb.to - 1).eq_ignore_ascii_case("attention")
        && matches!(
            words.get(verb.from).to_ascii_lowercase().as_str(),
            "requests" | "notes" | "demands" | "supports" | "appeals" | "stresses"
        )
}

/// Whether the verb continues a clause about a text that itself speaks:
/// "the Declaration, which recognizes that … and calls for …".
fn in_clause(words: &Words<'_>, from: usize, i: usize) -> bool {
    let comma = words.gap_before(i).contains(',')
        || words.gap_before(i.wrapping_sub(1)).contains(',')
        || words.gap_before(i.wrapping_sub(4)).contains(',');
    !comma
        && (from.max(i.saturating_sub(REACH))..i).any(|w| {
            words.is(w, "which") && at(words, w + 1).is_some_and(|inner| inner.form == Form::Third)
        })
}

/// The opening phrase of a paragraph in a language other than English: how
/// many bytes it takes, and its class.
pub(super) fn opening(text: &str, language: Language) -> Option<(usize, Class)> {
    let mut start = 0;
    let lower = fold(head(text));
    let mut rest = lower.as_str();
    if language == Language::Arabic {
        rest = rest.trim_start_matches("وإذ ").trim_start_matches("إذ ");
    }
    if language == Language::Chinese {
        rest = rest.trim_start_matches(['又', '还', '也', '并']);
    }
    start += lower.len() - rest.len();
    let (phrase, class) = openings(language)
        .iter()
        .filter(|(phrase, _)| {
            rest.strip_prefix(phrase).is_some_and(|after| {
                // "تشجعها": whom it addresses is glued to the Arabic verb.
                let suffix = if language == Language::Arabic {
                    ["ها", "هم"].iter().find_map(|s| after.strip_prefix(s)).unwrap_or(after)
                } else {
                    after
                };
                language == Language::Chinese || !suffix.starts_with(char::is_alphanumeric)
            })
        })
        .max_by_key(|(phrase, _)| phrase.len())?;
    let end = start + phrase.len();
    let adverb = [
        "également",
        "en outre",
        "de nouveau",
        "también",
        "además",
        "также",
        "далее",
        "أيضا",
        "كذلك",
    ]
    .iter()
    .find(|a| lower[end..].strip_prefix(' ').is_some_and(|r| r.starts_with(**a)))
    .map_or(0, |a| a.len() + 1);
    Some((unfold(text, &lower, end + adverb), *class))
}

/// Lower case, one apostrophe, no Arabic vowel signs.
fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| !is_vowel_sign(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == '\'' { '’' } else { c })
        .collect()
}

fn is_vowel_sign(c: char) -> bool {
    matches!(c, '\u{64b}'..='\u{652}' | '\u{640}')
}

/// The byte in the original that a byte in the folded text corresponds to.
fn unfold(text: &str, folded: &str, byte: usize) -> usize {
    let wanted = folded[..byte].chars().count();
    let mut seen = 0;
    for (at, c) in text.char_indices() {
        if seen >= wanted && !is_vowel_sign(c) {
            return at;
        }
        if !is_vowel_sign(c) {
            seen += c.to_lowercase().count();
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verbs(text: &str, kind: Kind) -> Vec<(String, Class)> {
        read(text, kind, Language::English).into_iter().map(|v| (v.verb, v.class)).collect()
    }

    fn one(verb: &str, class: Class) -> (String, Class) {
        (verb.to_owned(), class)
    }

    #[test]
    fn two_verbs_in_one_paragraph() {
        // Invented sentences in the manner of resolutions.
        assert_eq!(
            verbs("Strongly condemns piracy, and urges harbours to keep lamps lit;", Kind::Sub),
            [one("Strongly condemns", Class::Condemn), one("urges", Class::Urge)]
        );
        assert_eq!(
            verbs(
                "Expresses its concern about fog, and in that regard requests pilots to wait;",
                Kind::Operative
            ),
            [one("Expresses its concern", Class::ExpressConcern), one("requests", Class::Request)]
        );
        assert_eq!(
            verbs("Encourages crews to rest, and also encourages ports to help;", Kind::Operative),
            [one("Encourages", Class::Encourage), one("also encourages", Class::Encourage)]
        );
    }

    #[test]
    fn clauses_and_nouns_are_not_verbs_of_the_assembly() {
        assert_eq!(
            verbs(
                "Recalls that the Charter of Lamps recognizes light and requests for oil;",
                Kind::Sub
            ),
            [one("Recalls", Class::Reaffirm)]
        );
        assert_eq!(
            verbs(
                "Recalling the Outcome, which recognizes fog and calls for lamps,",
                Kind::Preambular
            )
            .len(),
            1
        );
        assert_eq!(
            verbs("Calls upon ports to open, recognizing the role of pilots;", Kind::Operative)
                .len(),
            1
        );
    }

    #[test]
    fn concern_and_adverbs_belong_to_the_verb() {
        assert_eq!(
            verbs("Notes with deep concern that", Kind::Operative),
            [one("Notes with deep concern", Class::ExpressConcern)]
        );
        assert_eq!(
            verbs("Reaffirms emphatically the duty", Kind::Operative),
            [one("Reaffirms emphatically", Class::Reaffirm)]
        );
        assert_eq!(
            verbs("Taking note with appreciation of", Kind::Preambular),
            [one("Taking note with appreciation", Class::Acknowledge)]
        );
        assert_eq!(
            verbs("Bearing in mind also that", Kind::Preambular),
            [one("Bearing in mind also", Class::Acknowledge)]
        );
    }

    #[test]
    fn openings_of_the_other_languages() {
        for (language, text, verb, class) in [
            (Language::French, "Demande instamment à tous", "Demande instamment", Class::Urge),
            (Language::French, "Rappelant également la", "Rappelant également", Class::Reaffirm),
            (Language::Spanish, "Insta a todos", "Insta", Class::Urge),
            (
                Language::Russian,
                "настоятельно призывает все",
                "настоятельно призывает",
                Class::Urge,
            ),
            (Language::Arabic, "تشجّع الدول", "تشجّع", Class::Encourage),
            (Language::Arabic, "وإذ تسلّم بأن", "وإذ تسلّم", Class::Acknowledge),
            (Language::Chinese, "又鼓励各国", "又鼓励", Class::Encourage),
        ] {
            let found = read(text, Kind::Operative, language);
            assert_eq!(found.first().map(|v| (v.verb.as_str(), v.class)), Some((verb, class)));
        }
    }
}
