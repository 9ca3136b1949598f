//! One door for bytes: what kind of file it is, and the importer for it.

use crate::{
    akn::import_akn,
    docx::import_docx,
    error::{ImportError, MAX_BYTES},
    model::Resolution,
    text::{decode::decode, import_text},
};

/// The kinds of files a resolution can be read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Raw text out of a word processor.
    Text,
    /// Akoma Ntoso XML.
    AkomaNtoso,
    /// A word-processor file.
    Docx,
}

impl Format {
    /// From a file name's ending.
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Format> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "txt" | "text" => Format::Text,
            "xml" | "akn" => Format::AkomaNtoso,
            "docx" => Format::Docx,
            _ => return None,
        })
    }

    /// From the bytes themselves.
    ///
    /// # Errors
    /// When they are of a kind that holds no resolution we can read.
    pub fn detect(bytes: &[u8]) -> Result<Format, ImportError> {
        let unknown = |found| Err(ImportError::UnknownFormat { found });
        match bytes {
            [b'P', b'K', 3, 4, ..] => return Ok(Format::Docx),
            [b'P', b'K', ..] => return unknown("an empty or broken zip file"),
            [b'%', b'P', b'D', b'F', ..] => return unknown("a PDF file"),
            [0xd0, 0xcf, 0x11, 0xe0, ..] => return unknown("an old .doc file"),
            [b'{', b'\\', b'r', b't', b'f', ..] => return unknown("an RTF file"),
            [] => return unknown("an empty file"),
            _ => {}
        }
        let head: String = bytes
            .iter()
            .filter(|b| **b != 0)
            .skip_while(|b| !b.is_ascii_graphic())
            .take(256)
            .map(|b| char::from(*b).to_ascii_lowercase())
            .collect();
        if head.starts_with("<!doctype html") || head.starts_with("<html") {
            return unknown("a web page");
        }
        let xml = head.starts_with("<?xml")
            || head.starts_with("<akomantoso")
            || head.starts_with("<!--")
            || head.starts_with("<!doctype")
            || head.starts_with("<an:")
            || head.starts_with("<akn:");
        Ok(if xml { Format::AkomaNtoso } else { Format::Text })
    }
}

/// Reads a resolution from bytes. The bytes decide what they are; the hint, from
/// a file's name, is used only where they do not.
///
/// # Errors
/// When the bytes are too many, of no kind we read, damaged, or not a
/// resolution. Every error says how to mend it.
pub fn import(bytes: &[u8], hint: Option<Format>) -> Result<Resolution, ImportError> {
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLarge { what: "file", limit: MAX_BYTES });
    }
    let format = match (Format::detect(bytes)?, hint) {
        (Format::Text, Some(Format::AkomaNtoso)) => Format::AkomaNtoso,
        (found, _) => found,
    };
    let decoded =
        || decode(bytes).ok_or(ImportError::UnknownFormat { found: "a file that is not text" });
    match format {
        Format::Docx => import_docx(bytes),
        Format::AkomaNtoso => import_akn(decoded()?.trim_start_matches('\u{feff}')),
        Format::Text => import_text(&decoded()?),
    }
}
