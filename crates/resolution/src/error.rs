//! Why an import was refused: what is wrong, and how to mend it.
//!
//! A file that is not a resolution is refused with the list of what was
//! missing. There is no such thing as an empty structure with success.

/// The most bytes an import reads, packed or unpacked.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;
/// The most paragraphs a resolution may have.
pub const MAX_PARAGRAPHS: usize = 4_000;
/// The most notes a resolution may have.
pub const MAX_NOTES: usize = 2_000;
/// The most bytes one paragraph or note may have.
pub const MAX_PARAGRAPH_BYTES: usize = 64 * 1024;
/// The most lines a text may have.
pub const MAX_LINES: usize = 100_000;
/// The most parts a resolution may be adopted in.
pub const MAX_PARTS: usize = 26;
/// The deepest nesting of XML elements.
pub const MAX_DEPTH: usize = 128;

/// Why an import was refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// The file, or what it unpacks to, is larger than any resolution.
    #[error(
        "the {what} is larger than {limit} bytes, and no resolution is; \
         import the resolution alone, without its annexes"
    )]
    TooLarge {
        /// What was too large.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// More paragraphs, notes or nested elements than any resolution has.
    #[error("more than {limit} {what}: this is not one resolution; import one at a time")]
    TooMany {
        /// What there was too much of.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// The text lacks what makes it a resolution.
    #[error("this is not a resolution of the General Assembly: it has {}", list(.missing))]
    NotAResolution {
        /// What was missing.
        missing: Vec<Missing>,
    },
    /// A document type declaration; entities could be declared in it.
    #[error(
        "the XML has a document type declaration at byte {at}; \
         remove the <!DOCTYPE …> line: resolutions do not need one"
    )]
    DocumentType {
        /// Where.
        at: u64,
    },
    /// An entity that is not one of XML's own five.
    #[error("the XML uses the entity &{name}; at byte {at}; write the character itself")]
    Entity {
        /// Its name.
        name: String,
        /// Where.
        at: u64,
    },
    /// XML that cannot be read.
    #[error("the XML cannot be read at byte {at}: {detail}")]
    Xml {
        /// Where.
        at: u64,
        /// What the reader said.
        detail: String,
    },
    /// A DOCX file that cannot be read.
    #[error("the DOCX file cannot be read: {detail}; open it and save it again as .docx")]
    Docx {
        /// What is wrong.
        detail: String,
    },
    /// Neither text, nor XML, nor DOCX.
    #[error(
        "this is {found}, and resolutions are read from text, Akoma Ntoso XML or DOCX; \
         save it as one of these"
    )]
    UnknownFormat {
        /// What it seems to be.
        found: &'static str,
    },
}

/// What a text lacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// "The General Assembly," on a line of its own.
    EnactingFormula,
    /// Anything after the enacting words.
    Paragraphs,
    /// A paragraph that decides, requests, calls upon …
    OperativeParagraphs,
    /// A symbol such as A/RES/65/212, or a number and title to derive it from.
    Symbol,
    /// The statement element of an Akoma Ntoso resolution.
    Statement,
}

impl std::fmt::Display for Missing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Missing::EnactingFormula => {
                "no enacting words (\"The General Assembly,\" on a line of its own)"
            }
            Missing::Paragraphs => "no paragraphs",
            Missing::OperativeParagraphs => "no operative paragraphs after the preamble",
            Missing::Symbol => "no symbol (such as A/RES/65/212) and no numbered title",
            Missing::Statement => "no <statement> element of Akoma Ntoso 3.0",
        })
    }
}

fn list(missing: &[Missing]) -> String {
    missing.iter().map(ToString::to_string).collect::<Vec<_>>().join(", and ")
}
