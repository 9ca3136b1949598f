//! Builds the crate again when a file of the law folder is added, changed or removed: the macro that carries the folder
//! inside the program sees changes to the files it found, not new ones.

#![allow(clippy::disallowed_macros, reason = "a build script speaks to cargo on standard output")]

fn main() {
    println!("cargo:rerun-if-changed=../../law");
}
