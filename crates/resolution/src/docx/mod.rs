//! DOCX in: the text of a word-processor file, with its notes where they are.
//!
//! Only the parts that hold text, or say how it is numbered, are unpacked, each up to a limit, so that a small file cannot
//! become a large one. Pictures, the layout of tables and tracked deletions are not read.

mod body;
mod numbering;

use std::{
    collections::HashMap,
    io::{Cursor, Read},
};

use crate::{
    draft::assemble,
    error::{ImportError, MAX_BYTES, MAX_NOTES},
    model::{FindingCode, Resolution},
    text::{Line, read_lines},
    xml::{Node, Xml, attribute},
};
use body::{Body, Notes};
use numbering::Numbering;

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
    let mut parts = Parts::open(bytes)?;
    let document = parts
        .read("word/document.xml")?
        .ok_or_else(|| ImportError::Docx { detail: "it has no word/document.xml".to_owned() })?;
    let mut numbering = Numbering::default();
    if let Some(text) = parts.read("word/numbering.xml")? {
        numbering.define(&text)?;
    }
    if let Some(text) = parts.read("word/styles.xml")? {
        numbering.style(&text)?;
    }
    let mut body = Body::default();
    body.read(&document, &mut numbering)?;
    let mut headers = Body::default();
    for name in parts.headers() {
        if let Some(text) = parts.read(&name)? {
            headers.read(&text, &mut Numbering::default())?;
        }
    }
    let mut texts = HashMap::new();
    for (part, sort) in [("word/footnotes.xml", Notes::Foot), ("word/endnotes.xml", Notes::End)] {
        if let Some(text) = parts.read(part)? {
            note_texts(&text, sort, &mut texts)?;
        }
    }
    if body.notes.len() > MAX_NOTES {
        return Err(ImportError::TooMany { what: "notes", limit: MAX_NOTES });
    }
    let said = |id: &String| texts.get(id).cloned().unwrap_or_default();
    let notes: Vec<(u32, String)> = (1..).zip(body.notes.iter().map(said)).collect();

    // The headers hold the masthead; below the text is where it does no harm.
    let mut lines = body.lines;
    lines.push(Line { text: "______________".to_owned(), marks: Vec::new() });
    lines.extend(headers.lines.into_iter().map(|l| Line { text: l.text, marks: Vec::new() }));
    let mut draft = read_lines(&lines)?;
    for id in body.unnumbered.iter().filter(|id| texts.contains_key(*id)) {
        let detail = said(id).chars().take(60).collect();
        draft.findings.push((draft.units.len(), FindingCode::TextLeftOut, detail));
    }
    if notes.is_empty() {
        // Footnotes typed as text at the end, marks as digits.
        crate::text::marks::separate(&mut draft);
    } else {
        draft.notes = notes;
    }
    assemble(draft)
}

/// The parts of a file, unpacked within one budget.
struct Parts<'b> {
    archive: zip::ZipArchive<Cursor<&'b [u8]>>,
    budget: usize,
}

impl<'b> Parts<'b> {
    fn open(bytes: &'b [u8]) -> Result<Parts<'b>, ImportError> {
        let archive = zip::ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| ImportError::Docx { detail: error.to_string() })?;
        if archive.len() > MAX_PARTS {
            return Err(ImportError::TooMany { what: "parts of a DOCX file", limit: MAX_PARTS });
        }
        Ok(Parts { archive, budget: MAX_BYTES })
    }

    /// The headers, which may hold the masthead.
    fn headers(&self) -> Vec<String> {
        let names = self.archive.file_names().flatten();
        let mut names: Vec<String> = names
            .filter(|n| n.starts_with("word/header") && n.ends_with(".xml"))
            .map(std::borrow::Cow::into_owned)
            .collect();
        names.truncate(16);
        names
    }

    /// Unpacks one part, within what is left of the budget.
    fn read(&mut self, name: &str) -> Result<Option<String>, ImportError> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(ImportError::Docx { detail: error.to_string() }),
        };
        // The declared size may lie; the reader is cut off at the limit.
        let mut bytes = Vec::new();
        let limit = u64::try_from(self.budget).unwrap_or(u64::MAX);
        file.take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| ImportError::Docx { detail: error.to_string() })?;
        if bytes.len() > self.budget {
            return Err(ImportError::TooLarge { what: "unpacked DOCX file", limit: MAX_BYTES });
        }
        self.budget -= bytes.len();
        String::from_utf8(bytes)
            .map(Some)
            .map_err(|_| ImportError::Docx { detail: format!("{name} is not UTF-8") })
    }
}

/// The text of every note by its id.
fn note_texts(
    text: &str,
    sort: Notes,
    out: &mut HashMap<String, String>,
) -> Result<(), ImportError> {
    let mut xml = Xml::new(text);
    let mut id: Option<String> = None;
    let mut in_text: Vec<bool> = Vec::new();
    let mut words = String::new();
    loop {
        match xml.next()? {
            Node::Start(start) => {
                let name = start.local_name().into_inner();
                if matches!(name, "footnote" | "endnote") {
                    id = attribute(&start, "id").map(|id| format!("{}{id}", sort.prefix()));
                    words.clear();
                }
                if matches!(name, "tab" | "p" | "br") {
                    words.push(' ');
                }
                if matches!(name, "moveFrom" | "del" | "instrText") {
                    xml.skip()?;
                    continue;
                }
                in_text.push(name == "t");
            }
            Node::Text(t) if in_text.last() == Some(&true) => words.push_str(&t),
            Node::Text(_) => {}
            Node::End => {
                in_text.pop();
                // The note is a child of the root.
                if in_text.len() == 1
                    && let Some(id) = id.take()
                {
                    if out.len() > 2 * MAX_NOTES {
                        return Err(ImportError::TooMany { what: "notes", limit: 2 * MAX_NOTES });
                    }
                    out.insert(id, crate::clean::clean(&words));
                }
            }
            Node::Eof => return Ok(()),
        }
    }
}
