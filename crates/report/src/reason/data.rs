//! The reason as data: numbers, identifiers and UTC times, the same in every language.
//!
//! Keys are stable: programs read them. Times are RFC 3339 in UTC, `null` where a bound is open; amounts of time are seconds;
//! events are numbered as in the history; kinds, codes and duties go by their identifiers in the law folder.

use super::case::Case;
use crate::missing;
use duty::{Answered, EventId, Step};
use law::{Condition, KindSet, Wanted};
use serde::Serialize;
use when::{Instant, Span, Tri};

#[derive(Clone, PartialEq, Debug, Serialize)]
pub(crate) struct Data {
    clock: ClockData,
    limit: LimitData,
    paragraphs: Vec<String>,
    articles: Vec<String>,
    as_of: Option<String>,
    as_known_on: Option<String>,
    place: String,
    zone: String,
    steps: Vec<StepData>,
    condition: Option<ConditionData>,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
struct ClockData {
    rule: String,
    duty: String,
    title: String,
    instance: u16,
    state: &'static str,
    cause: &'static str,
    asks: bool,
    deadline: Option<SpanData>,
    margin_seconds: Option<Bounds>,
    missing: Vec<MissingData>,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
struct LimitData {
    id: String,
    title: String,
    length: String,
    /// A number of a standard that has none.
    policy_threshold: bool,
    ask: Option<String>,
    kind: &'static str,
    source: String,
    confirmed: bool,
    note: Option<String>,
    jurisdiction: Option<String>,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
struct SpanData {
    earliest: Option<String>,
    latest: Option<String>,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
struct Bounds {
    least: i64,
    most: i64,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
struct MissingData {
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
}

#[derive(Clone, PartialEq, Debug, Default, Serialize)]
struct StepData {
    step: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    instance: Option<u16>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    kinds: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until_event: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<SpanData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<SpanData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<SpanData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    served_days: Option<Bounds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    served_seconds: Option<Bounds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'static str>,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
struct ConditionData {
    condition: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    kinds: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    is: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    age: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    list: Option<String>,
    answer: &'static str,
    event: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<ConditionData>,
}

impl Data {
    pub(crate) fn new(case: &Case<'_>) -> Self {
        let jurisdiction = case.law.jurisdictions.get(case.limit.jurisdiction);
        Self {
            clock: clock(case),
            limit: LimitData {
                id: case.limit.id.clone(),
                title: case.limit.title.clone(),
                length: case.limit.length.clone(),
                policy_threshold: case.is_threshold(),
                ask: case.rule.ask.map(|ask| ask.length.to_string()),
                kind: case.limit.kind.word(),
                source: case.limit.source.clone(),
                confirmed: case.limit.confirmed,
                note: case.limit.note.clone(),
                jurisdiction: jurisdiction.map(|jurisdiction| jurisdiction.id.clone()),
            },
            paragraphs: case.duty.paragraphs.clone(),
            articles: case.duty.articles.iter().map(|cited| cited.text.clone()).collect(),
            as_of: time(case.context.as_of),
            as_known_on: time(case.context.as_known_on),
            place: case.context.place.id.clone(),
            zone: case.context.place.zone.clone(),
            steps: case.steps().map(|taken| step(case, taken)).collect(),
            condition: case.reason.condition.as_ref().map(|answered| condition(case, answered)),
        }
    }
}

fn clock(case: &Case<'_>) -> ClockData {
    let clock = case.clock;
    ClockData {
        rule: case.rule.id.clone(),
        duty: case.duty.id.clone(),
        title: case.duty.title.clone(),
        instance: clock.instance,
        state: clock.state.name(),
        cause: clock.cause.name(),
        asks: clock.asks,
        deadline: clock.deadline.map(span),
        margin_seconds: clock.margin.map(|room| Bounds { least: room.least, most: room.most }),
        missing: clock
            .missing
            .iter()
            .map(|fact| {
                let (what, kind) = missing::code(fact);
                MissingData {
                    what,
                    kind: kind.map(|kind| case.law.vocabulary.kind_name(kind).to_owned()),
                }
            })
            .collect(),
    }
}

fn step(case: &Case<'_>, step: &Step) -> StepData {
    let named = |step| StepData { step, ..StepData::default() };
    let kinds =
        |kinds: &KindSet| case.law.vocabulary.kind_names(kinds).map(str::to_owned).collect();
    match step {
        Step::Trigger { kinds: set, event } => {
            StepData { kinds: kinds(set), event: event.map(number), ..named("trigger") }
        }
        Step::Starts(at) => StepData { at: Some(span(*at)), ..named("starts") },
        Step::Request { kind, answer, event } => StepData {
            kinds: vec![case.law.vocabulary.kind_name(*kind).to_owned()],
            answer: Some(tri(*answer)),
            event: event.map(number),
            ..named("request")
        },
        Step::InForce(answer) => StepData { answer: Some(tri(*answer)), ..named("in-force") },
        Step::Condition { answer, .. } => {
            StepData { answer: Some(tri(*answer)), ..named("condition") }
        }
        Step::Bound(answer) => StepData { answer: Some(tri(*answer)), ..named("bound") },
        Step::StartsWithBond(at) => StepData { at: Some(span(*at)), ..named("starts-with-bond") },
        Step::Ceased(at) => StepData { at: Some(span(*at)), ..named("ceased") },
        Step::Stay { from, to, least, most, in_days } => {
            let served = Some(Bounds { least: *least, most: *most });
            let (served_days, served_seconds) =
                if *in_days { (served, None) } else { (None, served) };
            StepData {
                event: Some(number(*from)),
                until_event: to.map(number),
                served_days,
                served_seconds,
                ..named("stay")
            }
        }
        Step::Due { instance, from, counting, due } => StepData {
            instance: Some(*instance),
            length: Some(counting.length.to_string()),
            from: Some(span(*from)),
            to: Some(span(*due)),
            ..named("due")
        },
        Step::Extended { event, from, to } => StepData {
            event: Some(number(*event)),
            from: Some(span(*from)),
            to: Some(span(*to)),
            ..named("extended")
        },
        Step::ExtendedTooLate { event } => {
            StepData { event: Some(number(*event)), ..named("extended-too-late") }
        }
        Step::Tolled { from, to } => {
            StepData { from: Some(span(*from)), to: Some(span(*to)), ..named("tolled") }
        }
        Step::Stopped { since } => StepData { at: Some(span(*since)), ..named("stopped") },
        Step::Excepted { event } => StepData { event: Some(number(*event)), ..named("excepted") },
        Step::Act { instance, event } => {
            StepData { instance: Some(*instance), event: Some(number(*event)), ..named("act") }
        }
        Step::ActIgnored { event } => {
            StepData { event: Some(number(*event)), ..named("act-ignored") }
        }
        Step::End { event, at } => {
            StepData { event: event.map(number), at: Some(span(*at)), ..named("end") }
        }
        Step::Answer { instance, state, cause } => StepData {
            instance: Some(*instance),
            state: Some(state.name()),
            cause: Some(cause.name()),
            ..named("answer")
        },
    }
}

fn condition(case: &Case<'_>, answered: &Answered) -> ConditionData {
    let words = &case.law.vocabulary;
    let mut data = ConditionData {
        condition: "always",
        kinds: Vec::new(),
        is: Vec::new(),
        age: None,
        list: None,
        answer: tri(answered.answer),
        event: answered.event.map(number),
        parts: answered.parts.iter().map(|part| condition(case, part)).collect(),
    };
    match &answered.condition {
        Condition::Always => {}
        Condition::All(_) => data.condition = "all",
        Condition::Any(_) => data.condition = "any",
        Condition::Not(_) => data.condition = "not",
        Condition::Fact { kind, is, .. } => {
            data.condition = "fact";
            data.kinds.push(words.kind_name(*kind).to_owned());
            data.is.extend(is.iter().map(|wanted| match wanted {
                Wanted::Yes => "yes".to_owned(),
                Wanted::No => "no".to_owned(),
                Wanted::Code(code) => words.code_name(*code).to_owned(),
            }));
        }
        Condition::AgeBelow(years) => {
            data.condition = "age-below";
            data.age = Some(*years);
        }
        Condition::Foreign => data.condition = "foreign",
        Condition::Listed(list) => {
            data.condition = "listed";
            data.list = case.law.lists.get(*list).map(|list| list.id.clone());
        }
        Condition::Happened(kinds) => {
            data.condition = "happened";
            data.kinds.extend(words.kind_names(kinds).map(str::to_owned));
        }
    }
    data
}

const fn tri(answer: Tri) -> &'static str {
    match answer {
        Tri::Yes => "yes",
        Tri::No => "no",
        Tri::Unknown => "unknown",
    }
}

const fn number(id: EventId) -> u32 {
    id.0
}

fn span(span: Span) -> SpanData {
    SpanData { earliest: time(span.earliest()), latest: time(span.latest()) }
}

fn time(at: Instant) -> Option<String> {
    (!at.is_open()).then(|| at.to_string())
}
