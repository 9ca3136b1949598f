//! `cargo xtask drill`: kills, power cuts and full disks, in `crates/drill`.
//!
//! The check runs their short forms as tests; the long ones are asked for here.

use anyhow::{Context, Result, bail};

use crate::shop::Shop;

/// Options of `cargo xtask drill`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Which drill, and its options: `kill`, `serve`, `power`, `power --broken`, `full`, `bench`;
    /// `--help` says more
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

/// Builds the drills with full optimisation and runs one.
pub(crate) fn run(options: &Options) -> Result<()> {
    let shop = Shop::open()?;
    if options.rest.first().is_some_and(|drill| drill == "serve") {
        // This one kills the program itself.
        let built = shop.cargo(&["build", "--release", "--locked", "--bin", "amparo"]).status();
        if !built.context("cannot start cargo")?.success() {
            bail!("the program does not build");
        }
    }
    let status = shop
        .cargo(&["run", "--release", "--locked", "--quiet", "--package", "drill", "--"])
        .args(&options.rest)
        .status()
        .context("cannot start cargo")?;
    if !status.success() {
        bail!("the drill ended with {status}");
    }
    Ok(())
}
