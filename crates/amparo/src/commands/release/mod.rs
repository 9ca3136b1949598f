//! `amparo release`: from records of people to tables that may be published.
//!
//! `plan` says what a SPEC would make and cost, without looking at a record; `check` also reads the source and tells the office, and nobody else, what
//! would be left out; `make` spends the budget and writes the folder; `ledger` shows what was spent. A file a verb; what a release is stands
//! in the `statistics` crate. Two persons publish: who approves names the fingerprint of the SPEC that was looked at, so that a
//! SPEC that was changed afterwards needs a new approval.

mod check;
mod ledger;
mod make;
mod plan;

use crate::cli::{Format, LawFolder};
use crate::failure::Failure;
use crate::world;
use clap::{Args, Subcommand};
use statistics::ledger::{LedgerError, Protection, Request};
use statistics::{Guarantee, Lists, Rho, Spec};
use std::fs;
use std::path::{Path, PathBuf};

/// A SPEC is text that people write; one larger than this is a mistake.
const SPEC_BYTES_MAX: u64 = 4 << 20;
/// Digits of a fingerprint that are shown and asked for: nobody makes two SPEC files that agree in 128 bits.
const FINGERPRINT_DIGITS: usize = 32;

#[derive(Args, Debug)]
pub(crate) struct ReleaseArgs {
    #[command(subcommand)]
    pub(crate) command: ReleaseCommand,
}

#[derive(Subcommand, Debug)]
pub(crate) enum ReleaseCommand {
    /// Say what a release would publish, at what cost and with what error. Looks at no record.
    Plan(SpecArgs),
    /// Look at the source and the ledger too: can it be made? What it prints is for the office only.
    Check(SpecArgs),
    /// Spend the budget and write the folder of the release.
    Make(MakeArgs),
    /// Verify the ledger of a data set and show what was spent.
    Ledger(LedgerArgs),
}

#[derive(Args, Debug)]
pub(crate) struct SpecArgs {
    /// The declaration of the release; see docs/statistics.md.
    #[arg(value_name = "SPEC.toml")]
    pub(crate) spec: PathBuf,
    /// What to print.
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) law: LawFolder,
}

#[derive(Args, Debug)]
pub(crate) struct MakeArgs {
    #[command(flatten)]
    pub(crate) spec: SpecArgs,
    /// Folder to write; it must be new or empty, since a release cannot be made again.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Who approves: one of the approvers of the SPEC.
    #[arg(long, value_name = "NAME")]
    pub(crate) approved_by: String,
    /// The fingerprint of the SPEC that was approved, as `plan` and `check` print it.
    #[arg(long, value_name = "FINGERPRINT")]
    pub(crate) fingerprint: String,
    /// Print no progress bar.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Args, Debug)]
pub(crate) struct LedgerArgs {
    /// The folder of the ledger, or a SPEC that names it.
    #[arg(value_name = "LEDGER")]
    pub(crate) ledger: PathBuf,
    /// Look for this entry, such as the `ledgerEntry` of a release.json.
    #[arg(long, value_name = "HASH")]
    pub(crate) entry: Option<String>,
    /// What to print.
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) law: LawFolder,
}

pub(crate) fn run(args: &ReleaseArgs) -> Result<String, Failure> {
    match &args.command {
        ReleaseCommand::Plan(args) => plan::run(args),
        ReleaseCommand::Check(args) => check::run(args),
        ReleaseCommand::Make(args) => make::run(args),
        ReleaseCommand::Ledger(args) => ledger::run(args),
    }
}

/// A SPEC that was read, and the folder that its paths start from.
struct Declared {
    spec: Spec,
    folder: PathBuf,
}

impl Declared {
    fn read(path: &Path, law: &LawFolder) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let unreadable = |error: std::io::Error| {
            Failure::input(format!("{name} cannot be read: {error}. Check the path."))
        };
        let about = fs::metadata(path).map_err(unreadable)?;
        if !about.is_file() || about.len() > SPEC_BYTES_MAX {
            return Err(Failure::input(format!(
                "{name} is no SPEC: it is no file, or larger than 4 MiB. See docs/statistics.md."
            )));
        }
        let text = fs::read_to_string(path).map_err(unreadable)?;
        let law = law::Law::load(&law.source())
            .map_err(|problems| crate::commands::law::problems_failure(&problems))?;
        let lists = Lists::built_in(&law.vocabulary).map_err(Failure::internal)?;
        let spec = Spec::read(&name, &text, &lists).map_err(|problems| {
            let n = problems.list().len();
            let what = if n == 1 { "problem" } else { "problems" };
            Failure::input(format!(
                "{}{n} {what} in the SPEC; nothing was spent.",
                problems.render(world::WIDTH)
            ))
        })?;
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        Ok(Self { spec, folder })
    }

    fn ledger(&self) -> PathBuf {
        self.folder.join(&self.spec.data_set.ledger)
    }

    fn source(&self) -> PathBuf {
        self.folder.join(&self.spec.source.file)
    }

    fn cost(&self) -> Rho {
        match &self.spec.guarantee {
            Guarantee::Zcdp { rho, .. } => *rho,
            Guarantee::Threshold { .. } => Rho::ZERO,
        }
    }

    fn request(&self, source: String, approved_by: &str, at: &str) -> Request {
        Request {
            data_set: self.spec.data_set.id.clone(),
            protection: match &self.spec.guarantee {
                Guarantee::Zcdp { .. } => Protection::Zcdp,
                Guarantee::Threshold { .. } => Protection::Threshold,
            },
            budget: self.spec.data_set.budget,
            release: self.spec.id.clone(),
            cost: self.cost(),
            spec: self.spec.fingerprint.clone(),
            source,
            prepared_by: self.spec.prepared_by.clone(),
            approved_by: approved_by.to_owned(),
            at: at.to_owned(),
        }
    }
}

/// A fingerprint as people compare it: four groups of eight digits.
fn shown(fingerprint: &str) -> String {
    let digits: Vec<char> = fingerprint.chars().take(FINGERPRINT_DIGITS).collect();
    digits.chunks(8).map(String::from_iter).collect::<Vec<_>>().join("-")
}

/// A ledger that says no is a refusal; one that cannot be read is the disk's matter.
fn ledger_failure(error: &LedgerError) -> Failure {
    if matches!(error, LedgerError::Io { .. }) {
        return Failure::input(error.to_string());
    }
    Failure::refused(format!("Refused: {error}."))
}
