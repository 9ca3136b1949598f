//! Which sentences the guide says about rights, and what each rests on: `guide-data/rights.toml`.
//!
//! Read once, every article looked up in the law folder and every sentence among the words. Whether an article binds a
//! State is not known here: see [`crate::standing`].

use crate::data::{DataError, message};
use law::{InstrumentKind, Law};
use serde::Deserialize;
use words::Key;

const FILE: &str = "rights.toml";

/// To whom a sentence is said.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Who {
    /// Everybody.
    #[default]
    Anyone,
    /// Those who are not nationals.
    Foreigner,
    /// Those in their own country.
    Own,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RightRow {
    id: String,
    #[serde(default)]
    who: Who,
    #[serde(default)]
    articles: Vec<String>,
    #[serde(default)]
    short: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SituationRow {
    id: String,
    right: Vec<RightRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shown {
    shown: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RightsFile {
    situation: Vec<SituationRow>,
    treaties: Shown,
    limits: Shown,
}

/// An article that a sentence rests on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Basis {
    /// Index into the instruments of the law.
    pub(crate) instrument: usize,
    /// A declaration binds nobody and holds everywhere.
    pub(crate) declaration: bool,
    /// `VCCR 36(1)(b)`.
    pub(crate) text: String,
}

/// One sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Right {
    pub(crate) id: String,
    pub(crate) key: Key,
    pub(crate) who: Who,
    /// Nothing for advice.
    pub(crate) basis: Vec<Basis>,
    pub(crate) short: bool,
}

/// What may happen, with its sentences.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Situation {
    pub(crate) id: String,
    pub(crate) key: Key,
    pub(crate) rights: Vec<Right>,
}

/// The whole file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Rights {
    pub(crate) situations: Vec<Situation>,
    /// Index of the instrument, its id, and what it means.
    pub(crate) treaties: Vec<(usize, String, Key)>,
    /// Id of the duty, and what its limit means.
    pub(crate) limits: Vec<(String, Key)>,
}

impl Rights {
    pub(crate) fn read(law: &Law) -> Result<Self, DataError> {
        let text = include_str!("../../../guide-data/rights.toml");
        let file: RightsFile =
            toml::from_str(text).map_err(|error| DataError::toml(FILE, &error))?;
        let mut situations = Vec::new();
        for row in file.situation {
            let key = message(FILE, &format!("situation-{}", row.id))?;
            let rights =
                row.right.into_iter().map(|row| right(law, row)).collect::<Result<_, _>>()?;
            situations.push(Situation { id: row.id, key, rights });
        }
        let mut treaties = Vec::new();
        for id in file.treaties.shown {
            let instrument = law.instrument(&id);
            let instrument = instrument
                .ok_or_else(|| DataError::wrong(FILE, &id, "is no instrument of law/"))?;
            let key = message(FILE, &format!("treaty-{}", id.to_lowercase()))?;
            treaties.push((instrument, id, key));
        }
        let mut limits = Vec::new();
        for id in file.limits.shown {
            law.duty(&id).ok_or_else(|| DataError::wrong(FILE, &id, "is no duty of law/"))?;
            let key = message(FILE, &format!("limit-{id}"))?;
            limits.push((id, key));
        }
        Ok(Self { situations, treaties, limits })
    }

    /// The sentences that fit into a text message, for a reader at home or abroad.
    pub(crate) fn short(&self, own: bool) -> impl Iterator<Item = &Right> {
        let all = self.situations.iter().flat_map(|situation| &situation.rights);
        all.filter(move |right| right.short && right.is_for(own))
    }
}

impl Right {
    /// Whether it is said to a reader in their own country, or abroad.
    pub(crate) fn is_for(&self, own: bool) -> bool {
        match self.who {
            Who::Anyone => true,
            Who::Foreigner => !own,
            Who::Own => own,
        }
    }
}

fn right(law: &Law, row: RightRow) -> Result<Right, DataError> {
    let key = message(FILE, &format!("right-{}", row.id))?;
    let basis = row.articles.iter().map(|text| basis(law, text)).collect::<Result<_, _>>()?;
    Ok(Right { id: row.id, key, who: row.who, basis, short: row.short })
}

/// `VCCR 36(1)(b)`: an instrument and an article that the law folder has.
pub(crate) fn basis(law: &Law, text: &str) -> Result<Basis, DataError> {
    let wrong = || DataError::wrong(FILE, text, "is no article of law/instruments");
    let (id, number) = text.split_once(' ').ok_or_else(wrong)?;
    let index = law.instrument(id).ok_or_else(wrong)?;
    let instrument = law.instruments.get(index).ok_or_else(wrong)?;
    instrument.articles.iter().find(|article| article.number == number).ok_or_else(wrong)?;
    let declaration = instrument.kind == InstrumentKind::Declaration;
    Ok(Basis { instrument: index, declaration, text: text.to_owned() })
}
