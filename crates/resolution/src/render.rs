//! A resolution, or one unit of it, as text and as HTML.
//!
//! Text is what a word processor would give, marks glued to words, and can be
//! imported again. HTML is for reading: verbs and citations are marked, every
//! unit has its address as id, and the writing direction is the language's.

use std::fmt::Write as _;

use crate::{
    clean::byte_offset,
    language::Language,
    model::{How, Kind, Paragraph, Resolution},
    xml::escape,
};

/// The whole resolution as a word processor would give it.
#[must_use]
pub fn to_text(resolution: &Resolution) -> String {
    let r = resolution;
    let mut out = String::with_capacity(64 * 1024);
    if let Some(origin) = &r.edition.origin {
        let _ = writeln!(out, "[{origin}]");
    }
    let number = r.document.symbol.trim_start_matches("A/RES/");
    let number = number.split(' ').next().unwrap_or(number);
    let _ = writeln!(out, "{number}.\t{}\n", r.document.title);
    let mut part = None;
    for unit in &r.paragraphs {
        let letter = unit.id.split_once('-').map_or("", |(p, _)| p).to_uppercase();
        let index = r.edition.parts.iter().position(|p| p.letter == letter);
        if part.is_none() || part != Some(index) {
            if part.is_some() {
                conclusions(&mut out, r);
            }
            if let Some(p) = index.and_then(|i| r.edition.parts.get(i)) {
                let _ = writeln!(out, "{}\n{}\n", p.letter, p.title);
            }
            let _ = writeln!(out, "\t{}", r.edition.formula);
            part = Some(index);
        }
        for heading in r.edition.headings.iter().filter(|h| h.before.as_deref() == Some(&unit.id)) {
            let _ = writeln!(out, "{}", heading.text);
        }
        out.push('\t');
        if unit.kind != Kind::Preambular
            && let Some(label) = printed_label(unit, r.edition.language)
        {
            let _ = write!(out, "{label}\t");
        }
        let _ = writeln!(out, "{}", glued(unit, r.edition.language));
    }
    conclusions(&mut out, r);
    for note in &r.notes {
        let _ = match r.edition.language {
            Language::Arabic => writeln!(out, "({}) {}", note.n, note.text),
            Language::Chinese
            | Language::English
            | Language::French
            | Language::Russian
            | Language::Spanish => {
                writeln!(out, "{} {}", note.n, note.text)
            }
        };
    }
    masthead(&mut out, r);
    out
}

fn conclusions(out: &mut String, r: &Resolution) {
    out.push('\n');
    if let Some(meeting) = &r.edition.meeting {
        let _ = writeln!(out, "{meeting}");
    }
    if let Some(date) = r.document.date {
        let _ = writeln!(out, "{}", date.in_words());
    }
    out.push('\n');
}

fn masthead(out: &mut String, r: &Resolution) {
    let _ = writeln!(out, "_______________\n\nUnited Nations\t{}", r.document.symbol);
    if let Some(date) = r.edition.distributed {
        let _ = writeln!(out, "Distr.: General\n{}", date.in_words());
    }
    if let Some(item) = &r.document.agenda_item {
        let _ = writeln!(out, "Agenda item {item}");
    }
}

/// `4.`, `(g)`, as the language prints it.
fn printed_label(unit: &Paragraph, language: Language) -> Option<String> {
    let number = unit.number.as_deref()?;
    Some(match unit.kind {
        Kind::Operative => language.print_number(number),
        Kind::Sub | Kind::Preambular => language.print_label(number),
    })
}

/// The text with its marks where a word processor leaves them.
fn glued(unit: &Paragraph, language: Language) -> String {
    let mut out = String::with_capacity(unit.text.len() + 8);
    let mut at = 0;
    for mark in &unit.notes {
        let offset = byte_offset(&unit.text, mark.offset);
        out.push_str(unit.text.get(at..offset).unwrap_or_default());
        let _ = match language {
            Language::Arabic => write!(out, "({})", mark.n),
            Language::Chinese
            | Language::English
            | Language::French
            | Language::Russian
            | Language::Spanish => {
                write!(out, "{}", mark.n)
            }
        };
        at = offset;
    }
    out.push_str(unit.text.get(at..).unwrap_or_default());
    out
}

/// Units as plain text with their numbers, marks in square brackets.
pub(crate) fn units_text(resolution: &Resolution, units: &[&Paragraph]) -> String {
    let mut out = String::new();
    for unit in units {
        if unit.kind != Kind::Preambular
            && let Some(label) = printed_label(unit, resolution.edition.language)
        {
            let _ = write!(out, "{label} ");
        }
        let mut at = 0;
        for mark in &unit.notes {
            let offset = byte_offset(&unit.text, mark.offset);
            let _ = write!(out, "{}[{}]", unit.text.get(at..offset).unwrap_or_default(), mark.n);
            at = offset;
        }
        let _ = writeln!(out, "{}", unit.text.get(at..).unwrap_or_default());
    }
    out
}

/// Units as an HTML fragment.
pub(crate) fn units_html(resolution: &Resolution, units: &[&Paragraph]) -> String {
    let language = resolution.edition.language;
    let mut out = format!(
        "<article class=\"resolution\" lang=\"{}\" dir=\"{}\">\n",
        language.code(),
        language.direction()
    );
    let mut notes: Vec<u32> = Vec::new();
    for unit in units {
        let kind = match unit.kind {
            Kind::Preambular => "preambular",
            Kind::Operative => "operative",
            Kind::Sub => "sub",
        };
        let _ = write!(out, "<p class=\"{kind}\" id=\"{}\">", escape(&unit.id));
        if unit.kind != Kind::Preambular
            && let Some(label) = printed_label(unit, language)
        {
            let _ = write!(out, "<span class=\"number\">{}</span> ", escape(&label));
        }
        paragraph_html(&mut out, unit);
        out.push_str("</p>\n");
        notes.extend(unit.notes.iter().map(|m| m.n));
    }
    notes.sort_unstable();
    notes.dedup();
    if !notes.is_empty() {
        out.push_str("<ol class=\"notes\">\n");
        for note in notes.iter().filter_map(|n| resolution.note(*n)) {
            let _ = writeln!(
                out,
                "<li id=\"note-{0}\" value=\"{0}\">{1}</li>",
                note.n,
                escape(&note.resolved)
            );
        }
        out.push_str("</ol>\n");
    }
    out.push_str("</article>\n");
    out
}

/// A tag that opens or closes at a byte; closing ones first.
enum Tag<'p> {
    Close(&'static str),
    Mark(u32),
    Verb(&'p str),
    Citation(&'p str, How),
}

fn paragraph_html(out: &mut String, unit: &Paragraph) {
    let mut tags: Vec<(usize, u8, Tag<'_>)> = Vec::new();
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for citation in &unit.citations {
        let start = byte_offset(&unit.text, citation.offset);
        let end = start + citation.surface.len();
        if taken.iter().all(|(s, e)| end <= *s || *e <= start) {
            tags.push((start, 2, Tag::Citation(&citation.document, citation.how)));
            tags.push((end, 0, Tag::Close("cite")));
            taken.push((start, end));
        }
    }
    for verb in &unit.verbs {
        let start = byte_offset(&unit.text, verb.offset);
        let end = start + verb.verb.len();
        if taken.iter().all(|(s, e)| end <= *s || *e <= start) {
            tags.push((start, 2, Tag::Verb(verb.class.name())));
            tags.push((end, 0, Tag::Close("em")));
            taken.push((start, end));
        }
    }
    for mark in &unit.notes {
        tags.push((byte_offset(&unit.text, mark.offset), 1, Tag::Mark(mark.n)));
    }
    tags.sort_by_key(|(at, order, _)| (*at, *order));
    let mut at = 0;
    for (offset, _, tag) in tags {
        out.push_str(&escape(unit.text.get(at..offset).unwrap_or_default()));
        at = offset;
        let _ = match tag {
            Tag::Close(name) => write!(out, "</{name}>"),
            Tag::Mark(n) => write!(out, "<sup><a href=\"#note-{n}\">{n}</a></sup>"),
            Tag::Verb(class) => write!(out, "<em class=\"verb\" data-class=\"{class}\">"),
            Tag::Citation(document, how) => {
                write!(out, "<cite data-how=\"{}\" title=\"{}\">", how.name(), escape(document))
            }
        };
    }
    out.push_str(&escape(unit.text.get(at..).unwrap_or_default()));
}
