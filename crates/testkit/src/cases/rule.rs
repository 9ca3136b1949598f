//! A rule as a case writes it: like a limit of the law folder, with short defaults for everything around it.

use law::{Basis, Condition, Extension, KindSet, Parties, Rule, Series, Toll, TreatyRule, Wanted};
use serde::Deserialize;
use when::{Count, Counting, Day, Length, Roll, Rounding};

use crate::Words;

/// Like a limit and its duty in the law folder. What is not said: triggered by "detained", fulfilled by "decided", ended by
/// "released" or "departed", counted after the event day, rounded down, never rolled.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RuleText {
    length: String,
    #[serde(default)]
    plus: Option<String>,
    #[serde(default)]
    ask: Option<String>,
    #[serde(default)]
    then: Vec<String>,
    #[serde(default)]
    every: Option<String>,
    #[serde(default)]
    mode: Option<String>,
    #[serde(default)]
    cumulative: bool,
    #[serde(default)]
    count: Option<String>,
    #[serde(default)]
    rounding: Option<String>,
    #[serde(default)]
    roll: Option<String>,
    #[serde(default)]
    liberty_maximum: bool,
    #[serde(default)]
    trigger: Option<Vec<Vec<String>>>,
    #[serde(default)]
    discharge: Option<Vec<String>>,
    #[serde(default)]
    ends: Option<Vec<String>>,
    #[serde(default)]
    opened_by: Vec<String>,
    #[serde(default)]
    request: bool,
    #[serde(default)]
    condition: Option<ConditionText>,
    #[serde(default)]
    treaty: Option<TreatyText>,
    #[serde(default)]
    extension: Option<ExtensionText>,
    #[serde(default)]
    toll: bool,
    #[serde(default)]
    valid_from: Option<String>,
    #[serde(default)]
    valid_to: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct TreatyText {
    any_of: Vec<String>,
    #[serde(default)]
    both: bool,
    #[serde(default)]
    continuing: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExtensionText {
    length: String,
    times: u32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ConditionText {
    All(Vec<ConditionText>),
    Any(Vec<ConditionText>),
    Not(Box<ConditionText>),
    Fact { kind: String, is: Vec<String>, absent: Option<String> },
    AgeBelow(u32),
    Foreign(bool),
    Listed(usize),
    Happened(Vec<String>),
}

impl RuleText {
    /// The rule, with instruments numbered by `instrument`.
    pub fn rule(
        &self,
        id: &str,
        words: &Words,
        instrument: &dyn Fn(&str) -> usize,
    ) -> Result<Rule, String> {
        let kinds = |names: &Option<Vec<String>>, default: &[&str]| match names {
            None => words.kinds(default),
            Some(names) => names.iter().map(|name| words.kind(name)).collect(),
        };
        let trigger = match &self.trigger {
            None => vec![words.kinds(&["detained"])],
            Some(groups) => groups
                .iter()
                .map(|group| group.iter().map(|name| words.kind(name)).collect())
                .collect(),
        };
        let counting = |text: &str| self.counting(text);
        let optional = |text: &Option<String>| text.as_deref().map(counting).transpose();
        let extension = match &self.extension {
            None => None,
            Some(text) => Some(Extension {
                by: words.kinds(&["extended"]),
                counting: self.counting(&text.length)?,
                times: text.times,
            }),
        };
        Ok(Rule {
            id: id.to_owned(),
            duty: 0,
            limit: 0,
            trigger,
            request: self.request.then(|| words.kind("requested")),
            discharge: kinds(&self.discharge, &["decided"]),
            ends: kinds(&self.ends, &["released", "departed"]),
            opened_by: self.opened_by.iter().map(|name| words.kind(name)).collect(),
            exceptions: words.kinds(&["excused"]),
            condition: match &self.condition {
                None => Condition::Always,
                Some(text) => condition(text, words)?,
            },
            treaty: self.treaty.as_ref().map(|text| TreatyRule {
                any_of: text.any_of.iter().map(|name| instrument(name)).collect(),
                parties: if text.both { Parties::Both } else { Parties::Bearer },
                basis: if text.continuing { Basis::Continuing } else { Basis::Event },
            }),
            series: self.series(words)?,
            counting: self.counting(&self.length)?,
            plus: optional(&self.plus)?,
            ask: optional(&self.ask)?,
            extension,
            toll: self.toll.then(|| Toll {
                from: words.kinds(&["stopped"]),
                until: words.kinds(&["resumed"]),
            }),
            valid_from: self.valid_from.as_deref().map(day).transpose()?,
            valid_to: self.valid_to.as_deref().map(day).transpose()?,
        })
    }

    fn series(&self, words: &Words) -> Result<Series, String> {
        let then = self.then.iter().map(|text| self.counting(text)).collect::<Result<_, _>>()?;
        let every = self.every.as_deref().map(|text| self.counting(text)).transpose()?;
        match self.mode.as_deref() {
            None if self.cumulative => {
                let (start, end) = (words.kinds(&["detained"]), words.kinds(&["released"]));
                Ok(Series::Cumulative { start, end, then, every })
            }
            None => Ok(Series::Once),
            Some("reset") => Ok(Series::Reset { then, every }),
            Some("fixed-grid") => Ok(Series::FixedGrid { then, every }),
            Some(other) => Err(format!("mode {other:?}: reset or fixed-grid")),
        }
    }

    fn counting(&self, length: &str) -> Result<Counting, String> {
        let length: Length = length.parse().map_err(|error| format!("{error}"))?;
        let count = match self.count.as_deref() {
            None | Some("after-event-day") => Count::AfterEventDay,
            Some("event-day-counts") => Count::EventDayCounts,
            Some("same-clock-time") => Count::SameClockTime,
            Some(other) => return Err(format!("count {other:?}")),
        };
        let rounding = match self.rounding.as_deref() {
            None | Some("down") => Rounding::Down,
            Some("up") => Rounding::Up,
            Some("refuse") => Rounding::Refuse,
            Some(other) => return Err(format!("rounding {other:?}")),
        };
        let roll = match self.roll.as_deref() {
            None | Some("none") => Roll::None,
            Some("next-working-day") => Roll::NextWorkingDay,
            Some(other) => return Err(format!("roll {other:?}")),
        };
        Ok(Counting { length, count, rounding, roll, liberty_maximum: self.liberty_maximum })
    }
}

fn condition(text: &ConditionText, words: &Words) -> Result<Condition, String> {
    let list = |parts: &[ConditionText]| -> Result<Vec<Condition>, String> {
        parts.iter().map(|part| condition(part, words)).collect()
    };
    Ok(match text {
        ConditionText::All(parts) => Condition::All(list(parts)?),
        ConditionText::Any(parts) => Condition::Any(list(parts)?),
        ConditionText::Not(part) => Condition::Not(Box::new(condition(part, words)?)),
        ConditionText::Fact { kind, is, absent } => Condition::Fact {
            kind: words.kind(kind),
            is: is
                .iter()
                .map(|value| match value.as_str() {
                    "yes" => Wanted::Yes,
                    "no" => Wanted::No,
                    code => Wanted::Code(words.code(code)),
                })
                .collect(),
            absent_is_no: absent.as_deref() == Some("no"),
        },
        ConditionText::AgeBelow(years) => Condition::AgeBelow(*years),
        ConditionText::Foreign(true) => Condition::Foreign,
        ConditionText::Foreign(false) => Condition::Not(Box::new(Condition::Foreign)),
        ConditionText::Listed(list) => Condition::Listed(*list),
        ConditionText::Happened(names) => {
            Condition::Happened(names.iter().map(|name| words.kind(name)).collect::<KindSet>())
        }
    })
}

fn day(text: &str) -> Result<Day, String> {
    text.parse().map_err(|error| format!("{error}"))
}
