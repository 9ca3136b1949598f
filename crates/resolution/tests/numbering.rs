//! Property tests: any list of numbers, letters and numerals, however nested,
//! is read back with the levels it was written with.
#![allow(clippy::unwrap_used, clippy::panic)]

use proptest::prelude::*;
use resolution::{
    FindingCode, import_text,
    numbering::{Level, Marker, levels, marker, roman, roman_label},
};

fn letter(n: usize) -> String {
    let c = char::from(b'a' + u8::try_from(n % 26).unwrap());
    std::iter::repeat_n(c, n / 26 + 1).collect()
}

/// Paragraphs, each with letters, each with no numerals or at least two: nobody
/// numbers a list of one. Up to (u): after (u)(iv), a last (v) could be either,
/// and no reader could tell.
fn outline() -> impl Strategy<Value = Vec<Vec<usize>>> {
    let numerals = prop_oneof![Just(0usize), 2..12usize];
    proptest::collection::vec(proptest::collection::vec(numerals, 0..22), 1..6)
}

fn written(outline: &[Vec<usize>]) -> (Vec<Marker>, Vec<Level>) {
    let mut markers = Vec::new();
    let mut wanted = Vec::new();
    for (n, letters) in outline.iter().enumerate() {
        let n = u32::try_from(n + 1).unwrap();
        markers.push(Marker::Number(n));
        wanted.push(Level::Operative(n));
        for (l, numerals) in letters.iter().enumerate() {
            markers.push(Marker::Label(letter(l)));
            wanted.push(Level::Sub { depth: 1, label: letter(l) });
            for r in 1..=*numerals {
                let label = roman_label(u32::try_from(r).unwrap());
                markers.push(Marker::Label(label.clone()));
                wanted.push(Level::Sub { depth: 2, label });
            }
        }
    }
    (markers, wanted)
}

proptest! {
    #[test]
    fn levels_of_any_outline(outline in outline()) {
        let (markers, wanted) = written(&outline);
        prop_assert_eq!(levels(&markers), wanted);
    }

    #[test]
    fn any_outline_through_the_importer(outline in outline()) {
        let (_, wanted) = written(&outline);
        let mut text = String::from("93/901.\tLamps\n\n\tThe General Assembly,\n\tRecalling lamps,\n");
        let mut ids = vec!["pp1".to_owned()];
        let mut path = [String::new(), String::new()];
        for level in &wanted {
            match level {
                Level::Operative(n) => {
                    text.push_str(&format!("\t{n}.\tUrges lamps;\n"));
                    path[0] = format!("op{n}");
                    ids.push(path[0].clone());
                }
                Level::Sub { depth, label } => {
                    text.push_str(&format!("\t({label})\tUrges lamps;\n"));
                    if *depth == 1 {
                        path[1] = format!("{}{label}", path[0]);
                        ids.push(path[1].clone());
                    } else {
                        ids.push(format!("{}{label}", path[1]));
                    }
                }
            }
        }
        let r = import_text(&text).unwrap();
        let read: Vec<String> = r.paragraphs.iter().map(|p| p.id.clone()).collect();
        prop_assert_eq!(read, ids);
        prop_assert!(r.edition.findings.is_empty());
    }

    #[test]
    fn a_gap_is_found_and_said(last in 3..40u32, gap in 2..39u32) {
        let gap = gap.min(last - 1);
        let mut text = String::from("93/901.\tLamps\n\n\tThe General Assembly,\n\tRecalling lamps,\n");
        for n in (1..=last).filter(|n| *n != gap) {
            text.push_str(&format!("\t{n}.\tUrges lamps;\n"));
        }
        let r = import_text(&text).unwrap();
        let gaps: Vec<_> = r.edition.findings.iter().filter(|f| f.code == FindingCode::NumberGap).collect();
        prop_assert_eq!(gaps.len(), 1);
        prop_assert_eq!(&gaps[0].at, &format!("op{}", gap + 1));
    }

    #[test]
    fn letters_go_on_after_z(count in 1..=78usize) {
        let markers: Vec<Marker> = (0..count).map(|n| Marker::Label(letter(n))).collect();
        let depths = levels(&markers);
        let first = |l: &Level| matches!(l, Level::Sub { depth: 1, .. });
        prop_assert!(depths.iter().all(first));
    }

    #[test]
    fn numerals_have_one_spelling(n in 1..=39u32) {
        prop_assert_eq!(roman(&roman_label(n)), Some(n));
    }

    #[test]
    fn markers_never_panic(line in "\\PC{0,40}") {
        if let Some((_, used)) = marker(&line) {
            prop_assert!(line.is_char_boundary(used));
        }
    }
}
