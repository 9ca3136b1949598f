//! `amparo keys`: make the ledger and what seals it, look at it, change it. Shares of custodians are printed once and are nowhere else.

use std::sync::Arc;

use clap::{Args, Subcommand};
use ledger::{Identity, Ledger, NewSeal, SealMethod, Share, SystemRandom};

use crate::commands::house::{LedgerArgs, ledger_failure, wait_for};
use crate::failure::Failure;

#[derive(Args, Debug)]
pub(crate) struct KeysArgs {
    #[command(subcommand)]
    command: KeysCommand,
}

#[derive(Subcommand, Debug)]
enum KeysCommand {
    /// Make a ledger and seal its root key.
    Create(SealArgs),
    /// In which ways the root key is sealed.
    Status(OnlyLedger),
    /// Seal the same root key in other ways.
    Reseal(SealArgs),
    /// Draw another root key, wrap every key under it, and seal it.
    Rotate(SealArgs),
    /// Print the list of destroyed keys, to be kept outside of the backups.
    Erasures(OnlyLedger),
    /// Make a pair of keys for the owner of backups.
    Recipient,
}

#[derive(Args, Debug)]
struct OnlyLedger {
    #[command(flatten)]
    ledger: LedgerArgs,
}

#[derive(Args, Debug)]
struct SealArgs {
    #[command(flatten)]
    ledger: LedgerArgs,
    /// So many custodians hold a share each.
    #[arg(long, value_name = "N", requires = "needed")]
    custodians: Option<u8>,
    /// So many of them open it together.
    #[arg(long, value_name = "K", requires = "custodians")]
    needed: Option<u8>,
}

impl SealArgs {
    fn seals(&self) -> Result<Vec<NewSeal>, Failure> {
        let mut seals = vec![self.ledger.new_seal()?];
        if let (Some(count), Some(threshold)) = (self.custodians, self.needed) {
            seals.push(NewSeal::Custodians { threshold, count });
        }
        Ok(seals)
    }
}

pub(crate) fn keys(args: &KeysArgs) -> Result<String, Failure> {
    wait_for(async {
        match &args.command {
            KeysCommand::Create(args) => create(args).await,
            KeysCommand::Status(args) => status(&args.ledger).await,
            KeysCommand::Reseal(args) => {
                let ledger = args.ledger.open().await?;
                let shares = ledger.keys().reseal(&args.seals()?).await;
                let shares = shares.map_err(|error| ledger_failure(&error))?;
                close(&ledger).await?;
                Ok(printed("The root key is sealed anew.", &shares))
            }
            KeysCommand::Rotate(args) => {
                let ledger = args.ledger.open().await?;
                let shares = ledger.keys().rotate_root(&args.seals()?).await;
                let shares = shares.map_err(|error| ledger_failure(&error))?;
                close(&ledger).await?;
                Ok(printed("There is a new root key, and every key is wrapped under it.", &shares))
            }
            KeysCommand::Erasures(args) => {
                let ledger = args.ledger.open().await?;
                let list = ledger.keys().erasures().await.map_err(|e| ledger_failure(&e))?;
                close(&ledger).await?;
                Ok(list.to_string())
            }
            KeysCommand::Recipient => {
                let identity = Identity::generate();
                Ok(format!(
                    "Keep this secret; without it no backup opens:\n  {}\nGive this to `amparo backup --to`:\n  {}\n",
                    identity.expose().as_str(),
                    identity.member()
                ))
            }
        }
    })
}

async fn close(ledger: &Ledger) -> Result<(), Failure> {
    ledger.close().await.map_err(|error| ledger_failure(&error))
}

async fn create(args: &SealArgs) -> Result<String, Failure> {
    let (config, seals) = (args.ledger.config()?, args.seals()?);
    let made = Ledger::create(&config, &seals, Arc::new(SystemRandom)).await;
    let (ledger, shares) = made.map_err(|error| ledger_failure(&error))?;
    let text = printed(&format!("There is a ledger now: {}.", ledger.id()), &shares);
    close(&ledger).await?;
    Ok(text)
}

async fn status(args: &LedgerArgs) -> Result<String, Failure> {
    let ledger = args.open().await?;
    let seals = ledger.keys().seals().await.map_err(|error| ledger_failure(&error))?;
    let mut text = format!("Ledger {}, {} entries.\n", ledger.id(), ledger.head());
    for seal in seals {
        text.push_str(&match seal {
            SealMethod::Passphrase => "Sealed by a passphrase.\n".to_owned(),
            SealMethod::Handed => {
                "Sealed by a key that the operating system hands in.\n".to_owned()
            }
            SealMethod::Custodians { threshold, count } => {
                format!("Sealed by {threshold} of {count} custodians.\n")
            }
        });
    }
    close(&ledger).await?;
    Ok(text)
}

fn printed(first: &str, shares: &[Share]) -> String {
    let mut text = format!("{first}\n");
    if !shares.is_empty() {
        text.push_str(
            "Shares, one for each custodian. They are printed once and are kept nowhere:\n",
        );
    }
    for share in shares {
        text.push_str(&format!("\nCustodian {}\n{}\n", share.number(), share.print().as_str()));
    }
    text
}
