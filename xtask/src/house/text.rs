//! Rules over every text: the project speaks of itself alone, so no file names a
//! place on one machine or a host that packages come from.

use super::{Finding, Page, Rule};

/// Top folders that exist on one machine only.
const FOLDERS: [&str; 5] = ["work", "farm", "root", "home", "Users"];

/// Hosts of package registries, as their parts.
const HOSTS: [[&str; 2]; 6] = [
    ["crates", "io"],
    ["pypi", "org"],
    ["pythonhosted", "org"],
    ["npmjs", "com"],
    ["npmjs", "org"],
    ["debian", "org"],
];

/// Paths that start at the top of one machine.
pub(super) fn machine_paths(page: &Page<'_>) -> Vec<Finding> {
    let needles = FOLDERS.map(|folder| format!("/{folder}/"));
    lines(page, Rule::MachinePath, |line| {
        needles.iter().any(|needle| {
            line.match_indices(needle.as_str()).any(|(at, _)| {
                // `../work/` and `example.org/work/` are not at the top of a machine.
                let before = line.get(..at).and_then(|head| head.chars().next_back());
                before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | '-' | '_' | '}'))
            })
        })
    })
}

/// Hosts of package registries.
pub(super) fn registry_hosts(page: &Page<'_>) -> Vec<Finding> {
    let hosts = HOSTS.map(|parts| parts.join("."));
    lines(page, Rule::RegistryHost, |line| {
        hosts.iter().any(|host| {
            line.match_indices(host.as_str()).any(|(at, _)| {
                let after = line.get(at + host.len()..).and_then(|tail| tail.chars().next());
                after.is_none_or(|c| !c.is_alphanumeric())
            })
        })
    })
}

fn lines(page: &Page<'_>, rule: Rule, breaches: impl Fn(&str) -> bool) -> Vec<Finding> {
    // Cargo and npm write where packages come from into files of their own.
    if page.is(&["lock"]) || page.path.ends_with("package-lock.json") {
        return Vec::new();
    }
    page.text
        .lines()
        .enumerate()
        .filter(|(_, line)| breaches(line))
        .map(|(at, line)| page.finding(rule, at + 1, line))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{machine_paths, registry_hosts};
    use crate::house::Page;

    fn found(path: &str, text: &str) -> (usize, usize) {
        let page = Page { path, text };
        (machine_paths(&page).len(), registry_hosts(&page).len())
    }

    #[test]
    fn a_planted_machine_path_is_found() {
        for folder in super::FOLDERS {
            assert_eq!(found("a.md", &format!("/{folder}/x at the start")), (1, 0));
            assert_eq!(found("a.rs", &format!("f(\"/{folder}/x\")")), (1, 0));
            assert_eq!(
                found("a.md", &format!("../{folder}/x and https://a.org/{folder}/")),
                (0, 0)
            );
        }
    }

    #[test]
    fn a_planted_registry_host_is_found() {
        for parts in super::HOSTS {
            let text = format!("see https://{}/x\n", parts.join("."));
            assert_eq!(found("a.md", &text), (0, 1));
            assert_eq!(found("Cargo.lock", &text), (0, 0));
        }
        assert_eq!(found("a.rs", "self.crates.iota()"), (0, 0));
    }
}
