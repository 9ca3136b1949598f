//! The drills in short; `cargo run -p drill -- --help` has the long ones.

#![allow(clippy::unwrap_used)]

use std::process::Command;

/// Runs a drill; gives whether it passed and what it said.
fn drill(arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_drill")).args(arguments).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

#[test]
fn no_kill_loses_what_was_acknowledged_on_sqlite() {
    let (passed, said) = drill(&["kill", "--times", "25"]);
    assert!(passed && said.contains("25 kills") && said.contains(" 0 lost"), "{said}");
}

#[test]
fn no_kill_loses_what_was_acknowledged_on_postgresql() {
    let (passed, said) = drill(&["kill", "--times", "15", "--postgres"]);
    assert!(passed && said.contains("15 kills") && said.contains(" 0 lost"), "{said}");
}

#[test]
fn no_power_cut_loses_what_was_acknowledged() {
    let (passed, said) = drill(&["power", "--operations", "40", "--cuts", "90"]);
    assert!(passed && said.contains(" 0 lost"), "{said}");
}

/// The negative control: a ledger that does not wait for the disk must be caught.
#[test]
fn a_ledger_that_does_not_wait_for_the_disk_is_caught() {
    let (passed, said) = drill(&["power", "--operations", "40", "--cuts", "30", "--broken"]);
    assert!(passed && said.contains("as they must"), "{said}");
}

#[test]
fn a_disk_that_fails_anywhere_loses_nothing_that_was_acknowledged() {
    let (passed, said) = drill(&["fault", "--turns", "3", "--step", "29"]);
    assert!(passed && said.matches(" 0 lost").count() == 5, "{said}");
    assert!(said.contains("the disk failed"), "{said}");
}

/// The negative control: what a disk only says it wrote must be missed.
#[test]
fn a_disk_that_lies_is_caught() {
    let (passed, said) = drill(&["fault", "--turns", "3", "--step", "5", "--lying"]);
    assert!(passed && said.contains("as they must"), "{said}");
}

#[test]
fn a_full_disk_refuses_and_loses_nothing() {
    let (passed, said) = drill(&["full", "--megabytes", "4"]);
    assert!(passed && said.contains("0 lost"), "{said}");
}

/// The real server, under real requests. `cargo test --workspace` builds it beside this program.
#[test]
fn no_kill_of_the_server_loses_a_case_that_was_answered_on_sqlite() {
    let (passed, said) = drill(&["serve", "--times", "4"]);
    assert!(passed && said.contains("4 kills") && said.contains(" 0 lost"), "{said}");
}

#[test]
fn no_kill_of_the_server_loses_a_case_that_was_answered_on_postgresql() {
    let (passed, said) = drill(&["serve", "--times", "3", "--postgres"]);
    assert!(passed && said.contains("3 kills") && said.contains(" 0 lost"), "{said}");
}

/// The negative control of the two before.
#[test]
fn records_put_back_to_before_a_kill_are_noticed() {
    let (passed, said) = drill(&["serve", "--broken"]);
    assert!(passed && said.contains("as it must"), "{said}");
}
