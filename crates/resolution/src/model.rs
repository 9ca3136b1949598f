//! What a resolution is once it has been read: a document, its addressable
//! paragraphs with their verbs, marks and citations, and its notes.
//!
//! This module holds data and nothing else: it does not parse, does not render
//! and does not judge. Every offset counts Unicode scalar values (what Python
//! and most people call characters) from the start of the paragraph's clean
//! text, so that a reader in any language can slice with it.

use serde::{Deserialize, Serialize};

use crate::{date::Date, language::Language};

/// A resolution as structure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Resolution {
    /// What identifies the document.
    pub document: Document,
    /// Preambular paragraphs, then operative paragraphs with their
    /// sub-paragraphs, in the order of the text.
    pub paragraphs: Vec<Paragraph>,
    /// The notes, in order.
    pub notes: Vec<Note>,
    /// What is known about this copy of the text.
    pub edition: Edition,
}

/// What identifies the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// The United Nations symbol, `A/RES/65/212`.
    pub symbol: String,
    /// The title without the number.
    pub title: String,
    /// The day of adoption.
    pub date: Option<Date>,
    /// The session of the Assembly.
    pub session: Option<Session>,
    /// The item of the agenda, `68 (b)`.
    pub agenda_item: Option<String>,
}

/// A session of the Assembly: a number, or `ES-11` and `S-26` for the
/// emergency special and special sessions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Session {
    /// A regular session.
    Regular(u16),
    /// A special or emergency special session, as its symbol says it.
    Special(String),
}

impl std::fmt::Display for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Session::Regular(number) => write!(f, "{number}"),
            Session::Special(name) => f.write_str(name),
        }
    }
}

/// Where a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A paragraph of the preamble.
    Preambular,
    /// A numbered paragraph after the preamble.
    Operative,
    /// A lettered or roman-numbered part of an operative paragraph.
    Sub,
}

/// One addressable unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Paragraph {
    /// `pp1`, `op4`, `op4g`, `op12di`; parts of a resolution adopted in parts
    /// put their letter before: `b-op2`.
    pub id: String,
    /// Where it stands.
    pub kind: Kind,
    /// Its own number: `4` of `op4`, `g` of `op4g`, always in Latin letters so
    /// that six languages share one address. Absent on an unnumbered operative
    /// paragraph.
    pub number: Option<String>,
    /// The id of the paragraph it belongs to.
    pub parent: Option<String>,
    /// The verbs by which the Assembly speaks here.
    pub verbs: Vec<Verb>,
    /// The text, without note marks, with single spaces.
    pub text: String,
    /// Where note marks stood.
    pub notes: Vec<Mark>,
    /// The documents the text cites.
    pub citations: Vec<Citation>,
}

/// One verb by which the Assembly speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verb {
    /// The phrase as it stands in the text, adverbs included.
    pub verb: String,
    /// Where it begins.
    pub offset: usize,
    /// How strong it is.
    pub class: Class,
    /// Whom it addresses, or who bears the duty it reaffirms.
    pub addressees: Vec<String>,
}

/// The strength of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Notes, takes note, recognizes, welcomes, bears in mind.
    Acknowledge,
    /// Recalls, reaffirms, affirms, reiterates.
    Reaffirm,
    /// Emphasizes, stresses, underlines, draws attention.
    Emphasize,
    /// Expresses concern, is alarmed, regrets.
    ExpressConcern,
    /// Condemns, deplores.
    Condemn,
    /// Commits itself, resolves to, is determined to.
    Commit,
    /// Invites.
    Invite,
    /// Encourages, recommends, supports.
    Encourage,
    /// Calls upon, calls for, appeals to.
    CallUpon,
    /// Requests.
    Request,
    /// Urges, demands.
    Urge,
    /// Decides, approves, authorizes, endorses.
    Decide,
}

impl Class {
    /// The name in JSON and in Akoma Ntoso.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Class::Acknowledge => "acknowledge",
            Class::Reaffirm => "reaffirm",
            Class::Emphasize => "emphasize",
            Class::ExpressConcern => "express_concern",
            Class::Condemn => "condemn",
            Class::Commit => "commit",
            Class::Invite => "invite",
            Class::Encourage => "encourage",
            Class::CallUpon => "call_upon",
            Class::Request => "request",
            Class::Urge => "urge",
            Class::Decide => "decide",
        }
    }

    /// Whether verbs of this class are addressed to somebody.
    #[must_use]
    pub fn addresses(self) -> bool {
        match self {
            Class::Invite | Class::Encourage | Class::CallUpon | Class::Request | Class::Urge => {
                true
            }
            Class::Acknowledge
            | Class::Reaffirm
            | Class::Emphasize
            | Class::ExpressConcern
            | Class::Condemn
            | Class::Commit
            | Class::Decide => false,
        }
    }
}

/// A note mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The note's number.
    pub n: u32,
    /// Where the mark stood.
    pub offset: usize,
}

/// One citation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// The United Nations symbol, or a short code where there is none.
    pub document: String,
    /// The words that cite.
    pub surface: String,
    /// How they cite.
    pub how: How,
    /// Where the words begin.
    pub offset: usize,
}

/// How a document is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// By symbol or number.
    Explicit,
    /// By name.
    Named,
    /// As one of several under one name ("the International Covenants").
    Collective,
    /// By reference back ("the Convention", "the study").
    Anaphora,
}

impl How {
    /// The name in JSON and in Akoma Ntoso.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            How::Explicit => "explicit",
            How::Named => "named",
            How::Collective => "collective",
            How::Anaphora => "anaphora",
        }
    }
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its number.
    pub n: u32,
    /// Its text as printed.
    pub text: String,
    /// Its text with "Ibid." replaced by what it stands for.
    pub resolved: String,
}

/// What is known about this copy of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Edition {
    /// The language of the text.
    pub language: Language,
    /// The enacting words, "The General Assembly,".
    pub formula: String,
    /// The meeting that adopted it, "71st plenary meeting".
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub meeting: Option<String>,
    /// The day this copy was distributed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub distributed: Option<Date>,
    /// The report on which it was adopted, as printed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub origin: Option<String>,
    /// The parts of a resolution adopted in parts.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub parts: Vec<Part>,
    /// Headings between paragraphs.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub headings: Vec<Heading>,
    /// What the reader of this structure should know about how it was read.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub findings: Vec<Finding>,
}

/// A part of a resolution adopted in parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its letter.
    pub letter: String,
    /// Its title.
    pub title: String,
}

/// A heading between paragraphs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// The id of the paragraph it stands before; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub before: Option<String>,
    /// Its words.
    pub text: String,
}

/// Something a careful reader wants to know about the import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What kind of thing.
    pub code: FindingCode,
    /// Where: a paragraph id, or a note as `note 7`.
    pub at: String,
    /// What was found.
    pub detail: String,
}

/// The kinds of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingCode {
    /// A number or letter is missing between two paragraphs.
    NumberGap,
    /// A note has no mark in the text.
    NoteWithoutMark,
    /// A paragraph typed as running text was recognized by its letter.
    LetterRecovered,
    /// A table stands here and is not kept.
    TableLeftOut,
    /// Text stands outside every paragraph and is not kept.
    TextLeftOut,
}

impl FindingCode {
    /// As it is written in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            FindingCode::NumberGap => "number_gap",
            FindingCode::NoteWithoutMark => "note_without_mark",
            FindingCode::LetterRecovered => "letter_recovered",
            FindingCode::TableLeftOut => "table_left_out",
            FindingCode::TextLeftOut => "text_left_out",
        }
    }
}

impl Resolution {
    /// The paragraph with this id.
    #[must_use]
    pub fn paragraph(&self, id: &str) -> Option<&Paragraph> {
        self.paragraphs.iter().find(|p| p.id == id)
    }

    /// The note with this number.
    #[must_use]
    pub fn note(&self, n: u32) -> Option<&Note> {
        self.notes.iter().find(|note| note.n == n)
    }

    /// How many paragraphs of this kind there are.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        self.paragraphs.iter().filter(|p| p.kind == kind).count()
    }

    /// The distinct documents cited in the text, in order of first citation.
    #[must_use]
    pub fn documents(&self) -> Vec<&str> {
        let mut seen = std::collections::HashSet::new();
        self.paragraphs
            .iter()
            .flat_map(|p| &p.citations)
            .map(|c| c.document.as_str())
            .filter(|d| seen.insert(*d))
            .collect()
    }
}
