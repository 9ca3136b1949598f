//! House rules that no other tool knows, over the files that are part of the project.
//!
//! A rule looks at one file's path and text and finds breaches; it never mends. The
//! patterns are put together at run time, so that this folder does not breach itself.
//! Files that git does not know are nobody's business yet: add them first.

mod css;
mod manifest;
mod source;
mod text;

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::shop;

/// A file larger than this is data, and data has a place of its own.
const FILE_BYTES_MAX: u64 = 1_500_000;

/// What a breach is a breach of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rule {
    /// A path that exists on one machine only.
    MachinePath,
    /// The host of a package registry.
    RegistryHost,
    /// `left` and `right` where a page may be mirrored.
    PhysicalCss,
    /// A source file that holds more than one thing.
    LongFile,
    /// A file too large to be anything but data.
    LargeFile,
    /// Something left for later.
    Unfinished,
    /// A dependency nobody gave a reason for.
    UnreasonedDependency,
    /// The world let into a core crate.
    ImpureCore,
}

impl Rule {
    /// What is wrong with it, and how to mend it.
    fn advice(self) -> &'static str {
        match self {
            Rule::MachinePath => "a path of one machine: make it relative, or an argument",
            Rule::RegistryHost => "the host of a package registry: name the package, not the place",
            Rule::PhysicalCss => {
                "a physical direction: write -inline-start or -inline-end, so Arabic is mirrored"
            }
            Rule::LongFile => "more than 500 lines: does it hold one thing? Divide it",
            Rule::LargeFile => "more than 1.5 MB: data is fetched or made, never kept here",
            Rule::Unfinished => "left for later: finish it, or open an issue and take it out",
            Rule::UnreasonedDependency => {
                "a dependency without a reason: say in a comment above it what it is hired for \
                 (one comment may speak for two that belong together)"
            }
            Rule::ImpureCore => "the core is pure: take what you need as an argument",
        }
    }
}

/// One breach of one rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    path: String,
    /// From one; zero where the whole file is meant.
    line: usize,
    rule: Rule,
    found: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "  {}:{}: {}\n    {}", self.path, self.line, self.found, self.rule.advice())
    }
}

/// A file as the rules see it.
struct Page<'a> {
    path: &'a str,
    text: &'a str,
}

impl Page<'_> {
    fn is(&self, extensions: &[&str]) -> bool {
        let extension = Path::new(self.path).extension().and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| extensions.contains(&extension))
    }

    fn finding(&self, rule: Rule, line: usize, found: &str) -> Finding {
        // A minified line would fill the screen.
        let found = found.trim().chars().take(120).collect();
        Finding { path: self.path.to_owned(), line, rule, found }
    }
}

/// Every rule over every file of the project; findings in order of path and line.
pub(crate) fn look_over(root: &Path) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for path in tracked(root)? {
        let file = root.join(&path);
        // Deleted but not yet committed, a link, a submodule: nothing to read.
        let Ok(about) = fs::symlink_metadata(&file) else { continue };
        if !about.is_file() {
            continue;
        }
        if about.len() > FILE_BYTES_MAX {
            let page = Page { path: &path, text: "" };
            findings.push(page.finding(Rule::LargeFile, 0, &format!("{} bytes", about.len())));
            continue;
        }
        let bytes = fs::read(&file).with_context(|| format!("cannot read {path}"))?;
        if let Ok(text) = std::str::from_utf8(&bytes) {
            findings.extend(read(&Page { path: &path, text }));
        }
    }
    findings.sort();
    Ok(findings)
}

/// Paths of the files git knows, relative to the root, in order.
pub(crate) fn tracked(root: &Path) -> Result<Vec<String>> {
    let output = shop::command("git", root)
        .args(["ls-files", "-z"])
        .output()
        .context("cannot run git; the house rules look only at files git knows")?;
    if !output.status.success() {
        bail!("`git ls-files` failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    let paths = String::from_utf8(output.stdout).context("a file name is not UTF-8")?;
    Ok(paths.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect())
}

fn read(page: &Page<'_>) -> Vec<Finding> {
    let rules = [
        text::machine_paths,
        text::registry_hosts,
        css::physical,
        source::long,
        source::unfinished,
        source::impure,
        manifest::unreasoned,
    ];
    rules.iter().flat_map(|rule| rule(page)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Finding, Page, Rule, look_over, read};
    use std::path::Path;

    /// The rules and lines of what is found in a planted file.
    fn planted(path: &str, text: &str) -> Vec<(Rule, usize)> {
        read(&Page { path, text }).into_iter().map(|f: Finding| (f.rule, f.line)).collect()
    }

    #[test]
    fn a_clean_file_of_every_kind_breaches_nothing() {
        assert_eq!(planted("crates/when/src/lib.rs", "//! Times.\nfn f() {}\n"), []);
        assert_eq!(planted("a.css", ".a { margin-inline-start: 1rem; }\n"), []);
        assert_eq!(planted("docs/a.md", "See ../shared/a and https://example.org/work\n"), []);
        assert_eq!(planted("Cargo.toml", "[dependencies]\n# Reads law.\ntoml = \"1\"\n"), []);
    }

    #[test]
    fn one_planted_file_is_found_by_several_rules() {
        let text = format!("fn f() {{\n    {}!(\"/{}/x\")\n}}\n", "todo", "work");
        let found = planted("crates/law/src/a.rs", &text);
        assert_eq!(found, [(Rule::MachinePath, 2), (Rule::Unfinished, 2)]);
    }

    #[test]
    fn a_finding_says_what_where_and_how_to_mend() {
        let page = Page { path: "a.css", text: "p { float: left }" };
        let shown = read(&page).first().unwrap().to_string();
        assert!(shown.contains("a.css:1: ") && shown.contains("inline-start"), "{shown}");
    }

    /// The rules must not find themselves: patterns are put together at run time.
    #[test]
    fn the_rules_do_not_breach_themselves() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let own: Vec<Finding> = look_over(root)
            .unwrap()
            .into_iter()
            .filter(|finding| finding.path.starts_with("xtask/src/house"))
            .collect();
        assert_eq!(own, []);
    }
}
