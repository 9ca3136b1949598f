//! Arbitrary and damaged bytes: an answer, never a panic.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use common::{MAPPING, gz, law, parquet, run_bytes, sheet, with_file, xlsx};
use intake::Mapping;
use proptest::prelude::*;
use std::sync::OnceLock;

fn small() -> &'static Mapping {
    static SMALL: OnceLock<Mapping> = OnceLock::new();
    SMALL.get_or_init(|| with_file("max_row = \"64 KiB\"\nmax_unpacked = \"8 MiB\""))
}

/// Something that looks like a file of ours, with bytes changed, cut or put in.
fn damaged(whole: &'static [u8]) -> impl Strategy<Value = Vec<u8>> {
    let changes = prop::collection::vec((0..whole.len(), any::<u8>()), 0..8);
    (changes, 0..=whole.len(), any::<bool>()).prop_map(move |(changes, cut, cuts)| {
        let mut bytes = whole.to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        if cuts {
            bytes.truncate(cut);
        }
        bytes
    })
}

fn leaked(bytes: Vec<u8>) -> &'static [u8] {
    bytes.leak()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = run_bytes(&bytes, small());
        let _ = run_bytes(&gz(&bytes), small());
    }

    #[test]
    fn any_rows(text in "(Case|In|Out|Country|X|,|;|\"|\n|\r\n|é|\0|[0-9/]{1,10}){0,60}") {
        let _ = run_bytes(format!("Case,In,Out,Country\n{text}").as_bytes(), small());
    }

    #[test]
    fn any_mapping(text in "(\\[|\\]|=|\"|\n|title|about|columns|record|event|kind|[a-z]{1,4}|\\.|,|\\{|\\}| ){0,80}") {
        let _ = Mapping::read("m", &text, law());
    }

    #[test]
    fn a_changed_mapping(at in 0..MAPPING.len(), put in "[\\[\\]\"=a-z0-9{},.\n]{0,4}", cut in 0_usize..20) {
        let end = (at + cut).min(MAPPING.len());
        let _ = Mapping::read("m", &format!("{}{put}{}", &MAPPING[..at], &MAPPING[end..]), law());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_workbook(bytes in damaged(leaked(xlsx(&sheet(), &[])))) {
        let _ = run_bytes(&bytes, small());
    }

    #[test]
    fn a_damaged_sheet(text in damaged(leaked(sheet().into_bytes()))) {
        let _ = run_bytes(&xlsx(&String::from_utf8_lossy(&text), &[]), small());
    }

    #[test]
    fn a_damaged_parquet_file(bytes in damaged(leaked(parquet()))) {
        let _ = run_bytes(&bytes, small());
    }

    #[test]
    fn a_damaged_gzip_file(bytes in damaged(leaked(gz(b"Case,In\nX-1,01/03/2020\n")))) {
        let _ = run_bytes(&bytes, small());
    }
}

/// A hundred bytes that claim thousands of millions of truth values once kept the reader busy for a second each.
#[test]
fn a_parquet_footer_of_endless_truth_values_is_refused_at_once() {
    let list = [0x19, 0xF1, 0xFF, 0xFF, 0xFF, 0xFF, 0x07];
    let footer = [list.repeat(1_000), vec![0]].concat();
    let length = u32::try_from(footer.len()).unwrap().to_le_bytes();
    let file = [&b"PAR1"[..], &footer, &length, b"PAR1"].concat();
    let told = common::fault(&file, small());
    assert!(told.contains("its footer claims more than it can hold"), "{told}");
    // What is no structure at all is not handed on either: to the reader it may be one.
    let file = [&b"PAR1"[..], &list, &[7, 0, 0, 0], b"PAR1"].concat();
    let told = common::fault(&file[..], small());
    assert!(told.contains("its footer"), "{told}");
    let file = [&b"PAR1"[..], &[0x59, 0xA7], &[2, 0, 0, 0], b"PAR1"].concat();
    let told = common::fault(&file[..], small());
    assert!(told.contains("its footer makes no sense"), "{told}");
}
