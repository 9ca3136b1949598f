//! Whom a paragraph is about: migrants, children, victims, witnesses.
//!
//! A word list, longest phrase first. It finds who is named, not who would
//! profit.

use serde::Serialize;

use super::words::Words;
use crate::{clean::characters, model::Paragraph};

/// Persons named in a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Beneficiary {
    /// The words.
    pub surface: String,
    /// Where they begin, in characters.
    pub offset: usize,
}

const PERSONS: &[&str] = &[
    "all migrants",
    "asylum-seekers",
    "children",
    "communities of origin",
    "families",
    "foreign national",
    "foreign nationals",
    "indigenous peoples",
    "internally displaced persons",
    "irregular migrants",
    "members of their families",
    "migrant children",
    "migrant women",
    "migrant workers",
    "migrant workers and their families",
    "migrants",
    "older persons",
    "persons belonging to minorities",
    "persons deprived of their liberty",
    "persons in vulnerable situations",
    "persons with disabilities",
    "refugees",
    "returning nationals",
    "stateless persons",
    "unaccompanied children",
    "unaccompanied migrant children",
    "undocumented migrants",
    "victims",
    "victims of national and transnational organized crime",
    "victims of trafficking",
    "witnesses",
    "women",
    "women and children",
    "women and girls",
    "women migrant workers",
    "young migrants",
    "youth",
];

/// The persons a paragraph names, each phrase once, in order.
#[must_use]
pub fn beneficiaries(paragraph: &Paragraph) -> Vec<Beneficiary> {
    let words = Words::new(&paragraph.text);
    let mut out: Vec<Beneficiary> = Vec::new();
    let mut i = 0;
    while i < words.words.len() {
        let longest = PERSONS.iter().filter_map(|p| words.phrase(i, p)).max();
        let Some(length) = longest else {
            i += 1;
            continue;
        };
        let (Some(first), Some(last)) = (words.words.get(i), words.words.get(i + length - 1))
        else {
            break;
        };
        let surface = &paragraph.text[first.start..last.end];
        // Rights, conventions and committees "of migrants" are names.
        if !surface.starts_with(char::is_uppercase) && !out.iter().any(|b| b.surface == surface) {
            out.push(Beneficiary {
                surface: surface.to_owned(),
                offset: characters(&paragraph.text, first.start),
            });
        }
        i += length;
    }
    out
}
