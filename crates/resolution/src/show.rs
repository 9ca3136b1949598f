//! One unit of a resolution by its address, as lawyers write it: `4(g)`,
//! `preamble 3`, `op12di`.

use serde::Serialize;

use crate::{
    akn::write,
    analyse::{
        backreferences::{BackReference, back_references},
        beneficiaries::{Beneficiary, beneficiaries},
    },
    model::{Kind, Note, Paragraph, Resolution, Verb},
    render,
};

/// A unit, its parts, and what belongs to them.
#[derive(Debug, Clone)]
pub struct View<'r> {
    resolution: &'r Resolution,
    units: Vec<&'r Paragraph>,
}

/// Finds a unit and its parts; `None` when there is no such address.
///
/// Understands `4(g)`, `4 (g)`, `4g`, `op4g`, `12(d)(i)`, `pp3`, `preamble 3`,
/// `para 4`, with or without the resolution's symbol before, and `A 1` or
/// `A/1` of resolutions adopted in parts.
#[must_use]
pub fn show<'r>(resolution: &'r Resolution, address: &str) -> Option<View<'r>> {
    let id = parse_address(resolution, address)?;
    let at = resolution.paragraphs.iter().position(|p| p.id == id)?;
    let first = resolution.paragraphs.get(at)?;
    let parts =
        resolution.paragraphs.get(at + 1..)?.iter().take_while(|p| {
            p.kind == Kind::Sub && p.id.starts_with(&first.id) && p.parent.is_some()
        });
    let units = std::iter::once(first).chain(parts).collect();
    Some(View { resolution, units })
}

/// The whole text as a view.
#[must_use]
pub fn show_all(resolution: &Resolution) -> View<'_> {
    View { resolution, units: resolution.paragraphs.iter().collect() }
}

/// The id an address means.
fn parse_address(resolution: &Resolution, address: &str) -> Option<String> {
    let address = address.trim();
    if address.len() > 120 {
        return None;
    }
    let rest = address.strip_prefix(resolution.document.symbol.as_str()).unwrap_or(address).trim();
    if resolution.paragraph(rest).is_some() {
        return Some(rest.to_owned());
    }
    let lower = rest.to_lowercase();
    let mut lower = lower.as_str();
    let mut prefix = String::new();
    for part in &resolution.edition.parts {
        let letter = part.letter.to_lowercase();
        if let Some(after) = lower.strip_prefix(letter.as_str())
            && after.starts_with([' ', '/', ','])
        {
            prefix = format!("{letter}-");
            lower = after.trim_start_matches([' ', '/', ',']);
            break;
        }
    }
    let preamble = ["preambular paragraph", "preamble", "preambular", "pp"]
        .iter()
        .find_map(|word| lower.strip_prefix(word));
    let operative = ["operative paragraph", "paragraph", "para.", "para", "op", "§"]
        .iter()
        .find_map(|word| lower.strip_prefix(word));
    let (kind, digits) = match (preamble, operative) {
        (Some(rest), _) => ("pp", rest),
        (None, Some(rest)) => ("op", rest),
        (None, None) => ("op", lower),
    };
    let compact: String = digits.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    (!compact.is_empty() && compact.starts_with(|c: char| c.is_ascii_digit()))
        .then(|| format!("{prefix}{kind}{compact}"))
}

/// A unit as JSON: what the structure has, and what is derived from it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Unit<'r> {
    #[serde(flatten)]
    paragraph: &'r Paragraph,
    /// The verbs that govern it: its own, or those of the paragraph whose list
    /// it belongs to.
    governed_by: &'r [Verb],
    beneficiaries: Vec<Beneficiary>,
    back_references: Vec<BackReference>,
    /// Its address in Akoma Ntoso.
    eid: String,
}

#[derive(Debug, Serialize)]
struct Shown<'r> {
    document: &'r crate::model::Document,
    paragraphs: Vec<Unit<'r>>,
    notes: Vec<&'r Note>,
}

impl<'r> View<'r> {
    /// The unit and its parts.
    #[must_use]
    pub fn units(&self) -> &[&'r Paragraph] {
        &self.units
    }

    /// As plain text.
    #[must_use]
    pub fn text(&self) -> String {
        render::units_text(self.resolution, &self.units)
    }

    /// As an HTML fragment.
    #[must_use]
    pub fn html(&self) -> String {
        render::units_html(self.resolution, &self.units)
    }

    /// As Akoma Ntoso elements.
    #[must_use]
    pub fn akn(&self) -> String {
        write::fragment(self.resolution, &self.units)
    }

    /// As JSON, with beneficiaries and references back.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        let references = back_references(self.resolution);
        let paragraphs: Vec<Unit<'_>> = self
            .units
            .iter()
            .map(|unit| Unit {
                paragraph: unit,
                governed_by: governing_verbs(self.resolution, unit),
                beneficiaries: beneficiaries(unit),
                back_references: references.iter().filter(|r| r.id == unit.id).cloned().collect(),
                eid: write::eid(self.resolution, unit),
            })
            .collect();
        let marked =
            |note: &&Note| self.units.iter().any(|u| u.notes.iter().any(|m| m.n == note.n));
        let shown = Shown {
            document: &self.resolution.document,
            paragraphs,
            notes: self.resolution.notes.iter().filter(marked).collect(),
        };
        serde_json::to_value(shown).unwrap_or_default()
    }
}

/// The verbs that govern a unit: its own, or, in a list such as "(a) To
/// consider …", those of the paragraph above.
#[must_use]
pub fn governing_verbs<'r>(resolution: &'r Resolution, unit: &'r Paragraph) -> &'r [Verb] {
    let mut unit = unit;
    // Depth is bounded by the numbering: paragraph, letter, numeral.
    for _ in 0..4 {
        if !unit.verbs.is_empty() {
            return &unit.verbs;
        }
        match unit.parent.as_deref().and_then(|id| resolution.paragraph(id)) {
            Some(parent) => unit = parent,
            None => break,
        }
    }
    &[]
}
