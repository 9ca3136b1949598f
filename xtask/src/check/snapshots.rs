//! No snapshot that no test looks at: a printed surface whose test is gone would
//! otherwise look covered for ever.
//!
//! The snapshot library notes the path of every snapshot it compares in the file that
//! `INSTA_SNAPSHOT_REFERENCES_FILE` names. After a full run, a snapshot in the tree
//! that is not in that file is left over. Nothing is deleted here.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::house::tracked;
use crate::shop::Shop;

/// The file in which one run of the tests notes the snapshots it compared.
pub(super) struct References {
    path: PathBuf,
}

impl References {
    /// Starts with an empty file: the notes of an earlier run prove nothing.
    pub(super) fn begin(shop: &Shop) -> Result<References> {
        let folder = shop.target.join("xtask");
        fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        let path = folder.join("snapshots-compared.txt");
        fs::write(&path, "").with_context(|| format!("writing {}", path.display()))?;
        Ok(References { path })
    }

    /// Tells the tests where to take notes.
    pub(super) fn follow(&self, command: &mut Command) {
        command.env("INSTA_SNAPSHOT_REFERENCES_FILE", &self.path);
    }

    /// Refuses snapshots that the run did not compare.
    pub(super) fn compare(&self, shop: &Shop) -> Result<()> {
        let notes = fs::read_to_string(&self.path)
            .with_context(|| format!("reading {}", self.path.display()))?;
        let kept = tracked(&shop.root)?;
        let left = left_over(&shop.root, &notes, &kept);
        if left.is_empty() {
            return Ok(());
        }
        bail!(
            "no test compares these snapshots; delete them or bring the tests back:\n{}",
            left.join("\n")
        )
    }
}

fn left_over(root: &Path, notes: &str, kept: &[String]) -> Vec<String> {
    // A test may name its snapshot by a way round (`src/../snapshots`).
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let compared: BTreeSet<PathBuf> =
        notes.lines().map(|line| real(&root.join(Path::new(line)))).collect();
    kept.iter()
        .filter(|path| path.ends_with(".snap"))
        .filter(|path| !compared.contains(&real(&root.join(path))))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::left_over;
    use std::path::Path;

    #[test]
    fn a_snapshot_without_a_test_is_left_over() {
        let root = Path::new("/nowhere");
        let kept = ["a/snapshots/x.snap", "a/snapshots/y.snap", "a/x.rs"].map(str::to_owned);
        let left = left_over(root, "/nowhere/a/snapshots/x.snap\n", &kept);
        assert_eq!(left, ["a/snapshots/y.snap"]);
    }
}
