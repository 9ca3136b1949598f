//! The disk between a program and the disk: `shim/disk.c`, built when it is needed.
//!
//! It is loaded in front of a child. It is in C because it stands where the C library
//! stands, which safe Rust cannot.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

const SOURCE: &str = include_str!("../shim/disk.c");

/// Builds it into a folder; gives the library to be loaded.
pub(crate) fn build(folder: &Path) -> Result<PathBuf> {
    let (source, library) = (folder.join("disk.c"), folder.join("disk.so"));
    fs::write(&source, SOURCE)?;
    let output = Command::new("cc")
        .args(["-shared", "-fPIC", "-O2", "-o"])
        .arg(&library)
        .arg(&source)
        .arg("-ldl")
        .output()
        .context("cannot run cc; install a C compiler (Debian: apt-get install gcc)")?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "the shim does not build: {said}");
    Ok(library)
}
