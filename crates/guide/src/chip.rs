//! A sentence and its source chip.
//!
//! A fact cannot be made without a chip, advice cannot carry one: what a page shows beside each sentence follows from the
//! type. A chip says with a word and a shape, not by colour alone, what the sentence is worth.

use crate::rights::Basis;
use crate::standing::Worth;
use askama::Template;
use words::{Words, key};

/// What a source is worth for the place.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Mark {
    /// A treaty that binds the State.
    Binding,
    /// A treaty of which we do not know whether it binds the State.
    Perhaps,
    /// A treaty that does not, or did not, bind the State.
    NotBinding,
    /// A declaration.
    Declaration,
    /// A source of facts.
    Source,
}

impl Mark {
    /// The shape, for eyes that see no colour.
    #[must_use]
    pub const fn shape(self) -> &'static str {
        match self {
            Self::Binding => "✓",
            Self::Perhaps => "?",
            Self::NotBinding => "○",
            Self::Declaration => "◇",
            Self::Source => "§",
        }
    }

    /// The class in style sheets.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Binding => "y",
            Self::Perhaps => "q",
            Self::NotBinding => "n",
            Self::Declaration => "d",
            Self::Source => "s",
        }
    }
}

/// Where a fact comes from. Displayed as HTML.
#[derive(Clone, PartialEq, Eq, Debug, Template)]
#[template(path = "chip.html")]
pub struct Chip {
    /// What it shows: `VCCR 36(1)(b)`.
    pub label: String,
    /// What it is worth.
    pub mark: Mark,
    /// The same in words.
    pub note: String,
    /// The entry among the sources of the page; nothing where the label says all.
    pub anchor: Option<String>,
}

/// A sentence. Displayed as HTML: an item of a list.
#[derive(Clone, PartialEq, Eq, Debug, Template)]
#[template(path = "line.html")]
pub struct Line {
    /// The words.
    pub text: String,
    /// Its source; nothing for advice.
    pub chip: Option<Chip>,
}

impl Line {
    pub(crate) fn fact(text: String, chip: Chip) -> Self {
        Self { text, chip: Some(chip) }
    }

    pub(crate) fn advice(text: String) -> Self {
        Self { text, chip: None }
    }
}

impl Chip {
    /// A source of facts.
    pub(crate) fn source(words: &Words, label: &str, anchor: Option<&str>) -> Self {
        Self {
            label: label.to_owned(),
            mark: Mark::Source,
            note: words.text(key::GUIDE_CHIP_SOURCE),
            anchor: anchor.map(anchor_of),
        }
    }

    /// What the articles of a sentence are worth.
    pub(crate) fn worth(words: &Words, worth: &Worth) -> Self {
        let (mark, basis, note) = match worth {
            Worth::Binding(basis) => (Mark::Binding, basis, words.text(key::GUIDE_CHIP_YES)),
            Worth::Perhaps(basis) => (Mark::Perhaps, basis, words.text(key::GUIDE_CHIP_MAYBE)),
            Worth::Declared(basis) => {
                (Mark::Declaration, basis, words.text(key::GUIDE_CHIP_DECLARATION))
            }
            Worth::Not(basis, None) => (Mark::NotBinding, basis, words.text(key::GUIDE_CHIP_NO)),
            Worth::Not(basis, Some(day)) => {
                let date = words.day(*day);
                (Mark::NotBinding, basis, words.say(key::GUIDE_CHIP_THEN, &[("date", date.into())]))
            }
        };
        let anchor = basis.first().map(|one| anchor_of(instrument_of(one)));
        Self { label: labels(basis), mark, note, anchor }
    }
}

/// `CAT 3(1), CPED 16`: set apart by a sign that no language reads otherwise.
fn labels(basis: &[Basis]) -> String {
    let mut text = String::new();
    for one in basis {
        if !text.is_empty() {
            text.push_str(" · ");
        }
        text.push_str(
            &one.text
                .replace("REFUGEE-CONVENTION", "Refugee Convention")
                .replace("-PROTOCOL", " Protocol"),
        );
    }
    text.replace("TRAFFICKING", "Trafficking").replace("SMUGGLING", "Smuggling")
}

fn instrument_of(basis: &Basis) -> &str {
    basis.text.split(' ').next().unwrap_or_default()
}

/// The name of an entry among the sources.
pub(crate) fn anchor_of(id: &str) -> String {
    format!("s-{}", id.to_lowercase())
}
