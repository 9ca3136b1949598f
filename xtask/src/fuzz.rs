//! `cargo xtask fuzz [TARGET] [--seconds N]`: random input for everything that
//! reads what comes from outside.
//!
//! The targets live in `fuzz/`, a workspace of its own, because they need a nightly
//! compiler. This command finds them, says what is missing, and bounds each run in
//! time and memory. It is no part of `cargo xtask check`: a run proves something
//! only when it is long.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::shop::{Shop, Stopwatch};

/// A reader that needs more than this for one input has a bug.
const MEMORY_MB_MAX: u32 = 2048;
/// A reader that needs longer than this for one input has a bug.
const SECONDS_PER_INPUT_MAX: u32 = 10;

/// Options of `cargo xtask fuzz`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The target to run; every target when left out
    target: Option<String>,
    /// How long each target runs
    #[arg(long, default_value_t = 60, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    seconds: u32,
    /// Print the targets and stop
    #[arg(long)]
    list: bool,
}

/// Runs the targets one after the other; stops at the first that finds something.
pub(crate) fn run(options: &Options) -> Result<()> {
    let shop = Shop::open()?;
    let targets = targets(&shop.root)?;
    if options.list {
        for target in &targets {
            println!("{target}");
        }
        return Ok(());
    }
    let chosen = choose(&targets, options.target.as_deref())?;
    let program = require_tools(&shop)?;
    for target in chosen {
        let watch = Stopwatch::start();
        println!("{target}: {} s", options.seconds);
        let status = shop
            .command("rustup")
            .args(["run", "nightly"])
            // By its path: cargo looks for its subcommands on the search path only.
            .arg(&program)
            .args(["fuzz", "run", target])
            .args(inputs(&shop.root, target)?)
            .arg("--")
            .arg(format!("-max_total_time={}", options.seconds))
            .arg(format!("-rss_limit_mb={MEMORY_MB_MAX}"))
            .arg(format!("-timeout={SECONDS_PER_INPUT_MAX}"))
            .status()
            .context("cannot start rustup")?;
        if !status.success() {
            bail!(
                "fuzz target {target} found something after {}; the input is under \
                 fuzz/artifacts/{target}/. Write a test named after the bug, then mend it.",
                watch.shown()
            );
        }
    }
    Ok(())
}

/// Where inputs are kept: what earlier runs found, and the seeds that the project carries. New ones go to the first.
fn inputs(root: &Path, target: &str) -> Result<Vec<PathBuf>> {
    let fuzz = root.join("fuzz");
    let (found, seeds) = (fuzz.join("corpus").join(target), fuzz.join("seeds").join(target));
    fs::create_dir_all(&found).context("cannot make the folder of inputs under fuzz/corpus")?;
    Ok([found, seeds].into_iter().filter(|folder| folder.is_dir()).collect())
}

/// Names of the targets, in order.
fn targets(root: &Path) -> Result<Vec<String>> {
    let folder = root.join("fuzz").join("fuzz_targets");
    if !folder.is_dir() {
        bail!("fuzz/fuzz_targets does not exist: this version carries no fuzz targets");
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).context("cannot list fuzz/fuzz_targets")? {
        let path = entry.context("cannot list fuzz/fuzz_targets")?.path();
        if path.extension().is_some_and(|extension| extension == "rs")
            && let Some(stem) = path.file_stem().and_then(|stem| stem.to_str())
        {
            names.push(stem.to_owned());
        }
    }
    names.sort();
    Ok(names)
}

fn choose<'a>(targets: &'a [String], wanted: Option<&str>) -> Result<Vec<&'a String>> {
    let chosen: Vec<&String> =
        targets.iter().filter(|target| wanted.is_none_or(|wanted| *target == wanted)).collect();
    if chosen.is_empty() {
        bail!(
            "there is no fuzz target {}; there are: {}",
            wanted.unwrap_or("at all"),
            targets.join(", ")
        );
    }
    Ok(chosen)
}

fn require_tools(shop: &Shop) -> Result<PathBuf> {
    let Some(program) = shop.find("cargo-fuzz") else {
        bail!("cargo-fuzz is missing; install it with `cargo install cargo-fuzz --locked`");
    };
    let nightly = shop
        .command("rustup")
        .args(["run", "nightly", "rustc", "--version"])
        .output()
        .is_ok_and(|output| output.status.success());
    if !nightly {
        bail!(
            "fuzzing needs a nightly compiler; install it with `rustup toolchain install nightly`"
        );
    }
    Ok(program)
}

#[cfg(test)]
mod tests {
    use super::choose;

    #[test]
    fn an_unknown_target_is_answered_with_the_known_ones() {
        let targets = ["edtf".to_owned(), "mapping".to_owned()];
        let error = choose(&targets, Some("edft")).unwrap_err().to_string();
        assert!(error.contains("edft") && error.contains("edtf, mapping"), "{error}");
        assert_eq!(choose(&targets, None).unwrap().len(), 2);
    }
}
