//! Rules over source files: each holds one finished thing, and those of the core
//! crates leave the world outside.

use super::{Finding, Page, Rule};

/// A file past this holds more than one thing.
const LINES_MAX: usize = 500;

/// Crates that see nothing but their arguments. `law` is not here: it reads the law
/// folder, at one named place.
const PURE: [&str; 4] = ["when", "duty", "resolution", "words"];

/// Parts of the standard library that reach the world.
const WORLDLY: [&str; 4] = ["fs", "net", "process", "env"];

/// Source files with too many lines.
pub(super) fn long(page: &Page<'_>) -> Vec<Finding> {
    let kept = ["snapshots", "fixtures", "corpus"];
    let source = page.is(&["rs", "js", "ts", "css", "html", "py", "sh"]);
    if !source || page.path.split('/').any(|folder| kept.contains(&folder)) {
        return Vec::new();
    }
    match page.text.lines().count() {
        0..=LINES_MAX => Vec::new(),
        lines => vec![page.finding(Rule::LongFile, 0, &format!("{lines} lines"))],
    }
}

/// Macros and marks that say "later".
pub(super) fn unfinished(page: &Page<'_>) -> Vec<Finding> {
    if !page.is(&["rs"]) {
        return Vec::new();
    }
    let macros = ["todo", "unimplemented", "dbg"].map(|name| format!("{name}!("));
    let marks = [["TO", "DO"].concat(), ["FIX", "ME"].concat()];
    let words = |line: &str, mark: &str| {
        line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == mark)
    };
    page.text
        .lines()
        .enumerate()
        .filter(|(_, line)| {
            macros.iter().any(|call| line.contains(call.as_str()))
                || marks.iter().any(|mark| words(line, mark))
        })
        .map(|(at, line)| page.finding(Rule::Unfinished, at + 1, line))
        .collect()
}

/// Uses of the world in a core crate, outside its tests.
pub(super) fn impure(page: &Page<'_>) -> Vec<Finding> {
    let core = PURE.iter().any(|name| page.path.starts_with(&format!("crates/{name}/src/")));
    if !core || !page.is(&["rs"]) || page.path.ends_with("/tests.rs") {
        return Vec::new();
    }
    if page.path.split('/').any(|folder| folder == "tests") {
        return Vec::new();
    }
    let uses = WORLDLY.map(|module| format!("std::{module}"));
    page.text
        .lines()
        .enumerate()
        // The tests of a module are its last part.
        .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
        .filter(|(_, line)| {
            !line.trim_start().starts_with("//")
                && uses.iter().any(|name| {
                    line.match_indices(name.as_str()).any(|(at, _)| {
                        let after = line.get(at + name.len()..).and_then(|t| t.chars().next());
                        after.is_none_or(|c| !c.is_alphanumeric() && c != '_')
                    })
                })
        })
        .map(|(at, line)| page.finding(Rule::ImpureCore, at + 1, line))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{LINES_MAX, impure, long, unfinished};
    use crate::house::Page;

    #[test]
    fn a_planted_long_file_is_found() {
        let just_right = "x\n".repeat(LINES_MAX);
        let too_long = "x\n".repeat(LINES_MAX + 1);
        assert_eq!(long(&Page { path: "a.rs", text: &just_right }).len(), 0);
        assert_eq!(long(&Page { path: "a.rs", text: &too_long }).len(), 1);
        assert_eq!(long(&Page { path: "tests/snapshots/a.html", text: &too_long }).len(), 0);
        assert_eq!(long(&Page { path: "law/a.toml", text: &too_long }).len(), 0);
    }

    #[test]
    fn a_planted_unfinished_thing_is_found() {
        for planted in ["todo", "unimplemented", "dbg"] {
            let text = format!("fn f() {{\n    {planted}!(x)\n}}");
            assert_eq!(unfinished(&Page { path: "a.rs", text: &text }).len(), 1, "{planted}");
        }
        let mark = format!("// {}: later", ["TO", "DO"].concat());
        assert_eq!(unfinished(&Page { path: "a.rs", text: &mark }).len(), 1);
        assert_eq!(unfinished(&Page { path: "a.rs", text: "// TODOS and METODO" }).len(), 0);
    }

    #[test]
    fn a_planted_use_of_the_world_is_found_in_the_core_only() {
        let text = format!("use std::{}::File;\n", "fs");
        let found = |path| impure(&Page { path, text: &text }).len();
        assert_eq!(found("crates/duty/src/engine.rs"), 1);
        assert_eq!(found("crates/duty/src/engine/tests.rs"), 0);
        assert_eq!(found("crates/amparo/src/main.rs"), 0);
        let tested = format!("#[cfg(test)]\nmod tests {{\n    {text}}}\n");
        assert_eq!(impure(&Page { path: "crates/when/src/a.rs", text: &tested }).len(), 0);
    }
}
