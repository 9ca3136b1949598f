//! Countries: their codes, their names in many languages, who borders on whom, and codes that are no more.
//!
//! Names are those of Unicode CLDR as compiled in `guide-data/names`; a country that a table lacks is named as in the law
//! folder. It takes no position on any of them, and knows nothing of treaties.

use crate::data::{DataError, tables};
use law::{CodeId, Law};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A country by its two letters.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// Two letters of either case; whether such a country exists is for [`Atlas`] to say.
    #[must_use]
    pub fn letters(text: &str) -> Option<Self> {
        let [a, b] = text.as_bytes() else { return None };
        let both = a.is_ascii_alphabetic() && b.is_ascii_alphabetic();
        both.then(|| Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
    }

    /// `HN`.
    #[must_use]
    pub fn upper(self) -> String {
        self.0.iter().map(|byte| char::from(*byte)).collect()
    }

    /// `hn`.
    #[must_use]
    pub fn lower(self) -> String {
        self.upper().to_ascii_lowercase()
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.upper())
    }
}

/// A withdrawn code.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Former {
    /// What it stood for.
    pub name: String,
    /// The year in which it was withdrawn.
    pub withdrawn: u16,
    /// What stands in its place today.
    #[serde(rename = "now")]
    now_codes: Vec<String>,
    /// The same, read.
    #[serde(skip)]
    pub now: Vec<Country>,
}

#[derive(Deserialize)]
struct FormerFile {
    former: BTreeMap<String, Former>,
}

struct Border {
    sea: bool,
    others: BTreeSet<Country>,
}

/// All countries.
pub struct Atlas {
    codes: BTreeMap<Country, (CodeId, String, String)>,
    names: BTreeMap<&'static str, BTreeMap<Country, &'static str>>,
    borders: BTreeMap<Country, Border>,
    former: BTreeMap<Country, Former>,
}

impl Atlas {
    /// Puts the tables together with the codes of the law folder.
    ///
    /// # Errors
    ///
    /// A table that is not in its form.
    pub fn new(law: &Law) -> Result<Self, DataError> {
        let mut codes = BTreeMap::new();
        let list = law.vocabulary.codes().list("countries");
        for id in list.map_or(&[][..], |list| &list.codes) {
            let Some(code) = law.vocabulary.code_entry(*id) else { continue };
            // The user-assigned code of Kosovo is in use with two letters as well.
            let alpha2 = code.alpha2.as_deref().or((code.id == "XKX").then_some("XK"));
            if let Some(country) = alpha2.and_then(Country::letters) {
                codes.insert(country, (*id, code.id.clone(), code.title.clone()));
            }
        }
        let mut names = BTreeMap::new();
        for (language, text) in tables::NAMES {
            names.insert(*language, names_of(language, text)?);
        }
        let file = include_str!("../../../guide-data/former.toml");
        let mut former = BTreeMap::new();
        let read: FormerFile =
            toml::from_str(file).map_err(|error| DataError::toml("former.toml", &error))?;
        for (code, mut entry) in read.former {
            let key = Country::letters(&code).filter(|key| !codes.contains_key(key));
            let key = key.ok_or_else(|| {
                DataError::wrong("former.toml", &code, "is no free two-letter code")
            })?;
            for now in &entry.now_codes {
                let known = Country::letters(now).filter(|now| codes.contains_key(now));
                let known = known.ok_or_else(|| {
                    DataError::wrong("former.toml", now, "is no country of today")
                })?;
                entry.now.push(known);
            }
            former.insert(key, entry);
        }
        Ok(Self { codes, names, borders: borders()?, former })
    }

    /// Whether the country exists today.
    #[must_use]
    pub fn has(&self, country: Country) -> bool {
        self.codes.contains_key(&country)
    }

    /// The country with a two-letter or three-letter code, in either case.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<Country> {
        if let Some(country) = Country::letters(code) {
            return self.has(country).then_some(country);
        }
        self.codes
            .iter()
            .find(|(_, (_, alpha3, _))| alpha3.eq_ignore_ascii_case(code))
            .map(|(country, _)| *country)
    }

    /// The country with this name in one of the languages that there are tables for, or in the law folder.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<Country> {
        let wanted = name.trim().to_lowercase();
        let tabled = |names: &BTreeMap<Country, &str>| {
            names
                .iter()
                .find(|(_, known)| known.to_lowercase() == wanted)
                .map(|(country, _)| *country)
        };
        self.names.values().find_map(tabled).or_else(|| {
            self.codes
                .iter()
                .find(|(_, (_, _, title))| title.to_lowercase() == wanted)
                .map(|(country, _)| *country)
        })
    }

    /// The withdrawn code, if it is one.
    #[must_use]
    pub fn former(&self, code: &str) -> Option<(Country, &Former)> {
        let key = Country::letters(code)?;
        self.former.get(&key).map(|former| (key, former))
    }

    /// What the law folder calls it.
    #[must_use]
    pub fn code(&self, country: Country) -> Option<CodeId> {
        self.codes.get(&country).map(|(id, _, _)| *id)
    }

    /// Its name in a language; in English where the language has none.
    #[must_use]
    pub fn name(&self, country: Country, language: &str) -> String {
        let tabled = |language| self.names.get(language).and_then(|names| names.get(&country));
        if let Some(name) = tabled(language).or_else(|| tabled("en")) {
            return (*name).to_owned();
        }
        self.codes.get(&country).map_or_else(|| country.upper(), |(_, _, title)| title.clone())
    }

    /// Languages for which there is a table of names.
    pub fn languages(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.names.keys().copied()
    }

    /// All countries of today.
    pub fn countries(&self) -> impl Iterator<Item = Country> + '_ {
        self.codes.keys().copied()
    }

    /// The country whose name or code is nearest to a text that is neither.
    #[must_use]
    pub fn nearest(&self, text: &str) -> Option<Country> {
        let wanted: String = text.to_lowercase().chars().take(40).collect();
        let mut best: Option<(f64, Country)> = None;
        for (country, (_, alpha3, title)) in &self.codes {
            let english = self.name(*country, "en").to_lowercase();
            let near = [english, title.to_lowercase(), alpha3.to_lowercase()]
                .iter()
                .map(|name| strsim::jaro_winkler(&wanted, name))
                .fold(0.0, f64::max);
            if near > 0.8 && best.is_none_or(|(known, _)| near > known) {
                best = Some((near, *country));
            }
        }
        best.map(|(_, country)| country)
    }

    /// Whether one cannot go straight from one to the other by land or by sea. Where a shape is missing we do not know, and
    /// do not say so.
    #[must_use]
    pub fn apart(&self, from: Country, to: Country) -> bool {
        let (Some(one), Some(other)) = (self.borders.get(&from), self.borders.get(&to)) else {
            return false;
        };
        !(one.others.contains(&to) || one.sea && other.sea)
    }
}

fn names_of(
    language: &str,
    text: &'static str,
) -> Result<BTreeMap<Country, &'static str>, DataError> {
    let mut names = BTreeMap::new();
    for line in text.lines() {
        let row =
            line.split_once('\t').and_then(|(code, name)| Some((Country::letters(code)?, name)));
        let (country, name) = row
            .ok_or_else(|| DataError::wrong(&format!("names/{language}.tsv"), line, "is no row"))?;
        names.insert(country, name);
    }
    Ok(names)
}

fn borders() -> Result<BTreeMap<Country, Border>, DataError> {
    let mut borders = BTreeMap::new();
    for line in include_str!("../../../guide-data/borders.tsv").lines() {
        let mut cells = line.split('\t');
        let country = cells.next().and_then(Country::letters);
        let country = country.ok_or_else(|| DataError::wrong("borders.tsv", line, "is no row"))?;
        let sea = cells.next() == Some("sea");
        let others =
            cells.next().unwrap_or_default().split_ascii_whitespace().filter_map(Country::letters);
        borders.insert(country, Border { sea, others: others.collect() });
    }
    Ok(borders)
}
