//! `corrects = { … }` of an event: which event of the same case it replaces or withdraws.

use super::model::Corrects;
use super::records::{Around, WITHDRAWN, kind};
use super::walk::Table;
use law::KindId;

/// Reads `corrects` where it stands. `own` is the kind of the event itself.
pub(super) fn corrects(
    event: &Table<'_>,
    own: Option<KindId>,
    withdraws: bool,
    around: &mut Around<'_>,
) -> Option<Corrects> {
    let Some(table) = event.table("corrects") else {
        if withdraws && !event.has("corrects") {
            let message = format!("`constant = \"{WITHDRAWN}\"` withdraws nothing");
            let help = "add `corrects = { … }`: which event is withdrawn";
            event.log().add(&event.place("constant"), message, help);
        }
        return None;
    };
    let named = table.text("kind");
    let target = match &named {
        Some(word) => kind(&table, word, around.law),
        None => own,
    };
    let by = around.names.column(&table, "by");
    let row = around.names.column(&table, "row");
    if table.has("by") != table.has("row") {
        let message = "`by` and `row` belong together: the column that names the corrected row, and the column with the rows' names";
        let help = "add the other one; without both, the last event of the kind in the rows before is corrected";
        table.log().add(&table.span, message, help);
    }
    table.done();
    if !around.grouped {
        let message = "a correction and what it corrects are rows of one case, and here each row is a case of its own";
        let help =
            "add `[case]` with `key = [\"column\"]`: the cells by which rows belong together";
        event.log().add(&event.place("corrects"), message, help);
    }
    let row = match (by, row) {
        (Some(by), Some(row)) => {
            let known = around.row_names.iter().position(|known| *known == row);
            let place = known.unwrap_or_else(|| {
                around.row_names.push(row);
                around.row_names.len() - 1
            });
            Some((by, place))
        }
        (None, _) | (_, None) => None,
    };
    Some(Corrects { kind: target?, row })
}
