//! `amparo release plan`: what a SPEC would publish and cost, from the SPEC and the ledger alone.

use super::{Declared, SpecArgs, ledger_failure, shown};
use crate::cli::Format;
use crate::failure::Failure;
use serde_json::{Value, json};
use statistics::ledger::Ledger;
use statistics::measure::{MeasureError, Query, queries};
use statistics::{Guarantee, Spec, domain_sum, grouped};
use std::fmt::Write as _;

pub(super) fn run(args: &SpecArgs) -> Result<String, Failure> {
    let declared = Declared::read(&args.spec, &args.law)?;
    let plan = Plan::new(&declared)?;
    Ok(match args.format {
        Format::Text => plan.text(),
        Format::Json => format!("{:#}\n", plan.json()),
    })
}

/// What would be made.
pub(super) struct Plan<'d> {
    spec: &'d Spec,
    queries: Vec<Query>,
    ledger: Ledger,
}

impl<'d> Plan<'d> {
    pub(super) fn new(declared: &'d Declared) -> Result<Self, Failure> {
        let spec = &declared.spec;
        let queries = match queries(spec) {
            Ok(queries) => queries,
            Err(MeasureError::NoBudget) => Vec::new(),
            Err(error) => return Err(Failure::input(format!("{error}."))),
        };
        let ledger = Ledger::open(&declared.ledger()).map_err(|error| ledger_failure(&error))?;
        Ok(Self { spec, queries, ledger })
    }

    pub(super) fn text(&self) -> String {
        let spec = self.spec;
        let mut text =
            format!("{}: {}\nSPEC {}\n\n", spec.id, spec.title, shown(&spec.fingerprint));
        let _ = writeln!(
            text,
            "Counts of {}: {}, {}.",
            spec.source.unit, spec.source.population, spec.source.period
        );
        match &spec.guarantee {
            Guarantee::Zcdp { rho, delta, estimated, .. } => {
                let epsilon = rho.epsilon(delta.replace('_', "").parse().unwrap_or(1e-9));
                let _ = writeln!(
                    text,
                    "Protection: ρ = {rho} of zero-concentrated differential privacy for a person with at most {} records (ε = {epsilon} at δ = {delta}).",
                    spec.person.max()
                );
                let what = if *estimated {
                    "Published: estimates that agree with each other, none negative, whole; the measurements beside them."
                } else {
                    "Published: the measurements as they are; they may be negative and do not add up."
                };
                let _ = writeln!(text, "{what}");
            }
            Guarantee::Threshold { threshold } => {
                let _ = writeln!(
                    text,
                    "Protection: counts below {threshold}, and what would give them away, are left out."
                );
            }
        }
        self.budget(&mut text);
        self.tables(&mut text);
        let approvers = spec.approvers.join(" or ");
        let _ = writeln!(
            text,
            "\nPrepared by {}. To publish, {approvers} looks at this plan and at `amparo release check`, and runs\n  amparo release make … --approved-by NAME --fingerprint {}",
            spec.prepared_by,
            shown(&spec.fingerprint)
        );
        text
    }

    fn budget(&self, text: &mut String) {
        let data_set = &self.spec.data_set;
        let Some(budget) = data_set.budget else { return };
        let spent = self.ledger.spent(&data_set.id);
        let left = budget.less(spent);
        let Guarantee::Zcdp { rho, .. } = &self.spec.guarantee else { return };
        let _ = write!(
            text,
            "Budget of the data set `{}`: ρ = {budget}, spent {spent}, left {left}. ",
            data_set.id
        );
        let _ = if *rho > left {
            writeln!(text, "This release costs {rho}: it would be REFUSED.")
        } else {
            writeln!(text, "This release costs {rho} and leaves {}.", left.less(*rho))
        };
    }

    fn tables(&self, text: &mut String) {
        let _ = writeln!(
            text,
            "\n{:<28} {:>16} {:>13} {:>9} {:>12} {:>15}",
            "measured", "cells", "ρ", "σ", "95 % within", "20 % of at least"
        );
        for query in &self.queries {
            let deviation = query.share.variance.as_f64().sqrt();
            let half = (1.96 * deviation).ceil();
            let _ = writeln!(
                text,
                "{:<28} {:>16} {:>13} {:>9.1} {:>12} {:>15}",
                self.name(query),
                grouped(query.cells),
                query.share.rho.to_string(),
                deviation,
                format!("±{half}"),
                grouped((half * 5.0) as u64),
            );
        }
        if self.queries.is_empty() {
            for table in &self.spec.tables {
                let (_, sum) = domain_sum(table, &self.spec.dimensions);
                let _ = writeln!(text, "{:<28} {sum}", table.id);
            }
            return;
        }
        text.push_str(
            "\nσ is the standard deviation of the noise of a measurement; a count of the last column is known within a fifth. Estimates are nearer than that, totals of many\ncells farther; after it is made, methods.html says how near. More budget, fewer tables, coarser lists or a smaller bound on records make σ smaller.\n",
        );
    }

    fn name(&self, query: &Query) -> String {
        let ids: Vec<&str> = query
            .dimensions
            .iter()
            .filter_map(|d| self.spec.dimensions.get(*d))
            .map(|dimension| dimension.id.as_str())
            .collect();
        let table = self.spec.tables.get(query.table).map_or("", |table| table.id.as_str());
        match (query.is_margin, ids.as_slice()) {
            (true, []) => "  all together".to_owned(),
            (true, ids) => format!("  by {}", ids.join(" × ")),
            (false, _) => table.to_owned(),
        }
    }

    pub(super) fn json(&self) -> Value {
        let spec = self.spec;
        let (rho, epsilon, delta) = match &spec.guarantee {
            Guarantee::Zcdp { rho, delta, .. } => {
                let epsilon = delta.replace('_', "").parse().ok().map(|delta| rho.epsilon(delta));
                (Some(rho.to_string()), epsilon, Some(delta.clone()))
            }
            Guarantee::Threshold { .. } => (None, None, None),
        };
        let left = spec.data_set.budget.map(|budget| {
            let left = budget.less(self.ledger.spent(&spec.data_set.id));
            (budget.to_string(), left.to_string())
        });
        let measured = self.queries.iter().map(|query| {
            json!({
                "name": self.name(query).trim(),
                "total": query.is_margin,
                "cells": query.cells,
                "onlyAbove": query.above,
                "rho": query.share.rho.to_string(),
                "deviation": query.share.variance.as_f64().sqrt(),
            })
        });
        json!({
            "id": spec.id,
            "title": spec.title,
            "fingerprint": shown(&spec.fingerprint),
            "rho": rho,
            "epsilon": epsilon,
            "delta": delta,
            "recordsOfAPerson": spec.person.max(),
            "budget": left.as_ref().map(|(budget, _)| budget),
            "left": left.as_ref().map(|(_, left)| left),
            "measured": measured.collect::<Vec<_>>(),
        })
    }
}
