//! Files that cannot be read: each gives one paragraph that says what, where and how to mend it.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use common::{MAPPING, fault, gz, law, mapping, parquet, run, sheet, with_file, xlsx};
use insta::assert_snapshot;
use intake::{Fault, Source};
use std::path::Path;

fn said(bytes: &[u8]) -> String {
    fault(bytes, &mapping(MAPPING))
}

#[test]
fn headers() {
    assert_snapshot!("missing-column", said(b"Caze,Date in,Out\nX-1,01/03/2020,\n"));
    assert_snapshot!(
        "wrong-delimiter",
        fault(b"Case;In\nX-1;01/03/2020\n", &with_file("delimiter = \"comma\""))
    );
    assert_snapshot!("duplicate-header", said(b"Case,In,Out,In\nX-1,01/03/2020,,\n"));
    assert_snapshot!("two-variants", said(b"Case,case_no,In\nX-1,X-1,01/03/2020\n"));
    assert_snapshot!("header-only", said(b"Case,In\n"));
    assert_snapshot!("header-row-too-late", fault(b"Case,In\n", &with_file("header_row = 3")));
    assert_snapshot!("empty", said(b""));
    assert_snapshot!("only-blank-lines", said(b"\n\r\n\n"));
}

#[test]
fn cut_files() {
    assert_snapshot!("open-quote", said(b"Case,In\nX-1,01/03/2020\n\"X-2,02/03/20"));
    let packed = gz(&b"Case,In\nX-1,01/03/2020\n".repeat(20_000));
    assert_snapshot!("cut-gzip", said(&packed[..packed.len() / 2]));
    let parquet = parquet();
    assert_snapshot!("cut-parquet", said(&parquet[..parquet.len() / 2]));
    let book = xlsx(&sheet(), &[]);
    assert_snapshot!("cut-xlsx", said(&book[..book.len() / 2]));
}

#[test]
fn encodings() {
    let utf_8 = with_file("encoding = \"utf-8\"");
    assert_snapshot!("not-utf-8", fault(b"Case,In\nX-1,01/03/2020\nX-\xE9,01/03/2020\n", &utf_8));
    let mark =
        [b"\xFF\xFE".to_vec(), "Case,In\n".encode_utf16().flat_map(u16::to_le_bytes).collect()]
            .concat();
    assert_snapshot!("other-mark", fault(&mark, &utf_8));
    let mut late = b"Case,In\n".to_vec();
    late.extend(b"X-1,01/03/2020\n".repeat(10_000));
    late.extend(b"X-\xE9,01/03/2020\n");
    assert_snapshot!("late-byte", said(&late));
    let mut odd = mark.clone();
    odd.extend([0x00, 0xD8, 0x41, 0x00]);
    assert_snapshot!("lone-surrogate", said(&odd));
}

#[test]
fn other_formats() {
    assert_snapshot!("old-excel", said(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more"));
    assert_snapshot!("pdf", said(b"%PDF-1.7\n"));
    assert_snapshot!(
        "binary",
        said(&[0x7F, b'E', b'L', b'F', 1, 2, 3, 0, 0x90, 0x81, 0xFF, 0, 3, 3])
    );
    assert_snapshot!("gzip-in-gzip", said(&gz(&gz(b"Case,In\n"))));
    assert_snapshot!(
        "other-format",
        fault(b"Case,In\nX-1,01/03/2020\n", &with_file("format = \"xlsx\""))
    );
    assert_snapshot!("no-sheet", fault(&xlsx(&sheet(), &[]), &with_file("sheet = \"Stay\"")));
}

#[test]
fn too_large() {
    let small = with_file("max_row = \"4 KiB\"\nmax_unpacked = \"1 MiB\"");
    let zeros = vec![b'0'; 4 << 20];
    let bomb = xlsx(&sheet(), &[("xl/media/picture1.png", zeros.clone())]);
    assert!(bomb.len() < 100_000);
    assert_snapshot!("zip-bomb", fault(&bomb, &small));
    // The folder lies about the size: the same bytes, but it claims that they unpack to ten.
    let mut lying = bomb.clone();
    let size = (4_u32 << 20).to_le_bytes();
    let mut lies = 0;
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == size {
            lying[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
            lies += 1;
        }
    }
    assert!(lies >= 1);
    assert_snapshot!("lying-zip-bomb", fault(&lying, &small));
    assert_snapshot!("gzip-bomb", fault(&gz(&b"Case,In\n".repeat(1 << 18)), &small));
    assert_snapshot!(
        "unclosed-quote-swallows",
        fault(&[b"Case,In\n\"X-1,".to_vec(), b"row\n".repeat(5000)].concat(), &small)
    );
    let held = mapping(&format!("{MAPPING}\n[case]\nkey = [\"case\"]\nmax_rows = 1\n"));
    assert_snapshot!("too-many-held", fault(b"Case,In\nX-1,01/03/2020\nX-2,01/03/2020\n", &held));
}

/// A line of ten gigabytes and more: as many bytes as anybody asks for.
#[test]
fn an_endless_line() {
    let mapping = mapping(MAPPING);
    let endless = std::io::Read::chain(&b"Case,In\n"[..], std::io::repeat(b'x'));
    let error =
        run(Source::from_reader("endless", Box::new(endless), &mapping), &mapping).err().unwrap();
    assert_snapshot!("endless-line", error.to_string());
    let endless = std::io::Read::chain(&b"Case,In\n"[..], std::io::repeat(b','));
    let error =
        run(Source::from_reader("endless", Box::new(endless), &mapping), &mapping).err().unwrap();
    assert_snapshot!("endless-cells", error.to_string());
}

#[test]
fn nested_parquet_columns_are_refused_only_if_mapped() {
    use arrow_array::builder::{Int32Builder, ListBuilder};
    use arrow_array::{ArrayRef, RecordBatch, StringArray};
    use std::sync::Arc;
    let mut list = ListBuilder::new(Int32Builder::new());
    list.append_value([Some(1)]);
    let text = |words: &str| Arc::new(StringArray::from(vec![words])) as ArrayRef;
    let columns = vec![
        ("Case", text("X-1")),
        ("In", text("2020-03-01")),
        ("List", Arc::new(list.finish()) as ArrayRef),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut writer =
        parquet::arrow::ArrowWriter::try_new(Vec::new(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    let bytes = writer.into_inner().unwrap();
    assert_eq!(common::run_bytes(&bytes, &mapping(MAPPING)).unwrap().0.accepted, 1);
    let mapped = mapping(&MAPPING.replace("header = \"Out\"", "header = \"List\""));
    assert_snapshot!("nested-column", fault(&bytes, &mapped));
}

#[test]
fn paths_that_are_no_files() {
    let mapping = mapping(MAPPING);
    let fault = |path: &Path| intake::open(path, &mapping).unwrap_err().fault;
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(fault(folder.path()), Fault::Folder));
    assert_snapshot!("folder", fault(folder.path()).to_string());
    assert!(matches!(fault(&folder.path().join("nothing.csv")), Fault::NotFound));
    assert_snapshot!("not-found", fault(&folder.path().join("nothing.csv")).to_string());
    assert_snapshot!("permission", Fault::Permission.to_string());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert!(matches!(fault(Path::new("/dev/null")), Fault::NotAFile));
        let locked = folder.path().join("locked.csv");
        std::fs::write(&locked, "Case,In\n").unwrap();
        std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o0)).unwrap();
        // The administrator may read everything: then there is nothing to see here.
        if std::fs::File::open(&locked).is_err() {
            assert!(matches!(fault(&locked), Fault::Permission));
        }
    }
}

#[test]
fn the_mapping_of_another_jurisdiction() {
    let mapping = mapping(MAPPING);
    let source = Source::from_bytes("records.csv", b"Case,In\nX-1,01/03/2020\n", &mapping).unwrap();
    let other = law().jurisdiction("international").unwrap();
    let error =
        intake::read(source, &mapping, law(), other, &mut common::Kept::default()).unwrap_err();
    assert_snapshot!("other-jurisdiction", error.to_string());
}

#[test]
fn a_sink_that_fails_stops_the_reading() {
    struct Full;
    impl intake::Sink for Full {
        fn subject(&mut self, _: intake::Subject) -> std::io::Result<()> {
            Err(std::io::Error::other("no space left on device"))
        }
        fn reject(&mut self, _: intake::Reject) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mapping = mapping(MAPPING);
    let source = Source::from_bytes("records.csv", b"Case,In\nX-1,01/03/2020\n", &mapping).unwrap();
    let us = law().jurisdiction("us").unwrap();
    let error = intake::read(source, &mapping, law(), us, &mut Full).unwrap_err();
    assert!(matches!(error.fault, Fault::Sink(_)));
}
