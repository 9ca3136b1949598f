//! `amparo release ledger`: what was spent, on what, by whom; and whether the chain holds.

use super::{Declared, LedgerArgs, ledger_failure};
use crate::cli::Format;
use crate::failure::Failure;
use serde_json::json;
use statistics::Rho;
use statistics::ledger::{Entry, Ledger};
use std::collections::BTreeMap;
use std::fmt::Write as _;

pub(super) fn run(args: &LedgerArgs) -> Result<String, Failure> {
    let folder = if args.ledger.is_file() {
        Declared::read(&args.ledger, &args.law)?.ledger()
    } else {
        args.ledger.clone()
    };
    if !folder.is_dir() {
        return Err(Failure::input(format!(
            "{} is no ledger: there is no such folder. It is made with the first release.",
            folder.display()
        )));
    }
    let ledger = Ledger::open(&folder).map_err(|error| ledger_failure(&error))?;
    if let Some(hash) = &args.entry
        && ledger.entry(hash).is_none()
    {
        return Err(Failure::refused(format!(
            "Refused: no entry of {} has the hash {hash}. The release is of another ledger, or the ledger was put back to an earlier state: nothing may be spent until that is known.",
            folder.display()
        )));
    }
    Ok(match args.format {
        Format::Text => text(&ledger, args.entry.is_some()),
        Format::Json => {
            let sets: BTreeMap<&str, _> = data_sets(&ledger)
                .into_iter()
                .map(|(id, budget)| {
                    let spent = ledger.spent(id);
                    let left = budget.map(|budget| budget.less(spent).to_string());
                    (id, json!({ "budget": budget.map(|b| b.to_string()), "spent": spent.to_string(), "left": left }))
                })
                .collect();
            format!(
                "{:#}\n",
                json!({ "holds": true, "dataSets": sets, "entries": ledger.entries() })
            )
        }
    })
}

fn data_sets(ledger: &Ledger) -> BTreeMap<&str, Option<Rho>> {
    let pair = |entry: &'_ Entry| entry.budget_nanos.map(Rho::from_nanos);
    ledger.entries().iter().map(|entry| (entry.data_set.as_str(), pair(entry))).collect()
}

fn text(ledger: &Ledger, found: bool) -> String {
    let mut text = format!(
        "The chain of {} entries holds: none was changed, taken out or put in.{}\n",
        ledger.entries().len(),
        if found { " The entry that was asked for is among them." } else { "" }
    );
    for (id, budget) in data_sets(ledger) {
        let spent = ledger.spent(id);
        let _ = match budget {
            Some(budget) => writeln!(
                text,
                "\nData set `{id}`: ρ = {budget}, spent {spent}, left {}",
                budget.less(spent)
            ),
            None => writeln!(text, "\nData set `{id}`: protected by a threshold"),
        };
        for entry in ledger.entries().iter().filter(|entry| entry.data_set == id) {
            let _ = writeln!(
                text,
                "  {:>4}  {}  {:<24} ρ = {:<12} prepared by {}, approved by {}",
                entry.number,
                entry.at,
                entry.release,
                Rho::from_nanos(entry.cost_nanos).to_string(),
                entry.prepared_by,
                entry.approved_by
            );
        }
    }
    text.push_str("\nA ledger that was put back as a whole looks whole: `--entry HASH` looks for the `ledgerEntry` of a release.json.\n");
    text
}
