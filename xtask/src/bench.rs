//! `cargo xtask bench`: runs the measurements kept in `bench/`.
//!
//! That folder is a workspace of its own, because the peers it measures against are
//! heavy to build. Nothing is measured here, and no test anywhere depends on a speed.

use anyhow::{Context, Result, bail};

use crate::shop::Shop;

/// Options of `cargo xtask bench`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Passed on to the benchmark program
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

/// Builds the benchmark program with full optimisation and runs it.
pub(crate) fn run(options: &Options) -> Result<()> {
    let shop = Shop::open()?;
    if !shop.root.join("bench").join("Cargo.toml").is_file() {
        bail!("bench/Cargo.toml does not exist: this version carries no benchmarks");
    }
    let status = shop
        .cargo(&["run", "--release", "--manifest-path", "bench/Cargo.toml", "--"])
        .args(&options.rest)
        .status()
        .context("cannot start cargo")?;
    if !status.success() {
        bail!("the benchmarks ended with {status}");
    }
    Ok(())
}
