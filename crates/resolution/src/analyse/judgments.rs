//! Judgments of the International Court of Justice, cited by their date: the
//! code is the first word of the case and the year, `ICJ/AVENA/2004`.

use super::{
    symbols::Hit,
    words::{Words, is_capital},
};
use crate::date::Date;

/// "the Judgment of the International Court of Justice of 31 March 2004 in the
/// case concerning …": named by the case and the year.
pub(crate) fn judgments(text: &str) -> Vec<Hit> {
    let mut out = Vec::new();
    for (at, _) in text.match_indices("Judgment of the ") {
        let rest = &text[at..];
        let court = ["International Court of Justice of ", "Court of "]
            .iter()
            .find_map(|name| rest["Judgment of the ".len()..].strip_prefix(name));
        let Some(after) = court else { continue };
        let window: String = after.chars().take(24).collect();
        let Some(date) = Date::find(&window) else { continue };
        let year = date.year().to_string();
        let Some(tail) = after.split_once(&year).map(|(_, tail)| tail) else { continue };
        let (case, end) = case_name(tail);
        let Some(case) = case else { continue };
        out.push(Hit {
            start: at,
            end: text.len() - tail.len() + end,
            document: format!("ICJ/{}/{year}", case.to_uppercase()),
        });
    }
    out
}

/// The first word of the case's name and where the name ends.
fn case_name(tail: &str) -> (Option<String>, usize) {
    let words = Words::new(tail);
    let mut case = None;
    let mut end = 0;
    for i in 0..words.words.len() {
        let word = words.get(i);
        if i > 0 && words.gap_before(i).contains([',', ';', '.', ':']) {
            break;
        }
        if is_capital(word) {
            if case.is_none() && !matches!(word, "Request" | "Judgment" | "Court") {
                case = Some(word.to_owned());
            }
            end = words.words[i].end;
        } else if case.is_some()
            && (!matches!(word, "and" | "of" | "the" | "v")
                || (word == "and" && words.is(i + 1, "the")))
        {
            break;
        }
    }
    (case, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_case_and_year() {
        // An invented case.
        let text = "the Judgment of the International Court of Justice of 1 March 2004 in the case concerning \
                    Lamps and Other Lights and the Judgment of the Court of 9 January 2009 regarding the \
                    Request for interpretation of the Lamps Judgment,";
        let found: Vec<String> = judgments(text).into_iter().map(|h| h.document).collect();
        assert_eq!(found, ["ICJ/LAMPS/2004", "ICJ/LAMPS/2009"]);
    }
}
