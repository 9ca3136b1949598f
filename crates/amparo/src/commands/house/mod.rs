//! The verbs of an office that keeps its own records: serve, keys, users, verify, backup, restore. Here their flags stand, and how a
//! ledger is opened; each verb has a file.

mod copies;
mod keys;
mod serve;
mod users;

use std::io::{IsTerminal as _, Read as _};
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use ledger::{Config, Ledger, NewSeal, SystemRandom, Unlock};
use zeroize::Zeroizing;

use crate::cli::LawFolder;
use crate::failure::Failure;

pub(crate) use copies::{BackupArgs, RestoreArgs, VerifyArgs, back_up, restore, verify};
pub(crate) use keys::{KeysArgs, keys};
pub(crate) use serve::{ServeArgs, serve};
pub(crate) use users::{UsersArgs, users};

/// The longest passphrase file that is read.
const SECRET_MAX: u64 = 4096;

/// Where the records are and what opens them.
#[derive(Args, Debug)]
pub(crate) struct LedgerArgs {
    /// Folder of the records.
    #[arg(long = "data", value_name = "DIR", env = "AMPARO_DATA", default_value = "amparo-data")]
    pub(crate) data: PathBuf,
    /// Keep the records in PostgreSQL instead: postgres://user@host/database.
    #[arg(long, value_name = "ADDRESS", env = "AMPARO_DATABASE")]
    pub(crate) database: Option<String>,
    /// File with the passphrase that opens the root key; without it the terminal asks.
    #[arg(long, value_name = "FILE", env = "AMPARO_PASSPHRASE_FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// File with a key that the operating system hands in, such as a credential of systemd.
    #[arg(long, value_name = "FILE", env = "AMPARO_KEY_FILE", conflicts_with = "passphrase_file")]
    pub(crate) key_file: Option<PathBuf>,
}

impl LedgerArgs {
    pub(crate) fn config(&self) -> Result<Config, Failure> {
        match &self.database {
            Some(address) => Config::parse(address).map_err(|error| ledger_failure(&error)),
            None => Ok(Config::folder(self.data.join("ledger"))),
        }
    }

    pub(crate) fn unlock(&self) -> Result<Unlock, Failure> {
        if let Some(file) = &self.key_file {
            return Ok(Unlock::Handed(ledger::handed_in(file).map_err(|e| ledger_failure(&e))?));
        }
        self.passphrase("Passphrase: ").map(Unlock::Passphrase)
    }

    /// How a new ledger is sealed.
    pub(crate) fn new_seal(&self) -> Result<NewSeal, Failure> {
        if let Some(file) = &self.key_file {
            return Ok(NewSeal::Handed(ledger::handed_in(file).map_err(|e| ledger_failure(&e))?));
        }
        let text = self.passphrase("New passphrase (twelve characters at least): ")?;
        if self.passphrase_file.is_none() {
            let again = self.passphrase("Once more: ")?;
            if *again != *text {
                return Err(Failure::input("The two are not the same; nothing was made."));
            }
        }
        Ok(NewSeal::Passphrase(text))
    }

    fn passphrase(&self, ask: &str) -> Result<Zeroizing<String>, Failure> {
        let Some(path) = &self.passphrase_file else {
            if !std::io::stdin().is_terminal() {
                let text = "A passphrase is needed and no terminal is here to ask: name a file with --passphrase-file.";
                return Err(Failure::usage(text));
            }
            let read = rpassword::prompt_password(ask);
            let read =
                read.map_err(|error| Failure::input(format!("Could not read it: {error}.")))?;
            return Ok(Zeroizing::new(read));
        };
        let mut text = Zeroizing::new(String::new());
        let file = std::fs::File::open(path);
        let file = file.map_err(|error| Failure::reading(path, &error))?;
        let read = file.take(SECRET_MAX).read_to_string(&mut text);
        read.map_err(|error| Failure::reading(path, &error))?;
        Ok(Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned()))
    }

    /// Opens what is there.
    pub(crate) async fn open(&self) -> Result<Ledger, Failure> {
        let (config, unlock) = (self.config()?, self.unlock()?);
        let opened = Ledger::open(&config, &unlock, Arc::new(SystemRandom)).await;
        opened.map_err(|error| {
            let absent = matches!(error, ledger::Error::Absent(_));
            let hint = if absent { " Make one with `amparo keys create`." } else { "" };
            let failure = ledger_failure(&error);
            Failure { message: format!("{}{hint}", failure.message), ..failure }
        })
    }
}

/// What the ledger says, with its advice.
pub(crate) fn ledger_failure(error: &ledger::Error) -> Failure {
    Failure::input(format!("{}: {}.", sentence(&error.to_string()), error.advice()))
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The runtime that the verbs of this folder need.
pub(crate) fn wait_for<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::internal(format!("no runtime: {error}")))?;
    runtime.block_on(work)
}

/// The law on the desk.
pub(crate) fn desk(folder: &LawFolder) -> Result<Arc<casebook::Desk>, Failure> {
    let law = crate::commands::law::load(&folder.source())?;
    Ok(Arc::new(casebook::Desk::new(law)))
}
