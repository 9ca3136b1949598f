//! EDTF as a total function: whatever is written is read back the same, or refused
//! with an error a person can use. It never panics.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::sync::LazyLock;

use proptest::prelude::*;
use when::{Day, Edtf, Zone};

static ZONE: LazyLock<Zone> = LazyLock::new(|| Zone::named("Pacific/Apia").unwrap());

/// Everything that can be done with a text from outside.
fn fuzz_edtf(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match text.parse::<Edtf>() {
        Ok(value) => {
            let canonical = value.to_string();
            assert!(canonical.len() <= Edtf::MOST_BYTES + 16, "{canonical}");
            if canonical.len() <= Edtf::MOST_BYTES {
                assert_eq!(canonical.parse::<Edtf>().as_ref(), Ok(&value), "{text}");
            }
            let days = value.days();
            assert!(days.first() <= days.last());
            if let Ok(known) = value.known(&ZONE) {
                assert!(known.span.earliest() <= known.span.latest());
            }
        }
        Err(error) => {
            assert!(error.to_string().len() < 600, "{error}");
            assert!(error.at >= 1 && error.at <= text.chars().count() + 1, "{error}");
        }
    }
}

/// Texts that are dates, or nearly.
fn nearly() -> impl Strategy<Value = String> {
    "[-Y]?[0-9X]{1,4}(-[0-9X]{1,2}){0,2}(T[0-9]{2}(:[0-9]{2}){0,2}(Z|[+-][0-9]{2}(:[0-9]{2})?)?)?[?~%]?"
}

fn part() -> impl Strategy<Value = String> {
    prop_oneof![
        (0..=9999i32).prop_map(|y| format!("{y:04}")),
        (1..=9999i32).prop_map(|y| format!("-{y:04}")),
        (10_000..99_999_999_999i64).prop_map(|y| format!("Y{y}")),
        (10_000..99_999_999_999i64).prop_map(|y| format!("Y-{y}")),
        (0..=999i32).prop_map(|d| format!("{d:03}X")),
        (0..=99i32).prop_map(|c| format!("{c:02}XX")),
        (0..=9999i32, 1..=12u8).prop_map(|(y, m)| format!("{y:04}-{m:02}")),
        (0..=9999i32, 21..=24u8).prop_map(|(y, s)| format!("{y:04}-{s}")),
        (0..=9999i32).prop_map(|y| format!("{y:04}-XX")),
        (0..=9999i32).prop_map(|y| format!("{y:04}-XX-XX")),
        (0..=9999i32, 1..=12u8).prop_map(|(y, m)| format!("{y:04}-{m:02}-XX")),
        (-700_000..2_900_000i32).prop_map(|d| Day::from_number(d).to_string()),
        (-700_000..2_900_000i32, 0..24u8, 0..60u8, "|Z|[+-]1[0-7]:[0-5][0-9]")
            .prop_map(|(d, h, m, offset)| format!("{}T{h:02}:{m:02}{offset}", Day::from_number(d))),
        (-700_000..2_900_000i32, 0..24u8, 0..60u8, "|Z|[+-]0[1-9]:[0-5][0-9]").prop_map(
            |(d, h, m, offset)| format!("{}T{h:02}:{m:02}:09{offset}", Day::from_number(d))
        ),
    ]
}

fn point() -> impl Strategy<Value = String> {
    (part(), "[?~%]?").prop_map(|(part, doubt)| part + &doubt)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn any_bytes_are_read_or_refused(data in prop::collection::vec(any::<u8>(), 0..80)) {
        fuzz_edtf(&data);
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,70}") {
        fuzz_edtf(text.as_bytes());
    }

    #[test]
    fn near_misses_are_read_or_refused(start in nearly(), end in "(/(\\.\\.)?)?", rest in nearly()) {
        fuzz_edtf(start.as_bytes());
        fuzz_edtf(format!("{start}{end}").as_bytes());
        fuzz_edtf(format!("{start}{end}{rest}").as_bytes());
    }

    #[test]
    fn canonical_texts_come_back_to_the_byte(text in point()) {
        let value: Edtf = text.parse().unwrap();
        prop_assert_eq!(value.to_string(), text);
    }

    #[test]
    fn intervals_hold_their_ends(a in point(), b in point()) {
        let text = format!("{a}/{b}");
        let (start, end) = (a.parse::<Edtf>().unwrap(), b.parse::<Edtf>().unwrap());
        let (Ok(start), Ok(end)) = (start.known(&ZONE), end.known(&ZONE)) else { return Ok(()) };
        let known = text.parse::<Edtf>().and_then(|value| value.known(&ZONE));
        match known {
            Ok(known) => {
                prop_assert_eq!(known.span.earliest(), start.span.earliest());
                prop_assert_eq!(known.span.latest(), end.span.latest());
                prop_assert_eq!(known.doubt, start.doubt.union(end.doubt));
            }
            // Refused only if it really ends before it starts, or is too long to read.
            Err(_) => prop_assert!(
                text.len() > Edtf::MOST_BYTES || start.span.earliest() > end.span.latest(),
                "{}", text
            ),
        }
    }
}
