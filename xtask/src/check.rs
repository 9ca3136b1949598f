//! `cargo xtask check`: everything that must hold before a change lands.
//!
//! The steps are one table, cheapest first. Each prints one line with its time; the
//! first failure stops and says how to run that step again. What a step does is in
//! `check/steps.rs`; the rules that are ours alone are in `house.rs`.

mod snapshots;
mod steps;
mod tools;

use std::io::{self, Write};

use anyhow::{Result, bail};

use crate::shop::{Shop, Stopwatch};

/// Options of `cargo xtask check`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Run only these steps, in the order of the table
    #[arg(value_name = "STEP")]
    steps: Vec<String>,
    /// Leave out the steps that take minutes and rarely fail: see --list
    #[arg(long)]
    fast: bool,
    /// Also look up known vulnerabilities (needs the network)
    #[arg(long)]
    advisories: bool,
    /// Print the steps and stop
    #[arg(long)]
    list: bool,
}

/// When a step runs without being named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    /// Always.
    Always,
    /// Unless `--fast`.
    Thorough,
    /// Only when asked for.
    Asked,
}

/// One row of the table.
struct Step {
    name: &'static str,
    why: &'static str,
    when: When,
    /// Returns one line worth seeing after a success, mostly none.
    run: fn(&Shop) -> Result<Option<String>>,
}

#[rustfmt::skip]
const STEPS: &[Step] = &[
    Step { name: "tools",      when: When::Always,   run: tools::install,     why: "what the other steps need is installed" },
    Step { name: "fmt",        when: When::Always,   run: steps::fmt,         why: "formatting is nobody's opinion" },
    Step { name: "house",      when: When::Always,   run: steps::house,       why: "house rules that no other tool knows" },
    Step { name: "clippy",     when: When::Always,   run: steps::clippy,      why: "warnings are errors" },
    Step { name: "doc",        when: When::Thorough, run: steps::doc,         why: "every item has prose and every link in it leads somewhere" },
    Step { name: "deny",       when: When::Thorough, run: steps::deny,        why: "licences, duplicates and sources of dependencies" },
    Step { name: "advisories", when: When::Asked,    run: steps::advisories,  why: "known vulnerabilities of dependencies, from the network" },
    Step { name: "test",       when: When::Always,   run: steps::test,        why: "tests, and no snapshot that no test looks at" },
    Step { name: "doctest",    when: When::Thorough, run: steps::doctest,     why: "examples in the documentation run" },
    Step { name: "law",        when: When::Always,   run: steps::law,         why: "law/ is complete and consistent" },
];

/// Runs the chosen steps.
pub(crate) fn run(options: &Options) -> Result<()> {
    if options.list {
        for step in STEPS {
            let when = match step.when {
                When::Always => "",
                When::Thorough => " (not with --fast)",
                When::Asked => " (only when asked for)",
            };
            println!("{:<11} {}{when}", step.name, step.why);
        }
        return Ok(());
    }
    let chosen = choose(options)?;
    let shop = Shop::open()?;
    let whole = Stopwatch::start();
    let mut remarks = Vec::new();
    for step in &chosen {
        if let Some(remark) = perform(&shop, step)? {
            remarks.push(format!("{}: {remark}", step.name));
        }
    }
    for remark in remarks {
        println!("{remark}");
    }
    let steps = if chosen.len() == 1 { "step" } else { "steps" };
    println!("check passed: {} {steps} in {}", chosen.len(), whole.shown());
    Ok(())
}

fn perform(shop: &Shop, step: &Step) -> Result<Option<String>> {
    print!("{:<11}", step.name);
    // A step may take minutes: its name is seen before it is done.
    io::stdout().flush()?;
    let watch = Stopwatch::start();
    match (step.run)(shop) {
        Ok(remark) => {
            println!("{:>9}  {}", watch.shown(), step.why);
            Ok(remark)
        }
        Err(error) => {
            println!("{:>9}  FAILED", watch.shown());
            bail!("{error:#}\n\nStep {0} failed. Again: cargo xtask check {0}", step.name)
        }
    }
}

fn choose(options: &Options) -> Result<Vec<&'static Step>> {
    for name in &options.steps {
        if !STEPS.iter().any(|step| step.name == name) {
            let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
            bail!("there is no step {name}; the steps are {}", names.join(", "));
        }
    }
    let wanted = |step: &&Step| {
        if !options.steps.is_empty() {
            return options.steps.iter().any(|name| name == step.name);
        }
        match step.when {
            When::Always => true,
            When::Thorough => !options.fast,
            When::Asked => options.advisories,
        }
    };
    Ok(STEPS.iter().filter(wanted).collect())
}

#[cfg(test)]
mod tests {
    use super::{Options, STEPS, choose};

    fn options(steps: &[&str], fast: bool) -> Options {
        let steps = steps.iter().map(|&name| name.to_owned()).collect();
        Options { steps, fast, advisories: false, list: false }
    }

    fn names(options: &Options) -> Vec<&'static str> {
        choose(options).unwrap().iter().map(|step| step.name).collect()
    }

    #[test]
    fn names_of_steps_are_unique() {
        for (at, step) in STEPS.iter().enumerate() {
            assert!(STEPS[at + 1..].iter().all(|other| other.name != step.name), "{}", step.name);
        }
    }

    #[test]
    fn nothing_named_means_all_but_the_network() {
        assert_eq!(names(&options(&[], false)).len(), STEPS.len() - 1);
        assert!(!names(&options(&[], false)).contains(&"advisories"));
        assert!(!names(&options(&[], true)).contains(&"deny"));
    }

    #[test]
    fn named_steps_run_in_the_order_of_the_table() {
        assert_eq!(
            names(&options(&["test", "advisories", "fmt"], true)),
            ["fmt", "advisories", "test"]
        );
    }

    #[test]
    fn an_unknown_step_is_answered_with_the_known_ones() {
        let error = choose(&options(&["tset"], false)).err().unwrap().to_string();
        assert!(error.contains("tset") && error.contains("test"), "{error}");
    }
}
