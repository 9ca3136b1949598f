//! What if: a history with one thing changed.
//!
//! `KIND=VALUE` replaces all that is recorded of a kind. VALUE is `never`, `yes`, `no`, `unknown`, a code of the kind's code
//! list, an age, or a time (EDTF). The history on disk is not touched.

use crate::failure::Failure;
use duty::{Event, EventId, Value};
use law::{KindId, Law, LawPlace, ValueKind};
use when::{Doubt, Edtf, Instant, Known, Span};

/// Applies suppositions to a history.
pub(crate) fn apply(
    suppositions: &[String],
    history: &mut Vec<Event>,
    law: &Law,
    place: &LawPlace,
) -> Result<(), Failure> {
    for supposition in suppositions {
        let (name, value) = supposition.split_once('=').ok_or_else(|| {
            Failure::usage(format!(
                "--if {supposition}: write KIND=VALUE, such as release=2024-05-03."
            ))
        })?;
        let kind = law.vocabulary.kind(name).ok_or_else(|| {
            let near = law
                .vocabulary
                .nearest_kind(name)
                .map(|near| format!(" Did you mean `{near}`?"))
                .unwrap_or_default();
            Failure::usage(format!("--if {supposition}: there is no kind of event `{name}`.{near}"))
        })?;
        replace(kind, value, history, law, place)
            .map_err(|why| Failure::usage(format!("--if {supposition}: {why}")))?;
    }
    Ok(())
}

fn replace(
    kind: KindId,
    value: &str,
    history: &mut Vec<Event>,
    law: &Law,
    place: &LawPlace,
) -> Result<(), String> {
    let before = history.iter().find(|event| event.kind == kind).map(|event| event.time);
    let first =
        history.iter().map(|event| event.time.span.earliest()).min().unwrap_or(Instant::MIN);
    let (time, value) = match value {
        "never" => (None, Value::None),
        "yes" => (Some(before), Value::Yes),
        "no" => (Some(before), Value::No),
        "unknown" => (Some(before), Value::Unknown),
        other => supposed(kind, other, before, law, place)?,
    };
    history.retain(|event| event.kind != kind);
    if let Some(time) = time {
        let id = history.iter().map(|event| event.id.0 + 1).max().unwrap_or(0);
        let time = time.unwrap_or(Known { span: Span::at(first), doubt: Doubt::NONE });
        history.push(Event { id: EventId(id), kind, time, recorded: None, corrects: None, value });
    }
    Ok(())
}

type Supposed = (Option<Option<Known>>, Value);

fn supposed(
    kind: KindId,
    text: &str,
    before: Option<Known>,
    law: &Law,
    place: &LawPlace,
) -> Result<Supposed, String> {
    let event = law.vocabulary.event(kind);
    let time = || {
        let known = text.parse::<Edtf>().and_then(|edtf| edtf.known(&place.place.zone));
        known.map_err(|error| error.to_string())
    };
    match event.map(|event| &event.value) {
        Some(ValueKind::Code(_)) => {
            let list = law.vocabulary.codes_of(kind).map_or("", |list| list.id.as_str());
            let code = law.vocabulary.code(list, text).ok_or_else(|| {
                let near = law.vocabulary.nearest_code(list, text);
                let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                format!("`{text}` is not in the code list `{list}`{near}")
            })?;
            Ok((Some(before), Value::Code(code)))
        }
        Some(ValueKind::Count) => {
            let count = text.parse().map_err(|_| format!("`{text}` is not a whole number"))?;
            Ok((Some(before), Value::Count(count)))
        }
        Some(ValueKind::Date) => Ok((Some(before), Value::Date(time()?.span))),
        Some(ValueKind::None | ValueKind::YesNo | ValueKind::Reason) | None => {
            Ok((Some(Some(time()?)), Value::Yes))
        }
    }
}
