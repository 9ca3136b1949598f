//! A campaign: what an office tells whom, where and when, and whom it says to have reached.
//!
//! An office writes a file; posters, cards, messages and a script for radio follow from it. Reach is what people counted and
//! wrote down by hand, with how they counted; nothing here, and no page, counts a reader.

use crate::atlas::Atlas;
use crate::route::{Reading, Route, RouteError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::str::FromStr;
use when::Day;
use words::{Language, UnknownLanguage};

/// How much text is read.
const BYTES_MAX: usize = 1 << 20;

/// More messages than this do not fit on a poster.
const MESSAGES_MAX: usize = 8;

/// Why a campaign could not be read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CampaignError {
    /// Not in the form.
    #[error("the campaign cannot be read: {0}. docs/guide.md shows a whole file")]
    Form(String),
    /// The way.
    #[error(transparent)]
    Way(#[from] RouteError),
    /// A language.
    #[error(transparent)]
    Language(#[from] UnknownLanguage),
    /// Anything else.
    #[error("{what}: {problem}")]
    Value {
        /// The key.
        what: String,
        /// What is wrong and how to mend it.
        problem: String,
    },
}

/// By which way people are told.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// A sheet on a wall.
    Poster,
    /// Eight to a sheet, to cut out.
    Card,
    /// Text messages.
    Sms,
    /// Read aloud.
    Radio,
}

/// What somebody counted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reach {
    /// When, as a day.
    pub date: String,
    /// By which channel.
    pub channel: Channel,
    /// How many: sheets put up, cards handed over, people in a room.
    pub count: u64,
    /// Of what, and how it was counted.
    pub how: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CampaignFile {
    office: String,
    way: String,
    languages: Vec<String>,
    channels: Vec<Channel>,
    messages: Vec<String>,
    from: String,
    to: String,
    heading: BTreeMap<String, String>,
    address: Option<String>,
    #[serde(default)]
    reach: Vec<Reach>,
}

/// A campaign.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Campaign {
    /// Who speaks.
    pub office: String,
    /// To people on which way.
    pub way: Route,
    /// In which languages, each with its heading.
    pub headings: BTreeMap<Language, String>,
    /// By which channels.
    pub channels: Vec<Channel>,
    /// Ids of sentences of guide-data/rights.toml.
    pub messages: Vec<String>,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Where the guide stands, for QR codes.
    pub address: Option<String>,
    /// What was counted.
    pub reach: Vec<Reach>,
}

impl Campaign {
    /// Reads an office's file.
    ///
    /// # Errors
    ///
    /// What is wrong first, and how to mend it.
    pub fn read(text: &str, atlas: &Atlas) -> Result<Self, CampaignError> {
        if text.len() > BYTES_MAX {
            return Err(CampaignError::Form("it is larger than a campaign can be".to_owned()));
        }
        let file: CampaignFile = toml::from_str(text)
            .map_err(|error| CampaignError::Form(error.to_string().trim().to_owned()))?;
        let way = match Route::read(&file.way, atlas)? {
            Reading::Way(route) => route,
            Reading::Divided { code, former, .. } => {
                let now: Vec<String> = former.now.iter().map(|now| now.lower()).collect();
                let problem = format!(
                    "{} ({}) came apart; write one of {}",
                    code.upper(),
                    former.name,
                    now.join(", ")
                );
                return Err(value("way", &problem));
            }
        };
        let mut headings = BTreeMap::new();
        for tag in &file.languages {
            let language = Language::from_str(tag)?;
            let heading = file.heading.get(language.tag()).ok_or_else(|| {
                value(
                    "heading",
                    &format!(
                        "there is none in {language}; write what the poster says in that language"
                    ),
                )
            })?;
            headings.insert(language, heading.clone());
        }
        if headings.is_empty() {
            return Err(value("languages", "name at least one, such as \"es\""));
        }
        if file.messages.is_empty() || file.messages.len() > MESSAGES_MAX {
            return Err(value(
                "messages",
                &format!("choose one to {MESSAGES_MAX} sentences by their ids"),
            ));
        }
        let (from, to) = (day("from", &file.from)?, day("to", &file.to)?);
        if to < from {
            return Err(value("to", "the campaign ends before it begins; exchange the two days"));
        }
        for reach in &file.reach {
            let counted = day("reach.date", &reach.date)?;
            if counted < from {
                return Err(value(
                    "reach.date",
                    "somebody was reached before the campaign began; correct one of the days",
                ));
            }
            if reach.how.trim().is_empty() {
                return Err(value("reach.how", "say of what the number is and how it was counted"));
            }
        }
        let address = file
            .address
            .map(|address| if address.ends_with('/') { address } else { address + "/" });
        Ok(Self {
            office: file.office,
            way,
            headings,
            channels: file.channels,
            messages: file.messages,
            from,
            to,
            address,
            reach: file.reach,
        })
    }
}

pub(crate) fn value(what: &str, problem: &str) -> CampaignError {
    CampaignError::Value { what: what.to_owned(), problem: problem.to_owned() }
}

fn day(what: &str, text: &str) -> Result<Day, CampaignError> {
    text.parse().map_err(|_| {
        value(
            what,
            &format!(
                "`{}` is no day; write it as 2026-12-01",
                text.chars().take(30).collect::<String>()
            ),
        )
    })
}
