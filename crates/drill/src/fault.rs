//! A disk that fails once: every write, sync, read and truncation of a run, one by one.
//!
//! A child makes a ledger, appends and closes, again and again; each time another call of
//! the disk fails. Whatever it was, nothing acknowledged may be missing, nothing may be
//! there by half, the child must say what happened and not fall over, and the ledger must
//! open again. After a failed sync the child insists, and must be refused: a second sync
//! would be answered with success, though nothing was kept.
//!
//! The negative control is a disk that says it wrote and did not: that must be found.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use ledger::Config;

use crate::child::{Ack, check, runtime};
use crate::shim;

/// EIO and ENOSPC, as Linux numbers them everywhere.
const EIO: u32 = 5;
const ENOSPC: u32 = 28;

struct Plan {
    name: &'static str,
    kind: &'static str,
    errno: u32,
    lie: bool,
}

const PLANS: [Plan; 5] = [
    Plan { name: "writes that fail", kind: "w", errno: EIO, lie: false },
    Plan { name: "writes without room", kind: "w", errno: ENOSPC, lie: false },
    Plan { name: "syncs that fail", kind: "s", errno: EIO, lie: false },
    Plan { name: "reads that fail", kind: "r", errno: EIO, lie: false },
    Plan { name: "truncations that fail", kind: "t", errno: EIO, lie: false },
];
const LIE: Plan = Plan { name: "writes that are not done", kind: "w", errno: EIO, lie: true };

/// How a run ended.
struct Run {
    /// Whether the call that was to fail came at all.
    reached: bool,
    acks: Vec<Ack>,
    said: String,
    success: bool,
}

/// Fails every `step`-th write and others more densely; with `lying`, the control instead.
pub(crate) fn drill(turns: u32, step: u32, lying: bool) -> Result<()> {
    let folder = throwaway::folder();
    let library = shim::build(folder.path())?;
    if lying {
        return control(&library, turns, step);
    }
    let runtime = runtime()?;
    for plan in &PLANS {
        let (mut runs, mut refused, mut acks) = (0, 0, 0);
        let mut reasons: BTreeMap<String, u32> = BTreeMap::new();
        // There are few calls but writes.
        let step = if plan.kind == "w" { step } else { step.div_ceil(8) };
        for at in (1..).step_by(usize::try_from(step)?) {
            let disk = throwaway::folder();
            let data = disk.path().join("data");
            let run = one(&library, disk.path(), &data, plan, at, turns)?;
            if !run.reached {
                ensure!(run.success, "a run without a failure failed: {}", run.said);
                break;
            }
            let what = || format!("{}, number {at}", plan.name);
            ensure!(!run.said.contains("panicked"), "{}: fell over: {}", what(), run.said);
            ensure!(!run.said.contains("went on"), "{}: {}", what(), run.said);
            if !run.success {
                refused += 1;
                let reason = run.said.lines().next().unwrap_or_default();
                ensure!(reason.starts_with("Error: "), "{}: no clear word: {}", what(), run.said);
                // Without what differs: codes, paths, positions.
                let reason = reason.split(['(', '/', '0']).next().unwrap_or_default().trim();
                *reasons.entry(reason.to_owned()).or_default() += 1;
            }
            runtime
                .block_on(check(&Config::folder(&data), &run.acks))
                .with_context(|| format!("{}; the child had said: {}", what(), run.said))?;
            runs += 1;
            acks += run.acks.len();
        }
        println!(
            "fault: {runs} {}, one in each run, {refused} runs refused to go on, {acks} \
             acknowledgements looked for, 0 lost",
            plan.name
        );
        for (reason, times) in reasons {
            println!("  {times} times: {reason}");
        }
    }
    Ok(())
}

fn control(library: &Path, turns: u32, step: u32) -> Result<()> {
    let runtime = runtime()?;
    let (mut runs, mut found, mut first) = (0, 0, None);
    for at in (1..).step_by(usize::try_from(step)?) {
        let disk = throwaway::folder();
        let data = disk.path().join("data");
        let run = one(library, disk.path(), &data, &LIE, at, turns)?;
        if !run.reached {
            break;
        }
        runs += 1;
        let checked = runtime.block_on(check(&Config::folder(&data), &run.acks));
        if let Err(error) = checked {
            found += 1;
            first.get_or_insert_with(|| format!("number {at}: {error:#}"));
        }
    }
    let Some(first) = first else { bail!("{runs} {} and none was found", LIE.name) };
    println!("fault: of {runs} {}, {found} were found, as they must; {first}", LIE.name);
    Ok(())
}

fn one(library: &Path, disk: &Path, data: &Path, plan: &Plan, at: u32, turns: u32) -> Result<Run> {
    let own = std::env::current_exe().context("finding this program")?;
    let reached = disk.join("reached");
    let mut child = Command::new(own);
    child.args(["write", "--insist", "--tasks", "2", "--turns", &turns.to_string()]);
    child.arg("--database").arg(data);
    child.env("RUST_BACKTRACE", "0");
    child.env("LD_PRELOAD", library).env("DISK_FOLDER", data);
    child.env("DISK_KIND", plan.kind).env("DISK_AT", at.to_string());
    child.env("DISK_ERRNO", plan.errno.to_string()).env("DISK_REACHED", &reached);
    if plan.lie {
        child.env("DISK_LIE", "1");
    }
    let output = child.output().context("starting the writer")?;
    let out = String::from_utf8_lossy(&output.stdout);
    Ok(Run {
        reached: reached.exists(),
        acks: out.split_inclusive('\n').filter_map(Ack::parse).collect(),
        said: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        success: output.status.success(),
    })
}
