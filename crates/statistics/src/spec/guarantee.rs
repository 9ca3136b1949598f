//! How persons are protected, as the SPEC says it: [guarantee], and budgets wherever they stand.

use super::problem::{did_you_mean, short};
use super::table::Table;
use super::{Guarantee, Rho, Split};

/// Counts of 1 to 4 single people out whatever an office says.
const THRESHOLD_MIN: u64 = 5;
const THRESHOLD_DEFAULT: u32 = 10;

pub(super) fn rho(table: &Table<'_>, key: &'static str, wanted: &str) -> Option<Rho> {
    let digits = table.digits(key, wanted)?;
    match Rho::parse(&digits.value) {
        Ok(rho) => Some(rho),
        Err(error) => {
            let message = format!("`{key}` is {}: {error}", short(&digits.value));
            table.log.report(&digits.span, message, format!("write {wanted}"));
            None
        }
    }
}

pub(super) fn guarantee(root: &Table<'_>) -> Option<Guarantee> {
    let Some(table) = root.table("guarantee") else {
        root.missing("[guarantee]", "kind = \"zcdp\" with rho and delta, or kind = \"threshold\"");
        return None;
    };
    let kind = table.need("kind", "\"zcdp\" or \"threshold\"")?;
    let guarantee = match kind.value {
        "zcdp" => zcdp(&table),
        "threshold" => {
            let threshold = match table.whole("threshold") {
                None => Some(THRESHOLD_DEFAULT),
                Some(at) if at.value < THRESHOLD_MIN || at.value > 1_000 => {
                    let message = format!("a threshold of {}", at.value);
                    let help = "write 5 to 1000: counts of 1 to 4 single people out";
                    table.log.report(&at.span, message, help);
                    None
                }
                Some(at) => u32::try_from(at.value).ok(),
            };
            threshold.map(|threshold| Guarantee::Threshold { threshold })
        }
        other => {
            let message = format!("no guarantee is called `{}`", short(other));
            let help = did_you_mean(other, ["zcdp", "threshold"], "");
            table.log.report(&kind.span, message, help);
            return None;
        }
    };
    table.done();
    guarantee
}

fn zcdp(table: &Table<'_>) -> Option<Guarantee> {
    let rho = rho(table, "rho", "a decimal number above 0, such as 0.05");
    let delta = table.digits("delta", "the δ of the report, such as 0.000001")?;
    let value: f64 = delta.value.replace('_', "").parse().unwrap_or(f64::NAN);
    if value.is_nan() || value <= 0.0 || value > 0.001 {
        let message = format!("`delta` is {}", short(&delta.value));
        let help =
            "write a number above 0 and at most 0.001, well below one divided by the persons";
        table.log.report(&delta.span, message, help);
        return None;
    }
    let split = choice(table, "split", ["size", "equal"]);
    let split = if split == Some("equal") { Split::Equal } else { Split::Size };
    let estimated = choice(table, "publish", ["estimates", "measurements"]) != Some("measurements");
    let margins = !table.has("margins") || table.flag("margins");
    Some(Guarantee::Zcdp { rho: rho?, delta: delta.value, split, margins, estimated })
}

/// One of two words.
fn choice<'d>(table: &Table<'d>, key: &'static str, words: [&'static str; 2]) -> Option<&'d str> {
    let at = table.text(key)?;
    if !words.contains(&at.value) {
        let message = format!("`{key}` is `{}`", short(at.value));
        table.log.report(&at.span, message, format!("write one of: {}", words.join(", ")));
    }
    Some(at.value)
}
