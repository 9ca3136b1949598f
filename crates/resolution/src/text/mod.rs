//! Raw text as it comes out of a word processor.
//!
//! Paragraphs are lines, marks are digits glued to words, the masthead may be
//! at the top or have slipped to the bottom, and field codes lie about. The
//! text is bounded before it is read; nothing here allocates more than a small
//! multiple of it.

pub(crate) mod body;
pub(crate) mod decode;
pub(crate) mod marks;
pub(crate) mod masthead;

use crate::{
    draft::{Draft, assemble},
    error::{ImportError, MAX_BYTES, MAX_LINES},
    model::Resolution,
};

/// A line, and the note marks that the file itself told apart from its text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pub(crate) text: String,
    /// Byte offsets and numbers of marks.
    pub(crate) marks: Vec<(usize, u32)>,
}

/// Reads raw text.
///
/// # Errors
/// When the text is too large, or is not a resolution.
pub fn import_text(text: &str) -> Result<Resolution, ImportError> {
    if text.len() > MAX_BYTES {
        return Err(ImportError::TooLarge { what: "text", limit: MAX_BYTES });
    }
    let lines: Vec<Line> = text
        .split(['\n', '\r', '\u{b}', '\u{c}', '\u{2028}', '\u{2029}'])
        .map(|line| Line { text: without_fields(line), marks: Vec::new() })
        .collect();
    if lines.len() > MAX_LINES {
        return Err(ImportError::TooMany { what: "lines", limit: MAX_LINES });
    }
    let mut draft = read_lines(&lines)?;
    marks::separate(&mut draft);
    assemble(draft)
}

/// Reads the structure of lines whose marks are still in place.
pub(crate) fn read_lines(lines: &[Line]) -> Result<Draft, ImportError> {
    let mut draft = Draft::default();
    let outside = body::read(lines, &mut draft)?;
    masthead::read(&outside, &mut draft);
    Ok(draft)
}

/// Removes `[DU1]` and keeps the content of `<<ODS DOC SYMBOL1>>…<<…>>`:
/// the field is noise, the symbol in it is the best one there is.
fn without_fields(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['[', '<']) {
        let (before, field) = rest.split_at(at);
        out.push_str(before);
        let end = if let Some(inner) = field.strip_prefix("<<") {
            inner.find(">>").map(|n| n + 4)
        } else if let Some(inner) = field.strip_prefix("[DU") {
            let digits = inner.find(|c: char| !c.is_ascii_digit());
            digits.filter(|n| inner[*n..].starts_with(']')).map(|n| n + 4)
        } else {
            None
        };
        match end.and_then(|n| field.get(n..)) {
            Some(after) => {
                if field.starts_with("<<") {
                    out.push('\t');
                }
                rest = after;
            }
            None => {
                let first = field.chars().next().map_or(1, char::len_utf8);
                out.push_str(&field[..first]);
                rest = &field[first..];
            }
        }
    }
    out.push_str(rest);
    out
}
