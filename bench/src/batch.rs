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
    let batch = invented::pairs(PAIRS, ground)?;
    let events = batch.num_rows() as f64;
    let kinds = (ground.kind("arrest")?, ground.kind("custody-decision-made")?);
    let evaluation = ground.evaluation(&ground.bare);
    let core = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    let ours = core.install(|| evaluation.run(&batch))?;
    let late = ours.clocks.iter().filter(|clock| clock.state == State::DischargedLate).count();
    let by_hand = by_hand(&batch, kinds)?.iter().filter(|late| **late).count();
    ensure!(late == by_hand, "engine and loop disagree: {late} and {by_hand} late");

    let engine =
        gauge.seconds("bare-rule", "engine", || core.install(|| evaluation.run(&batch)))?;
    let speed = events / engine;
    let hand = gauge.seconds("bare-rule", "loop", || self::by_hand(&batch, kinds))?;
    let cel = peers::cel(gauge, &batch, late)?;
    let what = "bare rule, one core";
    let add = |table: &mut Table, other, note: &str| {
        table.add(what, Unit::EventsPerSecond, speed, other, note);
    };
    add(table, Other::Target { value: 5e6 }, "");
    let measured = |name: &str, value| Other::Measured { name: name.to_owned(), value };
    add(table, measured("hand-written loop", events / hand), "no intervals, states, deadlines");
    add(table, measured("CEL", cel), "two events an evaluation");
    add(table, peers::openfisca(&batch, late, venv), "set-up included; float32 inside");
    Ok(())
}

/// The bare comparison over the same columns: late or not, a case.
fn by_hand(batch: &RecordBatch, (arrest, decision): (KindId, KindId)) -> Result<Vec<bool>> {
    let column = |name: &'static str| batch.column_by_name(name).context(name);
    let cases = column("case")?.as_primitive::<UInt32Type>().values();
    let kinds = column("kind")?.as_primitive::<UInt8Type>().values();
    let times = column("earliest")?.as_primitive::<Int64Type>().values();
    let mut late = Vec::with_capacity(batch.num_rows() / 2);
    let mut row = 0;
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
        late.push(matches!((begins, decided), (Some(a), Some(b)) if b - a > LIMIT));
    }
    Ok(late)
}

/// Measures every duty that the United States have.
pub(crate) fn all(gauge: &mut Gauge, table: &mut Table, ground: &Ground) -> Result<()> {
    let batch = invented::histories(HISTORIES, ground)?;
    let evaluation = ground.evaluation(&ground.all);
    let core = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    let events = batch.num_rows() as f64;
    let clocks = core.install(|| evaluation.run(&batch))?.clocks.len() as f64;
    let seconds =
        gauge.seconds("all-duties", "engine", || core.install(|| evaluation.run(&batch)))?;
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
    let (batch, book) = if only.contains(&crate::Part::Bare) {
        (invented::pairs(PAIRS, &ground)?, &ground.bare)
    } else {
        (invented::histories(HISTORIES, &ground)?, &ground.all)
    };
    let core = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    for _ in 0..times {
        std::hint::black_box(core.install(|| ground.evaluation(book).run(&batch))?);
    }
    Ok(())
}
