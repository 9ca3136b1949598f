//! What the words of a paragraph do: its verbs, whom they address, what it
//! cites, what its notes stand for.
//!
//! Rules and tables only; the same text always gives the same answer, and the
//! answer can be traced to the table row that gave it. English is analysed in
//! full. In the five other languages the verbs, those whom they address, the
//! symbols and the names of the main treaties are read; who bears a duty that
//! is reaffirmed, and references back, are not.

pub(crate) mod addressees;
pub(crate) mod addressees_further;
pub(crate) mod addressees_scripts;
pub(crate) mod backreferences;
pub(crate) mod beneficiaries;
pub(crate) mod citations;
pub(crate) mod judgments;
pub(crate) mod named;
pub(crate) mod notes;
pub(crate) mod symbols;
pub(crate) mod verbs;
pub(crate) mod verbs_further;
pub(crate) mod verbs_tables;
pub(crate) mod words;

use std::ops::Range;

use crate::model::Resolution;

/// Links a file itself carried, a list for each paragraph.
pub(crate) type Links = Vec<(Range<usize>, String)>;

/// Fills in verbs and citations.
pub(crate) fn analyse(resolution: &mut Resolution, links: &[Links]) {
    let language = resolution.edition.language;
    for paragraph in &mut resolution.paragraphs {
        paragraph.verbs = verbs::read(&paragraph.text, paragraph.kind, language);
    }
    citations::read(resolution, links);
}
