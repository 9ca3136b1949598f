//! The invented law folder that the tests of this crate share, in memory, so that each test may break it in its own way.

use law::Source;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The files of the invented folder.
pub(crate) fn files() -> BTreeMap<String, Vec<u8>> {
    folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/law"))
}

/// The files of a folder.
pub(crate) fn folder(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    gather(root, root, &mut files);
    files
}

fn gather(root: &Path, dir: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(root, &path, files);
        } else {
            let parts: Vec<_> =
                path.strip_prefix(root).unwrap().iter().map(|p| p.to_str().unwrap()).collect();
            files.insert(parts.join("/"), fs::read(&path).unwrap());
        }
    }
}

/// The invented folder with one text replaced in one file; an empty `from` appends.
#[allow(dead_code, reason = "not every test breaks the folder")]
pub(crate) fn changed(path: &str, from: &str, to: &str) -> Source {
    let mut files = files();
    let text = String::from_utf8(files.remove(path).unwrap_or_default()).unwrap();
    let text = if from.is_empty() {
        text + to
    } else {
        assert!(text.contains(from), "{path} does not contain {from:?}");
        text.replacen(from, to, 1)
    };
    files.insert(path.to_owned(), text.into_bytes());
    Source::Memory(files)
}

/// The invented folder as it is.
#[allow(dead_code, reason = "not every test reads the whole folder")]
pub(crate) fn whole() -> Source {
    Source::Memory(files())
}
