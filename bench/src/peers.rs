//! Other people's engines on the one bare rule that they can express too.
//!
//! Each must find the same number of late cases as we do; a peer that answers something else is not measured but
//! reported.

use crate::gauge::Gauge;
use crate::invented::LIMIT;
use crate::table::Other;
use anyhow::{Context as _, Result, anyhow, ensure};
use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use cel::common::types::{CelBool, CelInt};
use cel::common::value::CowVal;
use cel::context::VariableResolver;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicI64, Ordering::Relaxed};

/// How many cases CEL is given: it is slow, and as fast on these as on more.
const CEL_CASES: usize = 100_000;

/// The two times of the case at hand. CEL wants to share what it reads between threads; a relaxed atomic costs nothing here.
#[derive(Default)]
struct Times {
    begins: AtomicI64,
    decided: AtomicI64,
}

impl VariableResolver for Times {
    fn resolve<'b>(&'b self, name: &str) -> Option<CowVal<'b, 'b>> {
        let value = match name {
            "begins" => self.begins.load(Relaxed),
            "decided" => self.decided.load(Relaxed),
            _ => return None,
        };
        Some(CowVal::owned(CelInt::from(value)))
    }
}

/// Times of arrest and of decision, by case: every case of the batches is these two rows.
pub(crate) fn times(batches: &[RecordBatch]) -> Result<Vec<(i64, i64)>> {
    let mut times = Vec::new();
    for batch in batches {
        let column = batch.column_by_name("earliest").context("earliest")?;
        let values = column.as_primitive::<Int64Type>().values();
        times.extend(values.chunks_exact(2).map(|pair| (pair[0], pair[1])));
    }
    Ok(times)
}

/// Events a second of CEL: compiled once, integers by a resolver, the way that costs it least.
pub(crate) fn cel(gauge: &mut Gauge, times: &[(i64, i64)], late: usize) -> Result<f64> {
    let program = cel::Program::compile(&format!("decided - begins > {LIMIT}"))
        .map_err(|error| anyhow!("CEL does not compile the rule: {error}"))?;
    let now = Times::default();
    let mut context = cel::Context::default();
    context.set_variable_resolver(&now);
    let count = |times: &[(i64, i64)]| -> Result<usize> {
        let mut late = 0;
        for (begins, decided) in times {
            now.begins.store(*begins, Relaxed);
            now.decided.store(*decided, Relaxed);
            let answer = cel::Value::resolve_val(program.expression(), &context)
                .map_err(|error| anyhow!("CEL does not evaluate the rule: {error}"))?;
            let answer = answer.downcast_ref::<CelBool>().context("CEL answers no yes or no")?;
            late += usize::from(*answer.inner());
        }
        Ok(late)
    };
    let found = count(times)?;
    ensure!(found == late, "CEL finds {found} late cases, the engine {late}");
    let some = times.get(..CEL_CASES).unwrap_or(times);
    let seconds = gauge.seconds("bare-rule", "cel", || count(some))?;
    Ok(2.0 * some.len() as f64 / seconds)
}

/// Events a second of OpenFisca, if it is installed in the folder of peers.
pub(crate) fn openfisca(times: &[(i64, i64)], late: usize, venv: &Path) -> Other {
    let name = "OpenFisca".to_owned();
    match run_openfisca(times, late, venv) {
        Ok(Some(value)) => Other::Measured { name, value },
        Ok(None) => Other::Missing { name, why: "not installed (--peers installs it)".to_owned() },
        Err(error) => Other::Missing { name, why: format!("{error:#}") },
    }
}

fn run_openfisca(times: &[(i64, i64)], late: usize, venv: &Path) -> Result<Option<f64>> {
    let python = venv.join("bin").join("python");
    if !python.is_file() {
        return Ok(None);
    }
    // Elapsed seconds from arrest to decision: what float32 can still hold.
    let file = venv.join("pairs.i64");
    let bytes: Vec<u8> =
        times.iter().flat_map(|(begins, decided)| (decided - begins).to_le_bytes()).collect();
    fs::write(&file, bytes).context("cannot write the cases for OpenFisca")?;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/peers/openfisca_rule.py");
    let output =
        Command::new(python).arg(script).arg(&file).output().context("cannot start Python")?;
    fs::remove_file(&file).context("cannot remove the cases of OpenFisca")?;
    if !output.status.success() {
        return Ok(None);
    }
    let text = String::from_utf8(output.stdout).context("OpenFisca answers no text")?;
    let mut words = text.split_whitespace();
    let seconds: f64 = words.next().context("no time")?.parse().context("no time")?;
    let found: usize = words.next().context("no count")?.parse().context("no count")?;
    ensure!(found == late, "finds {found} late cases, the engine {late}");
    Ok(Some(2.0 * times.len() as f64 / seconds))
}
