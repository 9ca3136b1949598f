//! Akoma Ntoso out, by AKN4UN: every citation a `<ref>`, every note written
//! once and referred to where its mark repeats, "Ibid." resolved with the
//! printed wording beside it, and ids by number: `para_4__list_1__point_g` is
//! 4(g) in every session and every language.
//!
//! Reading back what is written here gives the same structure.

use std::{collections::HashSet, fmt::Write as _};

use super::meta;
use crate::{
    clean::byte_offset,
    date::Date,
    model::{How, Kind, Paragraph, Part, Resolution},
    xml::escape,
};

/// Writes a resolution as Akoma Ntoso.
#[must_use]
pub fn to_akn(resolution: &Resolution) -> String {
    let mut writer =
        Writer { resolution, out: String::with_capacity(128 * 1024), written: HashSet::new() };
    writer.out.push_str(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">\n",
    );
    if resolution.edition.parts.is_empty() {
        writer.statement(None, 0);
    } else {
        writer.collection();
    }
    writer.out.push_str("</akomaNtoso>\n");
    writer.out
}

/// Writes one unit, with its parts, as Akoma Ntoso elements.
#[must_use]
pub(crate) fn fragment(resolution: &Resolution, units: &[&Paragraph]) -> String {
    let mut writer = Writer { resolution, out: String::new(), written: HashSet::new() };
    match units {
        [unit, ..] if unit.kind == Kind::Preambular => {
            units.iter().for_each(|u| writer.preambular(u))
        }
        [unit, rest @ ..] => writer.operative(unit, rest, 0),
        [] => {}
    }
    writer.out
}

/// The id of a paragraph's element: `op4g` is `para_4__list_1__point_g`.
#[must_use]
pub fn eid(resolution: &Resolution, paragraph: &Paragraph) -> String {
    let own = match paragraph.kind {
        Kind::Preambular | Kind::Operative => {
            let (prefix, id) = paragraph
                .id
                .split_once('-')
                .filter(|(p, _)| p.len() == 1)
                .map_or(("", paragraph.id.as_str()), |(p, id)| (p, id));
            let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}__") };
            let name = if paragraph.kind == Kind::Preambular { "container" } else { "para" };
            return format!(
                "{prefix}{name}_{}",
                id.trim_start_matches("pp").trim_start_matches("op")
            );
        }
        Kind::Sub => {
            let parent = paragraph.parent.as_deref().unwrap_or_default();
            paragraph.id.strip_prefix(parent).unwrap_or(&paragraph.id).to_owned()
        }
    };
    let parent = paragraph.parent.as_deref().and_then(|id| resolution.paragraph(id));
    match parent {
        Some(parent) => format!("{}__list_1__point_{own}", eid(resolution, parent)),
        None => format!("point_{own}"),
    }
}

struct Writer<'r> {
    resolution: &'r Resolution,
    out: String,
    /// Notes already written.
    written: HashSet<u32>,
}

impl<'r> Writer<'r> {
    fn collection(&mut self) {
        let r = self.resolution;
        self.out.push_str("<documentCollection name=\"publication\">\n");
        meta::write(&mut self.out, r, None, &[]);
        self.cover();
        self.preface(None);
        self.out.push_str("<collectionBody>\n");
        for part in &r.edition.parts {
            let letter = escape(&part.letter.to_lowercase());
            let work = escape(&meta::work(r, Some(part)));
            let _ = writeln!(
                self.out,
                "<component eId=\"cmp_{letter}\"><documentRef eId=\"cmp_{letter}__ref\" href=\"{work}\" showAs=\"{}\"/></component>",
                escape(&part.letter)
            );
        }
        self.out.push_str("</collectionBody>\n</documentCollection>\n<components>\n");
        for (i, part) in r.edition.parts.iter().enumerate() {
            let _ = writeln!(
                self.out,
                "<component eId=\"part_{}\">",
                escape(&part.letter.to_lowercase())
            );
            self.statement(Some(part), i);
            self.out.push_str("</component>\n");
        }
        self.out.push_str("</components>\n");
    }

    fn statement(&mut self, part: Option<&Part>, index: usize) {
        let r = self.resolution;
        let units = self.units(part, index);
        let mut seen = HashSet::new();
        let documents: Vec<&str> = units
            .iter()
            .flat_map(|u| &u.citations)
            .map(|c| c.document.as_str())
            .filter(|d| seen.insert(*d))
            .collect();
        self.out.push_str("<statement name=\"resolution\" contains=\"originalVersion\">\n");
        meta::write(&mut self.out, r, part, &documents);
        if part.is_none() {
            self.cover();
        }
        self.preface(part);
        let prefix = part.map_or_else(String::new, |p| format!("{}__", p.letter.to_lowercase()));
        let _ = writeln!(
            self.out,
            "<preamble>\n<formula name=\"enactingFormula\" eId=\"{}formula_1\"><p>{}</p></formula>",
            escape(&prefix),
            escape(&r.edition.formula)
        );
        let split = units.iter().position(|u| u.kind == Kind::Operative).unwrap_or(units.len());
        let (preamble, body) = units.split_at(split);
        for unit in preamble {
            self.preambular(unit);
        }
        self.out.push_str("</preamble>\n<mainBody>\n");
        let mut rest = body;
        while let [unit, tail @ ..] = rest {
            let end = tail.iter().position(|u| u.kind != Kind::Sub).unwrap_or(tail.len());
            self.headings(Some(&unit.id));
            self.operative(unit, &tail[..end], 0);
            rest = &tail[end..];
        }
        self.headings(None);
        self.out.push_str("</mainBody>\n");
        self.conclusions();
        self.out.push_str("</statement>\n");
    }

    fn units(&self, part: Option<&Part>, index: usize) -> Vec<&'r Paragraph> {
        let letter = part.map(|p| format!("{}-", p.letter.to_lowercase()));
        self.resolution
            .paragraphs
            .iter()
            .filter(|p| match &letter {
                Some(letter) if letter.len() > 1 => p.id.starts_with(letter.as_str()),
                Some(_) => index == 0,
                None => true,
            })
            .collect()
    }

    fn cover(&mut self) {
        let r = self.resolution;
        let out = &mut self.out;
        let _ = write!(
            out,
            "<coverPage>\n<p><docNumber refersTo=\"#symbol\">{}</docNumber></p>\n",
            escape(&r.document.symbol)
        );
        if let Some(date) = r.edition.distributed {
            let _ = writeln!(out, "<p><docDate date=\"{date}\">{date}</docDate></p>");
        }
        if let Some(session) = &r.document.session {
            let session = escape(&session.to_string());
            let _ = writeln!(
                out,
                "<p><session refersTo=\"#ga\" value=\"{session}\">{session}</session></p>"
            );
        }
        if let Some(item) = &r.document.agenda_item {
            let item = escape(item);
            let _ = writeln!(
                out,
                "<p><inline name=\"agenda item\" title=\"{item}\">{item}</inline></p>"
            );
        }
        if let Some(origin) = &r.edition.origin {
            let _ = writeln!(out, "<p><docProponent>[{}]</docProponent></p>", escape(origin));
        }
        out.push_str("</coverPage>\n");
    }

    fn preface(&mut self, part: Option<&Part>) {
        let r = self.resolution;
        let (number, title) = match part {
            Some(part) => (part.letter.clone(), part.title.as_str()),
            None => {
                let number = r.document.symbol.trim_start_matches("A/RES/");
                (
                    format!("{}.", number.split(' ').next().unwrap_or(number)),
                    r.document.title.as_str(),
                )
            }
        };
        let _ = write!(
            self.out,
            "<preface><p><docNumber>{}</docNumber> <docTitle>{}</docTitle>",
            escape(&number),
            escape(title)
        );
        // Notes that no paragraph marks belong to the title.
        if part.is_none() {
            let marked: HashSet<u32> =
                r.paragraphs.iter().flat_map(|p| &p.notes).map(|m| m.n).collect();
            for note in r.notes.iter().filter(|n| !marked.contains(&n.n)) {
                self.note(note.n);
            }
        }
        self.out.push_str("</p></preface>\n");
    }

    fn headings(&mut self, before: Option<&str>) {
        for (i, heading) in self.resolution.edition.headings.iter().enumerate() {
            if heading.before.as_deref() == before {
                let text = escape(&heading.text);
                let _ = writeln!(
                    self.out,
                    "<paragraph eId=\"heading_{}\" class=\"heading\"><subheading>{text}</subheading></paragraph>",
                    i + 1
                );
            }
        }
    }

    fn preambular(&mut self, unit: &Paragraph) {
        let name = unit.verbs.first().map_or("paragraph", |v| v.verb.as_str()).to_lowercase();
        let _ = write!(
            self.out,
            "<container name=\"{}\" eId=\"{}\"><p>",
            escape(&name),
            escape(&eid(self.resolution, unit))
        );
        self.text(unit);
        self.out.push_str("</p></container>\n");
    }

    /// A paragraph and the parts that follow it.
    fn operative(&mut self, unit: &Paragraph, parts: &[&Paragraph], depth: usize) {
        let id = escape(&eid(self.resolution, unit));
        let name = if depth == 0 && unit.kind == Kind::Operative { "paragraph" } else { "point" };
        let language = self.resolution.edition.language;
        let _ = write!(self.out, "<{name} eId=\"{id}\">");
        if let Some(number) = &unit.number {
            let printed = if unit.kind == Kind::Operative {
                language.print_number(number)
            } else {
                language.print_label(number)
            };
            let _ = write!(self.out, "<num>{}</num>", escape(&printed));
        }
        if parts.is_empty() {
            let _ = write!(self.out, "<content eId=\"{id}__content\"><p>");
            self.text(unit);
            self.out.push_str("</p></content>");
        } else {
            let _ = write!(
                self.out,
                "<list eId=\"{id}__list_1\"><intro eId=\"{id}__list_1__intro\"><p>"
            );
            self.text(unit);
            self.out.push_str("</p></intro>\n");
            let mut rest = parts;
            while let [part, tail @ ..] = rest {
                let end = tail
                    .iter()
                    .position(|u| !is_below(self.resolution, u, &part.id))
                    .unwrap_or(tail.len());
                self.operative(part, &tail[..end], depth + 1);
                rest = &tail[end..];
            }
            self.out.push_str("</list>");
        }
        let _ = writeln!(self.out, "</{name}>");
    }

    /// Running text with verbs, citations and notes.
    fn text(&mut self, unit: &Paragraph) {
        let mut spans: Vec<Span<'_>> = Vec::new();
        for citation in &unit.citations {
            let start = byte_offset(&unit.text, citation.offset);
            let end = start + citation.surface.len();
            match spans.last_mut() {
                Some(last) if last.start == start && last.end == end => {
                    last.documents.push(&citation.document)
                }
                Some(last) if last.end > start => {}
                Some(_) | None => spans.push(Span {
                    start,
                    end,
                    documents: vec![&citation.document],
                    how: Some(citation.how),
                    class: "",
                }),
            }
        }
        for verb in &unit.verbs {
            let start = byte_offset(&unit.text, verb.offset);
            let end = start + verb.verb.len();
            if !spans.iter().any(|s| s.start < end && start < s.end) {
                spans.push(Span {
                    start,
                    end,
                    documents: Vec::new(),
                    how: None,
                    class: verb.class.name(),
                });
            }
        }
        spans.sort_by_key(|s| s.start);
        let marks: Vec<(usize, u32)> =
            unit.notes.iter().map(|m| (byte_offset(&unit.text, m.offset), m.n)).collect();
        let mut marks = marks.into_iter().peekable();
        let mut at = 0;
        for span in &spans {
            at = self.run(&unit.text, at, span.start, &mut marks);
            self.open(span, &unit.text);
            // A mark at the end of the span stands after it.
            at = self.run(&unit.text, at, span.end - 1, &mut marks);
            self.out.push_str(&escape(unit.text.get(at..span.end).unwrap_or_default()));
            at = span.end;
            self.close(span);
        }
        self.run(&unit.text, at, unit.text.len(), &mut marks);
    }

    /// Writes text up to a byte, with the marks in it.
    fn run(
        &mut self,
        text: &str,
        from: usize,
        to: usize,
        marks: &mut std::iter::Peekable<std::vec::IntoIter<(usize, u32)>>,
    ) -> usize {
        let mut at = from;
        while let Some((offset, n)) = marks.next_if(|(offset, _)| *offset <= to) {
            if let Some(words) = text.get(at..offset) {
                self.out.push_str(&escape(words));
                at = offset;
            }
            self.note(n);
        }
        match text.get(at..to) {
            Some(words) => {
                self.out.push_str(&escape(words));
                at.max(to)
            }
            None => at,
        }
    }

    fn open(&mut self, span: &Span<'_>, text: &str) {
        match span.how {
            None => {
                let _ = write!(self.out, "<inline name=\"verb\" class=\"{}\">", span.class);
            }
            Some(how) => {
                if span.documents.len() > 1 {
                    self.out.push_str("<mref>");
                }
                if let Some(document) = span.documents.first() {
                    let _ = write!(
                        self.out,
                        "<ref href=\"{}\" class=\"{}\" refersTo=\"#{}\">",
                        escape(&address(document, text, span.end)),
                        how.name(),
                        escape(&meta::document_id(document))
                    );
                }
            }
        }
    }

    fn close(&mut self, span: &Span<'_>) {
        let Some(how) = span.how else {
            self.out.push_str("</inline>");
            return;
        };
        self.out.push_str("</ref>");
        for document in span.documents.iter().skip(1) {
            let _ = write!(
                self.out,
                "<ref href=\"{}\" class=\"{}\" refersTo=\"#{}\"/>",
                escape(&meta::href(document)),
                how.name(),
                escape(&meta::document_id(document))
            );
        }
        if span.documents.len() > 1 {
            self.out.push_str("</mref>");
        }
    }

    fn note(&mut self, n: u32) {
        if !self.written.insert(n) {
            let _ = write!(self.out, "<noteRef href=\"#ftn_{n}\" marker=\"{n}\"/>");
            return;
        }
        let Some(note) = self.resolution.note(n) else { return };
        let printed = if note.resolved == note.text {
            String::new()
        } else {
            format!(" title=\"{}\"", escape(&note.text))
        };
        let _ = write!(
            self.out,
            "<authorialNote eId=\"ftn_{n}\" marker=\"{n}\" placement=\"bottom\"><p{printed}>{}</p></authorialNote>",
            escape(&note.resolved)
        );
    }

    fn conclusions(&mut self) {
        let r = self.resolution;
        if r.edition.meeting.is_none() && r.document.date.is_none() {
            return;
        }
        self.out.push_str("<conclusions><p>");
        if let Some(meeting) = &r.edition.meeting {
            let _ = write!(
                self.out,
                "<inline name=\"adoptionMeeting\">{}</inline><eol/>",
                escape(meeting)
            );
        }
        if let Some(date) = r.document.date {
            let _ = write!(self.out, "<docDate date=\"{date}\">{}</docDate>", date.in_words());
        }
        self.out.push_str("</p></conclusions>\n");
    }
}

/// A stretch of text that is a verb or a citation.
struct Span<'p> {
    start: usize,
    end: usize,
    documents: Vec<&'p str>,
    how: Option<How>,
    class: &'static str,
}

/// Whether a unit is a part of another, at any depth.
fn is_below(resolution: &Resolution, unit: &Paragraph, id: &str) -> bool {
    let mut parent = unit.parent.as_deref();
    let mut steps = 0;
    while let Some(p) = parent {
        steps += 1;
        if p == id {
            return true;
        }
        if steps > 4 {
            return false;
        }
        parent = resolution.paragraph(p).and_then(|p| p.parent.as_deref());
    }
    false
}

/// The address of a cited document: by the guidelines where the text gives the
/// day of adoption after the number, else the page of the symbol.
fn address(document: &str, text: &str, end: usize) -> String {
    let Some(number) = document.strip_prefix("A/RES/").filter(|n| !n.contains('(')) else {
        return meta::href(document);
    };
    let after: String = text.get(end..).unwrap_or_default().chars().take(24).collect();
    let dated = after
        .strip_prefix(" of ")
        .filter(|a| a.starts_with(|c: char| c.is_ascii_digit()))
        .and_then(Date::find);
    match dated {
        Some(date) => {
            format!("/akn/un/statement/deliberation/unga/{date}/{}/!main", meta::slug(number))
        }
        None => meta::href(document),
    }
}
