//! Bytes from anywhere: refused with a reason, bounded, never a panic.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::INVENTED;
use proptest::prelude::*;
use resolution::{
    ImportError, MAX_BYTES, Missing, import, import_akn, import_docx, import_text, to_akn,
};

#[test]
fn not_a_resolution_says_what_was_missing() {
    let error = import("A letter about lamps.\nNothing more.\n".as_bytes(), None).unwrap_err();
    let ImportError::NotAResolution { missing } = &error else { panic!("{error}") };
    assert!(missing.contains(&Missing::EnactingFormula) && missing.contains(&Missing::Symbol));
    assert!(error.to_string().contains("no enacting words"), "{error}");

    let preamble = "93/901. Lamps\nThe General Assembly,\nRecalling lamps,\n";
    let error = import(preamble.as_bytes(), None).unwrap_err();
    assert!(error.to_string().contains("no operative paragraphs"), "{error}");

    let unnumbered = "The General Assembly,\nRecalling lamps,\n1. Calls upon States to light;\n";
    let error = import(unnumbered.as_bytes(), None).unwrap_err();
    assert!(error.to_string().contains("no symbol"), "{error}");

    let other = "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act/></akomaNtoso>";
    let error = import(other.as_bytes(), None).unwrap_err();
    assert!(error.to_string().contains("no <statement> element"), "{error}");
}

#[test]
fn other_kinds_of_files_are_named() {
    for (bytes, word) in [
        (&b"%PDF-1.7 ..."[..], "a PDF file"),
        (b"{\\rtf1 ...", "an RTF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old .doc file"),
        (b"<html><body>x", "a web page"),
        (b"", "an empty file"),
        (b"\x00\x01\x02\x03", "not text"),
    ] {
        let error = import(bytes, None).unwrap_err().to_string();
        assert!(error.contains(word), "{error}");
    }
}

#[test]
fn bombs_and_entities_are_refused() {
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><akomaNtoso>&b;</akomaNtoso>";
    assert!(matches!(import(laughs.as_bytes(), None), Err(ImportError::DocumentType { .. })));
    let external = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><akomaNtoso/>";
    assert!(matches!(import_akn(external), Err(ImportError::DocumentType { .. })));
    assert!(matches!(
        import_akn("<akomaNtoso><statement>&nbsp;</statement></akomaNtoso>"),
        Err(ImportError::Entity { .. })
    ));
    let deep = "<a>".repeat(100_000);
    assert!(matches!(import_akn(&format!("<akomaNtoso>{deep}")), Err(ImportError::TooMany { .. })));
    assert!(matches!(import_akn("<akomaNtoso><statement>"), Err(ImportError::Xml { .. })));
    assert!(matches!(import_akn("<akomaNtoso></statement>"), Err(ImportError::Xml { .. })));
    let large = vec![b'x'; MAX_BYTES + 1];
    assert!(matches!(import(&large, None), Err(ImportError::TooLarge { .. })));
}

/// Reading stops at the limit, however much more there is, in each part that is unpacked.
#[test]
fn a_small_zip_cannot_become_a_large_text() {
    use std::io::Write as _;
    for part in ["word/document.xml", "word/numbering.xml", "word/styles.xml", "word/footnotes.xml"]
    {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated)
            .compression_level(Some(1))
            .large_file(true);
        if part != "word/document.xml" {
            zip.start_file("word/document.xml", options).unwrap();
            zip.write_all(b"<w:document xmlns:w=\"w\"/>").unwrap();
        }
        zip.start_file(part, options).unwrap();
        let block = vec![b' '; 1 << 20];
        for _ in 0..=(MAX_BYTES >> 20) {
            zip.write_all(&block).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        assert!(bytes.len() < MAX_BYTES, "{part}: {}", bytes.len());
        assert!(matches!(import_docx(&bytes), Err(ImportError::TooLarge { .. })), "{part}");
    }
}

#[test]
fn sixteen_megabytes_of_anything_end() {
    let head =
        "93/901. Lamps\nThe General Assembly,\nRecalling lamps,\n1. Calls upon States to light";
    let paragraphs = format!("{head};\n{}", "2. Urges lamps;\n".repeat(20_000));
    assert!(matches!(import_text(&paragraphs), Err(ImportError::TooMany { .. })));
    let long = format!("{head} {};\n1st plenary meeting\n", "A/1/".repeat(1_000_000));
    assert!(matches!(import_text(&long), Err(ImportError::TooLarge { what: "paragraph", .. })));
    assert!(matches!(
        import_text(&"\n".repeat(1_000_000)),
        Err(ImportError::TooMany { what: "lines", .. })
    ));
    // As much as is allowed: every paragraph full of marks, verbs and symbols.
    let full = [
        "of lamps,1 and 20091 ",
        "A/1/2 ",
        "and urges States ",
        "the duty of States to ",
        "Convention on the Rights of the Child ",
    ];
    let paragraphs: String = full
        .iter()
        .cycle()
        .take(10)
        .zip(1..)
        .map(|(words, n)| format!("{n}. Urges {};\n", words.repeat(60_000 / words.len())))
        .collect();
    let text = format!(
        "93/901. Lamps\nThe General Assembly,\nRecalling lamps,\n{paragraphs}\n1st plenary meeting\n\n1 See A/1/2.\n"
    );
    assert_eq!(import_text(&text).unwrap().paragraphs.len(), 11);
}

#[test]
fn a_chain_of_notes_does_not_grow_without_end() {
    let notes: String =
        (1..=1500).map(|n| format!("{n} Ibid., lamp {}\n", "x".repeat(500 + n % 7))).collect();
    let text = format!(
        "93/901. Lamps\nThe General Assembly,\nRecalling lamps,\n1. Urges lamps;\n\n1st plenary meeting\n\n{notes}"
    );
    let r = import_text(&text).unwrap();
    assert!(r.notes.iter().map(|n| n.resolved.len()).sum::<usize>() < 16 << 20);
}

#[test]
fn direction_marks_do_not_change_what_is_read() {
    let plain = import_text(INVENTED).unwrap();
    let marked: String =
        INVENTED.replace(", ", "\u{200f}, \u{202e}").replace("lamps", "la\u{ad}mps");
    let read = import_text(&marked).unwrap();
    assert_eq!(read.paragraphs, plain.paragraphs);
}

#[test]
fn words_in_other_scripts_stay_where_they_stand() {
    let plain = import_text(INVENTED).unwrap();
    let mixed = "lamps (مصابيح, 灯, лампы)";
    let read = import_text(&INVENTED.replace("lamps", mixed)).unwrap();
    let ids = |r: &resolution::Resolution| -> Vec<String> {
        r.paragraphs.iter().map(|p| p.id.clone()).collect()
    };
    assert_eq!(ids(&read), ids(&plain));
    for (read, plain) in read.paragraphs.iter().zip(&plain.paragraphs) {
        assert_eq!(read.text, plain.text.replace("lamps", mixed), "{}", plain.id);
    }
}

#[test]
fn utf_16_and_old_encodings() {
    let mut utf16 = vec![0xff, 0xfe];
    utf16.extend(INVENTED.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(import(&utf16, None).unwrap(), import_text(INVENTED).unwrap());
    let mut latin = INVENTED.replace("oil", "caf\u{e9}").into_bytes();
    latin = String::from_utf8(latin)
        .unwrap()
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    assert!(import(&latin, None).unwrap().paragraphs.iter().any(|p| p.text.contains("café")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Cut and spliced resolutions: an error or a structure, never a panic, and
    /// a structure can always be written and read.
    #[test]
    fn damaged_text(cut in 0..3000usize, insert in "\\PC{0,24}", at in 0..3000usize) {
        let mut text: Vec<char> = INVENTED.chars().collect();
        let at = at.min(text.len());
        text.splice(at..at, insert.chars());
        let text: String = text.iter().skip(cut % 40).take(cut + 400).collect();
        if let Ok(r) = import_text(&text) {
            let back = import_akn(&to_akn(&r)).unwrap();
            prop_assert_eq!(back.paragraphs.len(), r.paragraphs.len());
        }
    }

    #[test]
    fn damaged_xml(at in 0..20_000usize, insert in "[<>&;\"a-z/ ]{0,12}") {
        let akn = to_akn(&import_text(INVENTED).unwrap());
        let at = (0..=at.min(akn.len())).rev().find(|i| akn.is_char_boundary(*i)).unwrap();
        let _ = import_akn(&format!("{}{insert}{}", &akn[..at], &akn[at..]));
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = import(&bytes, None);
        let _ = import_docx(&bytes);
    }
}
