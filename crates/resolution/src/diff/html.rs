//! The difference as a table side by side, in the direction of each language.

use std::fmt::Write as _;

use super::{Change, ChangeKind, Diff, Op, Side};
use crate::xml::escape;

/// A page of its own.
pub(super) fn page(diff: &Diff) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{0} → {1}</title>\n<style>\n{STYLE}</style>\n\
         </head>\n<body>\n<h1>{0} → {1}</h1>\n{2}</body>\n</html>\n",
        escape(&diff.from.symbol),
        escape(&diff.to.symbol),
        fragment(diff)
    )
}

/// Logical properties only, so that Arabic needs no rule of its own; changes are told by underline and strike, not by colour
/// alone. A browser that does not know `:has` shows every row.
const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;margin:1rem;max-inline-size:90rem}\n\
h1{font-size:1.25rem;margin-block:0 .5rem}\n\
table.diff{border-collapse:collapse;inline-size:100%;table-layout:fixed}\n\
table.diff th,table.diff td{border-block-end:1px solid #767676;padding:.4rem;text-align:start;vertical-align:top;overflow-wrap:anywhere}\n\
table.diff thead th{position:sticky;inset-block-start:0;background:#fff}\n\
table.diff tbody th{font-weight:400}\n\
table.diff del{background:#fde0dc;text-decoration:line-through}\n\
table.diff ins{background:#dcf5dc;text-decoration:underline}\n\
table.diff .kind{font-weight:600}\n\
table.diff .address{font-weight:600;margin-inline-end:.5rem}\n\
table.diff .what{inline-size:8rem}\n\
table.diff tr.same{color:#555}\n\
.diff:has(#only:checked) tr.same{display:none}\n\
@media (max-width:40rem){table.diff .what{inline-size:5rem}}\n";

/// The summary and the table.
pub(super) fn fragment(diff: &Diff) -> String {
    let mut out = format!("<section class=\"diff\">\n<p>{}.</p>\n", escape(&diff.summary()));
    if diff.counts.same > 0 {
        out.push_str(
            "<p><label><input type=\"checkbox\" id=\"only\"> Only what changed</label></p>\n",
        );
    }
    let _ = write!(
        out,
        "<table class=\"diff\">\n<thead><tr><th class=\"what\" scope=\"col\">Change</th>{}{}</tr></thead>\n<tbody>\n",
        heading(&diff.from),
        heading(&diff.to)
    );
    for change in &diff.changes {
        let moved = if change.moved && change.kind != ChangeKind::Moved { ", moved" } else { "" };
        let score = change.score.filter(|_| {
            !matches!(change.kind, ChangeKind::Same | ChangeKind::New | ChangeKind::Dropped)
        });
        let score = score
            .map_or_else(String::new, |score| format!(" <span class=\"score\">{score} %</span>"));
        let _ = writeln!(
            out,
            "<tr class=\"{name}\"><th class=\"what\" scope=\"row\"><span class=\"kind\">{name}{moved}</span>{score}</th>{}{}</tr>",
            cell(change, &diff.from, &change.from, Op::Delete),
            cell(change, &diff.to, &change.to, Op::Insert),
            name = change.kind.name(),
        );
    }
    out.push_str("</tbody>\n</table>\n</section>\n");
    out
}

fn heading(side: &Side) -> String {
    format!(
        "<th scope=\"col\"><bdi>{}</bdi> <span lang=\"{}\" dir=\"{}\">{}</span></th>",
        escape(&side.symbol),
        side.language.code(),
        side.language.direction(),
        escape(&side.title)
    )
}

/// One side of a row: what stayed, and what is only here.
fn cell(change: &Change, side: &Side, ids: &[String], only: Op) -> String {
    let mut out =
        format!("<td lang=\"{}\" dir=\"{}\">", side.language.code(), side.language.direction());
    for id in ids {
        // The span keeps the direction of the cell, so that its margin is on the side of the text.
        let _ = write!(out, "<span class=\"address\"><bdi dir=\"ltr\">{}</bdi></span>", escape(id));
    }
    let tag = if only == Op::Delete { "del" } else { "ins" };
    for run in &change.words {
        let whole = change.kind == ChangeKind::Translated && run.op == only;
        if run.op == Op::Equal || whole {
            out.push_str(&escape(&run.text));
        } else if run.op == only {
            let _ = write!(out, "<{tag}>{}</{tag}>", escape(&run.text));
        }
    }
    out.push_str("</td>");
    out
}
