//! Installs what the checks need and the machine lacks.
//!
//! Debian packages through apt-get, where we may; otherwise the command to run is
//! said. cargo-deny is built once into the build folder, not into the home of the
//! person. Nothing is ever upgraded or removed.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::shop::Shop;

/// The version of cargo-deny that deny.toml is written for.
const CARGO_DENY: &str = "0.20.2";

/// A program that comes from the system.
struct Tool {
    program: &'static str,
    package: &'static str,
    why: &'static str,
}

const TOOLS: &[Tool] = &[
    Tool { program: "cc", package: "gcc", why: "compiles zstd, for Parquet files" },
    Tool { program: "git", package: "git", why: "says which files are part of the project" },
    // The server itself stands outside the path on Debian; its client comes with it.
    Tool { program: "psql", package: "postgresql", why: "the ledger is tried on PostgreSQL, too" },
    Tool { program: "strace", package: "strace", why: "records the writes that a power cut loses" },
    Tool { program: "python3", package: "python3", why: "checks the ledger's tree independently" },
    Tool {
        program: "xmllint",
        package: "libxml2-utils",
        why: "validates Akoma Ntoso against its schema",
    },
];

/// Installs the packages of the programs that are missing.
pub(super) fn install(shop: &Shop) -> Result<Option<String>> {
    for (program, component) in [("cargo-fmt", "rustfmt"), ("cargo-clippy", "clippy")] {
        if shop.find(program).is_none() {
            bail!("{component} is missing; install it with `rustup component add {component}`");
        }
    }
    let missing: Vec<&Tool> =
        TOOLS.iter().filter(|tool| shop.find(tool.program).is_none()).collect();
    if missing.is_empty() {
        return Ok(None);
    }
    let packages: Vec<&str> = missing.iter().map(|tool| tool.package).collect();
    let wanted = missing
        .iter()
        .map(|tool| format!("  {} ({}) {}", tool.program, tool.package, tool.why))
        .collect::<Vec<_>>()
        .join("\n");
    let by_hand = format!(
        "these programs are missing:\n{wanted}\nInstall them; on Debian: `apt-get install {}`",
        packages.join(" ")
    );
    if shop.find("apt-get").is_none() {
        bail!("{by_hand}");
    }
    let Some(prefix) = privilege(shop) else { bail!("{by_hand}") };
    // The lists of packages may be older than the packages, or absent.
    apt(shop, prefix, &["update", "--quiet"]).with_context(|| by_hand.clone())?;
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(&packages);
    apt(shop, prefix, &arguments).with_context(|| by_hand.clone())?;
    if missing.iter().any(|tool| shop.find(tool.program).is_none()) {
        bail!("apt-get ended well, and still {by_hand}");
    }
    Ok(Some(format!("installed {}", packages.join(", "))))
}

/// The words before a command that let it change the system: none for root, `sudo`
/// where it asks nothing, and no answer where we may not.
fn privilege(shop: &Shop) -> Option<&'static [&'static str]> {
    let says = |program: &str, arguments: &[&str]| {
        shop.command(program).args(arguments).output().ok().filter(|output| output.status.success())
    };
    if says("id", &["-u"]).is_some_and(|output| output.stdout.trim_ascii() == b"0") {
        return Some(&[]);
    }
    says("sudo", &["-n", "true"]).map(|_| ["sudo", "-n"].as_slice())
}

fn apt(shop: &Shop, prefix: &[&str], arguments: &[&str]) -> Result<()> {
    let mut words = prefix.to_vec();
    words.push("apt-get");
    words.extend(arguments);
    let Some((program, rest)) = words.split_first() else { return Ok(()) };
    let mut command = shop.command(program);
    command.args(rest).env("DEBIAN_FRONTEND", "noninteractive");
    shop.run("apt", &mut command).map(|_| ())
}

/// Where cargo-deny is; builds it when it is nowhere, which takes some minutes once.
pub(super) fn cargo_deny(shop: &Shop) -> Result<PathBuf> {
    if let Some(path) = shop.find("cargo-deny") {
        return Ok(path);
    }
    let mut command = shop.cargo(&["install", "cargo-deny", "--locked", "--version", CARGO_DENY]);
    command.arg("--root").arg(shop.tools());
    shop.run("cargo-deny-install", &mut command)?;
    shop.find("cargo-deny").context("cargo-deny was installed but is not where it should be")
}
