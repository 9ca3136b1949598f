//! Further verbs of a paragraph in the languages other than English: "et exhorte", "e insta", "и просит", "وتحث", "并敦促".
//!
//! A verb counts where something links it to the one before: a conjunction, a comma before a participle of the preamble, a
//! comma before a verb that addresses somebody. Its form must be that of the place: participles in a preamble, finite verbs
//! after it. Chinese has one form for both, Arabic marks a preamble by "وإذ". The tables are those of opening verbs.

use super::verbs::opening;
use crate::{
    language::Language,
    model::{Class, Kind},
};

/// A verb phrase in a text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Further {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) class: Class,
}

/// How a verb is tied to what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    /// "and", "but".
    Joined,
    /// A comma alone.
    Comma,
}

/// What may stand between a conjunction and its verb.
const REGARD: &[(Language, &[&str])] = &[
    (
        Language::French,
        &["à cet égard", "à ce propos", "dans ce contexte", "à cette fin", "en conséquence"],
    ),
    (
        Language::Spanish,
        &[
            "a ese respecto",
            "a este respecto",
            "en ese sentido",
            "en este sentido",
            "en ese contexto",
        ],
    ),
    (
        Language::Russian,
        &["в этой связи", "в связи с этим", "в этом контексте", "в этом отношении"],
    ),
];

const CONJUNCTIONS: &[(Language, &[&str])] = &[
    (Language::French, &["et", "mais"]),
    (Language::Spanish, &["y", "e", "pero"]),
    (Language::Russian, &["и", "а также", "но"]),
];

/// What may stand before a Chinese verb after a comma, the longest first.
const CHINESE: &[&str] = &[
    "并在这方面",
    "在这方面又",
    "在这方面还",
    "并为此",
    "并进一步",
    "同时",
    "此外",
    "并",
    "又",
    "还",
];

/// Pronouns between a conjunction and its verb: "et les engage".
const PRONOUNS: &[(Language, &[&str])] = &[
    (Language::French, &["les ", "l’", "l'"]),
    (Language::Spanish, &["los ", "las ", "lo ", "la "]),
];

fn of<'t>(table: &'t [(Language, &'t [&'t str])], language: Language) -> &'t [&'t str] {
    table.iter().find(|(known, _)| *known == language).map_or(&[], |(_, words)| words)
}

/// The pronoun that ends the words before a verb.
pub(super) fn pronoun(head: &str, language: Language) -> Option<String> {
    let found = of(PRONOUNS, language)
        .iter()
        .find(|pronoun| head.strip_suffix(**pronoun).is_some_and(|before| before.ends_with(' ')));
    found.map(|pronoun| pronoun.trim_end().to_owned())
}

/// All further verbs, in the order of the text; the opening one ends at `from`.
pub(super) fn read(text: &str, from: usize, kind: Kind, language: Language) -> Vec<Further> {
    match language {
        Language::English => Vec::new(),
        Language::Chinese => chinese(text, from, kind),
        Language::Arabic => arabic(text, from, kind),
        Language::French | Language::Russian | Language::Spanish => {
            spaced(text, from, kind, language)
        }
    }
}

/// Languages with conjunctions and spaces.
fn spaced(text: &str, from: usize, kind: Kind, language: Language) -> Vec<Further> {
    let mut found = Vec::new();
    let mut at = from;
    while let Some(space) = text.get(at..).and_then(|rest| rest.find(' ')) {
        at += space + 1;
        let head = text[..at - 1].trim_end();
        let Some(link) = link(head, language) else { continue };
        let rest = &text[at..];
        at += of(PRONOUNS, language)
            .iter()
            .find(|pronoun| rest.starts_with(**pronoun))
            .map_or(0, |pronoun| pronoun.len());
        let Some((length, class)) = opening(&text[at..], language) else { continue };
        let verb = &text[at..at + length];
        let fits = match kind {
            // "sachant que" after a comma belongs to what was just said.
            Kind::Preambular => {
                is_participle(verb, language) && (link == Link::Joined || verb != "sachant")
            }
            Kind::Operative | Kind::Sub => {
                !is_participle(verb, language) && (link == Link::Joined || class.addresses())
            }
        };
        if fits && !is_noun(&text[at + length..], verb, language) {
            found.push(Further { start: at, end: at + length, class });
            at += length;
        }
    }
    found
}

/// Whether the words before a place tie it to them.
fn link(head: &str, language: Language) -> Option<Link> {
    let comma = head.ends_with(',');
    let bare = head.trim_end_matches([',', ' ']);
    let before = of(REGARD, language)
        .iter()
        .find_map(|words| ends_with_word(bare, words))
        .map_or(bare, |before| before.trim_end_matches([',', ' ']));
    if of(CONJUNCTIONS, language).iter().any(|word| ends_with_word(before, word).is_some()) {
        return Some(Link::Joined);
    }
    comma.then_some(Link::Comma)
}

/// The text before a word at its end, if the word stands there whole.
fn ends_with_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let before = text.strip_suffix(word)?;
    (before.is_empty() || before.ends_with([' ', ',', '\u{a0}'])).then_some(before)
}

/// Whether a phrase has the form of a preamble.
fn is_participle(verb: &str, language: Language) -> bool {
    let lower = verb.to_lowercase();
    let mut words = lower.split(' ');
    match language {
        Language::French => {
            const FEELINGS: [&str; 6] =
                ["préoccupée", "inquiète", "consciente", "alarmée", "résolue", "demeurant"];
            words.any(|word| word.ends_with("ant") || FEELINGS.contains(&word))
        }
        Language::Spanish => words.any(|word| {
            word.ends_with("ndo") || matches!(word, "preocupada" | "consciente" | "alarmada")
        }),
        Language::Russian => {
            words.any(|word| word.ends_with('я') || word.ends_with("ясь") || word == "будучи")
        }
        Language::Arabic | Language::Chinese | Language::English => false,
    }
}

/// "une demande", "y note": a word of a table that is no verb here.
fn is_noun(after: &str, verb: &str, language: Language) -> bool {
    let next = after.trim_start();
    match language {
        // "et demande de visa": a request by the Assembly names somebody first.
        Language::French => {
            matches!(verb, "note" | "demande")
                && (next.starts_with("de ") || next.starts_with("par "))
        }
        Language::Spanish | Language::Russian => false,
        Language::Arabic | Language::Chinese | Language::English => false,
    }
}

/// "، وتحث": the conjunction is part of the word. In a preamble "وإذ" comes before the verb.
fn arabic(text: &str, from: usize, kind: Kind) -> Vec<Further> {
    let mut found = Vec::new();
    let mut at = from;
    while let Some(space) = text.get(at..).and_then(|rest| rest.find(' ')) {
        at += space + 1;
        let rest = &text[at..];
        let Some(after_and) = rest.strip_prefix('و') else { continue };
        let and = rest.len() - after_and.len();
        let preamble = after_and.strip_prefix("إذ ").is_some();
        let skip = if preamble { 0 } else { and };
        let tied = match kind {
            Kind::Preambular => preamble,
            Kind::Operative | Kind::Sub => text[..at].trim_end().ends_with('،'),
        };
        if !tied {
            continue;
        }
        if let Some((length, class)) = opening(&rest[skip..], Language::Arabic) {
            found.push(Further { start: at + skip, end: at + skip + length, class });
            at += skip + length;
        }
    }
    found
}

/// "，并敦促": after a comma, with or without a word that joins.
fn chinese(text: &str, from: usize, kind: Kind) -> Vec<Further> {
    let mut found: Vec<Further> = Vec::new();
    // "表示关切并谴责": the second verb follows the first at once.
    if let Some(verb) = text.get(from..).and_then(|rest| rest.strip_prefix('并'))
        && let Some((length, class)) = opening(verb, Language::Chinese)
    {
        let start = text.len() - verb.len();
        found.push(Further { start, end: start + length, class });
    }
    for (comma, mark) in text.match_indices('，') {
        let mut start = comma + mark.len();
        if comma < from || found.last().is_some_and(|last| comma < last.end) {
            continue;
        }
        start += text[start..].len() - text[start..].trim_start().len();
        let rest = &text[start..];
        let joint = CHINESE.iter().find(|joint| rest.starts_with(**joint));
        let verb = joint.map_or(rest, |joint| &rest[joint.len()..]);
        let Some((length, class)) = opening(verb, Language::Chinese) else { continue };
        let joined = joint.is_some() || text[..comma].ends_with("在这方面");
        let fits = match kind {
            // "…的影响，要求采取全球办法": what the situation calls for.
            Kind::Preambular => joined || !verb.starts_with("要求"),
            // "while recognizing", "bearing in mind": not what the Assembly does there.
            Kind::Operative | Kind::Sub => {
                let aside = joint.is_some_and(|joint| *joint == "同时") || verb.starts_with("铭记");
                !aside && (joined || class.addresses())
            }
        };
        if fits {
            let start = start + (rest.len() - verb.len());
            found.push(Further { start, end: start + length, class });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::verbs;
    use super::*;

    fn classes(text: &str, kind: Kind, language: Language) -> Vec<(String, Class)> {
        verbs::read(text, kind, language).into_iter().map(|v| (v.verb, v.class)).collect()
    }

    fn one(verb: &str, class: Class) -> (String, Class) {
        (verb.to_owned(), class)
    }

    #[test]
    fn two_verbs_in_five_languages() {
        // Invented sentences in the manner of resolutions.
        for (language, text, wanted) in [
            (
                Language::French,
                "Condamne énergiquement le vol d’huile, et exhorte les ports à la garder ;",
                [one("Condamne énergiquement", Class::Condemn), one("exhorte", Class::Urge)],
            ),
            (
                Language::Spanish,
                "Expresa su preocupación por la niebla, y en ese sentido insta a los puertos a que esperen;",
                [one("Expresa su preocupación", Class::ExpressConcern), one("insta", Class::Urge)],
            ),
            (
                Language::Russian,
                "призывает порты беречь лампы и просит капитанов ждать;",
                [one("призывает", Class::CallUpon), one("просит", Class::Request)],
            ),
            (
                Language::Arabic,
                "تدين بشدة سرقة الزيت، وتحث الموانئ على حراسته؛",
                [one("تدين بشدة", Class::Condemn), one("تحث", Class::Urge)],
            ),
            (
                Language::Chinese,
                "强烈谴责偷油，并敦促港口看守；",
                [one("强烈谴责", Class::Condemn), one("敦促", Class::Urge)],
            ),
        ] {
            assert_eq!(classes(text, Kind::Operative, language), wanted, "{text}");
        }
    }

    #[test]
    fn a_word_that_only_looks_like_a_verb_of_the_assembly() {
        for (language, text) in [
            (Language::French, "Prend note du port, qui accueille et note les navires ;"),
            (Language::Spanish, "Reconoce el puerto que recuerda, alentando a nadie;"),
            (Language::Arabic, "تحيط علما بالسفن التي تحرس وتشجع الموانئ؛"),
        ] {
            let found = classes(text, Kind::Operative, language);
            assert!(found.len() <= 2, "{found:?}");
        }
        assert_eq!(classes("承认灯的作用，强调灯；", Kind::Operative, Language::Chinese).len(), 1);
    }
}
