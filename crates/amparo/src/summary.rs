//! What an audit leaves: the report value, the figures on the terminal, the work list.

use crate::cli::Format;
use crate::commands::audit::Order;
use crate::failure::Failure;
use crate::manifest::Manifest;
use crate::tally::{Counter, Names, Urgent};
use duty::{Cause, Missing, State};
use intake::Tally;
use law::RuleBook;
use report::{AuditReport, InputFile, Item, Quality, Refusal, Worklist};
use serde_json::json;
use std::collections::BTreeMap;
use when::Instant;
use words::{Words, key};

/// A finished audit.
pub(crate) struct Outcome {
    pub(crate) report: AuditReport,
    pub(crate) manifest: Manifest,
    pub(crate) urgent: Vec<Urgent>,
    pub(crate) book: RuleBook,
}

impl Outcome {
    pub(crate) fn new(
        counter: Counter,
        dimensions: Vec<Names>,
        order: &Order<'_>,
        book: RuleBook,
        manifest: Manifest,
        tallies: &[Tally],
    ) -> Result<Self, Failure> {
        let place = order
            .jurisdiction
            .default_place()
            .ok_or_else(|| Failure::internal("a jurisdiction without a place"))?;
        let inputs = manifest.inputs.iter().zip(tallies);
        let report = AuditReport {
            as_of: order.as_of,
            as_known_on: order.as_known_on,
            zone: place.place.zone.clone(),
            interpretation: vec![
                order.mapping.title().to_owned(),
                order.mapping.about().trim().to_owned(),
            ],
            tally: counter.tally,
            dimensions: dimensions.into_iter().map(Names::into_dimension).collect(),
            cases: manifest.cases,
            events: tallies.iter().map(|tally| tally.events).sum(),
            quality: quality(&manifest, tallies),
            inputs: inputs
                .map(|(input, tally)| InputFile {
                    name: input.name.clone(),
                    digest: input.sha256.clone(),
                    rows: tally.rows,
                })
                .collect(),
            map_digest: Some(manifest.mapping.sha256.clone()),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            exact: order.exact,
        };
        Ok(Self { report, manifest, urgent: counter.urgent, book })
    }
}

fn quality(manifest: &Manifest, tallies: &[Tally]) -> Quality {
    let mut refused: BTreeMap<String, u64> = BTreeMap::new();
    let mut notes: BTreeMap<String, u64> = BTreeMap::new();
    for tally in tallies {
        for ((code, what), rows) in &tally.refusals {
            let reason = if what.is_empty() {
                code.name().to_owned()
            } else {
                format!("{}: {what}", code.name())
            };
            *refused.entry(reason).or_default() += rows;
        }
        for check in &tally.checks {
            *notes.entry(check.title.clone()).or_default() += check.rows;
        }
        for column in &tally.columns {
            let name = column.header.as_deref().unwrap_or(&column.column);
            let counts = [
                ("empty", column.empty),
                ("withheld", column.withheld),
                ("not readable", column.unreadable),
            ];
            for (what, rows) in counts {
                *notes.entry(format!("{name}: {what}")).or_default() += rows;
            }
        }
    }
    let refusals = |counts: BTreeMap<String, u64>| {
        let some = counts.into_iter().filter(|(_, rows)| *rows > 0);
        some.map(|(reason, rows)| Refusal { reason, rows }).collect()
    };
    Quality {
        read: manifest.rows,
        accepted: manifest.accepted,
        refused: refusals(refused),
        notes: refusals(notes),
    }
}

/// What the audit prints.
pub(crate) fn render(
    outcome: &Outcome,
    order: &Order<'_>,
    format: Format,
) -> Result<String, Failure> {
    let manifest = &outcome.manifest;
    match format {
        Format::Text => {
            let words = Words::without_isolates(order.lang);
            let mut text = report::summary(&outcome.report, &words) + "\n";
            if !order.tables.titles.is_empty() {
                let titles = order.tables.titles.join("; ");
                text += &words.say(key::STATUS_TABLES_USED, &[("titles", titles.into())]);
                text.push('\n');
            }
            Ok(text + &order.out.join("report.html").display().to_string() + "\n")
        }
        Format::Json => {
            let states = outcome.report.tally.states();
            let states: serde_json::Map<String, serde_json::Value> = State::ALL
                .iter()
                .map(|state| (state.name().to_owned(), json!(states.of(*state))))
                .collect();
            let value = json!({
                "rows": manifest.rows,
                "accepted": manifest.accepted,
                "refused": manifest.refused,
                "cases": manifest.cases,
                "clocks": manifest.clocks,
                "states": states,
                "asOf": manifest.as_of,
                "asKnownOn": manifest.as_known_on,
                "jurisdiction": manifest.jurisdiction,
                "lawDigest": manifest.law_digest,
                "treatyTables": manifest.treaty_tables.iter().map(|one| &one.name).collect::<Vec<_>>(),
                "out": order.out.display().to_string(),
            });
            Ok(format!("{value:#}\n"))
        }
    }
}

/// How many items of a kind a terminal shows.
const ITEMS_MAX: usize = 10;

/// What to do next, for a terminal.
pub(crate) fn worklist(outcome: &Outcome, order: &Order<'_>, words: &Words) -> Worklist {
    let of = |state: State| outcome.urgent.iter().filter(move |urgent| urgent.clock.state == state);
    // What ended late stays a breach, but nobody can do it any more: it is in the report, not on the list of things to do.
    let mut overdue: Vec<&Urgent> =
        of(State::Overdue).filter(|urgent| urgent.clock.cause == Cause::NoActByDeadline).collect();
    overdue.sort_by_key(|urgent| urgent.clock.deadline.map(|due| due.latest()));
    let mut soon: Vec<&Urgent> =
        of(State::Pending).filter(|urgent| urgent.clock.deadline.is_some()).collect();
    soon.sort_by_key(|urgent| urgent.clock.deadline.map(|due| due.earliest()));
    let mut unknown: Vec<&Urgent> = of(State::Undetermined).collect();
    // What a person can find out by asking comes first; the depositary's records are for the office.
    unknown.sort_by_key(|urgent| {
        urgent.clock.missing.iter().any(|fact| fact == Missing::TreatyStatus)
    });
    let more = [&overdue, &soon, &unknown].map(|list| list.len().saturating_sub(ITEMS_MAX) as u64);
    let items = |list: Vec<&Urgent>| {
        list.into_iter().take(ITEMS_MAX).map(|urgent| item(urgent, outcome, order, words)).collect()
    };
    Worklist { overdue: items(overdue), soon: items(soon), cannot_tell: items(unknown), more }
}

fn item(urgent: &Urgent, outcome: &Outcome, order: &Order<'_>, words: &Words) -> Item {
    let clock = &urgent.clock;
    let rule = &outcome.book.rules[usize::from(clock.rule)];
    let place = order.jurisdiction.places.get(usize::from(urgent.place));
    let zone = place.map_or(&outcome.report.zone, |place| &place.place.zone);
    let due = clock.deadline.filter(|due| !due.earliest().is_open() && !due.latest().is_open());
    let detail = match (clock.state, clock.margin) {
        (State::Undetermined, _) => Worklist::missing(clock, order.law, words),
        (_, Some(margin)) => words.duration_range(
            margin.least.abs().min(margin.most.abs()),
            margin.least.abs().max(margin.most.abs()),
        ),
        (_, None) => String::new(),
    };
    Item {
        clock: format!("{}:{}#{}", urgent.case, rule.id, clock.instance),
        duty: order.law.duties[rule.duty].title.clone(),
        unconfirmed: !order.law.limits[rule.limit].confirmed,
        due: due.map(|due| words.span(due, zone)).unwrap_or_default(),
        detail,
    }
}

/// The instant that an audit's answers are of, for headings.
pub(crate) fn as_of_text(at: Instant, order: &Order<'_>, words: &Words) -> String {
    order
        .jurisdiction
        .default_place()
        .map_or_else(|| at.to_string(), |place| words.time(at, &place.place.zone))
}
