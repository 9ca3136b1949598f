//! What each step of the check does.
//!
//! Cargo always sees the whole workspace, never a package of it: choosing packages
//! chooses features, and other features mean compiling the dependencies again.

use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{snapshots, tools};
use crate::house;
use crate::shop::{Log, Shop};

type Outcome = Result<Option<String>>;

/// Runs a command of which only the success matters.
fn quiet(shop: &Shop, name: &str, command: &mut Command) -> Outcome {
    shop.run(name, command).map(|_| None)
}

pub(super) fn fmt(shop: &Shop) -> Outcome {
    quiet(shop, "fmt", &mut shop.cargo(&["fmt", "--all", "--check", "--", "--color", "never"]))
}

pub(super) fn house(shop: &Shop) -> Outcome {
    let findings = house::look_over(&shop.root)?;
    if findings.is_empty() {
        return Ok(None);
    }
    let shown: Vec<String> = findings.iter().map(ToString::to_string).collect();
    bail!("{} breaches of the house rules:\n{}", findings.len(), shown.join("\n"))
}

pub(super) fn clippy(shop: &Shop) -> Outcome {
    let arguments =
        ["clippy", "--workspace", "--all-targets", "--locked", "--quiet", "--", "-D", "warnings"];
    quiet(shop, "clippy", &mut shop.cargo(&arguments))
}

pub(super) fn doc(shop: &Shop) -> Outcome {
    let arguments =
        ["doc", "--workspace", "--no-deps", "--document-private-items", "--locked", "--quiet"];
    quiet(shop, "doc", shop.cargo(&arguments).env("RUSTDOCFLAGS", "-D warnings"))
}

pub(super) fn deny(shop: &Shop) -> Outcome {
    let program = tools::cargo_deny(shop)?;
    let arguments = ["--locked", "check", "--hide-inclusion-graph", "licenses", "bans", "sources"];
    quiet(shop, "deny", shop.command(program).args(arguments))
}

pub(super) fn advisories(shop: &Shop) -> Outcome {
    let program = tools::cargo_deny(shop)?;
    quiet(shop, "advisories", shop.command(program).args(["--locked", "check", "advisories"]))
}

/// Tests, with snapshots compared and never written, and no snapshot left over.
pub(super) fn test(shop: &Shop) -> Outcome {
    let references = snapshots::References::begin(shop)?;
    let nextest = shop.find("cargo-nextest").is_some();
    let arguments: &[&str] = if nextest {
        &["nextest", "run", "--workspace", "--locked"]
    } else {
        &["test", "--workspace", "--all-targets", "--locked"]
    };
    let mut command = shop.cargo(arguments);
    command.env("INSTA_UPDATE", "no");
    references.follow(&mut command);
    let log = shop.run("test", &mut command)?;
    references.compare(shop)?;
    summary(&log).map(Some)
}

pub(super) fn doctest(shop: &Shop) -> Outcome {
    let log =
        shop.run("doctest", &mut shop.cargo(&["test", "--doc", "--workspace", "--locked"]))?;
    summary(&log).map(Some)
}

/// The program reads its own law: what it ships with must pass its own check.
pub(super) fn law(shop: &Shop) -> Outcome {
    // Without the developer commands: this one is running.
    let build = ["build", "--workspace", "--exclude", "xtask", "--bins", "--locked"];
    shop.run("law-build", &mut shop.cargo(&build))?;
    let program = shop.target.join("debug").join(format!("amparo{}", std::env::consts::EXE_SUFFIX));
    let log = shop.run("law", shop.command(program).args(["law", "check"]))?;
    let text = log.text()?;
    let last = text.lines().rev().find(|line| !line.trim().is_empty());
    // A check that says nothing checked nothing.
    last.map(|line| Some(line.trim().to_owned())).context("`amparo law check` said nothing")
}

/// The last word of the tests: nextest's own summary, or the sum of what every test
/// program of `cargo test` said.
fn summary(log: &Log) -> Result<String> {
    let text = log.text()?;
    if let Some(line) = text.lines().rev().find(|line| line.trim_start().starts_with("Summary [")) {
        return Ok(line.trim().to_owned());
    }
    add_up(&text).context("the tests ended well but left no `test result` line")
}

fn add_up(text: &str) -> Option<String> {
    let results: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("test result: ok. ")).collect();
    let count = |what: &str| -> u64 {
        results
            .iter()
            .flat_map(|line| line.split(';'))
            .filter_map(|part| part.trim().strip_suffix(what)?.trim().parse::<u64>().ok())
            .sum()
    };
    if results.is_empty() {
        return None;
    }
    let (passed, ignored) = (count("passed"), count("ignored"));
    Some(format!("test result: ok. {passed} passed; 0 failed; {ignored} ignored"))
}

#[cfg(test)]
mod tests {
    use super::add_up;

    #[test]
    fn results_of_test_programs_are_added_up() {
        let text = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; \
                    finished in 0.00s\nnoise\ntest result: ok. 4 passed; 0 failed; 0 ignored; 0 \
                    measured; 0 filtered out; finished in 0.01s";
        assert_eq!(add_up(text).unwrap(), "test result: ok. 7 passed; 0 failed; 1 ignored");
    }

    #[test]
    fn silence_is_not_success() {
        assert_eq!(add_up("Compiling\n"), None);
    }
}
