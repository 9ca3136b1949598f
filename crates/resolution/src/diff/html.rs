//! The difference as a table side by side, in the direction of each language.

use std::fmt::Write as _;

use super::{Change, ChangeKind, Diff, Op, Side};
use crate::xml::escape;

/// A page of its own.
pub(super) fn page(diff: &Diff) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{} → {}</title>\n<style>\n{STYLE}</style>\n\
         </head>\n<body>\n{}</body>\n</html>\n",
        escape(&diff.from.symbol),
        escape(&diff.to.symbol),
        fragment(diff)
    )
}

/// Logical properties only, so that Arabic needs no rule of its own; changes
/// are told by underline and strike, not by colour alone.
const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;margin:1rem}\n\
table.diff{border-collapse:collapse;inline-size:100%;table-layout:fixed}\n\
table.diff th,table.diff td{border-block-end:1px solid #999;padding:.4rem;text-align:start;vertical-align:top}\n\
table.diff del{background:#fde0dc;text-decoration:line-through}\n\
table.diff ins{background:#dcf5dc;text-decoration:underline}\n\
table.diff .address{font-weight:600;margin-inline-end:.5rem}\n\
table.diff .what{inline-size:9rem}\n";

/// The summary and the table.
pub(super) fn fragment(diff: &Diff) -> String {
    let c = &diff.counts;
    let mut out = format!(
        "<section class=\"diff\">\n<p>{} % of the wording stayed: {} same, {} moved, {} reworded, {} split, {} merged, {} new, {} dropped.</p>\n\
         <table class=\"diff\">\n<thead><tr><th class=\"what\" scope=\"col\">Change</th>{}{}</tr></thead>\n<tbody>\n",
        diff.score,
        c.same,
        c.moved,
        c.reworded,
        c.split,
        c.merged,
        c.new,
        c.dropped,
        heading(&diff.from),
        heading(&diff.to)
    );
    for change in &diff.changes {
        let moved = if change.moved && change.kind != ChangeKind::Moved { ", moved" } else { "" };
        let _ = writeln!(
            out,
            "<tr class=\"{name}\"><th class=\"what\" scope=\"row\">{name}{moved} <span class=\"score\">{} %</span></th>{}{}</tr>",
            change.score,
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
        let _ = write!(out, "<span class=\"address\" dir=\"ltr\">{}</span>", escape(id));
    }
    let tag = if only == Op::Delete { "del" } else { "ins" };
    for run in &change.words {
        if run.op == Op::Equal {
            out.push_str(&escape(&run.text));
        } else if run.op == only {
            let _ = write!(out, "<{tag}>{}</{tag}>", escape(&run.text));
        }
    }
    out.push_str("</td>");
    out
}
