//! The register of a resolution: for each of its units, in our words, what it says, who holds it and what serves it.
//!
//! A unit is a paragraph of the preamble, an operative paragraph or a lettered part of one; deeper parts and resolutions
//! adopted in parts have no register yet. The text of the resolution is not here and never will be: it is imported, and the
//! ids agree with those of the imported structure (`op4g`). What a register claims is checked where it is read; how much of a
//! resolution is served is counted by [`crate::coverage()`].

use crate::kinds::KindId;
use std::fmt;
use when::Day;

/// Where a unit stands.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum UnitKind {
    /// A paragraph of the preamble.
    Preambular,
    /// A numbered paragraph after the preamble.
    Operative,
    /// A lettered part of an operative paragraph.
    Sub,
}

impl UnitKind {
    /// The words that files use, with what they mean.
    pub(crate) const WORDS: [(&'static str, Self); 3] =
        [("preambular", Self::Preambular), ("operative", Self::Operative), ("sub", Self::Sub)];

    /// The word that files use.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Preambular => "preambular",
            Self::Operative => "operative",
            Self::Sub => "sub",
        }
    }
}

/// The address of a unit. Not ordered by itself: the order is that of the register.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub enum UnitId {
    /// `pp3`, counted: paragraphs of a preamble carry no numbers.
    Preambular(u16),
    /// `op4`.
    Operative(u16),
    /// `op4g`, with a letter from a to z.
    Sub(u16, char),
}

impl UnitId {
    /// Reads `pp3`, `op4` or `op4g`; anything else is no address.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(number) = text.strip_prefix("pp") {
            return number_of(number).map(Self::Preambular);
        }
        let rest = text.strip_prefix("op")?;
        match rest.strip_suffix(|c: char| c.is_ascii_lowercase()) {
            Some(number) => Some(Self::Sub(number_of(number)?, rest.chars().next_back()?)),
            None => number_of(rest).map(Self::Operative),
        }
    }

    /// Where it stands.
    #[must_use]
    pub const fn kind(self) -> UnitKind {
        match self {
            Self::Preambular(_) => UnitKind::Preambular,
            Self::Operative(_) => UnitKind::Operative,
            Self::Sub(..) => UnitKind::Sub,
        }
    }

    /// How duties cite it: `4(g)`. Nothing for a paragraph of the preamble: no duty rests on one.
    #[must_use]
    pub fn citation(self) -> Option<String> {
        match self {
            Self::Preambular(_) => None,
            Self::Operative(number) => Some(number.to_string()),
            Self::Sub(number, letter) => Some(format!("{number}({letter})")),
        }
    }

    /// Whether it may stand right after another one, or at the beginning: no number and no letter is left out.
    pub(crate) fn follows(self, before: Option<Self>) -> bool {
        match self {
            Self::Preambular(number) => match before {
                None => number == 1,
                Some(Self::Preambular(last)) => number == last + 1,
                Some(Self::Operative(_) | Self::Sub(..)) => false,
            },
            Self::Operative(number) => match before {
                None | Some(Self::Preambular(_)) => number == 1,
                Some(Self::Operative(last) | Self::Sub(last, _)) => number == last + 1,
            },
            Self::Sub(number, letter) => match before {
                None | Some(Self::Preambular(_)) => false,
                Some(Self::Operative(last)) => number == last && letter == 'a',
                Some(Self::Sub(last, previous)) => {
                    number == last && u32::from(letter) == u32::from(previous) + 1
                }
            },
        }
    }
}

impl fmt::Display for UnitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Preambular(number) => write!(f, "pp{number}"),
            Self::Operative(number) => write!(f, "op{number}"),
            Self::Sub(number, letter) => write!(f, "op{number}{letter}"),
        }
    }
}

/// A number from 1 to 999 as it is written: one address has one spelling.
fn number_of(digits: &str) -> Option<u16> {
    let plain = matches!(digits.len(), 1..=3) && digits.bytes().all(|b| b.is_ascii_digit());
    (plain && !digits.starts_with('0')).then(|| digits.parse().ok()).flatten()
}

/// The official languages of the United Nations, in which a register is written.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum OfficialLanguage {
    /// English.
    English,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Arabic.
    Arabic,
    /// Russian.
    Russian,
    /// Chinese.
    Chinese,
}

impl OfficialLanguage {
    /// The tags that files use, with what they mean.
    pub(crate) const WORDS: [(&'static str, Self); 6] = [
        ("en", Self::English),
        ("fr", Self::French),
        ("es", Self::Spanish),
        ("ar", Self::Arabic),
        ("ru", Self::Russian),
        ("zh", Self::Chinese),
    ];

    /// The tag that files and locales use.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Arabic => "ar",
            Self::Russian => "ru",
            Self::Chinese => "zh",
        }
    }

    /// The language with this tag.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(word, _)| *word == tag).map(|(_, language)| *language)
    }
}

/// What a unit says, in our words, in the six languages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Summary {
    pub(crate) en: String,
    pub(crate) fr: String,
    pub(crate) es: String,
    pub(crate) ar: String,
    pub(crate) ru: String,
    pub(crate) zh: String,
}

impl Summary {
    /// The text in a language; [`Register::unreviewed`] says whether anybody has reviewed it.
    #[must_use]
    pub fn text(&self, language: OfficialLanguage) -> &str {
        match language {
            OfficialLanguage::English => &self.en,
            OfficialLanguage::French => &self.fr,
            OfficialLanguage::Spanish => &self.es,
            OfficialLanguage::Arabic => &self.ar,
            OfficialLanguage::Russian => &self.ru,
            OfficialLanguage::Chinese => &self.zh,
        }
    }
}

/// What serves a unit.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Serves {
    /// Indices into [`crate::Law::duties`]: exactly those whose paragraphs name the unit.
    pub duties: Vec<usize>,
    /// Kinds that record what the unit speaks of.
    pub events: Vec<KindId>,
    /// Ids of indicators.
    pub indicators: Vec<String>,
    /// Ids of pages.
    pub pages: Vec<String>,
    /// Ids of sorts of measures.
    pub measures: Vec<String>,
}

impl Serves {
    /// Whether nothing does.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { duties, events, indicators, pages, measures } = self;
        duties.is_empty()
            && events.is_empty()
            && indicators.is_empty()
            && pages.is_empty()
            && measures.is_empty()
    }
}

/// Who may hold a unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Holder {
    /// What the units of the register call it.
    pub id: String,
    /// What people read.
    pub title: String,
}

/// One unit of a resolution.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RegisterUnit {
    /// Its address.
    pub id: UnitId,
    /// To whom it speaks.
    pub addressees: Vec<String>,
    /// Index into [`Register::holders`]; nobody where `note` says why.
    pub holder: Option<usize>,
    /// About the holder, for people.
    pub note: Option<String>,
    /// What it says.
    pub summary: Summary,
    /// What serves it.
    pub serves: Serves,
    /// What it asks for beyond what serves it.
    pub gap: Option<String>,
    /// Why nothing serves it; there if and only if nothing does.
    pub nothing: Option<String>,
}

/// The register of one resolution.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Register {
    /// `A/RES/65/212`.
    pub symbol: String,
    /// What people read.
    pub title: String,
    /// When it was adopted.
    pub adopted: Day,
    /// Languages whose summaries nobody has reviewed: say so wherever one is shown.
    pub unreviewed: Vec<OfficialLanguage>,
    /// Who may hold a unit.
    pub holders: Vec<Holder>,
    /// In the order of the resolution, none left out between the first and the last.
    pub units: Vec<RegisterUnit>,
}

impl Register {
    /// The unit at an address.
    #[must_use]
    pub fn unit(&self, id: UnitId) -> Option<&RegisterUnit> {
        self.units.iter().find(|unit| unit.id == id)
    }

    /// Who holds a unit of this register.
    #[must_use]
    pub fn holder(&self, unit: &RegisterUnit) -> Option<&Holder> {
        self.holders.get(unit.holder?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_spelling() {
        for good in ["pp1", "pp27", "op1", "op10", "op3a", "op9g", "op999z"] {
            assert_eq!(UnitId::parse(good).unwrap().to_string(), good);
        }
        for bad in [
            "", "pp", "pp0", "pp01", "op", "opa", "op4G", "op4(g)", "op12di", "op1000", "pp3a",
            "op٤",
        ] {
            assert_eq!(UnitId::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn no_number_and_no_letter_is_left_out() {
        let follows =
            |this: &str, before: &str| UnitId::parse(this).unwrap().follows(UnitId::parse(before));
        for (this, before) in [
            ("pp1", ""),
            ("op1", ""),
            ("pp2", "pp1"),
            ("op1", "pp27"),
            ("op3a", "op3"),
            ("op3b", "op3a"),
            ("op4", "op3e"),
            ("op2", "op1"),
        ] {
            assert!(follows(this, before), "{this} after {before}");
        }
        for (this, before) in [
            ("pp2", ""),
            ("op2", "pp27"),
            ("pp3", "pp1"),
            ("op3b", "op3"),
            ("op3a", "op2"),
            ("op4a", "op3e"),
            ("op3", "op3"),
            ("pp1", "op1"),
            ("op1a", ""),
        ] {
            assert!(!follows(this, before), "{this} after {before}");
        }
    }
}
