//! Builds the crate again when a file of the law folder is added, changed or removed: the macro that carries the folder
//! inside the program sees changes to the files it found, not new ones.

fn main() {
    println!("cargo:rerun-if-changed=../../law");
}
