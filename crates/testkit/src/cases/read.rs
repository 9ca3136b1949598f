//! Reading the tables of cases.

use std::fs;
use std::path::Path;

use duty::{Event, EventId, State, Value};
use law::KindSet;
use serde::Deserialize;
use when::{Day, Edtf, Instant, Span, Weekday, Zone};

use super::{Case, Expected, PlaceText, RuleText};
use crate::{Words, World};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    group: String,
    #[allow(dead_code, reason = "for the reader of the file")]
    about: String,
    case: Vec<CaseText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct CaseText {
    name: String,
    cite: String,
    why: String,
    place: String,
    rule: RuleText,
    events: Vec<String>,
    as_of: String,
    as_known_on: Option<String>,
    #[serde(default)]
    not_covered: Vec<String>,
    state: String,
    cause: Option<String>,
    deadline: Option<String>,
    local: Option<String>,
    instance: Option<u16>,
    states: Option<Vec<String>>,
    #[serde(default)]
    asks: bool,
    margin: Option<(i64, i64)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Places {
    place: Vec<PlaceText>,
}

/// The places that cases name.
///
/// # Panics
/// When the file cannot be read.
#[must_use]
pub fn read_places(file: &Path) -> Vec<PlaceText> {
    let text = fs::read_to_string(file).unwrap();
    toml::from_str::<Places>(&text)
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()))
        .place
}

/// All cases of a folder, by file name; each begins from a copy of `world`.
///
/// # Panics
/// When a file cannot be read: a table of cases with a hole proves nothing.
#[must_use]
pub fn read(
    folder: &Path,
    words: &Words,
    world: &World,
    instrument: &dyn Fn(&str) -> usize,
) -> Vec<Case> {
    let places = read_places(&folder.join("places.toml"));
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| {
        file.extension().is_some_and(|e| e == "toml") && !file.ends_with("places.toml")
    });
    files.sort();
    let mut cases = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let file: File =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for text in file.case {
            let name = format!("{}/{}", file.group, text.name);
            let place = places.iter().find(|place| place.name == text.place);
            let place = place.unwrap_or_else(|| panic!("{name}: no place {:?}", text.place));
            let case = text
                .case(&file.group, place, words, world, instrument)
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            cases.push(case);
        }
    }
    cases
}

impl PlaceText {
    /// The world with the zone and the calendar of this place.
    ///
    /// # Panics
    /// When a date or a weekday is not one.
    #[must_use]
    pub fn world(&self, world: &World) -> World {
        let day = |text: &String| text.parse::<Day>().unwrap();
        World {
            zone: self.zone.clone(),
            weekend: self.weekend.iter().map(|n| Weekday::from_name(n).unwrap()).collect(),
            holidays: self.holidays.iter().map(day).collect(),
            covers: (day(&self.first), day(&self.last)),
            ..world.clone()
        }
    }
}

impl CaseText {
    fn case(
        self,
        group: &str,
        place: &PlaceText,
        words: &Words,
        world: &World,
        instrument: &dyn Fn(&str) -> usize,
    ) -> Result<Case, String> {
        let zone = Zone::named(&place.zone).map_err(|error| error.to_string())?;
        let history = self
            .events
            .iter()
            .enumerate()
            .map(|(number, text)| event(number, text, words, &zone))
            .collect::<Result<Vec<_>, _>>()?;
        let not_covered: KindSet = self.not_covered.iter().map(|name| words.kind(name)).collect();
        let coverage = KindSet::ALL.iter().filter(|kind| !not_covered.has(*kind)).collect();
        let state = |name: &String| State::named(name).ok_or(format!("no state {name:?}"));
        let as_of = instant(&self.as_of)?;
        Ok(Case {
            rule: self.rule.rule(&self.name, words, instrument)?,
            expected: Expected {
                state: state(&self.state)?,
                cause: self.cause,
                deadline: self.deadline.as_deref().map(span).transpose()?,
                instance: self.instance,
                states: self.states.map(|all| all.iter().map(state).collect()).transpose()?,
                asks: self.asks,
                margin: self.margin,
                local: self.local,
            },
            group: group.to_owned(),
            name: self.name,
            cite: self.cite,
            why: self.why,
            history,
            place: self.place,
            world: World {
                as_of,
                as_known_on: self.as_known_on.as_deref().map_or(Ok(as_of), instant)?,
                coverage,
                ..place.world(world)
            },
        })
    }
}

/// `KIND TIME [= VALUE] [recorded TIME] [corrects N]`; events are numbered from 1.
pub fn event(number: usize, text: &str, words: &Words, zone: &Zone) -> Result<Event, String> {
    let wrong = |what: &str| format!("{text:?}: {what}");
    let known = |text: &str| -> Result<when::Known, String> {
        let edtf: Edtf = text.parse().map_err(|error| format!("{error}"))?;
        edtf.known(zone).map_err(|error| error.to_string())
    };
    let mut parts = text.split_whitespace();
    let kind = parts.next().ok_or_else(|| wrong("nothing"))?;
    let kind = words.find_kind(kind).ok_or_else(|| wrong("no such kind"))?;
    let time = known(parts.next().ok_or_else(|| wrong("no time"))?)?;
    let mut event = Event {
        id: EventId(u32::try_from(number).map_err(|e| e.to_string())? + 1),
        kind,
        time,
        recorded: None,
        corrects: None,
        value: Value::None,
    };
    while let (Some(word), Some(what)) = (parts.next(), parts.next()) {
        match word {
            "=" => event.value = value(what, words, &known)?,
            "recorded" => event.recorded = Some(known(what)?.span.earliest()),
            "corrects" => {
                event.corrects = Some(EventId(what.parse().map_err(|_| wrong("corrects what?"))?));
            }
            _ => return Err(wrong("= VALUE, recorded TIME or corrects N")),
        }
    }
    Ok(event)
}

fn value(
    text: &str,
    words: &Words,
    known: &dyn Fn(&str) -> Result<when::Known, String>,
) -> Result<Value, String> {
    Ok(match text {
        "yes" => Value::Yes,
        "no" => Value::No,
        "unknown" => Value::Unknown,
        "withdrawn" => Value::Withdrawn,
        code if words.find_code(code).is_some() => Value::Code(words.code(code)),
        count if count.len() < 4 && count.parse::<u32>().is_ok() => {
            Value::Count(count.parse().map_err(|_| "a number")?)
        }
        date => Value::Date(known(date)?.span),
    })
}

/// Read without the crate under test.
fn instant(text: &str) -> Result<Instant, String> {
    let stamp: jiff::Timestamp = text.parse().map_err(|error| format!("{text:?}: {error}"))?;
    Ok(Instant::from_seconds(stamp.as_second()))
}

fn span(text: &str) -> Result<Span, String> {
    let (from, to) = text.split_once('/').unwrap_or((text, text));
    let bound = |text: &str, open| if text == ".." { Ok(open) } else { instant(text) };
    let (from, to) = (bound(from, Instant::MIN)?, bound(to, Instant::MAX)?);
    Span::new(from, to).ok_or(format!("{text:?} is reversed"))
}
