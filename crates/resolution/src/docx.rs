//! DOCX in: the text of a word-processor file, with its footnotes where they
//! are.
//!
//! Only the parts that hold text are unpacked (the document, the footnotes, the
//! headers), each up to a limit, so that a small file cannot become a large
//! one. Automatic numbering is counted where paragraphs carry it; pictures,
//! tables' layout and tracked deletions are not read.

use std::{
    collections::HashMap,
    io::{Cursor, Read},
};

use crate::{
    draft::assemble,
    error::{ImportError, MAX_BYTES, MAX_NOTES, MAX_PARAGRAPHS},
    language::letter_label,
    model::Resolution,
    numbering::{marker, roman_label},
    text::{Line, read_lines},
    xml::{Node, Xml, attribute},
};

/// The most parts a DOCX file may have.
const MAX_PARTS: usize = 4_000;

/// Reads a DOCX file.
///
/// # Errors
/// When the file is too large, packed or unpacked, when it is not DOCX, and
/// when it is not a resolution.
pub fn import_docx(bytes: &[u8]) -> Result<Resolution, ImportError> {
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLarge { what: "DOCX file", limit: MAX_BYTES });
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| ImportError::Docx { detail: error.to_string() })?;
    if archive.len() > MAX_PARTS {
        return Err(ImportError::TooMany { what: "parts of a DOCX file", limit: MAX_PARTS });
    }
    let mut budget = MAX_BYTES;
    let document = part(&mut archive, "word/document.xml", &mut budget)?
        .ok_or_else(|| ImportError::Docx { detail: "it has no word/document.xml".to_owned() })?;
    let footnotes = part(&mut archive, "word/footnotes.xml", &mut budget)?;

    let mut body = Body::default();
    body.read(&document)?;
    let mut headers = Body::default();
    let names: Vec<String> = archive
        .file_names()
        .flatten()
        .filter(|n| n.starts_with("word/header") && n.ends_with(".xml"))
        .map(std::borrow::Cow::into_owned)
        .collect();
    for name in names.iter().take(16) {
        if let Some(text) = part(&mut archive, name, &mut budget)? {
            headers.read(&text)?;
        }
    }
    let texts = match &footnotes {
        Some(xml) => footnote_texts(xml)?,
        None => HashMap::new(),
    };
    let notes: Vec<(u32, String)> = body
        .footnotes
        .iter()
        .zip(1u32..)
        .map(|(id, n)| (n, texts.get(id).cloned().unwrap_or_default()))
        .collect();
    if notes.len() > MAX_NOTES {
        return Err(ImportError::TooMany { what: "notes", limit: MAX_NOTES });
    }

    // The headers hold the masthead; below the text is where it does no harm.
    let mut lines = body.lines;
    lines.push(Line { text: "______________".to_owned(), marks: Vec::new() });
    lines.extend(headers.lines.into_iter().map(|l| Line { text: l.text, marks: Vec::new() }));
    let typed_marks = notes.is_empty();
    let mut draft = read_lines(&lines)?;
    if typed_marks {
        // Footnotes typed as text at the end, marks as digits.
        crate::text::marks::separate(&mut draft);
    } else {
        draft.notes = notes;
    }
    assemble(draft)
}

/// Unpacks one part, within what is left of the budget.
fn part(
    archive: &mut zip::ZipArchive<Cursor<&[u8]>>,
    name: &str,
    budget: &mut usize,
) -> Result<Option<String>, ImportError> {
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(ImportError::Docx { detail: error.to_string() }),
    };
    // The declared size may lie; the reader is cut off at the limit.
    let mut bytes = Vec::new();
    let limit = u64::try_from(*budget).unwrap_or(u64::MAX);
    file.take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| ImportError::Docx { detail: error.to_string() })?;
    if bytes.len() > *budget {
        return Err(ImportError::TooLarge { what: "unpacked DOCX file", limit: MAX_BYTES });
    }
    *budget -= bytes.len();
    String::from_utf8(bytes)
        .map(Some)
        .map_err(|_| ImportError::Docx { detail: format!("{name} is not UTF-8") })
}

/// A document part as lines.
#[derive(Default)]
struct Body {
    lines: Vec<Line>,
    /// Footnote ids in order of first reference.
    footnotes: Vec<String>,
    /// Counts of automatic numbering: list and level.
    counters: HashMap<(String, usize), u32>,
}

impl Body {
    fn read(&mut self, text: &str) -> Result<(), ImportError> {
        let mut xml = Xml::new(text);
        let mut line = Line::default();
        let mut list: Option<(String, usize)> = None;
        // Names of open elements, to know what an end closes.
        let mut open: Vec<Element> = Vec::new();
        loop {
            match xml.next()? {
                Node::Start(start) => {
                    let element = Element::of(start.local_name().into_inner());
                    let value = || attribute(&start, "val").unwrap_or_default();
                    match element {
                        Element::Paragraph => {
                            line = Line::default();
                            list = None;
                        }
                        Element::Tab => line.text.push('\t'),
                        Element::Break => line.text.push(' '),
                        Element::Hyphen => line.text.push('-'),
                        Element::NumberingId => list = Some((value(), list.map_or(0, |l| l.1))),
                        Element::NumberingLevel => {
                            let level = value().parse().unwrap_or(0);
                            list = Some((list.map_or_else(String::new, |l| l.0), level));
                        }
                        Element::FootnoteReference => {
                            let id = attribute(&start, "id").unwrap_or_default();
                            let n = self.footnote(id);
                            line.marks.push((line.text.len(), n));
                        }
                        Element::Deleted => {
                            xml.skip()?;
                            continue;
                        }
                        Element::Text | Element::Other => {}
                    }
                    open.push(element);
                }
                Node::Text(words) if open.last() == Some(&Element::Text) => {
                    line.text.push_str(&words)
                }
                Node::Text(_) => {}
                Node::End => {
                    if open.pop() == Some(Element::Paragraph) {
                        let done = std::mem::take(&mut line);
                        self.push(done, list.take())?;
                    }
                }
                Node::Eof => return Ok(()),
            }
        }
    }

    fn push(&mut self, mut line: Line, list: Option<(String, usize)>) -> Result<(), ImportError> {
        if self.lines.len() >= 4 * MAX_PARAGRAPHS {
            return Err(ImportError::TooMany { what: "paragraphs", limit: 4 * MAX_PARAGRAPHS });
        }
        // Number 0 is how a paragraph leaves a list.
        if let Some((id, level)) = list.filter(|(id, _)| id != "0" && !id.is_empty())
            && marker(&line.text).is_none()
            && !line.text.trim().is_empty()
        {
            let label = self.count(id, level);
            line.text.insert_str(0, &label);
            for (at, _) in &mut line.marks {
                *at += label.len();
            }
        }
        self.lines.push(line);
        Ok(())
    }

    /// The next number of an automatic list.
    fn count(&mut self, id: String, level: usize) -> String {
        self.counters.retain(|(list, l), _| *list != id || *l <= level);
        let n = self.counters.entry((id, level)).and_modify(|n| *n += 1).or_insert(1);
        match level {
            0 => format!("{n}.\t"),
            1 => format!("({})\t", letter_label(*n).unwrap_or_default()),
            _ => format!("({})\t", roman_label(*n)),
        }
    }

    fn footnote(&mut self, id: String) -> u32 {
        let at = self.footnotes.iter().position(|f| *f == id).unwrap_or_else(|| {
            self.footnotes.push(id);
            self.footnotes.len() - 1
        });
        u32::try_from(at + 1).unwrap_or(u32::MAX)
    }
}

/// The elements of WordprocessingML that matter here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Paragraph,
    Text,
    Tab,
    Break,
    Hyphen,
    NumberingId,
    NumberingLevel,
    FootnoteReference,
    Deleted,
    Other,
}

impl Element {
    fn of(name: &str) -> Element {
        match name {
            "p" => Element::Paragraph,
            "t" => Element::Text,
            "tab" => Element::Tab,
            "br" | "cr" => Element::Break,
            "noBreakHyphen" => Element::Hyphen,
            "numId" => Element::NumberingId,
            "ilvl" => Element::NumberingLevel,
            "footnoteReference" => Element::FootnoteReference,
            // Deleted text, field instructions, tab stops, pictures, and the
            // second rendering of the same drawing.
            "del" | "instrText" | "delText" | "tabs" | "drawing" | "pict" | "Fallback" => {
                Element::Deleted
            }
            _ => Element::Other,
        }
    }
}

/// The text of every footnote by its id.
fn footnote_texts(text: &str) -> Result<HashMap<String, String>, ImportError> {
    let mut xml = Xml::new(text);
    let mut out: HashMap<String, String> = HashMap::new();
    let mut id: Option<String> = None;
    let mut in_text: Vec<bool> = Vec::new();
    let mut words = String::new();
    loop {
        match xml.next()? {
            Node::Start(start) => {
                let name = start.local_name().into_inner();
                if name == "footnote" {
                    id = attribute(&start, "id");
                    words.clear();
                }
                if matches!(name, "tab" | "p" | "br") {
                    words.push(' ');
                }
                in_text.push(name == "t");
            }
            Node::Text(t) if in_text.last() == Some(&true) => words.push_str(&t),
            Node::Text(_) => {}
            Node::End => {
                in_text.pop();
                // The footnote element is a child of the root.
                if in_text.len() == 1
                    && let Some(id) = id.take()
                {
                    if out.len() > MAX_NOTES + 8 {
                        return Err(ImportError::TooMany { what: "notes", limit: MAX_NOTES });
                    }
                    out.insert(id, crate::clean::clean(&words));
                }
            }
            Node::Eof => return Ok(out),
        }
    }
}
