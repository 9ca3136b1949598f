//! `cargo xtask guide`: the public guide, page by page, in a real browser.
//!
//! Builds the usual ways in all languages with invented tables and hands the folder to `e2e/guide.mjs`, which says what it
//! looks at. Needs node, npm, java, w3m and chromium; nothing is downloaded but the packages of `e2e/package-lock.json`.

use anyhow::{Context, Result, bail};

use crate::shop::Shop;

/// Programs that the look needs, and the Debian packages that have them.
const PROGRAMS: [(&str, &str); 5] = [
    ("node", "nodejs"),
    ("npm", "npm"),
    ("java", "default-jre-headless"),
    ("w3m", "w3m"),
    ("chromium", "chromium"),
];

/// Options of `cargo xtask guide`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only these ways, such as hn-mx-us; the usual forty when left out
    #[arg(value_name = "WAY")]
    ways: Vec<String>,
}

/// Builds and looks.
pub(crate) fn run(options: &Options) -> Result<()> {
    let shop = Shop::open()?;
    let missing: Vec<&str> = PROGRAMS
        .iter()
        .filter(|(program, _)| shop.find(program).is_none())
        .map(|(_, package)| *package)
        .collect();
    if !missing.is_empty() {
        bail!("these are missing; on Debian: `apt-get install {}`", missing.join(" "));
    }
    let out = shop.target.join("guide");
    let (site, data) = (out.join("site"), out.join("data"));
    let e2e = shop.root.join("e2e");
    let amparo = |words: &[&str]| -> Result<()> {
        let mut command = shop.cargo(&["run", "--quiet", "--package", "amparo", "--", "guide"]);
        command.args(words).arg("--data").arg(&data);
        if words.first() == Some(&"build") {
            command.arg("--out").arg(&site);
            for way in &options.ways {
                command.args(["--route", way]);
            }
        }
        finish(&mut command, "amparo guide")
    };
    let table = |name: &str| e2e.join("tables").join(name).display().to_string();
    amparo(&["import", &table("prices.csv"), &table("missing.csv")])?;
    amparo(&["build", "--base-url", "https://example.org/guide/"])?;
    if !e2e.join("node_modules").is_dir() {
        let mut command = shop.command("npm");
        finish(command.current_dir(&e2e).args(["ci", "--no-fund", "--no-audit"]), "npm ci")?;
    }
    let mut command = shop.command("node");
    command.current_dir(&e2e).arg("guide.mjs").arg(&site);
    if let Some(chromium) = shop.find("chromium") {
        command.env("CHROMIUM", chromium);
    }
    finish(&mut command, "the look at the pages")
}

fn finish(command: &mut std::process::Command, what: &str) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {what}"))?;
    if !status.success() {
        bail!("{what} ended with {status}");
    }
    Ok(())
}
