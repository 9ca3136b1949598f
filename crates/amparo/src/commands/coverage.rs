//! `amparo law coverage`: which units of a registered resolution something serves, what, and which nothing does.

use crate::cli::{CoverageArgs, Format};
use crate::commands::law::problems_failure;
use crate::failure::Failure;
use law::{Coverage, CoverageRow, Law, Service, coverage};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Prints the table. Fails on an operative unit that nothing serves or explains.
pub(crate) fn run(args: &CoverageArgs) -> Result<String, Failure> {
    // A register that names what is not there, or leaves an operative unit bare, does not get past this line.
    let law = Law::load(&args.law.source()).map_err(|problems| problems_failure(&problems))?;
    let coverage = coverage(&law);
    let out = match args.format {
        Format::Text => text(&law, &coverage),
        Format::Json => format!("{:#}\n", json(&law, &coverage)),
    };
    let bare: Vec<String> = coverage.unserved().map(|row| row.unit.id.to_string()).collect();
    if bare.is_empty() {
        Ok(out)
    } else {
        Err(Failure::input(format!("{out}Nothing serves or explains: {}.", bare.join(", "))))
    }
}

fn word(service: Service) -> &'static str {
    match service {
        Service::Served => "served",
        Service::Partly => "served in part",
        Service::Explained => "not served",
        Service::Unserved => "NOTHING",
    }
}

fn address(row: &CoverageRow<'_>) -> String {
    row.unit.id.citation().unwrap_or_else(|| row.unit.id.to_string())
}

fn text(law: &Law, coverage: &Coverage<'_>) -> String {
    let mut out = String::new();
    for row in &coverage.rows {
        let counts = [
            (row.duties, "duties"),
            (row.events, "kinds of events"),
            (row.indicators, "indicators"),
            (row.pages, "pages"),
            (row.measures, "measures"),
        ];
        let counts: Vec<String> = counts
            .iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, what)| format!("{n} {}", one(*n, what)))
            .collect();
        let holder = row.holder.map_or("", |holder| holder.title.as_str());
        let _ = writeln!(
            out,
            "{:<6} {:<15} {:<52} {holder}",
            address(row),
            word(row.service),
            counts.join(", ")
        );
        for page in row.unit.serves.pages.iter().filter_map(|id| law.page(id)) {
            let _ = writeln!(out, "       page: {} (amparo {})", page.title, page.command);
        }
        for why in [&row.unit.gap, &row.unit.nothing].into_iter().flatten() {
            let _ = writeln!(out, "       {why}");
        }
    }
    let of = |service| coverage.count(service);
    let _ = writeln!(
        out,
        "\n{} units: {} served, {} in part, {} not served and explained, {} without anything.",
        coverage.rows.len(),
        of(Service::Served),
        of(Service::Partly),
        of(Service::Explained),
        of(Service::Unserved)
    );
    out
}

/// `duties` becomes `duty` for one of them.
fn one(n: usize, many: &str) -> String {
    match (n, many) {
        (1, "duties") => "duty".to_owned(),
        (1, "kinds of events") => "kind of event".to_owned(),
        (1, many) => many.trim_end_matches('s').to_owned(),
        (_, many) => many.to_owned(),
    }
}

fn json(law: &Law, coverage: &Coverage<'_>) -> Value {
    let rows = coverage.rows.iter().map(|row| {
        let serves = &row.unit.serves;
        let duties = serves.duties.iter().filter_map(|i| law.duties.get(*i)).map(|duty| &duty.id);
        let kinds = serves.events.iter().map(|kind| law.vocabulary.kind_name(*kind));
        json!({
            "resolution": row.register.symbol,
            "id": row.unit.id.to_string(),
            "unit": address(row),
            "service": word(row.service),
            "holder": row.holder.map(|holder| &holder.title),
            "addressees": row.unit.addressees,
            "duties": duties.collect::<Vec<_>>(),
            "events": kinds.collect::<Vec<_>>(),
            "indicators": serves.indicators,
            "pages": serves.pages,
            "measures": serves.measures,
            "gap": row.unit.gap,
            "nothing": row.unit.nothing,
        })
    });
    Value::Array(rows.collect())
}
