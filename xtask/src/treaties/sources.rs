//! What `law/treaties/sources.toml` and `law/instruments/` say: which lists there are, up to which
//! day, and by which rule each treaty enters into force.
//!
//! Nothing here reads the lists themselves.

use std::collections::BTreeMap;

use serde::Deserialize;
use when::Day;

use super::rule::Rule;

/// One published list for several treaties.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub(super) id: String,
    /// For readers of the file; the compiler only asks that it be there.
    #[serde(rename = "title")]
    _title: String,
    precision: Precision,
    #[serde(rename = "absent")]
    _absent: String,
    /// For the program: States of which the list says nothing.
    #[serde(default, rename = "not_covered")]
    _not_covered: Vec<String>,
    as_of: BTreeMap<String, String>,
    pub(super) files: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) published_parties: BTreeMap<String, u32>,
    /// Lists of reservations and declarations.
    #[serde(default)]
    pub(super) reservations: BTreeMap<String, String>,
}

/// How exactly a list dates an act.
#[derive(Deserialize, PartialEq, Eq, Copy, Clone)]
#[serde(rename_all = "lowercase")]
enum Precision {
    Day,
    Year,
}

impl Source {
    /// The last day for which the list is complete for a treaty.
    pub(super) fn as_of(&self, instrument: &str) -> Result<Day, String> {
        let text = self.as_of.get(instrument).ok_or_else(|| {
            format!("law/treaties/sources.toml: {}: no as_of for {instrument}", self.id)
        })?;
        text.parse().map_err(|error| format!("law/treaties/sources.toml: {}: {error}", self.id))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourcesFile {
    source: Vec<Source>,
}

/// The list with exact dates and the list with years.
pub(super) struct Sources {
    pub(super) exact: Source,
    pub(super) yearly: Source,
}

impl Sources {
    /// Reads `sources.toml`.
    pub(super) fn parse(text: &str) -> Result<Sources, String> {
        let file: SourcesFile =
            toml::from_str(text).map_err(|error| format!("law/treaties/sources.toml: {error}"))?;
        let (mut exact, mut yearly) = (None, None);
        for source in file.source {
            let (slot, word) = match source.precision {
                Precision::Day => (&mut exact, "day"),
                Precision::Year => (&mut yearly, "year"),
            };
            if slot.replace(source).is_some() {
                return Err(format!("law/treaties/sources.toml: two sources by {word}"));
            }
        }
        match (exact, yearly) {
            (Some(exact), Some(yearly)) => Ok(Sources { exact, yearly }),
            _ => Err("law/treaties/sources.toml: one source with precision = \"day\" and one \
                      with precision = \"year\" are needed"
                .to_owned()),
        }
    }
}

#[derive(Deserialize)]
struct InstrumentFile {
    id: String,
    adopted: Option<String>,
    entry_into_force: Option<EntryFile>,
}

#[derive(Deserialize)]
struct EntryFile {
    general: String,
    rule: String,
}

/// What the compiler needs to know of a treaty.
pub(super) struct Instrument {
    pub(super) id: String,
    pub(super) adopted: Day,
    pub(super) general: Day,
    pub(super) rule: Rule,
}

/// The treaties of the law folder, by id.
pub(super) struct Instruments(BTreeMap<String, Instrument>);

impl Instruments {
    /// Reads the files of `law/instruments`, given with their names. Instruments without entry
    /// into force are no treaties and are skipped.
    pub(super) fn parse(files: &[(String, String)]) -> Result<Instruments, String> {
        let mut found = BTreeMap::new();
        for (path, text) in files {
            let told = |error: String| format!("{path}: {error}");
            let file: InstrumentFile =
                toml::from_str(text).map_err(|error| told(error.to_string()))?;
            let (Some(adopted), Some(entry)) = (file.adopted, file.entry_into_force) else {
                continue;
            };
            let day = |text: &str| text.parse::<Day>().map_err(|error| told(error.to_string()));
            let rule = Rule::WORDS.iter().find(|(word, _)| *word == entry.rule);
            let Some((_, rule)) = rule else {
                let known = Rule::WORDS.map(|(word, _)| word).join(", ");
                return Err(told(format!("rule {:?} is none of {known}", entry.rule)));
            };
            let (adopted, general) = (day(&adopted)?, day(&entry.general)?);
            let id = file.id;
            found.insert(id.clone(), Instrument { id, adopted, general, rule: *rule });
        }
        Ok(Instruments(found))
    }

    /// The treaty with this id.
    pub(super) fn get(&self, id: &str) -> Result<&Instrument, String> {
        self.0.get(id).ok_or_else(|| {
            format!("law/treaties/sources.toml names {id}, which no file of law/instruments has")
        })
    }
}
