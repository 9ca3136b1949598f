//! Whom a verb addresses in the languages other than English: "aux États qui ne l'ont pas encore fait", "Генерального
//! секретаря", "بالدول", "尚未这样做的国家".
//!
//! Works on the words between one verb of the Assembly and the next. What is asked begins with an infinitive, a conjunction or,
//! in Chinese, with the next verb, which nothing marks: there the longest run of known actors is taken. Only verbs that address
//! somebody are read; who bears a duty that is reaffirmed is told in English only.

use super::{
    addressees_scripts::{arabic, chinese},
    words::Words,
};
use crate::{language::Language, model::Class};

/// An addressee longer than this was not one.
const LONGEST: usize = 300;

/// Reads the addressees from the words after a verb.
pub(super) fn read(after: &str, class: Class, language: Language) -> Vec<String> {
    if !class.addresses() {
        return Vec::new();
    }
    let mut found = match language {
        Language::English => Vec::new(),
        Language::French => spaced(after, &FRENCH),
        Language::Spanish => spaced(after, &SPANISH),
        Language::Russian => spaced(after, &RUSSIAN),
        Language::Arabic => arabic(after),
        Language::Chinese => chinese(after),
    };
    found.retain(|one| !one.is_empty() && one.len() <= LONGEST);
    found
}

/// What a language of words and prepositions needs.
struct Grammar {
    /// Stems of words that name who can act, lower case.
    actors: &'static [&'static str],
    /// Prepositions that only lead to the addressee, and what stays of them.
    lead: &'static [(&'static str, &'static str)],
    /// Words that join two addressees.
    and: &'static [&'static str],
    /// Words with which an insertion begins.
    insertions: &'static [&'static str],
    /// Whether what is asked begins at this word; the word before it is given too.
    begins: fn(before: &str, word: &str, next: &str) -> bool,
}

const FRENCH: Grammar = Grammar {
    actors: &[
        "état",
        "gouvernement",
        "secrétaire",
        "organisation",
        "organisme",
        "société",
        "partie",
        "institution",
        "système",
        "rapporteu",
        "comité",
        "commissa",
        "secteur",
        "fonds",
        "programme",
        "entité",
        "pays",
        "acteur",
        "partenaire",
        "médias",
        "mécanisme",
        "président",
        "conseil",
        "communauté",
        "employeur",
        "autorité",
    ],
    lead: &[("aux ", ""), ("au ", ""), ("à l’", "l’"), ("à la ", "la "), ("à ", "")],
    and: &[" et ", " ainsi que ", " ainsi qu’"],
    insertions: &[
        "en",
        "dans",
        "conformément",
        "selon",
        "agissant",
        "si",
        "lorsque",
        "à",
        "par",
        "afin",
        "compte",
    ],
    begins: |before, word, next| {
        let marked = matches!(word, "de" | "à") && is_french_infinitive(next)
            || matches!(word, "de" | "à") && next == "ne"
            || word.strip_prefix("d’").is_some_and(is_french_infinitive)
            || matches!(word, "de" | "à") && matches!(next, "se" | "lui" | "leur" | "y" | "en");
        marked && !matches!(before, "mandat" | "mission" | "droit" | "moyen" | "charge" | "mesure")
    },
};

const SPANISH: Grammar = Grammar {
    actors: &[
        "estado",
        "gobierno",
        "secretari",
        "organizacion",
        "organismo",
        "sociedad",
        "parte",
        "institucion",
        "sistema",
        "relator",
        "comité",
        "comisionad",
        "sector",
        "fondo",
        "programa",
        "entidad",
        "país",
        "agente",
        "asociado",
        "medios",
        "mecanismo",
        "president",
        "consejo",
        "comunidad",
        "empleador",
        "autoridad",
        "interesad",
    ],
    lead: &[("al ", "el "), ("a los ", "los "), ("a las ", "las "), ("a la ", "la "), ("a ", "")],
    and: &[" y ", " e ", " así como "],
    insertions: &["de", "en", "con", "según", "cuando", "si", "por", "teniendo", "actuando"],
    begins: |_, word, next| {
        word == "que" || (word == "a" && (next == "que" || is_spanish_infinitive(next)))
    },
};

const RUSSIAN: Grammar = Grammar {
    actors: &[
        "государств",
        "правительств",
        "секретар",
        "организаци",
        "учреждени",
        "обществ",
        "сторон",
        "систем",
        "докладчик",
        "комитет",
        "комиссар",
        "сектор",
        "фонд",
        "программ",
        "орган",
        "стран",
        "субъект",
        "партнер",
        "сми",
        "механизм",
        "председател",
        "совет",
        "работодател",
        "заинтересованн",
    ],
    lead: &[],
    and: &[" и ", " а также "],
    insertions: &[
        "в",
        "на",
        "с",
        "при",
        "по",
        "согласно",
        "действуя",
        "если",
        "когда",
        "для",
        "путем",
        "особенно",
    ],
    begins: |_, word, _| is_russian_infinitive(word),
};

fn is_french_infinitive(word: &str) -> bool {
    const NOUNS: [&str; 14] = [
        "titre",
        "cadre",
        "ordre",
        "nombre",
        "membre",
        "autre",
        "contraire",
        "caractère",
        "matière",
        "frontière",
        "particulier",
        "avenir",
        "plaisir",
        "lumière",
    ];
    word.len() > 3
        && ["er", "ir", "re"].iter().any(|end| word.ends_with(end))
        && !NOUNS.contains(&word)
}

fn is_spanish_infinitive(word: &str) -> bool {
    let bare = ["se", "lo", "la", "los", "las", "le", "les"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .unwrap_or(word);
    let ends = |word: &str| ["ar", "er", "ir"].iter().any(|end| word.ends_with(end));
    word.len() > 3 && (ends(word) || ends(bare))
}

fn is_russian_infinitive(word: &str) -> bool {
    let bare = word.strip_suffix("ся").unwrap_or(word);
    let noun = ["ость", "сеть", "часть", "власть", "область", "путь", "смерть", "память", "честь"]
        .iter()
        .any(|noun| bare.ends_with(noun));
    let verb = ["ать", "ять", "ить", "еть", "уть", "оть", "ыть", "сти", "чь"]
        .iter()
        .any(|end| bare.ends_with(end));
    verb && !noun
        && !matches!(bare, "части" | "области" | "власти" | "сети" | "ответственности" | "речь")
}

fn names_actor(piece: &str, actors: &[&str]) -> bool {
    let lower = piece.to_lowercase();
    lower
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .any(|word| actors.iter().any(|actor| word.starts_with(actor)))
}

fn spaced(after: &str, grammar: &Grammar) -> Vec<String> {
    let words = Words::new(after);
    let lower = |i: usize| words.get(i).to_lowercase().replace('\'', "’");
    let asked = (0..words.words.len()).find(|i| {
        let before = i.checked_sub(1).map(lower).unwrap_or_default();
        (grammar.begins)(&before, &lower(*i), &lower(i + 1))
    });
    let Some(asked) = asked else { return Vec::new() };
    let Some(phrase) = words.words.get(asked).and_then(|word| after.get(..word.start)) else {
        return Vec::new();
    };
    // Where each begins and ends in the phrase: what is added to one keeps the words between.
    let mut out: Vec<(usize, usize)> = Vec::new();
    let place = |piece: &str| {
        let start = piece.as_ptr() as usize - phrase.as_ptr() as usize;
        (start, start + piece.len())
    };
    for chunk in phrase.trim().trim_end_matches(',').split(", ") {
        let chunk = chunk.trim();
        let first = chunk.split(' ').next().unwrap_or_default().to_lowercase();
        let leads = grammar.lead.iter().any(|(lead, _)| chunk.starts_with(lead));
        if chunk.is_empty() || (!leads && grammar.insertions.contains(&first.as_str())) {
            continue;
        }
        for piece in pieces(chunk, grammar) {
            let (start, end) = place(piece);
            if names_actor(piece, grammar.actors) || piece == "их" {
                out.push((start, end));
            } else if let Some(last) = out.last_mut() {
                // "pays d'origine, de transit et de destination", "государства, которые еще не сделали этого"
                last.1 = end;
            }
        }
    }
    out.into_iter()
        .filter_map(|(start, end)| Some(without_lead(phrase.get(start..end)?, grammar)))
        .collect()
}

/// Splits at a conjunction where another actor begins.
fn pieces<'t>(chunk: &'t str, grammar: &Grammar) -> Vec<&'t str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some((found, and)) = grammar
        .and
        .iter()
        .filter_map(|and| chunk[at..].find(and).map(|found| (at + found, *and)))
        .min_by_key(|(found, _)| *found)
    {
        let (left, right) = (&chunk[start..found], &chunk[found + and.len()..]);
        let next = right.split(" et ").next().unwrap_or(right);
        let head: String = next.split(' ').take(4).collect::<Vec<_>>().join(" ");
        if names_actor(left, grammar.actors) && names_actor(&head, grammar.actors) {
            out.push(left.trim());
            start = found + and.len();
        }
        at = found + and.len();
    }
    out.push(chunk[start..].trim());
    out
}

fn without_lead(piece: &str, grammar: &Grammar) -> String {
    for (lead, stays) in grammar.lead {
        if let Some(rest) = piece.strip_prefix(lead) {
            return format!("{stays}{rest}");
        }
    }
    piece.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_clauses_and_insertions() {
        // Invented.
        for (language, after, wanted) in [
            (
                Language::French,
                " aux États qui ne l’ont pas encore fait d’envisager de garder",
                &["États qui ne l’ont pas encore fait"][..],
            ),
            (
                Language::French,
                " les ports, la société des phares et le Secrétaire général à veiller",
                &["la société des phares", "le Secrétaire général"],
            ),
            (
                Language::Spanish,
                " a los Estados, las organizaciones del mar y la sociedad civil a que esperen",
                &["los Estados", "las organizaciones del mar", "la sociedad civil"],
            ),
            (
                Language::Russian,
                " государства, которые еще не сделали этого, в срочном порядке рассмотреть",
                &["государства, которые еще не сделали этого"],
            ),
            (Language::Arabic, " بالدول التي لم تفعل ذلك أن تحرس", &["الدول التي لم تفعل ذلك"]),
            (Language::Arabic, " إلى الأمين العام مواصلة الحراسة", &["الأمين العام"]),
            (Language::Chinese, "尚未看守的国家看守", &["尚未看守的国家"]),
            (
                Language::Chinese,
                "各国、联合国系统和民间社会看守",
                &["各国", "联合国系统", "民间社会"],
            ),
        ] {
            assert_eq!(read(after, Class::Urge, language), wanted, "{after}");
        }
        assert!(read(" les États de", Class::Condemn, Language::French).is_empty());
    }
}
