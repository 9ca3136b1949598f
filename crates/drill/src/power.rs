//! Cutting the power: many disks from one recorded run, each opened and looked through.
//!
//! With `--broken` the recorded run did not wait for the disk. Then losses must be found:
//! a drill that finds none is broken itself.

use std::fs;

use anyhow::{Context, Result, bail, ensure};
use ledger::Config;

use crate::child::{check, runtime};
use crate::trace::{Mercy, Trace};

const TASKS: u32 = 4;

pub(crate) fn drill(operations: u32, cuts: usize, seed: u64, broken: bool) -> Result<()> {
    let folder = throwaway::folder();
    let data = folder.path().join("data");
    fs::create_dir(&data)?;
    let own = std::env::current_exe().context("finding this program")?;
    let own = own.to_str().context("this program's path is not text")?;
    let place = data.display().to_string();
    let turns = (operations / TASKS).max(1).to_string();
    let mut command = vec![own, "write", "--database", &place, "--turns", &turns];
    if broken {
        command.push("--broken");
    }
    let trace = Trace::record(&command, &data)?;
    ensure!(trace.points() > 50, "the trace holds only {} events", trace.points());
    let runtime = runtime()?;
    let (mut losses, mut acks_seen, mut first) = (0, 0, None);
    for cut in 0..cuts {
        // Spread over the run; three kinds of mercy by turns.
        let point = (cut + 1) * trace.points() / cuts;
        let mercy = match cut % 3 {
            0 => Mercy::Nothing,
            1 => Mercy::Some(seed.wrapping_mul(1_000_003).wrapping_add(u64::try_from(cut)?)),
            _ => Mercy::All,
        };
        let disk = throwaway::folder();
        let image = disk.path().join("data");
        fs::create_dir(&image)?;
        let acks = trace.cut(point, mercy, &image)?;
        acks_seen += acks.len();
        if let Err(error) = runtime.block_on(check(&Config::folder(&image), &acks)) {
            losses += 1;
            first.get_or_insert_with(|| format!("at {point}, {mercy:?}: {error:#}"));
        }
    }
    let points = trace.points();
    let first = first.unwrap_or_default();
    match (broken, losses) {
        (false, 0) => println!(
            "power: {cuts} cuts over {points} writes and syncs, {acks_seen} acknowledgements \
             looked for, 0 lost; seed {seed}"
        ),
        (true, 1..) => println!(
            "power: without waiting for the disk, {losses} of {cuts} cuts lost something, as \
             they must; the first {first}; seed {seed}"
        ),
        (false, _) => {
            bail!("{losses} of {cuts} cuts lost something; the first {first}; seed {seed}")
        }
        (true, _) => bail!("the broken configuration lost nothing in {cuts} cuts: the drill is"),
    }
    Ok(())
}
