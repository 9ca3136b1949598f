//! A dependency is a hire: the line above it says for what.
//!
//! Looks at every Cargo.toml. Crates of our own and those taken over from the root
//! manifest need no reason; theirs is given there. One comment may speak for two that
//! belong together, not for a crowd.

use super::{Finding, Page, Rule};

/// How many dependencies one comment may speak for.
const TOGETHER_MAX: usize = 2;

/// Dependencies without a reason above them.
pub(super) fn unreasoned(page: &Page<'_>) -> Vec<Finding> {
    if page.path != "Cargo.toml" && !page.path.ends_with("/Cargo.toml") {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let mut hires = false;
    // How many more the last comment may speak for.
    let mut reasons_left = 0;
    for (at, line) in page.text.lines().enumerate() {
        let starts = line.chars().next();
        match starts {
            None => reasons_left = 0,
            Some('#') => reasons_left = TOGETHER_MAX,
            Some('[') => {
                let section = line.trim_matches(|c: char| matches!(c, '[' | ']' | ' '));
                hires = section.ends_with("dependencies");
                // `[dependencies.name]` is a dependency with a section of its own.
                if section.contains("dependencies.") && reasons_left == 0 {
                    findings.push(page.finding(Rule::UnreasonedDependency, at + 1, line));
                }
                reasons_left = 0;
            }
            Some(c) if hires && (c.is_alphanumeric() || c == '"') => {
                let ours = line.contains("path =") || line.contains("workspace");
                if ours {
                    continue;
                }
                if reasons_left == 0 {
                    findings.push(page.finding(Rule::UnreasonedDependency, at + 1, line));
                }
                reasons_left = reasons_left.saturating_sub(1);
            }
            // The rest of an entry of several lines.
            Some(_) => {}
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::unreasoned;
    use crate::house::Page;

    fn lines(text: &str) -> Vec<usize> {
        let page = Page { path: "crates/a/Cargo.toml", text };
        unreasoned(&page).iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn a_planted_dependency_without_a_reason_is_found() {
        assert_eq!(lines("[dependencies]\na = \"1\"\n"), [2]);
        assert_eq!(lines("[workspace.dependencies]\n# Why.\na = \"1\"\n\nb = \"1\"\n"), [5]);
        assert_eq!(lines("[dev-dependencies.a]\nversion = \"1\"\n"), [1]);
    }

    #[test]
    fn a_comment_speaks_for_two_and_not_for_three() {
        let text = "[dependencies]\n# Why.\na = \"1\"\nb = \"1\"\nc = \"1\"\n";
        assert_eq!(lines(text), [5]);
    }

    #[test]
    fn our_own_crates_and_other_sections_need_no_reason() {
        let text = "[package]\nname = \"a\"\n[dependencies]\nb = { path = \"../b\" }\nc.workspace = \
                    true\n# Why.\nd = { version = \"1\", features = [\n    \"x\",\n] }\n";
        assert!(lines(text).is_empty());
    }
}
