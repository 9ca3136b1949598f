//! The program: parses, wires, exits.
//!
//! What Amparo knows stands in the crates below this one. Here a command line becomes a call, and an outcome becomes text
//! and an exit code. `world.rs` is the only place that asks for the time.
#![allow(
    clippy::disallowed_macros,
    reason = "the program is where text is written to the terminal"
)]

mod cli;
mod commands;
mod failure;
mod feed;
mod manifest;
mod pipeline;
mod progress;
mod staging;
mod summary;
mod suppose;
mod tally;
mod world;
mod write;

use clap::Parser;
use cli::{Cli, Command, GuideCommand, LawCommand};
use failure::Failure;
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no failures; a wrong flag is the command line's.
            let code = u8::try_from(error.exit_code()).unwrap_or(2);
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    match run(cli).and_then(|text| tell(&text)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let _ = writeln!(std::io::stderr(), "{}", failure.message.trim_end());
            failure.kind.exit_code()
        }
    }
}

/// Runs a command and returns what it has to say.
fn run(cli: Cli) -> Result<String, Failure> {
    match cli.command {
        Command::Audit(args) => commands::audit::run(&args),
        Command::Explain(args) => commands::explain::run(&args),
        Command::Law(args) => match args.command {
            LawCommand::Check(args) => commands::law::check(&args),
            LawCommand::Coverage(args) => commands::coverage::run(&args),
            LawCommand::Import(args) => commands::texts::import(&args),
            LawCommand::Show(args) => commands::texts::show(&args),
            LawCommand::Diff(args) => commands::texts::diff(&args),
            LawCommand::Status(args) => commands::status::run(&args),
        },
        Command::Guide(args) => match args.command {
            GuideCommand::Build(args) => commands::guide::build(&args),
            GuideCommand::Import(args) => commands::guide::import(&args),
            GuideCommand::Campaign(args) => commands::guide::campaign(&args),
        },
        Command::Release(args) => commands::release::run(&args),
        Command::Demo(args) => commands::demo::run(&args),
        Command::Serve(args) => commands::house::serve(&args),
        Command::Keys(args) => commands::house::keys(&args),
        Command::Users(args) => commands::house::users(&args),
        Command::Verify(args) => commands::house::verify(&args),
        Command::Backup(args) => commands::house::back_up(&args),
        Command::Restore(args) => commands::house::restore(&args),
    }
}

/// Prints; a reader that went away is no fault (`amparo … | head`).
fn tell(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Failure::input(format!("Could not print the result: {error}."))),
    }
}
