//! Citations by number: `A/HRC/15/29`, "resolution 64/166", "resolutions
//! 2006/2 of 10 May 2006 and 2009/1", "advisory opinion OC-16/99".

use super::words::Words;
use crate::{date::Date, language::Language};

/// A citation by number, as bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) document: String,
}

/// Symbols such as `CCW/CONF.V/10`, and advisory opinions.
pub(crate) fn explicit(text: &str) -> Vec<Hit> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(found) = text[from..].find('/') {
        let slash = from + found;
        let start = bytes[..slash]
            .iter()
            .rposition(|b| !(b.is_ascii_uppercase() || b.is_ascii_digit() || *b == b'-'))
            .map_or(0, |i| i + 1);
        let mut end = slash + 1;
        while bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric() || b"/.()-".contains(b)) {
            end += 1;
        }
        from = end.max(slash + 1);
        let mut token = text[start..end].trim_end_matches(['.', '-', '/', '(']);
        while token.ends_with(')') && token.matches(')').count() > token.matches('(').count() {
            token = &token[..token.len() - 1];
        }
        let glued = text[..start].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric());
        if glued || token.len() <= slash - start || !is_symbol(token, slash - start) {
            continue;
        }
        let end = start + token.len();
        if let Some(opinion) = token.strip_prefix("OC-") {
            let surface = text[..start].strip_suffix("advisory opinion ").map_or(start, str::len);
            out.push(Hit { start: surface, end, document: format!("IACtHR/OC-{opinion}") });
        } else {
            out.push(Hit { start, end, document: token.to_owned() });
        }
    }
    out
}

fn is_symbol(token: &str, slash: usize) -> bool {
    let (organ, rest) = token.split_at(slash);
    organ.len() <= 8
        && organ.starts_with(|c: char| c.is_ascii_uppercase())
        && rest.bytes().any(|b| b.is_ascii_digit())
        // "COVID-19/HIV" and dates are no symbols.
        && !organ.starts_with("COVID")
}

/// Numbered resolutions and decisions after the word, in running text.
pub(crate) fn resolutions(text: &str, language: Language) -> Vec<Hit> {
    if language == Language::Chinese {
        return chinese(text);
    }
    let words = Words::new(text);
    let mut out = Vec::new();
    let mut i = 0;
    while i < words.words.len() {
        let Some(decision) = keyword(words.get(i), language) else {
            i += 1;
            continue;
        };
        i = list(&words, i, decision, language, &mut out);
    }
    out
}

/// Whether a word is "resolution(s)" (false) or "decision(s)" (true).
fn keyword(word: &str, language: Language) -> Option<bool> {
    let first = word.chars().next()?;
    // Cheap refusal before any lower-casing: most words are something else.
    if !matches!(first, 'r' | 'R' | 'd' | 'D' | 'р' | 'Р' | 'ا' | 'ق' | 'ل' | 'ب' | 'و') {
        return None;
    }
    let lower = word.to_lowercase();
    match language {
        Language::English => match lower.as_str() {
            "resolution" | "resolutions" => Some(false),
            "decision" | "decisions" => Some(true),
            _ => None,
        },
        Language::French => match lower.as_str() {
            "résolution" | "résolutions" => Some(false),
            "décision" | "décisions" => Some(true),
            _ => None,
        },
        Language::Spanish => match lower.as_str() {
            "resolución" | "resoluciones" => Some(false),
            "decisión" | "decisiones" => Some(true),
            _ => None,
        },
        Language::Russian => lower.starts_with("резолюци").then_some(false),
        Language::Arabic => (lower.ends_with("قرار")
            || lower.ends_with("قراره")
            || lower.ends_with("قرارات")
            || lower.ends_with("قراري")
            || lower.ends_with("قرارها"))
        .then_some(false),
        Language::Chinese => None,
    }
}

/// Reads the numbers after the keyword at word `at`; returns where to go on.
fn list(
    words: &Words<'_>,
    at: usize,
    decision: bool,
    language: Language,
    out: &mut Vec<Hit>,
) -> usize {
    let first_hit = out.len();
    let mut i = at + 1;
    let mut items: Vec<Item> = Vec::new();
    while i < words.words.len() {
        if words.gap_before(i).contains([';', ':']) || items.is_empty() && i > at + 1 {
            break;
        }
        if let Some(item) = item(words, i) {
            i = item.to;
            items.push(item);
        } else if let Some(next) = date(words, i) {
            i = next;
        } else if is_connector(words.get(i)) && words.gap_before(i).len() <= 3 {
            i += 1;
        } else {
            break;
        }
    }
    if items.is_empty() {
        return at + 1;
    }
    let after = items.last().map_or(0, |item| item.end);
    let (body, body_start) = body(words.text, words.words[at].start, after, language);
    for (n, item) in items.iter().enumerate() {
        let start = if n == 0 { body_start.unwrap_or(words.words[at].start) } else { item.start };
        out.push(Hit { start, end: item.end, document: document(item, body, decision) });
    }
    debug_assert!(out.len() > first_hit);
    i
}

/// One number of a list.
struct Item {
    start: usize,
    end: usize,
    /// The word after it.
    to: usize,
    first: String,
    second: Second,
}

enum Second {
    /// `64/166`, with the letter of a part.
    Number(String, Option<String>),
    /// `217 A (III)`, `1325 (2000)`.
    Bracketed(String),
}

fn item(words: &Words<'_>, i: usize) -> Option<Item> {
    let first = words.get(i);
    let special = first.strip_prefix("ES-").or_else(|| first.strip_prefix("S-"));
    let number = special.unwrap_or(first);
    if number.is_empty() || number.len() > 4 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let start = words.words.get(i)?.start;
    let second = words.get(i + 1);
    if words.gap_before(i + 1) == "/"
        && !second.is_empty()
        && second.bytes().all(|b| b.is_ascii_digit())
    {
        let letter = words.get(i + 2);
        let lettered = letter.len() == 1
            && letter.bytes().all(|b| b.is_ascii_uppercase())
            && words.gap_before(i + 2) == " ";
        let to = if lettered { i + 3 } else { i + 2 };
        return Some(Item {
            start,
            end: words.words.get(to - 1)?.end,
            to,
            first: first.to_owned(),
            second: Second::Number(second.to_owned(), lettered.then(|| letter.to_owned())),
        });
    }
    // A letter may stand between: "217 A (III)", "3201 (S-VI)".
    let lettered = second.len() == 1 && second.bytes().all(|b| b.is_ascii_uppercase());
    let bracket = if lettered && words.gap_before(i + 1) == " " { i + 2 } else { i + 1 };
    let inner = words.get(bracket);
    if !words.gap_before(bracket).ends_with('(') || words.gap_before(bracket).trim() != "(" {
        return None;
    }
    let end = words.words.get(bracket)?.end;
    let roman = inner.bytes().all(|b| b"IVXLCSE-".contains(&b));
    let year = inner.len() == 4 && inner.bytes().all(|b| b.is_ascii_digit());
    (words.text[end..].starts_with(')') && !inner.is_empty() && (roman || year)).then(|| Item {
        start,
        end: end + 1,
        to: bracket + 1,
        first: first.to_owned(),
        second: Second::Bracketed(inner.to_owned()),
    })
}

/// "18 December 2009" or "le 18 décembre 2009": where it ends.
fn date(words: &Words<'_>, i: usize) -> Option<usize> {
    let day = words.get(i);
    if !(day.len() <= 3 && day.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let year = (i + 2..i + 6).find(|j| {
        let word = words.get(*j);
        word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
    })?;
    let text = words.text.get(words.words.get(i)?.start..words.words.get(year)?.end)?;
    Date::find(text).map(|_| year + 1)
}

fn is_connector(word: &str) -> bool {
    matches!(
        word,
        "of" | "and"
            | "as"
            | "well"
            | "its"
            | "both"
            | "to"
            | "et"
            | "du"
            | "de"
            | "des"
            | "en"
            | "date"
            | "y"
            | "del"
            | "и"
            | "от"
            | "года"
            | "A"
            | "B"
            | "annex"
            | "s"
            | "المؤرخ"
            | "و"
            | "المؤرخين"
    )
}

/// Who adopted it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Body {
    Assembly,
    HumanRightsCouncil,
    SecurityCouncil,
    EconomicAndSocialCouncil,
    HumanRightsCommission,
    PopulationCommission,
}

const BODIES: &[(&str, Body)] = &[
    ("Human Rights Council", Body::HumanRightsCouncil),
    ("Security Council", Body::SecurityCouncil),
    ("Economic and Social Council", Body::EconomicAndSocialCouncil),
    ("Commission on Human Rights", Body::HumanRightsCommission),
    ("Commission on Population and Development", Body::PopulationCommission),
    ("General Assembly", Body::Assembly),
    ("Conseil des droits de l’homme", Body::HumanRightsCouncil),
    ("Conseil de sécurité", Body::SecurityCouncil),
    ("Conseil économique et social", Body::EconomicAndSocialCouncil),
    ("Commission de la population et du développement", Body::PopulationCommission),
    ("Consejo de Derechos Humanos", Body::HumanRightsCouncil),
    ("Consejo de Seguridad", Body::SecurityCouncil),
    ("Consejo Económico y Social", Body::EconomicAndSocialCouncil),
    ("Comisión de Población y Desarrollo", Body::PopulationCommission),
    ("Совета по правам человека", Body::HumanRightsCouncil),
    ("Совета Безопасности", Body::SecurityCouncil),
    ("Экономического и Социального Совета", Body::EconomicAndSocialCouncil),
    ("Комиссии по народонаселению и развитию", Body::PopulationCommission),
    ("مجلس حقوق الإنسان", Body::HumanRightsCouncil),
    ("مجلس الأمن", Body::SecurityCouncil),
    ("لجنة السكان والتنمية", Body::PopulationCommission),
];

/// The body directly before the keyword ("Human Rights Council resolution") or
/// after the list ("… of the Human Rights Council"); where its name begins if
/// before.
fn body(
    text: &str,
    keyword: usize,
    after: usize,
    language: Language,
) -> (Option<Body>, Option<usize>) {
    let before = text[..keyword].trim_end();
    if let Some((name, body)) = BODIES.iter().find(|(name, _)| before.ends_with(name)) {
        return (Some(*body), Some(before.len() - name.len()));
    }
    let reach = if language == Language::English { 48 } else { 60 };
    let tail: String = text[after..].chars().take(reach).collect();
    let tail = tail.split(';').next().unwrap_or_default();
    let following = BODIES.iter().find(|(name, _)| match language {
        Language::English => ["of the ", "by the "].iter().any(|of| {
            tail.find(&format!("{of}{name}"))
                .is_some_and(|at| at < 30 && !tail[..at].contains(" and "))
        }),
        Language::Arabic
        | Language::Chinese
        | Language::French
        | Language::Russian
        | Language::Spanish => tail.contains(name),
    });
    if let Some((_, body)) = following {
        return (Some(*body), None);
    }
    // "… and its resolution 2013/1": numbers by year are a commission's or the
    // Economic and Social Council's; the last one named.
    let number = text[..after].rsplit(' ').next().unwrap_or_default();
    if number.find('/') == Some(4) {
        let by_year = |b: &Body| {
            matches!(
                b,
                Body::EconomicAndSocialCouncil
                    | Body::HumanRightsCommission
                    | Body::PopulationCommission
            )
        };
        let last = BODIES
            .iter()
            .filter(|(_, b)| by_year(b))
            .filter_map(|(n, b)| before.rfind(n).map(|at| (at, *b)))
            .max_by_key(|(at, _)| *at);
        if let Some((_, body)) = last {
            return (Some(body), None);
        }
    }
    // "the Council, in its resolution 16/1": the last council named.
    let from = (before.len().saturating_sub(160)..=before.len())
        .find(|at| before.is_char_boundary(*at))
        .unwrap_or(before.len());
    let window = &before[from..];
    let assembly = window.ends_with("Assembly");
    let council = window
        .rfind("Council")
        .filter(|at| !assembly && window.len() - at < 40 && window[*at..].contains("its"))
        .and_then(|_| {
            BODIES
                .iter()
                .filter(|(n, _)| n.ends_with("Council"))
                .filter_map(|(n, b)| before.rfind(n).map(|at| (at, *b)))
                .max_by_key(|(at, _)| *at)
        });
    (council.map(|(_, body)| body), None)
}

fn document(item: &Item, body: Option<Body>, decision: bool) -> String {
    let kind = if decision { "DEC" } else { "RES" };
    let first = &item.first;
    match &item.second {
        Second::Bracketed(inner) if inner.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("S/{kind}/{first}({inner})")
        }
        Second::Bracketed(inner) => format!("A/{kind}/{first}({inner})"),
        Second::Number(second, letter) => {
            let letter = letter.as_ref().map_or_else(String::new, |l| format!(" {l}"));
            let of_year = first.len() == 4 && first.bytes().all(|b| b.is_ascii_digit());
            let number = format!("{first}/{second}{letter}");
            match body {
                Some(Body::HumanRightsCouncil) => format!("A/HRC/{kind}/{number}"),
                Some(Body::HumanRightsCommission) => format!("E/CN.4/{kind}/{number}"),
                Some(Body::PopulationCommission) => format!("CPD/{number}"),
                Some(Body::EconomicAndSocialCouncil) => format!("E/{kind}/{number}"),
                Some(Body::SecurityCouncil) if !of_year => format!("S/{kind}/{number}"),
                Some(Body::SecurityCouncil | Body::Assembly) | None if of_year => {
                    format!("E/{kind}/{number}")
                }
                Some(Body::SecurityCouncil | Body::Assembly) | None => format!("A/{kind}/{number}"),
            }
        }
    }
}

/// `第76/172号决议`.
fn chinese(text: &str) -> Vec<Hit> {
    let mut out = Vec::new();
    for (at, mark) in text.match_indices('第') {
        let rest = &text[at + mark.len()..];
        let number = rest.split('号').next().unwrap_or_default();
        if number.len() > 16 || number.len() == rest.len() {
            continue;
        }
        let end = at + mark.len() + number.len() + '号'.len_utf8();
        let before: String =
            text[..at].chars().rev().take(24).collect::<Vec<_>>().into_iter().rev().collect();
        let plain = number.split_once('/').filter(|(a, b)| {
            [a, b].iter().all(|s| !s.is_empty() && s.bytes().all(|c| c.is_ascii_digit()))
        });
        let document = match plain {
            Some((year, _)) if year.len() == 4 => {
                let body = if text.contains("人口与发展委员会") { "CPD" } else { "E/RES" };
                format!("{body}/{number}")
            }
            Some(_) if before.contains("人权理事会") => format!("A/HRC/RES/{number}"),
            Some(_) => format!("A/RES/{number}"),
            None => {
                let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
                let Some((_, roman)) = number.split_once('(') else { continue };
                if digits.is_empty() || !roman.ends_with(')') {
                    continue;
                }
                format!("A/RES/{digits}({roman}")
            }
        };
        out.push(Hit { start: at, end, document });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn docs(text: &str) -> Vec<String> {
        let mut hits = resolutions(text, Language::English);
        hits.extend(explicit(text));
        hits.into_iter().map(|h| h.document).collect()
    }

    #[test]
    fn numbered_resolutions() {
        // Invented numbers.
        for (text, want) in [
            ("its resolution 91/166 of 18 December 2009, and", vec!["A/RES/91/166"]),
            (
                "resolutions 91/1 of 2 May 2009, 92/7 B of 3 June 2010 and 93/2,",
                vec!["A/RES/91/1", "A/RES/92/7 B", "A/RES/93/2"],
            ),
            ("Human Rights Council resolution 95/16 of", vec!["A/HRC/RES/95/16"]),
            (
                "Commission on Population and Development resolutions 2096/2 of 10 May 2006 and 2099/1",
                vec!["CPD/2096/2", "CPD/2099/1"],
            ),
            ("Economic and Social Council resolution 2095/20", vec!["E/RES/2095/20"]),
            ("Security Council resolution 9325 (2000) of", vec!["S/RES/9325(2000)"]),
            ("resolution 917 A (III) and decision 90/551", vec!["A/RES/917(III)", "A/DEC/90/551"]),
            (
                "resolutions 96/2 and 97/3 of the Human Rights Council",
                vec!["A/HRC/RES/96/2", "A/HRC/RES/97/3"],
            ),
            ("a resolution on lamps, and 12/13 of it", vec![]),
        ] {
            assert_eq!(docs(text), want, "{text}");
        }
    }

    #[test]
    fn symbols_in_text() {
        assert_eq!(
            docs("(A/95/53/Add.1), HIV/AIDS, and/or, CCW/CONF.V/10."),
            ["A/95/53/Add.1", "CCW/CONF.V/10"]
        );
        assert_eq!(docs("advisory opinion OC-96/99 of"), ["IACtHR/OC-96/99"]);
    }
}
