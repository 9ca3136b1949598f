//! The program as a person calls it: in a folder, with nothing in the environment that speaks to it.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise"
)]

use std::path::Path;
use std::process::{Command, Output};

/// Runs a verb with words after it.
pub(crate) fn run(verb: &[&str], folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_amparo"))
        .args(verb)
        .args(words)
        .current_dir(folder)
        .env_remove("AMPARO_LAW")
        .env_remove("AMPARO_DATA")
        .output()
        .unwrap()
}

/// What it prints when all is well.
pub(crate) fn says(verb: &[&str], folder: &Path, words: &[&str]) -> String {
    let output = run(verb, folder, words);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{words:?}: {told}");
    String::from_utf8(output.stdout).unwrap()
}

/// What it refuses, and with which code.
pub(crate) fn refuses(verb: &[&str], folder: &Path, words: &[&str]) -> (i32, String) {
    let output = run(verb, folder, words);
    assert!(output.stdout.is_empty(), "{words:?}");
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}
