//! Killing the writer with signal 9 at random points.
//!
//! The parent counts acknowledgements and kills after a random number of them, while the
//! writer's other tasks are somewhere in the middle of theirs; then it reads what still
//! came through the pipe, opens the ledger and looks for everything.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use chacha20::ChaCha20Rng;
use ledger::Config;
use rand_core::{Rng as _, SeedableRng as _};

use crate::child::{Ack, check, runtime};

/// Looking through the whole log takes longer as it grows: not after every kill.
const CHECK_EVERY: u32 = 25;
/// A new ledger before the old one takes too long to look through.
const KILLS_OF_ONE: u32 = 250;

pub(crate) fn drill(times: u32, seed: u64, postgres: bool) -> Result<()> {
    let mut random = ChaCha20Rng::seed_from_u64(seed);
    let (mut killed, mut acks_seen, mut entries) = (0, 0, 0);
    while killed < times {
        let kills = (times - killed).min(KILLS_OF_ONE);
        let folder = throwaway::folder();
        let place = if postgres {
            throwaway::postgres().database()
        } else {
            folder.path().join("data").display().to_string()
        };
        let (acks, found) = one_ledger(&place, kills, &mut random)?;
        killed += kills;
        acks_seen += acks;
        entries += found;
    }
    println!(
        "kill: {killed} kills, {acks_seen} operations acknowledged, 0 lost, 0 by half, \
         {entries} entries found; seed {seed}"
    );
    Ok(())
}

fn one_ledger(place: &str, kills: u32, random: &mut ChaCha20Rng) -> Result<(usize, u64)> {
    let config = Config::parse(place)?;
    let runtime = runtime()?;
    let mut acks = Vec::new();
    let mut entries = 0;
    for turn in 1..=kills {
        acks.extend(live_and_die(place, 1 + random.next_u32() % 40)?);
        if turn % CHECK_EVERY == 0 || turn == kills {
            entries = runtime
                .block_on(check(&config, &acks))
                .with_context(|| format!("after kill {turn} of {kills}"))?;
        }
    }
    Ok((acks.len(), entries))
}

/// Starts a writer, kills it after so many acknowledgements, gives all that came out.
fn live_and_die(place: &str, after: u32) -> Result<Vec<Ack>> {
    let own = std::env::current_exe().context("finding this program")?;
    let mut writer = Command::new(own)
        .args(["write", "--database", place])
        .stdout(Stdio::piped())
        .spawn()
        .context("starting the writer")?;
    let out = writer.stdout.take().context("the writer's output")?;
    let mut lines = BufReader::new(out);
    let mut acks = Vec::new();
    let mut line = String::new();
    let mut killed = false;
    while lines.read_line(&mut line)? > 0 {
        acks.extend(Ack::parse(&line));
        line.clear();
        if acks.len() >= usize::try_from(after)? && !killed {
            writer.kill().context("killing the writer")?;
            killed = true;
        }
    }
    let status = writer.wait()?;
    anyhow::ensure!(killed, "the writer ended by itself ({status}) after {} acks", acks.len());
    Ok(acks)
}
