//! Limits of the real law folder, written a second time.
//!
//! A limit is a number that somebody may lose liberty over; a slip of a key must not change one unseen. Each row repeats
//! a limit with the provision it was read from. Whoever adds a limit adds a row; whoever changes one changes both and says
//! why in the commit. The rows say what the files must say, not that a lawyer has confirmed it.

#![allow(clippy::unwrap_used, clippy::panic)]

use law::{Law, Source};
use when::Tri;

/// Jurisdiction, duty, limit, all its lengths, a maximum of deprivation of liberty, provision.
#[rustfmt::skip]
const LIMITS: &[(&str, &str, &str, &str, bool, &str)] = &[
    ("us", "custody-decision", "warrantless-48h", "48 hours", true, "8 CFR 287.3(d)"),
    ("us", "unaccompanied-child-transfer", "hhs-72h", "72 hours", true, "8 U.S.C. 1232(b)(3)"),
    ("us", "child-authority-notified-on-doubt", "hhs-48h", "48 hours", false, "8 U.S.C. 1232(b)(2)"),
    ("us", "removal-period", "ninety-days", "90 days", true, "8 U.S.C. 1231(a)(1)"),
    ("us", "segregation-notice-72h", "ice-72h", "72 hours", false, "ICE Directive 11065.1"),
    ("us", "segregation-notice-14d", "ice-14d", "14 days", false, "ICE Directive 11065.1"),
    ("us", "segregation-notice-30d", "ice-30d", "30 days", false, "ICE Directive 11065.1"),
    ("us", "segregation-notice-interval", "ice-every-30d", "60 days, then every 30 days", false, "ICE Directive 11065.1"),
    ("ca", "detention-review", "s57", "48 hours, then 7 days, then every 30 days", false, "IRPA, s. 57"),
    ("ca", "detention-review", "s57-1", "14 days, then 6 months, then every 6 months", false, "IRPA, s. 57.1"),
    ("eu", "detention-maximum", "art-15", "6 months", true, "Directive 2008/115/EC, art. 15(5)"),
    ("eu", "judicial-control", "ex-officio-15d", "15 days", false, "Directive (EU) 2024/1346, art. 11(3)"),
    ("eu", "arrival-screening", "border-7d", "7 days", true, "Regulation (EU) 2024/1356, art. 8"),
    ("mx", "detention-maximum", "art-111", "15 working days", true, "Ley de Migración, art. 111"),
    ("mx", "detention-maximum", "constitution-36h", "36 hours", true, "Constitution, art. 21"),
    ("uk", "bail-reference", "four-months", "4 months, then every 4 months", false, "Immigration Act 2016, Sch. 10, para. 11"),
    ("uk", "pregnant-detention-maximum", "s60", "72 hours", true, "Immigration Act 2016, s. 60"),
    ("uk", "child-not-detained", "para-18b", "24 hours", true, "Immigration Act 1971, Sch. 2, para. 18B"),
    ("au", "long-detention-reported", "two-years", "2 years, plus 21 days", false, "Migration Act 1958, s. 486L-486N"),
];

#[test]
fn limits_are_what_their_provisions_say() {
    let law = Law::load(&Source::Embedded).unwrap_or_else(|problems| panic!("{problems}"));
    for (jurisdiction, duty, id, lengths, liberty, provision) in LIMITS {
        let found = law.limits.iter().find(|limit| {
            law.jurisdictions[limit.jurisdiction].id == *jurisdiction
                && law.duties[limit.duty].id == *duty
                && limit.id == *id
        });
        let limit =
            found.unwrap_or_else(|| panic!("{jurisdiction} {duty}/{id} is gone: {provision}"));
        let said = limit.length.split("; ask").next().unwrap();
        assert_eq!(said, *lengths, "{jurisdiction} {duty}/{id}: {provision}");
        assert_eq!(
            limit.counting.liberty_maximum, *liberty,
            "{jurisdiction} {duty}/{id}: {provision}"
        );
    }
}

/// A maximum of deprivation of liberty that is extended needs the extension to be counted the same way.
#[test]
fn extensions_of_maxima_are_maxima() {
    let law = Law::load(&Source::Embedded).unwrap_or_else(|problems| panic!("{problems}"));
    let find = |duty: &str, id: &str| {
        let found = law.limits.iter().find(|l| law.duties[l.duty].id == duty && l.id == id);
        found.unwrap().extension.clone().unwrap()
    };
    let eu = find("detention-maximum", "art-15");
    assert_eq!((eu.counting.length.to_string().as_str(), eu.times), ("12 months", 1));
    assert!(eu.counting.liberty_maximum);
    let mx = find("detention-maximum", "art-111");
    assert_eq!((mx.counting.length.to_string().as_str(), mx.times), ("45 working days", 1));
    assert!(mx.counting.liberty_maximum);
}

/// The list of 2022 leaves out States that are not Members of the United Nations: silence there is no answer.
#[test]
fn silence_about_a_state_that_a_list_leaves_out_is_not_a_no() {
    let law = Law::load(&Source::Embedded).unwrap_or_else(|problems| panic!("{problems}"));
    let icrmw = law.instrument("ICRMW").unwrap();
    let bound = |state: &str, day: &str| {
        law.treaties.bound(icrmw, law.vocabulary.any_code(state).unwrap(), day.parse().unwrap())
    };
    assert_eq!(bound("VAT", "2015-03-09"), Tri::No);
    assert_eq!(bound("VAT", "2020-01-01"), Tri::Unknown);
    assert_eq!(bound("USA", "2020-01-01"), Tri::No);
    assert_eq!(bound("MEX", "2020-01-01"), Tri::Yes);
}
