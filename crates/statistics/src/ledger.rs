//! The budget of a data set, over all its releases.
//!
//! A folder with one file, `entries.jsonl`: a line per entry, each with the hash of the one before, so that a line that is changed,
//! taken out or put in breaks the chain. An entry is written **before** noise is drawn: a crash in between costs budget and
//! never protection. The file is replaced as a whole while a lock is held, so it is never half-written and two programs spend one after the
//! other. What a chain cannot see is that the whole file was put back to an earlier state: releases carry the hash of their entry, and
//! [`Ledger::entry`] finds out whether it is still there. Nothing here decides what a release costs.

use crate::spec::Rho;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const FILE: &str = "entries.jsonl";
const LOCK: &str = "lock";
/// More than any office releases; a larger file is not a ledger.
const BYTES_MAX: u64 = 64 << 20;

/// What protects the persons of a data set. One data set has one: exact counts beside noisy ones would undo the noise.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Protection {
    /// Noise, out of a budget.
    Zcdp,
    /// A threshold and suppression.
    Threshold,
}

/// What a release asks of the ledger.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// The data set.
    pub data_set: String,
    /// How its persons are protected.
    pub protection: Protection,
    /// All that may ever be spent on it, as the SPEC says; `None` without a budget.
    pub budget: Option<Rho>,
    /// The release.
    pub release: String,
    /// What it costs.
    pub cost: Rho,
    /// SHA-256 of the SPEC.
    pub spec: String,
    /// SHA-256 of the source.
    pub source: String,
    /// Who prepared it.
    pub prepared_by: String,
    /// Who approved it.
    pub approved_by: String,
    /// When, as text of ISO 8601.
    pub at: String,
}

/// A line of the ledger.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// From one.
    pub number: u64,
    /// The data set.
    pub data_set: String,
    /// How its persons are protected.
    pub protection: Protection,
    /// The budget of the data set, in billionths of ρ.
    pub budget_nanos: Option<u64>,
    /// The release.
    pub release: String,
    /// What it cost, in billionths of ρ.
    pub cost_nanos: u64,
    /// SHA-256 of the SPEC.
    pub spec: String,
    /// SHA-256 of the source.
    pub source: String,
    /// Who prepared it.
    pub prepared_by: String,
    /// Who approved it.
    pub approved_by: String,
    /// When.
    pub at: String,
    /// The hash of the entry before; zeros for the first.
    pub previous: String,
    /// The hash of this one, over all of the above.
    pub hash: String,
}

/// Why the ledger does not allow a release, or cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// More than is left.
    #[error(
        "the data set `{data_set}` has ρ = {left} left of {budget}, and this release costs ρ = {cost}. Publish fewer tables, with more noise (a smaller `rho`), or not: what was spent does not come back"
    )]
    Overspent {
        /// The data set.
        data_set: String,
        /// What is left.
        left: Rho,
        /// Of what.
        budget: Rho,
        /// What it would cost.
        cost: Rho,
    },
    /// The same release again.
    #[error(
        "the release `{release}` is in the ledger already (entry {number}). Drawing its noise again would let readers average the noise away: publish the tables that were made, or declare a release of another id, which costs again"
    )]
    Replay {
        /// The release.
        release: String,
        /// Where it stands.
        number: u64,
    },
    /// Another budget than before.
    #[error(
        "the ledger says that the budget of `{data_set}` is {kept}, the release says {asked}. A budget is decided once, before the first release: write the one of the ledger"
    )]
    OtherBudget {
        /// The data set.
        data_set: String,
        /// What stands there.
        kept: String,
        /// What was asked.
        asked: String,
    },
    /// Another protection than before.
    #[error(
        "earlier releases of `{data_set}` are protected otherwise. Exact counts beside noisy ones undo the noise: keep to one"
    )]
    OtherProtection {
        /// The data set.
        data_set: String,
    },
    /// The same file under another name.
    #[error(
        "this source was released as the data set `{known}`. One file has one budget, whatever it is called: write `id = \"{known}\"` in [data_set]"
    )]
    OtherName {
        /// What it was called.
        known: String,
    },
    /// The chain does not hold.
    #[error(
        "the ledger {path} was changed at entry {number}: {what}. Nothing is spent on a ledger that cannot be trusted: put back a copy that is whole, with all entries up to the last release"
    )]
    Broken {
        /// The file.
        path: String,
        /// The entry.
        number: u64,
        /// What is wrong.
        what: &'static str,
    },
    /// The disk.
    #[error("the ledger {path} cannot be used: {error}. Nothing was spent")]
    Io {
        /// The file.
        path: String,
        /// What the system said.
        error: io::Error,
    },
}

/// A ledger that was read and holds.
#[derive(Debug)]
pub struct Ledger {
    folder: PathBuf,
    entries: Vec<Entry>,
}

impl Ledger {
    /// Reads and checks a ledger; an absent one is empty.
    pub fn open(folder: &Path) -> Result<Self, LedgerError> {
        let entries = read(&folder.join(FILE))?;
        Ok(Self { folder: folder.to_owned(), entries })
    }

    /// The entries, in order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of this hash.
    #[must_use]
    pub fn entry(&self, hash: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.hash == hash)
    }

    /// What was spent on a data set.
    #[must_use]
    pub fn spent(&self, data_set: &str) -> Rho {
        let of_it = self.entries.iter().filter(|entry| entry.data_set == data_set);
        let sum = of_it.fold(0_u64, |sum, entry| sum.saturating_add(entry.cost_nanos));
        Rho::from_nanos(sum)
    }

    /// Whether a release would be allowed; nothing is written.
    pub fn allows(&self, request: &Request) -> Result<(), LedgerError> {
        let data_set = || request.data_set.clone();
        if let Some(entry) = self.entries.iter().find(|entry| entry.release == request.release) {
            let (release, number) = (request.release.clone(), entry.number);
            return Err(LedgerError::Replay { release, number });
        }
        let same_source = self.entries.iter().find(|entry| entry.source == request.source);
        if let Some(entry) = same_source.filter(|entry| entry.data_set != request.data_set) {
            return Err(LedgerError::OtherName { known: entry.data_set.clone() });
        }
        if let Some(first) = self.entries.iter().find(|entry| entry.data_set == request.data_set) {
            if first.protection != request.protection {
                return Err(LedgerError::OtherProtection { data_set: data_set() });
            }
            let asked = request.budget.map(Rho::nanos);
            if first.budget_nanos != asked {
                let shown = |nanos: Option<u64>| {
                    nanos.map_or("none".to_owned(), |nanos| Rho::from_nanos(nanos).to_string())
                };
                let (kept, asked) = (shown(first.budget_nanos), shown(asked));
                return Err(LedgerError::OtherBudget { data_set: data_set(), kept, asked });
            }
        }
        let Some(budget) = request.budget else { return Ok(()) };
        let (cost, left) = (request.cost, budget.less(self.spent(&request.data_set)));
        if cost > left {
            return Err(LedgerError::Overspent { data_set: data_set(), left, budget, cost });
        }
        Ok(())
    }

    /// Spends: the entry is on the disk when this returns. Reads the ledger again under the lock, so that nobody spends
    /// twice what is there once.
    pub fn spend(folder: &Path, request: &Request) -> Result<Entry, LedgerError> {
        let path = folder.join(FILE);
        let io = |error| LedgerError::Io { path: path.display().to_string(), error };
        fs::create_dir_all(folder).map_err(io)?;
        let lock =
            OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(LOCK));
        let lock = lock.map_err(io)?;
        // Let go when it is closed, also when this program dies.
        lock.lock().map_err(io)?;
        let mut ledger = Self::open(folder)?;
        ledger.allows(request)?;
        let entry = next(ledger.entries.last(), request);
        ledger.entries.push(entry.clone());
        ledger.write().map_err(io)?;
        Ok(entry)
    }

    fn write(&self) -> io::Result<()> {
        let mut beside = tempfile::NamedTempFile::new_in(&self.folder)?;
        for entry in &self.entries {
            serde_json::to_writer(&mut beside, entry)?;
            beside.write_all(b"\n")?;
        }
        beside.as_file().sync_all()?;
        beside.persist(self.folder.join(FILE)).map_err(|error| error.error)?;
        // The new name is on the disk too, where folders can be synchronised.
        File::open(&self.folder).and_then(|folder| folder.sync_all()).or(Ok(()))
    }
}

fn next(last: Option<&Entry>, request: &Request) -> Entry {
    let mut entry = Entry {
        number: last.map_or(1, |last| last.number + 1),
        data_set: request.data_set.clone(),
        protection: request.protection,
        budget_nanos: request.budget.map(Rho::nanos),
        release: request.release.clone(),
        cost_nanos: request.cost.nanos(),
        spec: request.spec.clone(),
        source: request.source.clone(),
        prepared_by: request.prepared_by.clone(),
        approved_by: request.approved_by.clone(),
        at: request.at.clone(),
        previous: last.map_or_else(|| "0".repeat(64), |last| last.hash.clone()),
        hash: String::new(),
    };
    entry.hash = hash(&entry);
    entry
}

/// The hash over the fields, each behind its length: no two entries have the same bytes.
fn hash(entry: &Entry) -> String {
    let budget = entry.budget_nanos.map_or("-".to_owned(), |nanos| nanos.to_string());
    let protection = match entry.protection {
        Protection::Zcdp => "zcdp",
        Protection::Threshold => "threshold",
    };
    let (number, cost) = (entry.number.to_string(), entry.cost_nanos.to_string());
    let fields =
        [&number, &entry.data_set, protection, &budget, &entry.release, &cost, &entry.spec];
    let others =
        [&entry.source, &entry.prepared_by, &entry.approved_by, &entry.at, &entry.previous];
    let mut digest = Sha256::new();
    digest.update(b"amparo release ledger 1");
    for field in fields.into_iter().chain(others.map(String::as_str)) {
        digest.update((field.len() as u64).to_be_bytes());
        digest.update(field.as_bytes());
    }
    crate::spec::hex(&digest.finalize())
}

fn read(path: &Path) -> Result<Vec<Entry>, LedgerError> {
    let io = |error| LedgerError::Io { path: path.display().to_string(), error };
    let about = match fs::metadata(path) {
        Ok(about) => about,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(io(error)),
    };
    let broken = |number: usize, what| LedgerError::Broken {
        path: path.display().to_string(),
        number: number as u64,
        what,
    };
    if !about.is_file() || about.len() > BYTES_MAX {
        return Err(broken(0, "it is no file, or larger than any ledger"));
    }
    let text = fs::read_to_string(path).map_err(io)?;
    if !text.is_empty() && !text.ends_with('\n') {
        return Err(broken(text.lines().count(), "its last line is cut"));
    }
    let mut entries: Vec<Entry> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let entry: Entry =
            serde_json::from_str(line).map_err(|_| broken(at + 1, "it is no entry"))?;
        let previous = entries.last().map_or_else(|| "0".repeat(64), |last| last.hash.clone());
        if entry.previous != previous || entry.number != at as u64 + 1 {
            return Err(broken(at + 1, "it does not follow the one before"));
        }
        if hash(&entry) != entry.hash {
            return Err(broken(at + 1, "its contents are not those of its hash"));
        }
        entries.push(entry);
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(release: &str, cost: &str) -> Request {
        Request {
            data_set: "decisions".to_owned(),
            protection: Protection::Zcdp,
            budget: Some(Rho::parse("1").unwrap()),
            release: release.to_owned(),
            cost: Rho::parse(cost).unwrap(),
            spec: "s".to_owned(),
            source: "f".to_owned(),
            prepared_by: "A. Statistician".to_owned(),
            approved_by: "B. Reviewer".to_owned(),
            at: "2026-01-01T00:00:00Z".to_owned(),
        }
    }

    #[test]
    fn a_budget_is_spent_to_the_last_billionth_and_not_beyond() {
        let folder = tempfile::tempdir().unwrap();
        Ledger::spend(folder.path(), &request("a", "0.6")).unwrap();
        let refused = Ledger::spend(folder.path(), &request("b", "0.400000001")).unwrap_err();
        assert!(
            matches!(refused, LedgerError::Overspent { left, .. } if left.to_string() == "0.4")
        );
        Ledger::spend(folder.path(), &request("b", "0.4")).unwrap();
        let refused = Ledger::spend(folder.path(), &request("c", "0.000000001")).unwrap_err();
        assert!(matches!(refused, LedgerError::Overspent { .. }));
        let ledger = Ledger::open(folder.path()).unwrap();
        assert_eq!(
            (ledger.entries().len(), ledger.spent("decisions").to_string()),
            (2, "1".into())
        );
        assert!(ledger.entry(&ledger.entries()[1].hash).is_some());
    }

    #[test]
    fn a_release_is_not_made_twice() {
        let folder = tempfile::tempdir().unwrap();
        Ledger::spend(folder.path(), &request("a", "0.1")).unwrap();
        let again = Ledger::spend(folder.path(), &request("a", "0.1")).unwrap_err();
        assert!(matches!(again, LedgerError::Replay { number: 1, .. }));
    }

    #[test]
    fn a_budget_a_protection_and_a_name_are_decided_once() {
        let folder = tempfile::tempdir().unwrap();
        Ledger::spend(folder.path(), &request("a", "0.1")).unwrap();
        let more = Request { budget: Some(Rho::parse("5").unwrap()), ..request("b", "0.1") };
        let other = Request { protection: Protection::Threshold, ..request("b", "0.1") };
        let named = Request { data_set: "fresh".to_owned(), ..request("b", "0.1") };
        let refused = |request| Ledger::spend(folder.path(), &request).unwrap_err();
        assert!(matches!(refused(more), LedgerError::OtherBudget { .. }));
        assert!(matches!(refused(other), LedgerError::OtherProtection { .. }));
        assert!(matches!(refused(named), LedgerError::OtherName { known } if known == "decisions"));
    }

    #[test]
    fn a_line_changed_taken_out_or_cut_breaks_the_chain() {
        let folder = tempfile::tempdir().unwrap();
        for release in ["a", "b", "c"] {
            Ledger::spend(folder.path(), &request(release, "0.1")).unwrap();
        }
        let path = folder.path().join(FILE);
        let whole = fs::read_to_string(&path).unwrap();
        let without: String =
            whole.lines().filter(|l| !l.contains("\"b\"")).map(|l| format!("{l}\n")).collect();
        let cheaper = whole.replacen("\"cost_nanos\":100000000", "\"cost_nanos\":1", 1);
        let cut = whole[..whole.len() - 20].to_owned();
        for changed in [without, cheaper, cut, whole.replacen('{', "[", 1)] {
            assert_ne!(changed, whole);
            fs::write(&path, &changed).unwrap();
            let refused = Ledger::spend(folder.path(), &request("d", "0.1")).unwrap_err();
            assert!(matches!(refused, LedgerError::Broken { .. }), "{refused}");
        }
        fs::write(&path, &whole).unwrap();
        Ledger::spend(folder.path(), &request("d", "0.1")).unwrap();
    }

    /// Sixteen at once for a budget that ten of them have: exactly ten get it.
    #[test]
    fn many_at_once_spend_one_after_the_other() {
        let folder = tempfile::tempdir().unwrap();
        let allowed: usize = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..16)
                .map(|n| {
                    let folder = folder.path();
                    scope.spawn(move || {
                        Ledger::spend(folder, &request(&format!("r{n}"), "0.1")).is_ok()
                    })
                })
                .collect();
            tries.into_iter().map(|t| usize::from(t.join().unwrap())).sum()
        });
        assert_eq!(allowed, 10);
        assert_eq!(Ledger::open(folder.path()).unwrap().spent("decisions").to_string(), "1");
    }
}
