//! References back to bodies and documents named before: "the Committee",
//! "the Special Rapporteur", "the Convention".
//!
//! The rule of reading is the lawyer's: the nearest earlier full name of that
//! kind, first in the same paragraph, then upwards. Documents are resolved
//! where citations are read; bodies here.

use serde::Serialize;

use super::words::{Words, is_capital};
use crate::{
    clean::characters,
    model::{How, Resolution},
};

/// A reference back, and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BackReference {
    /// The paragraph it stands in.
    pub id: String,
    /// The words.
    pub surface: String,
    /// Where they begin, in characters.
    pub offset: usize,
    /// The body's full name, or the document's symbol or code.
    pub stands_for: String,
    /// The paragraph in which that was named.
    pub named_in: String,
}

/// The last word of the short form, and of the full name.
const BODIES: &[&str] = &[
    "Assembly",
    "Commission",
    "Commissioner",
    "Committee",
    "Conference",
    "Council",
    "Court",
    "Forum",
    "Fund",
    "Group",
    "Office",
    "Rapporteur",
    "Representative",
    "Tribunal",
];

/// All references back, in order of the text. English only.
#[must_use]
pub fn back_references(resolution: &Resolution) -> Vec<BackReference> {
    let mut out = Vec::new();
    // Full names so far: kind, name, paragraph.
    let mut named: Vec<(&str, String, &str)> = Vec::new();
    for paragraph in &resolution.paragraphs {
        let words = Words::new(&paragraph.text);
        let mut i = 0;
        while i < words.words.len() {
            let Some(kind) = BODIES.iter().find(|kind| words.get(i) == **kind) else {
                i += 1;
                continue;
            };
            let first = name_start(&words, i);
            let last = name_end(&words, i);
            let has_article = first.checked_sub(1).is_some_and(|a| words.is(a, "the"));
            let full = last > i || i - first >= qualifiers(kind);
            let text = &paragraph.text;
            if full {
                let name = text[words.words[first].start..words.words[last].end].to_owned();
                named.push((kind, name, &paragraph.id));
            } else if has_article
                && let Some((_, name, id)) = named.iter().rev().find(|(k, _, _)| k == kind)
            {
                let start = words.words[first - 1].start;
                out.push(BackReference {
                    id: paragraph.id.clone(),
                    surface: text[start..words.words[i].end].to_owned(),
                    offset: characters(text, start),
                    stands_for: name.clone(),
                    named_in: (*id).to_owned(),
                });
            }
            i = last + 1;
        }
        documents(resolution, &paragraph.id, &mut out);
    }
    out
}

/// How many capitalised words before the head make a name of it: "General
/// Assembly" has one, "Special Rapporteur" and "High Commissioner" have one
/// and are still short.
fn qualifiers(kind: &str) -> usize {
    match kind {
        "Rapporteur" | "Representative" | "Commissioner" | "Group" => 2,
        _ => 1,
    }
}

fn name_start(words: &Words<'_>, head: usize) -> usize {
    let mut first = head;
    while first > 0 && words.gap_before(first) == " " {
        let before = words.get(first - 1);
        // "Economic and Social Council", "Human Rights Council"
        let joins = matches!(before, "and" | "of" | "on")
            && first > 1
            && is_capital(words.get(first - 2))
            && matches!(words.get(first), "Social" | "Justice");
        if is_capital(before) && first - 1 > 0 || joins {
            first -= 1;
        } else {
            break;
        }
    }
    first
}

/// The end of "Committee on the Protection of the Rights of …".
fn name_end(words: &Words<'_>, head: usize) -> usize {
    if !matches!(words.get(head + 1), "on" | "of" | "for" | "against")
        || words.gap_before(head + 1) != " "
    {
        return head;
    }
    let mut last = head;
    let mut i = head + 1;
    while i < words.words.len() && words.gap_before(i) == " " {
        let word = words.get(i);
        // "… for Human Rights and the Special Rapporteur": another name.
        if word == "and" && words.is(i + 1, "the") {
            break;
        }
        if is_capital(word) {
            last = i;
        } else if !matches!(
            word,
            "on" | "of"
                | "the"
                | "for"
                | "and"
                | "against"
                | "human"
                | "rights"
                | "migrants"
                | "to"
                | "in"
        ) {
            break;
        } else if matches!(word, "migrants" | "rights") {
            // "Special Rapporteur … on the human rights of migrants"
            last = i;
        }
        i += 1;
    }
    last
}

fn documents(resolution: &Resolution, id: &str, out: &mut Vec<BackReference>) {
    let Some(at) = resolution.paragraphs.iter().position(|p| p.id == id) else { return };
    for citation in resolution.paragraphs[at].citations.iter().filter(|c| c.how == How::Anaphora) {
        let named_in = resolution.paragraphs[..=at]
            .iter()
            .rev()
            .find(|p| {
                p.citations.iter().any(|c| {
                    c.document == citation.document
                        && c.how != How::Anaphora
                        && (p.id != id || c.offset < citation.offset)
                })
            })
            .map_or_else(|| "document".to_owned(), |p| p.id.clone());
        out.push(BackReference {
            id: id.to_owned(),
            surface: citation.surface.clone(),
            offset: citation.offset,
            stands_for: citation.document.clone(),
            named_in,
        });
    }
}
