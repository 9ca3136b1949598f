//! The text of a resolution of the General Assembly, its structure, its
//! citations, and Akoma Ntoso.
//!
//! [`import()`] takes bytes (raw word-processor text, Akoma Ntoso XML or DOCX)
//! and gives a [`Resolution`]: addressable paragraphs with their verbs, the
//! strength and the addressees of each verb, note marks, and citations resolved
//! to documents. From it [`to_akn`] writes Akoma Ntoso by the United Nations'
//! guidelines, [`show()`] finds one paragraph, and [`diff()`] aligns two texts.
//!
//! The crate is pure: bytes in, structure out; no file, no clock, no network.
//! It carries no official text. It does not know duties or deadlines: those are
//! written in the law folder and only point at addresses made here.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

mod akn;
mod analyse;
mod clean;
mod date;
mod diff;
mod docx;
mod draft;
mod error;
mod import;
mod language;
mod model;
pub mod numbering;
mod render;
mod show;
mod text;
mod xml;

pub use akn::{
    import_akn,
    write::{eid, to_akn},
};
pub use analyse::{
    backreferences::{BackReference, back_references},
    beneficiaries::{Beneficiary, beneficiaries},
};
pub use date::Date;
pub use diff::{Change, ChangeKind, Counts, Diff, Op, Run, Side, diff};
pub use docx::import_docx;
pub use error::{
    ImportError, MAX_BYTES, MAX_DEPTH, MAX_LINES, MAX_NOTES, MAX_PARAGRAPH_BYTES, MAX_PARAGRAPHS,
    MAX_PARTS, Missing,
};
pub use import::{Format, import};
pub use language::Language;
pub use model::{
    Citation, Class, Document, Edition, Finding, FindingCode, Heading, How, Kind, Mark, Note,
    Paragraph, Part, Resolution, Session, Verb,
};
pub use render::to_text;
pub use show::{View, governing_verbs, show, show_all};
pub use text::import_text;
