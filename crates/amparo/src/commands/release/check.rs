//! `amparo release check`: could it be made now, and what would be left out? Reads every record and publishes nothing.

use super::plan::Plan;
use super::{Declared, SpecArgs, ledger_failure};
use crate::cli::Format;
use crate::failure::Failure;
use crate::manifest;
use serde_json::{Value, json};
use statistics::count::{Columns, SourceError, open};
use statistics::ledger::Ledger;
use statistics::{PersonBound, Spec, grouped};
use std::fmt::Write as _;

pub(super) fn run(args: &SpecArgs) -> Result<String, Failure> {
    let declared = Declared::read(&args.spec, &args.law)?;
    let plan = Plan::new(&declared)?;
    let source = declared.source();
    let input = manifest::input(&source)?;
    let opened = open(&declared.spec, &source).map_err(|error| source_failure(&error))?;
    let columns = opened.read(&declared.spec).map_err(|error| source_failure(&error))?;
    let ledger = Ledger::open(&declared.ledger()).map_err(|error| ledger_failure(&error))?;
    let request = declared.request(input.sha256, "", "");
    let allowed = ledger.allows(&request);
    let text = match args.format {
        Format::Text => {
            let mut text = plan.text();
            text.push_str("\nFor the office only, about the records:\n");
            left_out(&declared.spec, &columns, &mut text);
            text
        }
        Format::Json => {
            let mut value = plan.json();
            value["officeOnly"] = office_only(&declared.spec, &columns);
            value["allowed"] = json!(allowed.is_ok());
            format!("{value:#}\n")
        }
    };
    match allowed {
        Ok(()) => Ok(text),
        Err(error) => {
            let failure = ledger_failure(&error);
            Err(Failure { message: format!("{text}\n{}", failure.message), ..failure })
        }
    }
}

/// A source that cannot be counted.
pub(super) fn source_failure(error: &SourceError) -> Failure {
    Failure::input(format!("{error}."))
}

/// What was not counted, with how to mend it.
pub(super) fn left_out(spec: &Spec, columns: &Columns, text: &mut String) {
    let refused = &columns.refused;
    let _ = writeln!(
        text,
        "{} rows were read, {} are counted.",
        grouped(refused.rows),
        grouped(columns.rows() as u64)
    );
    if refused.left_out > 0 {
        let _ = writeln!(
            text,
            "{} have a value outside a list and are in no table:",
            grouped(refused.left_out)
        );
        for (dimension, outside) in spec.dimensions.iter().zip(&refused.outside) {
            if *outside > 0 {
                let _ = writeln!(
                    text,
                    "  {} outside `{}` in the column `{}`. Spellings go into `values`, empty cells become a code with `unknown = true`, other codes with `rest = true`.",
                    grouped(*outside),
                    dimension.whole.id,
                    dimension.column
                );
            }
        }
    }
    if refused.bad_count > 0 {
        let _ =
            writeln!(text, "{} have a count that is no whole number.", grouped(refused.bad_count));
    }
    if refused.without_person > 0 {
        let _ = writeln!(
            text,
            "{} name no person and cannot be bounded.",
            grouped(refused.without_person)
        );
    }
    if refused.beyond_bound > 0
        && let PersonBound::Enforced { max, .. } = &spec.person
    {
        let _ = writeln!(
            text,
            "{} are beyond the first {max} of their person. A larger `max_records` counts them, and needs more noise.",
            grouped(refused.beyond_bound)
        );
    }
}

/// The same for programs.
pub(super) fn office_only(spec: &Spec, columns: &Columns) -> Value {
    let refused = &columns.refused;
    let outside: serde_json::Map<String, Value> = spec
        .dimensions
        .iter()
        .zip(&refused.outside)
        .map(|(dimension, outside)| (dimension.id.clone(), json!(outside)))
        .collect();
    json!({
        "rows": refused.rows,
        "counted": columns.rows(),
        "leftOut": refused.left_out,
        "outside": outside,
        "badCount": refused.bad_count,
        "withoutPerson": refused.without_person,
        "beyondBound": refused.beyond_bound,
    })
}
