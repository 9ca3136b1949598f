//! What the guide knows besides the law: `guide-data/`, read once and checked against the law and the words.
//!
//! A sentence without words, an article that the law folder does not have, a source or a country that does not exist are
//! found here, before the first page. It reads no file: the tables are part of the program, and what an office adds comes in
//! as text.

use crate::atlas::{Atlas, Country};
use crate::contacts::Contacts;
use crate::rights::Rights;
use law::Law;
use serde::Deserialize;
use std::collections::BTreeMap;
use when::Day;
use words::{Key, Language, key};

pub(crate) mod tables {
    //! The embedded files.
    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

/// Something in `guide-data/`, or in an office's own files, is wrong.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum DataError {
    /// Not in the form that is asked for.
    #[error(
        "{file} cannot be read: {problem}. Compare it with the files of its kind in guide-data."
    )]
    Form {
        /// The file.
        file: String,
        /// What the reader says.
        problem: String,
    },
    /// A value that means nothing.
    #[error("{file}: `{value}` {problem}. Correct it, or take the entry out.")]
    Value {
        /// The file.
        file: String,
        /// The value, cut to its first characters.
        value: String,
        /// What is wrong with it.
        problem: String,
    },
}

impl DataError {
    pub(crate) fn toml(file: &str, error: &toml::de::Error) -> Self {
        Self::Form { file: file.to_owned(), problem: error.to_string().trim().to_owned() }
    }

    pub(crate) fn wrong(file: &str, value: &str, problem: &str) -> Self {
        let value = value.chars().take(60).collect();
        Self::Value { file: file.to_owned(), value, problem: problem.to_owned() }
    }
}

/// A source that is no treaty.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Outside {
    pub(crate) id: String,
    pub(crate) chip: String,
    pub(crate) title: String,
}

#[derive(Deserialize)]
struct SourceFile {
    source: Vec<Outside>,
}

/// A route of the register of the dead and missing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct RiskRoute {
    pub(crate) names: Vec<String>,
    pub(crate) legs: Vec<(Country, Country)>,
}

#[derive(Deserialize)]
struct RouteFile {
    route: Vec<RouteRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RouteRow {
    #[serde(rename = "id")]
    _id: String,
    names: Vec<String>,
    legs: Vec<String>,
}

#[derive(Deserialize)]
struct LanguageFile {
    reviewed: BTreeMap<String, String>,
}

/// The paper for a transfer that did not arrive.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Form {
    #[serde(rename = "id")]
    _id: String,
    #[serde(rename = "paragraph")]
    _paragraph: String,
    #[serde(rename = "field")]
    pub(crate) fields: Vec<Field>,
}

/// A field of it.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Field {
    #[serde(rename = "id")]
    _id: String,
    pub(crate) label: String,
    pub(crate) answer: Answer,
    #[serde(default)]
    pub(crate) event: Option<String>,
    #[serde(default)]
    pub(crate) choices: Vec<Choice>,
}

/// What is asked for.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Answer {
    Choice,
    Date,
    Country,
    Money,
    Number,
    Text,
    YesNo,
}

/// A choice.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choice {
    #[serde(rename = "id")]
    _id: String,
    pub(crate) label: String,
    #[serde(default)]
    pub(crate) event: Option<String>,
}

/// Everything of `guide-data/`, with what an office added.
pub struct GuideData {
    pub(crate) atlas: Atlas,
    pub(crate) rights: Rights,
    pub(crate) contacts: Contacts,
    pub(crate) risk_routes: Vec<RiskRoute>,
    pub(crate) form: Form,
    sources: Vec<Outside>,
    reviewed: BTreeMap<String, Day>,
}

impl GuideData {
    /// Reads and checks all of it. `office` are contact files of an office: file name and text; for a State and a kind that
    /// an office's file has, only the office's contacts count.
    ///
    /// # Errors
    ///
    /// What is wrong first.
    pub fn load(law: &Law, office: &[(String, String)]) -> Result<Self, DataError> {
        let atlas = Atlas::new(law)?;
        let rights = Rights::read(law)?;
        let contacts = Contacts::read(tables::CONTACTS, office, &atlas)?;
        let sources: SourceFile = toml::from_str(include_str!("../../../guide-data/sources.toml"))
            .map_err(|error| DataError::toml("sources.toml", &error))?;
        let form: Form = toml::from_str(include_str!("../../../guide-data/transfer-obstacle.toml"))
            .map_err(|error| DataError::toml("transfer-obstacle.toml", &error))?;
        check_form(law, &form)?;
        let risk_routes = risk_routes(&atlas)?;
        Ok(Self {
            atlas,
            rights,
            contacts,
            risk_routes,
            form,
            sources: sources.source,
            reviewed: reviewed()?,
        })
    }

    /// Countries and their names.
    #[must_use]
    pub fn atlas(&self) -> &Atlas {
        &self.atlas
    }

    /// When a second person read a language's words, if one did.
    #[must_use]
    pub fn reviewed(&self, language: Language) -> Option<Day> {
        self.reviewed.get(language.tag()).copied()
    }

    /// The ways that are built when none is named.
    #[must_use]
    pub fn usual_ways() -> Vec<&'static str> {
        let lines = include_str!("../../../guide-data/corridors.txt").lines();
        lines.map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
    }

    pub(crate) fn outside(&self, id: &str) -> Option<&Outside> {
        self.sources.iter().find(|source| source.id == id)
    }
}

/// A message by its name in the files; data may only name messages that have words.
pub(crate) fn message(file: &str, id: &str) -> Result<Key, DataError> {
    Key::named(id).ok_or_else(|| DataError::wrong(file, id, "has no words in locales/en"))
}

fn check_form(law: &Law, form: &Form) -> Result<(), DataError> {
    let file = "transfer-obstacle.toml";
    for field in &form.fields {
        message(file, &field.label)?;
        let events = field.choices.iter().filter_map(|choice| choice.event.as_ref());
        for event in events.chain(field.event.as_ref()) {
            if !law.vocabulary.events().iter().any(|known| known.id == *event) {
                return Err(DataError::wrong(file, event, "is no kind of event of law/vocabulary"));
            }
        }
        for choice in &field.choices {
            message(file, &choice.label)?;
        }
    }
    Ok(())
}

fn risk_routes(atlas: &Atlas) -> Result<Vec<RiskRoute>, DataError> {
    let file: RouteFile = toml::from_str(include_str!("../../../guide-data/routes.toml"))
        .map_err(|error| DataError::toml("routes.toml", &error))?;
    let leg = |text: &String| {
        let ends =
            text.split_once('-').and_then(|(from, to)| Some((atlas.find(from)?, atlas.find(to)?)));
        ends.ok_or_else(|| DataError::wrong("routes.toml", text, "is no leg between two countries"))
    };
    let route = |row: RouteRow| {
        let legs = row.legs.iter().map(leg).collect::<Result<_, _>>()?;
        Ok(RiskRoute { names: row.names, legs })
    };
    file.route.into_iter().map(route).collect()
}

fn reviewed() -> Result<BTreeMap<String, Day>, DataError> {
    let file: LanguageFile = toml::from_str(include_str!("../../../guide-data/languages.toml"))
        .map_err(|error| DataError::toml("languages.toml", &error))?;
    let day = |(tag, text): (String, String)| {
        let day =
            text.parse().map_err(|_| DataError::wrong("languages.toml", &text, "is no day"))?;
        Ok((tag, day))
    };
    file.reviewed.into_iter().map(day).collect()
}

/// Messages of the guide: what a language must have to be offered.
#[must_use]
pub(crate) fn is_ours(message: Key) -> bool {
    const STARTS: [&str; 12] = [
        "guide-",
        "situation-",
        "right-",
        "treaty-",
        "limit-",
        "work-",
        "family-",
        "money-",
        "form-",
        "campaign-",
        "month-",
        "length-",
    ];
    STARTS.iter().any(|start| message.id().starts_with(start)) || message == key::DATE
}
