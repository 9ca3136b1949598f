//! The treaty status for spreadsheets: a row for each act, or for each contradiction.

use super::view::View;
use crate::failure::Failure;
use law::{Reservations, days_text};

/// A row for each act; a State without one has a row that says so.
pub(super) fn acts_csv(view: &View<'_>) -> Result<String, Failure> {
    let header = [
        "instrument",
        "state",
        "name",
        "on",
        "standing",
        "action",
        "day",
        "in_force",
        "reservations",
        "source",
        "note",
    ];
    let mut rows = csv::Writer::from_writer(Vec::new());
    rows.write_record(header).map_err(Failure::internal)?;
    let on = view.on.to_string();
    for (index, state) in view.instruments.iter().flat_map(|i| view.states.iter().map(|s| (*i, *s)))
    {
        let reservations = match view.book.reservations(index, state) {
            Reservations::NotKnown => "not known".to_owned(),
            Reservations::NoneOnRecord { until } => format!("none on record to {until}"),
            Reservations::OnRecord { sort, .. } => sort,
        };
        let head = [view.id(index), view.code(state), view.name(state), &on];
        let standing = view.standing(index, state).word();
        let acts = view.book.acts(index, state);
        for act in acts {
            let (deposited, in_force) =
                (days_text(act.deposited), act.in_force.map(days_text).unwrap_or_default());
            let source = view.book.sources().get(act.source).map_or("", |one| one.id.as_str());
            let tail = [
                standing,
                act.action.word(),
                &deposited,
                &in_force,
                &reservations,
                source,
                &act.note,
            ];
            rows.write_record(head.iter().chain(&tail)).map_err(Failure::internal)?;
        }
        if acts.is_empty() {
            let tail = [standing, "", "", "", &reservations, "", ""];
            rows.write_record(head.iter().chain(&tail)).map_err(Failure::internal)?;
        }
    }
    finish(rows)
}

/// A row for each contradiction.
pub(super) fn conflicts_csv(view: &View<'_>) -> Result<String, Failure> {
    let header = [
        "instrument",
        "state",
        "name",
        "field",
        "source",
        "said",
        "other_source",
        "other_said",
        "kept",
        "note",
    ];
    let mut rows = csv::Writer::from_writer(Vec::new());
    rows.write_record(header).map_err(Failure::internal)?;
    for conflict in view.conflicts() {
        let [(one, said), (other, other_said)] = &conflict.said;
        rows.write_record([
            view.id(conflict.instrument),
            view.code(conflict.state),
            view.name(conflict.state),
            &conflict.field,
            one,
            said,
            other,
            other_said,
            &conflict.kept,
            &conflict.note,
        ])
        .map_err(Failure::internal)?;
    }
    finish(rows)
}

fn finish(rows: csv::Writer<Vec<u8>>) -> Result<String, Failure> {
    let bytes = rows.into_inner().map_err(Failure::internal)?;
    String::from_utf8(bytes).map_err(Failure::internal)
}
