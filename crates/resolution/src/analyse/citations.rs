//! Which documents each paragraph cites, and how.
//!
//! In order: by number, by name, through a note, as a group, by reference
//! back. An earlier rule keeps the words it took. A reference back needs a
//! document of the right kind named before it, in this paragraph or above;
//! without one it stays plain text.

use std::ops::Range;

use super::{
    Links, judgments,
    named::{self, Genus},
    notes,
    symbols::{self, Hit},
    words::{Words, is_capital},
};
use crate::{
    clean::{byte_offset, characters},
    language::Language,
    model::{Citation, How, Paragraph, Resolution},
};

/// The most citations read in one paragraph; the fullest real one has about
/// fifty. Beyond this the rest is left as text.
const MAX_CITATIONS: usize = 400;

/// A citation under construction.
#[derive(Debug, Clone)]
struct Found {
    range: Range<usize>,
    document: String,
    how: How,
    genus: Genus,
}

/// Fills the citations of every paragraph.
pub(crate) fn read(resolution: &mut Resolution, links: &[Links]) {
    let language = resolution.edition.language;
    let documents: Vec<(u32, Vec<String>)> = resolution
        .notes
        .iter()
        .map(|note| (note.n, notes::documents(&note.resolved, language)))
        .collect();
    let own = resolution.document.symbol.clone();
    // What references back can reach: everything cited so far, in order.
    let mut history: Vec<(String, Genus)> = Vec::new();
    let none = Links::new();
    for (i, paragraph) in resolution.paragraphs.iter_mut().enumerate() {
        let links = links.get(i).unwrap_or(&none);
        let mut found = direct(&paragraph.text, links, language);
        if language == Language::English {
            through_notes(paragraph, &documents, &mut found);
            found.sort_by_key(|f| f.range.start);
            back(&paragraph.text, &own, &history, &mut found);
        }
        found.sort_by_key(|f| (f.range.start, f.range.end));
        history.extend(
            found
                .iter()
                .filter(|f| f.how != How::Anaphora && f.how != How::Collective)
                .map(|f| (f.document.clone(), f.genus)),
        );
        paragraph.citations = found.into_iter().map(|f| finish(&paragraph.text, f)).collect();
    }
}

fn finish(text: &str, found: Found) -> Citation {
    Citation {
        offset: characters(text, found.range.start),
        surface: text[found.range].to_owned(),
        document: found.document,
        how: found.how,
    }
}

fn is_free(found: &[Found], range: &Range<usize>) -> bool {
    range.start < range.end
        && !found.iter().any(|f| f.range.start < range.end && range.start < f.range.end)
}

/// By number and by name.
fn direct(text: &str, links: &Links, language: Language) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut add = |range: Range<usize>, document: String, how: How, genus: Genus| {
        if found.len() < MAX_CITATIONS && is_free(&found, &range) {
            found.push(Found { range, document, how, genus });
        }
    };
    // In the languages read least, the file's own links know best.
    if language != Language::English {
        for (range, symbol) in links {
            add(range.clone(), symbol.clone(), How::Explicit, Genus::Other);
        }
    } else {
        for hit in judgments::judgments(text) {
            add(hit.start..hit.end, hit.document, How::Named, Genus::Judgment);
        }
    }
    for Hit { start, end, document } in symbols::resolutions(text, language) {
        add(start..end, document, How::Explicit, Genus::Other);
    }
    for Hit { start, end, document } in symbols::explicit(text) {
        add(start..end, document, How::Explicit, Genus::Other);
    }
    let words = Words::new(text);
    for i in 0..words.words.len() {
        let word = words.get(i);
        if !word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
            continue;
        }
        let start = words.words[i].start;
        if let Some(named) = named::at(&text[start..], word, language) {
            add(
                start..start + named.name.len(),
                named.document.to_owned(),
                How::Named,
                named.genus,
            );
        } else if let Some(n) = words.phrase(i, "Human Development Report") {
            let year = words.get(i + n);
            if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) {
                // ": Title of the Report", up to the punctuation after it.
                let end = words.words[i + n].end;
                let title = text[end..]
                    .strip_prefix(": ")
                    .map_or(0, |t| 2 + t.find([',', ';', '.', '(']).unwrap_or(t.len()));
                let end = end + text[end..end + title].trim_end().len();
                add(start..end, format!("HDR/{year}"), How::Named, Genus::Report);
            }
        }
    }
    if language == Language::English {
        for (range, symbol) in links {
            add(range.clone(), symbol.clone(), How::Explicit, Genus::Other);
        }
    }
    for (name, documents) in named::COLLECTIVE {
        for (at, _) in text.match_indices(name) {
            let range = at..at + name.len();
            if found.len() < MAX_CITATIONS && is_free(&found, &range) {
                found.extend(documents.iter().map(|document| Found {
                    range: range.clone(),
                    document: (*document).to_owned(),
                    how: How::Collective,
                    genus: Genus::Covenant,
                }));
            }
        }
    }
    found
}

/// Documents that only the note identifies: "the study of the Office …,21".
fn through_notes(paragraph: &Paragraph, documents: &[(u32, Vec<String>)], found: &mut Vec<Found>) {
    let text = &paragraph.text;
    for mark in paragraph.notes.iter().take(MAX_CITATIONS) {
        let at = byte_offset(text, mark.offset);
        let Some(document) = documents
            .iter()
            .find(|(n, _)| *n == mark.n)
            .and_then(|(_, documents)| documents.first())
        else {
            continue;
        };
        if is_covered(text, at, found) {
            continue;
        }
        let Some((range, genus)) = surface(text, at, found) else { continue };
        if is_free(found, &range) {
            found.push(Found { range, document: document.clone(), how: How::Named, genus });
        }
    }
}

/// Whether the words before a mark are already a citation: directly, or with a
/// date ("resolution 15/16 of 30 September 2010,1") or a short rest between.
fn is_covered(text: &str, mark: usize, found: &[Found]) -> bool {
    found.iter().any(|f| {
        let Some(between) = text.get(f.range.end..mark) else { return false };
        let bare = between.trim_matches([',', ';', '.', ':', ' ', '"', '”', '\'', ')']);
        bare.is_empty()
            || (bare.len() <= 40
                && (bare.starts_with("of ")
                    || bare.starts_with("adopted")
                    || bare.starts_with("dated"))
                && bare.bytes().any(|b| b.is_ascii_digit()))
            || (bare.len() <= 60
                && !bare.contains([',', ';'])
                && bare.starts_with('(')
                && !bare.contains(" and "))
    })
}

/// The name before a mark: from its head noun, with the capitalised words
/// before it, to the mark.
fn surface(text: &str, mark: usize, found: &[Found]) -> Option<(Range<usize>, Genus)> {
    let end = text[..mark].trim_end_matches([',', ';', '.', ':', ' ']).len();
    let floor = found
        .iter()
        .filter(|f| f.range.end <= mark)
        .map(|f| f.range.end)
        .max()
        .unwrap_or(0)
        .max(text[..end].rfind(';').map_or(0, |at| at + 1));
    let words = Words::new(text.get(..end)?);
    let from = words.at_byte(floor);
    let head = (from..words.words.len()).rev().find_map(|i| {
        let genus = named::head_of(words.get(i))?;
        Some((i, genus))
    });
    let (mut first, genus) = match head {
        Some((i, genus)) => (i, genus),
        // No head noun: the capitalised words before the mark.
        None => {
            let last = words.words.len().checked_sub(1)?;
            // "the Addis Ababa Action Agenda of the Third … Conference": what
            // follows a citation without a comma belongs to it.
            let attached = floor > 0 && !text.get(floor..end)?.contains([',', ';']);
            if last < from || attached || !is_capital(words.get(last)) {
                return None;
            }
            (last, Genus::Other)
        }
    };
    while first > from && first > 1 && words.gap_before(first) == " " {
        let before = words.get(first - 1);
        let joined =
            matches!(before, "and" | "of" | "for" | "on") && is_capital(words.get(first - 2));
        if (is_capital(before) || (joined && first > from + 1)) && is_capital(words.get(first)) {
            first -= 1;
        } else {
            break;
        }
    }
    while first + 1 < words.words.len()
        && matches!(words.get(first), "and" | "of" | "for" | "on" | "the")
    {
        first += 1;
    }
    let start = words.words.get(first)?.start;
    (start < end).then_some((start..end, genus))
}

/// References back: "the Convention", "both decisions", "the present
/// resolution".
fn back(text: &str, own: &str, history: &[(String, Genus)], found: &mut Vec<Found>) {
    let words = Words::new(text);
    let mut new: Vec<Found> = Vec::new();
    for i in 0..words.words.len() {
        if new.len() >= MAX_CITATIONS {
            break;
        }
        let start = words.words[i].start;
        if let Some(n) = words.phrase(i, "the present resolution") {
            let range = start..words.words[i + n - 1].end;
            new.push(Found {
                range,
                document: own.to_owned(),
                how: How::Anaphora,
                genus: Genus::Other,
            });
            continue;
        }
        if words.is(i, "both")
            && matches!(words.get(i + 1), "decisions" | "Judgments" | "judgments")
        {
            let range = start..words.words[i + 1].end;
            let judged =
                found.iter().filter(|f| f.genus == Genus::Judgment && f.range.end <= start);
            new.extend(judged.map(|f| Found {
                range: range.clone(),
                document: f.document.clone(),
                how: How::Collective,
                genus: Genus::Other,
            }));
            continue;
        }
        if !words.is(i, "the") || words.gap_before(i + 1) != " " {
            continue;
        }
        let Some(genus) = named::genus_of(words.get(i + 1)) else { continue };
        let range = start..words.words[i + 1].end;
        if !is_free(found, &range) || goes_on(&words, i + 2) {
            continue;
        }
        let here = found
            .iter()
            .rev()
            .find(|f| f.genus == genus && f.range.end <= start && f.how != How::Collective);
        // A report is one among many: only the same paragraph's is meant.
        let above = (genus != Genus::Report)
            .then(|| history.iter().rev().find(|(_, g)| *g == genus))
            .flatten();
        let document = here.map(|f| f.document.clone()).or_else(|| above.map(|(d, _)| d.clone()));
        if let Some(document) = document {
            new.push(Found { range, document, how: How::Anaphora, genus });
        }
    }
    found.extend(new);
}

/// Whether a definite noun is the beginning of a longer name: "the Convention
/// on …", "the report of …".
fn goes_on(words: &Words<'_>, next: usize) -> bool {
    if words.gap_before(next) != " " {
        return false;
    }
    let after = words.get(next + 1);
    match words.get(next) {
        "against" | "concerning" | "entitled" | "for" | "of" | "on" | "regarding" | "relating"
        | "relative" | "submitted" | "prepared" => true,
        "to" | "by" => is_capital(after) || after == "the",
        _ => false,
    }
}
