//! Notes: what "Ibid." stands for, and which documents a note names.
//!
//! "Ibid., vol. 1249, No. 20378." repeats the note before it up to the part
//! that it replaces: here the first part that begins with the same word
//! ("vol."), or has the same shape (a year, a session).

use super::symbols;
use crate::language::Language;

const IBID: &[&str] = &["Ibid.", "Ibid", "ibid.", "Там же", "المرجع نفسه", "同上"];

/// The note's text with "Ibid." replaced; `previous` is the resolved note
/// before it.
pub(crate) fn resolve(text: &str, previous: Option<&str>, language: Language) -> String {
    let Some(previous) = previous else { return text.to_owned() };
    let Some(rest) = IBID.iter().find_map(|ibid| text.strip_prefix(ibid)) else {
        return text.to_owned();
    };
    let comma = match language {
        Language::Arabic => "، ",
        Language::Chinese => "，",
        Language::English | Language::French | Language::Russian | Language::Spanish => ", ",
    };
    let full_stop = if language == Language::Chinese { '。' } else { '.' };
    let rest = rest.trim_start_matches([',', '،', '，', ' ']);
    if rest.trim_matches(['.', '。', ' ']).is_empty() {
        return previous.to_owned();
    }
    // Only the first sentence of the note before is repeated.
    let parts: Vec<&str> = split(previous);
    let wanted = shape(split(rest).first().copied().unwrap_or(rest));
    let keep = parts
        .iter()
        .position(|part| shape(part) == wanted && wanted != Shape::Other(String::new()));
    // A long chain of notes that each add to the one before would grow without
    // end; beyond any real note the printed wording stays.
    if previous.len() + rest.len() > 4096 {
        return text.to_owned();
    }
    match keep {
        Some(0) => rest.to_owned(),
        Some(n) => format!("{}{comma}{rest}", parts[..n].join(comma)),
        None => format!("{}{comma}{rest}", previous.trim_end_matches([full_stop, ' '])),
    }
}

/// Splits at commas that are followed by a space, or Chinese and Arabic ones.
fn split(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let separates = match c {
            ',' | '،' => text[end..].starts_with(' '),
            '，' => true,
            _ => false,
        };
        if separates {
            out.push(text[start..at].trim());
            start = end;
        }
    }
    out.push(text[start..].trim());
    out
}

/// What kind of part it is.
#[derive(Debug, PartialEq, Eq)]
enum Shape {
    Year,
    Session,
    Other(String),
}

fn shape(part: &str) -> Shape {
    const SESSIONS: &[&str] =
        &["Session", "session", "período de sesiones", "сессия", "الدورة", "届会议"];
    let bare = part.trim_end_matches(['.', '。', '年']);
    if bare.len() == 4 && bare.bytes().all(|b| b.is_ascii_digit()) {
        return Shape::Year;
    }
    if SESSIONS.iter().any(|s| bare.contains(s)) {
        return Shape::Session;
    }
    let word: String = bare
        .chars()
        .skip_while(|c| !c.is_alphabetic())
        .take_while(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    // Chinese counts with the word at the end: "第1249卷".
    let last = bare.chars().last().filter(|c| "卷号章节段页".contains(*c));
    Shape::Other(match (word.as_str(), last) {
        ("第" | "", Some(last)) => last.to_string(),
        ("annexes", _) => "annex".to_owned(),
        ("vols", _) => "vol".to_owned(),
        _ => word,
    })
}

/// The documents a note names, the first being the one it stands for.
pub(crate) fn documents(resolved: &str, language: Language) -> Vec<String> {
    let mut hits = symbols::resolutions(resolved, language);
    hits.extend(symbols::explicit(resolved));
    hits.sort_by_key(|h| h.start);
    let mut out: Vec<String> = hits.into_iter().map(|h| h.document).collect();
    if out.is_empty() {
        out.extend(treaty_series(resolved).or_else(|| sales_number(resolved)));
    }
    out
}

/// "United Nations, Treaty Series, vol. 1465, No. 24841."
fn treaty_series(text: &str) -> Option<String> {
    let at = text.find("Treaty Series")?;
    let number = text[at..].split("No. ").nth(1)?;
    let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
    (!digits.is_empty()).then(|| format!("UNTS/{digits}"))
}

/// "United Nations publication, Sales No. E.09.III.B.1."
fn sales_number(text: &str) -> Option<String> {
    let number = text.split("Sales No. ").nth(1)?;
    let number = number.split([' ', ',', ';', ')']).next()?.trim_end_matches('.');
    (!number.is_empty()).then(|| format!("SALES/{number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn en(text: &str, previous: &str) -> String {
        resolve(text, Some(previous), Language::English)
    }

    #[test]
    fn chains() {
        // Invented volumes and supplements.
        let treaty = "Lamp Union, Treaty Series, vol. 11, No. 22.";
        let second = en("Ibid., vol. 33, No. 44.", treaty);
        assert_eq!(second, "Lamp Union, Treaty Series, vol. 33, No. 44.");
        assert_eq!(
            en("Ibid., vol. 55, No. 66.", &second),
            "Lamp Union, Treaty Series, vol. 55, No. 66."
        );
        assert_eq!(
            en(
                "Ibid., 2009, Supplement No. 5 (E/2009/91), chap. I.",
                "See Official Records of the Lamp Council, 2006, Supplement No. 5 (E/2006/91), chap. I."
            ),
            "See Official Records of the Lamp Council, 2009, Supplement No. 5 (E/2009/91), chap. I."
        );
        assert_eq!(
            en(
                "Ibid., Seventh Session, Supplement No. 4 (A/7/4).",
                "Official Records, Sixth Session, Supplement No. 3 (A/6/3)."
            ),
            "Official Records, Seventh Session, Supplement No. 4 (A/7/4)."
        );
        assert_eq!(en("Ibid.", "See resolution 9 (I), annex."), "See resolution 9 (I), annex.");
        assert_eq!(
            en("Ibid., annex II.", "Resolution 91/25, annex I."),
            "Resolution 91/25, annex II."
        );
        assert_eq!(en("Ibid., para. 5.", "See A/91/7."), "See A/91/7, para. 5.");
        assert_eq!(
            resolve(
                "同上，第33卷，第44号。",
                Some("灯盟，《条约汇编》，第11卷，第22号。"),
                Language::Chinese
            ),
            "灯盟，《条约汇编》，第33卷，第44号。"
        );
    }
}
