//! The batch engine on one core: the bare rule beside a hand-written loop and peers, then every duty of the United States.

use crate::gauge::Gauge;
use crate::invented::{self, Ground, LIMIT};
use crate::peers;
use crate::table::{Other, Table, Unit};
use anyhow::{Context as _, Result, ensure};
use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_array::types::{Int64Type, UInt8Type, UInt32Type};
use duty::State;
use duty::batch::Evaluation;
use law::KindId;
use std::path::Path;

const PAIRS: u32 = 1_000_000;
const HISTORIES: u32 = 200_000;

/// Measures the bare rule.
pub(crate) fn bare(
    gauge: &mut Gauge,
    table: &mut Table,
    ground: &Ground,
    venv: &Path,
) -> Result<()> {
    let batches = invented::pairs(PAIRS, ground)?;
    let events = events(&batches);
    let kinds = (ground.kind("arrest")?, ground.kind("custody-decision-made")?);
    let evaluation = ground.evaluation(&ground.bare);
    let by_engine = || count(&evaluation, &batches, State::DischargedLate);
    let by_hand =
        || -> Result<usize> { batches.iter().map(|batch| self::by_hand(batch, kinds)).sum() };
    let late = by_engine()?.0;
    ensure!(late == by_hand()?, "engine and loop disagree about {late} late decisions");

    let engine = gauge.seconds("bare-rule", "engine", by_engine)?;
    let speed = events / engine;
    let hand = gauge.seconds("bare-rule", "loop", by_hand)?;
    let times = peers::times(&batches)?;
    let cel = peers::cel(gauge, &times, late)?;
    let what = "bare rule, one core";
    let add = |table: &mut Table, other, note: &str| {
        table.add(what, Unit::EventsPerSecond, speed, other, note);
    };
    add(table, Other::Target { value: 5e6 }, "");
    let measured = |name: &str, value| Other::Measured { name: name.to_owned(), value };
    add(table, measured("hand-written loop", events / hand), "no intervals, states, deadlines");
    add(table, measured("CEL", cel), "two events an evaluation");
    add(table, peers::openfisca(&times, late, venv), "set-up included; float32 inside");
    Ok(())
}

/// How many events some batches hold.
fn events(batches: &[RecordBatch]) -> f64 {
    batches.iter().map(RecordBatch::num_rows).sum::<usize>() as f64
}

/// Evaluates batch after batch, as the program does, and counts the clocks: those in a state, and all.
fn count(
    evaluation: &Evaluation<'_>,
    batches: &[RecordBatch],
    state: State,
) -> Result<(usize, usize)> {
    let mut found = (0, 0);
    for batch in batches {
        for part in evaluation.run(batch)? {
            found.0 += part.clocks.iter().filter(|clock| clock.state == state).count();
            found.1 += part.clocks.len();
        }
    }
    Ok(found)
}

/// The bare comparison over the same columns: how many decisions are late.
fn by_hand(batch: &RecordBatch, (arrest, decision): (KindId, KindId)) -> Result<usize> {
    let column = |name: &'static str| batch.column_by_name(name).context(name);
    let cases = column("case")?.as_primitive::<UInt32Type>().values();
    let kinds = column("kind")?.as_primitive::<UInt8Type>().values();
    let times = column("earliest")?.as_primitive::<Int64Type>().values();
    let (mut late, mut row) = (0, 0);
    while row < cases.len() {
        let case = cases[row];
        let (mut begins, mut decided) = (None, None);
        while row < cases.len() && cases[row] == case {
            let kind = usize::from(kinds[row]);
            if kind == arrest.index() {
                begins = begins.or(Some(times[row]));
            } else if kind == decision.index() {
                decided = decided.or(Some(times[row]));
            }
            row += 1;
        }
        late += usize::from(matches!((begins, decided), (Some(a), Some(b)) if b - a > LIMIT));
    }
    Ok(late)
}

/// Measures every duty that the United States have.
pub(crate) fn all(gauge: &mut Gauge, table: &mut Table, ground: &Ground) -> Result<()> {
    let batches = invented::histories(HISTORIES, ground)?;
    let evaluation = ground.evaluation(&ground.all);
    let run = || count(&evaluation, &batches, State::Overdue);
    let clocks = run()?.1 as f64;
    let seconds = gauge.seconds("all-duties", "engine", run)?;
    let events = events(&batches);
    let note = format!(
        "{} rules, {:.1} clocks a case",
        ground.all.rules.len(),
        clocks / f64::from(HISTORIES)
    );
    let target = Other::Target { value: 1e6 };
    table.add("every duty, one core", Unit::EventsPerSecond, events / seconds, target, &note);
    Ok(())
}

/// Runs the batch engine so many times, for a profiler: every duty, or the bare rule if that is asked for.
pub(crate) fn profile(only: &[crate::Part], times: usize) -> Result<()> {
    let ground = Ground::load()?;
    let (batches, book) = if only.contains(&crate::Part::Bare) {
        (invented::pairs(PAIRS, &ground)?, &ground.bare)
    } else {
        (invented::histories(HISTORIES, &ground)?, &ground.all)
    };
    let core = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    for _ in 0..times {
        core.install(|| count(&ground.evaluation(book), &batches, State::Overdue))?;
    }
    Ok(())
}
