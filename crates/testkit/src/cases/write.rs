//! Rules and histories as cases write them, for a failure that somebody has to read.
//!
//! Times are written as UTC instants or intervals of them, so that an event read back is the same event.

use std::fmt::Write as _;

use duty::{Event, Value};
use law::{Condition, KindSet, Rule, Series, Wanted};
use when::{Counting, Instant, Known, Span};

use crate::Words;

/// One event a line.
#[must_use]
pub fn history_text(history: &[Event], words: &Words) -> String {
    let mut text = String::new();
    for event in history {
        let _ = write!(
            text,
            "{:>3}  {} {}",
            event.id.0,
            words.kind_name(event.kind),
            known(event.time)
        );
        match event.value {
            Value::None => {}
            Value::Yes => text.push_str(" = yes"),
            Value::No => text.push_str(" = no"),
            Value::Unknown => text.push_str(" = unknown"),
            Value::Withdrawn => text.push_str(" = withdrawn"),
            Value::Code(code) => {
                let _ = write!(text, " = {}", words.code_name(code));
            }
            Value::Count(count) => {
                let _ = write!(text, " = {count}");
            }
            Value::Date(span) => {
                let _ = write!(text, " = {}", edtf(span));
            }
        }
        if let Some(recorded) = event.recorded {
            let _ = write!(text, " recorded {recorded}");
        }
        if let Some(corrects) = event.corrects {
            let _ = write!(text, " corrects {}", corrects.0);
        }
        text.push('\n');
    }
    text
}

fn known(known: Known) -> String {
    let mut text = edtf(known.span);
    if known.doubt.any() {
        let sign = if known.doubt.is_uncertain() { "?" } else { "~" };
        // The doubt of an interval stands at both of its ends.
        text = text.replace('/', &format!("{sign}/"));
        text.push_str(sign);
    }
    text
}

fn edtf(span: Span) -> String {
    let bound = |at: Instant| if at.is_open() { "..".to_owned() } else { at.to_string() };
    if span.is_instant() {
        bound(span.earliest())
    } else {
        format!("{}/{}", bound(span.earliest()), bound(span.latest()))
    }
}

/// What the rule says, a line a part; parts that say nothing are left out.
#[must_use]
pub fn rule_text(rule: &Rule, words: &Words) -> String {
    let kinds = |set: &KindSet| {
        let names: Vec<&str> = set.iter().map(|kind| words.kind_name(kind)).collect();
        names.join(" | ")
    };
    let mut text = String::new();
    let groups: Vec<String> = rule.trigger.iter().map(kinds).collect();
    let _ = writeln!(text, "trigger     {}", groups.join(" and "));
    let mut line = |name: &str, what: Option<String>| {
        if let Some(what) = what.filter(|what| !what.is_empty()) {
            let _ = writeln!(text, "{name:<11} {what}");
        }
    };
    line("request", rule.request.map(|kind| words.kind_name(kind).to_owned()));
    line("discharge", Some(kinds(&rule.discharge)));
    line("ends", Some(kinds(&rule.ends)));
    line("opened by", Some(kinds(&rule.opened_by)));
    line("exceptions", Some(kinds(&rule.exceptions)));
    let condition =
        (rule.condition != Condition::Always).then(|| condition(&rule.condition, words));
    line("condition", condition);
    line("treaty", rule.treaty.as_ref().map(|treaty| format!("{treaty:?}")));
    line("length", Some(counting(&rule.counting)));
    line("plus", rule.plus.as_ref().map(counting));
    line("ask", rule.ask.as_ref().map(counting));
    line("series", series(&rule.series, &kinds));
    let extension = rule.extension.as_ref().map(|extension| {
        format!(
            "{} by {}, at most {}",
            counting(&extension.counting),
            kinds(&extension.by),
            extension.times
        )
    });
    line("extension", extension);
    let toll = rule.toll.as_ref();
    line("toll", toll.map(|toll| format!("{} until {}", kinds(&toll.from), kinds(&toll.until))));
    line("valid from", rule.valid_from.map(|day| day.to_string()));
    line("valid to", rule.valid_to.map(|day| day.to_string()));
    text
}

fn counting(counting: &Counting) -> String {
    let maximum = if counting.liberty_maximum { ", liberty maximum" } else { "" };
    format!(
        "{}, {}, round {}, roll {}{maximum}",
        counting.length,
        counting.count.name(),
        counting.rounding.name(),
        counting.roll.name()
    )
}

fn series(series: &Series, kinds: &dyn Fn(&KindSet) -> String) -> Option<String> {
    let steps = |then: &[Counting], every: &Option<Counting>| {
        let then: Vec<String> = then.iter().map(counting).collect();
        let every = every.as_ref().map_or("never again".to_owned(), counting);
        format!("then [{}], every {every}", then.join("; "))
    };
    match series {
        Series::Once => None,
        Series::Reset { then, every } => Some(format!("reset, {}", steps(then, every))),
        Series::FixedGrid { then, every } => Some(format!("fixed grid, {}", steps(then, every))),
        Series::Cumulative { start, end, then, every } => Some(format!(
            "over stays from {} to {}, {}",
            kinds(start),
            kinds(end),
            steps(then, every)
        )),
    }
}

fn condition(part: &Condition, words: &Words) -> String {
    let list = |parts: &[Condition]| {
        let parts: Vec<String> = parts.iter().map(|part| condition(part, words)).collect();
        parts.join(", ")
    };
    match part {
        Condition::Always => "always".to_owned(),
        Condition::All(parts) => format!("all({})", list(parts)),
        Condition::Any(parts) => format!("any({})", list(parts)),
        Condition::Not(part) => format!("not({})", condition(part, words)),
        Condition::Fact { kind, is, absent_is_no } => {
            let is: Vec<&str> = is
                .iter()
                .map(|wanted| match wanted {
                    Wanted::Yes => "yes",
                    Wanted::No => "no",
                    Wanted::Code(code) => words.code_name(*code),
                })
                .collect();
            let absent = if *absent_is_no { ", absent is no" } else { "" };
            format!("{} is {}{absent}", words.kind_name(*kind), is.join(" or "))
        }
        Condition::AgeBelow(years) => format!("below {years}"),
        Condition::Foreign => "foreign".to_owned(),
        Condition::Listed(list) => format!("on list {list}"),
        Condition::Happened(kinds) => {
            let names: Vec<&str> = kinds.iter().map(|kind| words.kind_name(kind)).collect();
            format!("happened({})", names.join(" | "))
        }
    }
}
