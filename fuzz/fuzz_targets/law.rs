//! Law files: the small invented folder of the law crate's tests with one file in place of another.
#![no_main]

use law::{Law, Source};
use libfuzzer_sys::fuzz_target;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

type Files = BTreeMap<String, Vec<u8>>;

fn folder() -> &'static Files {
    static FILES: OnceLock<Files> = OnceLock::new();
    FILES.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/law/tests/fixtures/law");
        let mut files = Files::new();
        gather(&root, &root, &mut files);
        assert!(!files.is_empty(), "no invented law folder at {}", root.display());
        files
    })
}

fn gather(root: &Path, folder: &Path, files: &mut Files) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Some((which, text)) = bytes.split_first() else { return };
    let mut files = folder().clone();
    let Some(name) = files.keys().nth(usize::from(*which) % files.len()).cloned() else { return };
    files.insert(name, text.to_vec());
    match Law::load(&Source::Memory(files)) {
        Ok(law) => {
            for jurisdiction in &law.jurisdictions {
                let _ = law.rules(jurisdiction);
            }
        }
        Err(problems) => assert!(!problems.to_string().is_empty()),
    }
});
