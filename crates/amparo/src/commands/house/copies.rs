//! `amparo verify`, `backup`, `restore`: that the log is what was written, and copies of it elsewhere.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use ledger::{Erasures, Identity, Ledger, Member, Position, RestoreWith, SystemRandom};

use crate::commands::house::{LedgerArgs, ledger_failure, wait_for};
use crate::failure::Failure;
use crate::world;

/// `keys` files that stay in a folder of backups: the last one, because older ones hold keys that were destroyed since.
const KEEP_KEYS: u32 = 1;

#[derive(Args, Debug)]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    ledger: LedgerArgs,
    /// A file with a checkpoint that a witness or a paper has kept. May be repeated.
    #[arg(long = "checkpoint", value_name = "FILE")]
    checkpoints: Vec<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct BackupArgs {
    #[command(flatten)]
    ledger: LedgerArgs,
    /// Folder of the backups; what is new since the last one is added.
    #[arg(long, value_name = "DIR")]
    into: PathBuf,
    /// Who may open it: age1…, from `amparo keys recipient`. May be repeated.
    #[arg(long = "to", value_name = "RECIPIENT", required = true)]
    recipients: Vec<String>,
}

#[derive(Args, Debug)]
pub(crate) struct RestoreArgs {
    #[command(flatten)]
    ledger: LedgerArgs,
    /// Folder of the backups.
    #[arg(long, value_name = "DIR")]
    from: PathBuf,
    /// File with the secret of a recipient.
    #[arg(long, value_name = "FILE")]
    identity: PathBuf,
    /// File with the newest list of destroyed keys (`amparo keys erasures`).
    #[arg(long, value_name = "FILE")]
    erasures: Option<PathBuf>,
    /// File with the newest checkpoint that is known.
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
}

fn read(path: &PathBuf) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| Failure::reading(path, &error))
}

pub(crate) fn verify(args: &VerifyArgs) -> Result<String, Failure> {
    let checkpoints = args.checkpoints.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    wait_for(async {
        let ledger = args.ledger.open().await?;
        let texts: Vec<&str> = checkpoints.iter().map(String::as_str).collect();
        let all = Position(1)..=Position(u64::MAX);
        let found = ledger.verify(all, &texts).await.map_err(|error| ledger_failure(&error))?;
        ledger.close().await.map_err(|error| ledger_failure(&error))?;
        if found.is_sound() {
            return Ok(format!(
                "{} entries are as they were written; {} checkpoints fit; {} parts are erased.\n",
                found.entries, found.checkpoints, found.erased_parts
            ));
        }
        let mut text = format!("{} entries are not as they were written.\n", found.wrong_count);
        if let Some((position, damage)) = found.first_wrong() {
            text.push_str(&format!(
                "The first is {position}: {damage}. Everything before it is safe.\n"
            ));
        }
        for complaint in &found.complaints {
            text.push_str(&format!("The database says: {complaint}\n"));
        }
        Err(Failure::input(text))
    })
}

pub(crate) fn back_up(args: &BackupArgs) -> Result<String, Failure> {
    let member = |text: &String| {
        Member::parse(text).ok_or_else(|| {
            Failure::usage("A recipient is written as age1…; `amparo keys recipient` makes one.")
        })
    };
    let members = args.recipients.iter().map(member).collect::<Result<Vec<_>, _>>()?;
    wait_for(async {
        let ledger = args.ledger.open().await?;
        let now = world::timestamp();
        let done = ledger.back_up(&args.into, &members, KEEP_KEYS, now).await;
        let done = done.map_err(|error| ledger_failure(&error))?;
        ledger.close().await.map_err(|error| ledger_failure(&error))?;
        Ok(format!(
            "Backup {}: entries {} to {}, {} bytes.\n",
            done.number, done.from, done.to, done.bytes
        ))
    })
}

pub(crate) fn restore(args: &RestoreArgs) -> Result<String, Failure> {
    let secret = zeroize::Zeroizing::new(read(&args.identity)?);
    let identity = Identity::parse(&secret)
        .ok_or_else(|| Failure::input("The file of --identity holds no AGE-SECRET-KEY-1…."))?;
    let mut with = RestoreWith::new(identity, args.ledger.unlock()?);
    if let Some(path) = &args.erasures {
        let list = Erasures::parse(&read(path)?);
        with.erasures = Some(list.ok_or_else(|| {
            Failure::input("The file of --erasures is no list of destroyed keys.")
        })?);
    }
    with.checkpoint = args.checkpoint.as_ref().map(read).transpose()?;
    wait_for(async {
        let config = args.ledger.config()?;
        let restored = Ledger::restore(&args.from, &config, &with, Arc::new(SystemRandom)).await;
        let (ledger, found) = restored.map_err(|error| ledger_failure(&error))?;
        ledger.close().await.map_err(|error| ledger_failure(&error))?;
        let mut text = format!(
            "Restored {} entries and {} keys; {} keys had been destroyed and stay so.\n",
            found.entries, found.keys, found.erased
        );
        if found.missing > 0 {
            text.push_str(&format!(
                "By the checkpoint there were {} more entries: they were never backed up.\n",
                found.missing
            ));
        }
        Ok(text)
    })
}
