//! What developers run: `cargo xtask check`, `fuzz`, `bench`, `drill`, `treaties`.
//!
//! A file a command; this one reads the command line and decides the exit code.
//! Nothing here is part of the program that offices use, and nothing here may be
//! needed to build it.

// A developer command talks to the person at the terminal.
#![allow(clippy::disallowed_macros)]

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod bench;
mod check;
mod drill;
mod fuzz;
mod guide;
mod house;
mod shop;
mod treaties;

/// Developer commands of Amparo.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 100)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Everything that must hold before a change lands; the build server runs exactly this
    Check(check::Options),
    /// Feed random input to the readers (needs a nightly compiler and cargo-fuzz)
    Fuzz(fuzz::Options),
    /// Measure the program beside its baselines, in one run
    Bench(bench::Options),
    /// Build the usual guide and look at every page in a real browser, a text browser and a validator
    Guide(guide::Options),
    /// Kill, cut the power, fill the disk: is everything there that was acknowledged?
    Drill(drill::Options),
    /// Compile law/treaties/status.csv from the published lists of ratifications
    Treaties {
        /// Passed on as they stand; `--from DIR` names the folder of lists
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        rest: Vec<String>,
    },
}

fn main() -> ExitCode {
    let result = match Line::parse().command {
        Command::Check(options) => check::run(&options),
        Command::Fuzz(options) => fuzz::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::Guide(options) => guide::run(&options),
        Command::Drill(options) => drill::run(&options),
        Command::Treaties { rest } => treaties::run(&rest).map_err(anyhow::Error::msg),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
