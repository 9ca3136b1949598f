//! What the invented law folder means once read, and that the real one reads.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::whole;
use law::{Condition, KindId, Law, LimitKind, Series, Source, ValueKind, Wanted};
use proptest::prelude::*;
use when::{Count, Length, Roll, Rounding};

#[test]
fn the_real_law_has_no_problems() {
    let real = concat!(env!("CARGO_MANIFEST_DIR"), "/../../law");
    let folder = Law::load(&Source::Folder(real.into()));
    let folder = folder.unwrap_or_else(|problems| panic!("{problems}"));
    let embedded = Law::load(&Source::Embedded).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(folder.digest(), embedded.digest());
    assert_eq!(folder.counts(), embedded.counts());
    for one in &folder.jurisdictions {
        let alone = Law::load_for(&Source::Embedded, &one.id).unwrap();
        let here = alone.jurisdiction(&one.id).unwrap();
        let ids = |rules: Vec<law::Rule>| rules.into_iter().map(|r| r.id).collect::<Vec<_>>();
        assert_eq!(ids(alone.rules(here).rules), ids(folder.rules(one).rules), "{}", one.id);
        assert_eq!(alone.digest(), folder.digest());
        // Every duty is watched everywhere.
        let rules = folder.rules(one).rules;
        assert!((0..folder.duties.len()).all(|duty| rules.iter().any(|rule| rule.duty == duty)));
        assert!(one.default_place().is_some());
    }
}

#[test]
fn words_become_numbers_and_words_again() {
    let law = Law::load(&whole()).unwrap();
    let words = &law.vocabulary;
    let arrest = words.kind("arrest").unwrap();
    assert_eq!(words.kind_name(arrest), "arrest");
    assert_eq!(words.event(arrest).unwrap().subject, "detention");
    assert_eq!(words.kind("arrst"), None);
    assert_eq!(words.nearest_kind("arrst"), Some("arrest"));
    let nationality = words.kind("nationality-stated").unwrap();
    assert!(matches!(words.event(nationality).unwrap().value, ValueKind::Code(_)));
    assert_eq!(words.codes_of(nationality).unwrap().id, "countries");
    assert_eq!(words.codes_of(arrest), None);
    let fre = words.code("countries", "FRE").unwrap();
    assert_eq!(words.code_name(fre), "FRE");
    assert_eq!(words.code_alpha2("fr"), Some(fre));
    assert_eq!(words.any_code("XXA"), Some(words.roles().stateless));
    assert_eq!(words.code("countries", "arrest"), None);
    assert_eq!(words.nearest_code("countries", "FRX"), Some("FRE"));
    // A number of another vocabulary is no reason to fall over.
    assert_eq!(words.kind_name(KindId::new(255).unwrap()), "?");
}

#[test]
fn own_limits_replace_international_ones() {
    let law = Law::load(&whole()).unwrap();
    let ids = |id: &str| {
        let book = law.rules(law.jurisdiction(id).unwrap());
        book.rules.into_iter().map(|rule| rule.id).collect::<Vec<_>>()
    };
    assert_eq!(
        ids("freedonia"),
        [
            "consular-notification",
            "maximum-detention",
            "removal",
            "review/art-5",
            "review/art-6-children"
        ]
    );
    assert_eq!(
        ids("international"),
        ["consular-notification", "maximum-detention", "removal", "review"]
    );
}

#[test]
fn a_rule_joins_its_duty_and_its_limit() {
    let law = Law::load(&whole()).unwrap();
    let freedonia = law.jurisdiction("freedonia").unwrap();
    let book = law.rules(freedonia);
    let review = book.rule("review/art-5").unwrap();
    let Series::Reset { then, every } = &review.series else { panic!("{review:?}") };
    assert_eq!(then.first().unwrap().length, Length::Days(7));
    assert_eq!(every.unwrap().length, Length::Days(30));
    assert!(!review.exceptions.is_empty());

    let children = book.rule("review/art-6-children").unwrap();
    let kind = law.vocabulary.kind("unaccompanied").unwrap();
    let fact = Condition::Fact { kind, is: vec![Wanted::Yes], absent_is_no: true };
    assert_eq!(children.condition, Condition::All(vec![Condition::AgeBelow(18), fact]));
    assert_eq!(children.valid_to.unwrap().to_string(), "2030-12-31");

    let maximum = book.rule("maximum-detention").unwrap();
    assert!(matches!(maximum.series, Series::Cumulative { .. }));
    assert_eq!(maximum.trigger.len(), 2);
    let extension = maximum.extension.as_ref().unwrap();
    assert_eq!((extension.counting.length, extension.times), (Length::Months(12), 1));
    assert!(extension.counting.liberty_maximum);

    let removal = book.rule("removal").unwrap();
    assert_eq!(removal.counting.roll, Roll::NextWorkingDay);
    assert_eq!(removal.counting.count, Count::AfterEventDay);
    assert_eq!(removal.counting.rounding, Rounding::Down);
    assert!(removal.toll.is_some());
    assert_eq!(law.limits[removal.limit].kind, LimitKind::Law);
    assert_eq!(law.limits[review.limit].length, "48 hours, then 7 days, then every 30 days");
}

#[test]
fn a_list_is_the_jurisdictions_and_nobody_is_on_one_that_is_not_there() {
    let law = Law::load(&whole()).unwrap();
    let condition = |id: &str| {
        let book = law.rules(law.jurisdiction(id).unwrap());
        book.rule("consular-notification").unwrap().condition.clone()
    };
    let not = |inner| Condition::All(vec![Condition::Foreign, Condition::Not(Box::new(inner))]);
    assert_eq!(condition("freedonia"), not(Condition::Listed(0)));
    assert_eq!(condition("international"), not(Condition::Any(Vec::new())));
    let (list, words) = (&law.lists[0], &law.vocabulary);
    let (syl, bor) = (words.any_code("SYL").unwrap(), words.any_code("BOR").unwrap());
    for (day, expected) in
        [("2007-01-16", false), ("2007-01-17", true), ("2019-12-31", true), ("2020-01-01", false)]
    {
        assert_eq!(list.has(syl, day.parse().unwrap()), expected, "{day}");
    }
    assert!(list.has(bor, "1950-01-01".parse().unwrap()));
}

#[test]
fn a_calendar_has_the_holidays_of_the_one_it_is_based_on() {
    let law = Law::load(&whole()).unwrap();
    let place = law.jurisdiction("freedonia").unwrap().default_place().unwrap();
    let day = |text: &str| text.parse().unwrap();
    assert_eq!(place.calendar.holiday(day("2024-07-04")), Some("Firefly Day"));
    assert_eq!(place.calendar.holiday(day("2024-10-01")), Some("Judges' Day"));
    assert_eq!(place.place.calendar.is_working(day("2024-07-04")), Ok(false));
    assert_eq!(place.place.calendar.is_working(day("2024-07-05")), Ok(true));
    assert!(place.place.calendar.is_working(day("2031-01-01")).is_err());
}

#[test]
fn one_jurisdiction_is_read_alone_and_an_unknown_one_is_refused() {
    let law = Law::load_for(&whole(), "freedonia").unwrap();
    assert_eq!(law.jurisdictions.len(), 2);
    let problems = Law::load_for(&whole(), "fredonia").unwrap_err();
    assert!(problems.to_string().contains("did you mean `freedonia`?"), "{problems}");
    // What is broken elsewhere does not stop it.
    let broken = common::changed("jurisdictions/freedonia/limits.toml", "length", "lenght");
    assert!(Law::load_for(&broken, "freedonia").is_err());
    assert!(Law::load_for(&broken, "international").is_ok());
}

#[test]
fn the_digest_changes_with_any_law_file_and_not_with_texts_for_people() {
    let digest = |source: &Source| Law::load(source).unwrap().digest().to_owned();
    let before = digest(&whole());
    assert_eq!(before.len(), 64);
    assert_eq!(digest(&common::changed("treaties/README.md", "", "For people.")), before);
    assert_ne!(digest(&common::changed("duties/review.toml", "soon", "early")), before);
}

proptest! {
    // Each case reads a whole folder.
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The same folder gives the same law, whatever was added to it that does not matter.
    #[test]
    fn reading_twice_gives_the_same_rules(comment in "[ -~]{0,40}") {
        let source = common::changed("duties/review.toml", "# Invented", &format!("# {comment}"));
        let (a, b) = (Law::load(&source).unwrap(), Law::load(&whole()).unwrap());
        for one in &a.jurisdictions {
            let other = b.jurisdiction(&one.id).unwrap();
            prop_assert_eq!(a.rules(one), b.rules(other));
            prop_assert_eq!(a.rules(one), a.rules(one));
        }
    }

    /// No file, however broken, makes the loader fall over.
    #[test]
    fn any_bytes_are_read_or_refused(
        file in 0_usize..20,
        at in any::<prop::sample::Index>(),
        bytes in prop::collection::vec(any::<u8>(), 0..40),
    ) {
        let mut files = common::files();
        let path = files.keys().nth(file % files.len()).unwrap().clone();
        let mut text = files.remove(&path).unwrap();
        let place = at.index(text.len() + 1);
        text.splice(place..place, bytes);
        files.insert(path, text);
        let _ = Law::load(&Source::Memory(files));
    }
}
