//! The six languages say the same things, and say them right.

use crate::*;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};
use when::{Day, Doubt, Instant, Known, Length, Span, Zone};

type Messages = BTreeMap<String, BTreeSet<String>>;

/// The messages of a language, each with its variables.
fn messages(language: Language) -> Messages {
    let mut found = Messages::new();
    for file in FILES[language.index()] {
        let parsed = fluent_syntax::parser::parse(*file)
            .unwrap_or_else(|(_, errors)| panic!("{language}: {errors:?}"));
        for entry in parsed.body {
            let Entry::Message(message) = entry else { continue };
            let id = message.id.name.to_owned();
            let mut variables = BTreeSet::new();
            let value = message.value.unwrap_or_else(|| panic!("{language}: {id} says nothing"));
            collect(&value, &mut variables);
            assert!(message.attributes.is_empty(), "{language}: {id} has attributes");
            assert!(found.insert(id.clone(), variables).is_none(), "{language}: {id} stands twice");
        }
    }
    found
}

fn collect(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => variable(inline, variables),
            Expression::Select { selector, variants } => {
                variable(selector, variables);
                variants.iter().for_each(|variant| collect(&variant.value, variables));
            }
        }
    }
}

/// Only variables and strings are used.
fn variable(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        variables.insert(id.name.to_owned());
    } else {
        assert!(matches!(inline, InlineExpression::StringLiteral { .. }), "{inline:?}");
    }
}

#[test]
fn every_language_has_the_english_messages_with_the_same_variables() {
    let english = messages(Language::En);
    assert_eq!(Key::ALL.len(), english.len());
    for language in Language::ALL {
        let other = messages(language);
        let names = |messages: &Messages| messages.keys().cloned().collect::<BTreeSet<_>>();
        let missing: Vec<_> = names(&english).difference(&names(&other)).cloned().collect();
        let surplus: Vec<_> = names(&other).difference(&names(&english)).cloned().collect();
        assert!(
            missing.is_empty() && surplus.is_empty(),
            "{language}: lacks {missing:?}, has also {surplus:?}"
        );
        for (id, variables) in &english {
            assert_eq!(&other[id], variables, "{language}: variables of {id}");
        }
    }
}

#[test]
fn every_message_can_be_said() {
    for language in Language::ALL {
        let words = Words::new(language);
        for key in Key::ALL {
            let said = words.say(*key, &[("n", 3.into())]);
            assert_ne!(said, key.id(), "{language}");
        }
    }
}

/// The forms that the plural rules of a language have for whole numbers (Unicode CLDR).
#[test]
fn plural_forms_are_complete() {
    let wanted = |language| -> &'static [&'static str] {
        match language {
            Language::Ar => &["zero", "one", "two", "few", "many", "other"],
            Language::Ru => &["one", "few", "many", "other"],
            Language::En | Language::Fr | Language::Es => &["one", "other"],
            Language::Zh => &["other"],
        }
    };
    for language in Language::ALL {
        for file in FILES[language.index()] {
            let parsed = fluent_syntax::parser::parse(*file).unwrap();
            for entry in &parsed.body {
                let Entry::Message(message) = entry else { continue };
                let Some(pattern) = &message.value else { continue };
                let has = plural_categories(pattern);
                // A form for one number only, as the first of a month, is no plural.
                if !has.is_empty() && has != BTreeSet::from(["other"]) {
                    let missing: Vec<_> =
                        wanted(language).iter().filter(|c| !has.contains(*c)).collect();
                    assert!(
                        missing.is_empty(),
                        "{language}: {} lacks {missing:?}",
                        message.id.name
                    );
                }
            }
        }
    }
}

fn plural_categories<'a>(pattern: &Pattern<&'a str>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    for element in &pattern.elements {
        let PatternElement::Placeable { expression: Expression::Select { variants, .. } } = element
        else {
            continue;
        };
        for variant in variants {
            if let fluent_syntax::ast::VariantKey::Identifier { name } = variant.key {
                found.insert(name);
            }
        }
    }
    found
}

#[test]
fn arabic_counts_days() {
    let words = Words::without_isolates(Language::Ar);
    let said = |n: u32| words.say(key::DURATION_DAYS, &[("n", Arg::from(n))]);
    let forms = [0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 1111].map(said);
    assert_eq!(
        forms,
        [
            "0 يوم",
            "يوم واحد",
            "يومان",
            "3 أيام",
            "10 أيام",
            "11 يومًا",
            "99 يومًا",
            "100 يوم",
            "102 يوم",
            "103 أيام",
            "1,111 يومًا"
        ]
    );
}

#[test]
fn russian_and_french_count_days() {
    let russian = Words::new(Language::Ru);
    let said = |n: u32| russian.say(key::DURATION_DAYS, &[("n", Arg::from(n))]);
    assert_eq!(
        [1, 2, 5, 11, 21, 22].map(said),
        ["1 день", "2 дня", "5 дней", "11 дней", "21 день", "22 дня"]
    );
    let french = Words::new(Language::Fr);
    let said = |n: u32| french.say(key::DURATION_DAYS, &[("n", Arg::from(n))]);
    assert_eq!([0, 1, 2].map(said), ["0 jour", "1 jour", "2 jours"]);
}

#[test]
fn numbers_are_grouped_as_the_language_does() {
    let said = Language::ALL.map(|language| Words::new(language).number(14_334));
    assert_eq!(said, ["14,334", "14\u{202f}334", "14\u{a0}334", "14,334", "14\u{a0}334", "14,334"]);
    assert_eq!(Words::new(Language::En).number(-1_000_000), "−1,000,000");
    assert_eq!(Words::new(Language::Es).number(1234), "1234");
    assert_eq!(
        Words::new(Language::En).say(key::CLI_CASES, &[("n", 14_334.into())]),
        "Cases: 14,334"
    );
}

#[test]
fn dates_are_written_as_the_language_does() {
    let day = Day::from_ymd(2020, 3, 1).unwrap();
    let said = Language::ALL.map(|language| Words::without_isolates(language).day(day));
    assert_eq!(
        said,
        [
            "1 March 2020",
            "1er mars 2020",
            "1 de marzo de 2020",
            "1 آذار/مارس 2020",
            "1 марта 2020 г.",
            "2020年3月1日"
        ]
    );
}

#[test]
fn times_name_their_place() {
    let words = Words::new(Language::En);
    let zone = Zone::named("America/Chicago").unwrap();
    let last = Instant::from_seconds(1_584_075_599);
    assert_eq!(words.time(last, &zone), "12 March 2020, 23:59:59 (Chicago)");
    assert_eq!(words.time_utc(last), "13 March 2020, 04:59:59 UTC");
    assert_eq!(words.time(Instant::MAX, &zone), "a time that is not known");
}

#[test]
fn vague_times_say_what_is_known() {
    let words = Words::new(Language::En);
    let zone = Zone::named("UTC").unwrap();
    let span = |from: i64, to: i64| {
        Span::new(Instant::from_seconds(from), Instant::from_seconds(to)).unwrap()
    };
    let said = |from, to| words.span(span(from, to), &zone);
    assert_eq!(said(0, 86_399), "1 January 1970 (time of day not known)");
    assert_eq!(said(0, 2 * 86_400 - 1), "a day from 1 January 1970 to 2 January 1970");
    assert_eq!(said(0, 60), "a time between 1 January 1970, 00:00 and 1 January 1970, 00:01 (UTC)");
    assert_eq!(said(i64::MIN, 0), "1 January 1970, 00:00 (UTC) or earlier");
    assert_eq!(said(0, i64::MAX), "1 January 1970, 00:00 (UTC) or later");
    let doubtful = Known { span: span(0, 86_399), doubt: Doubt::APPROXIMATE };
    assert_eq!(words.known(doubtful, &zone), "1 January 1970 (time of day not known), an estimate");
}

#[test]
fn durations_have_two_units_at_most() {
    let words = Words::new(Language::En);
    let said = |seconds| words.duration(seconds);
    assert_eq!(said(2 * 86_400 + 3 * 3600 + 5), "2 days 3 hours");
    assert_eq!(said(86_400 + 59), "1 day");
    assert_eq!(said(61), "1 minute 1 second");
    assert_eq!(said(0), "0 seconds");
    assert_eq!(words.signed_duration(-7200), "−2 hours");
    assert_eq!(said(i64::MIN), said(i64::MAX));
    assert_eq!(words.length(Length::WorkingDays(15)), "15 working days");
}

#[test]
fn only_languages_from_right_to_left_are_isolated() {
    let args = [("path", Arg::from("report.html"))];
    let english = Words::new(Language::En).say(key::CLI_WRITTEN, &args);
    assert_eq!(english, "Written: report.html");
    let arabic = Words::new(Language::Ar).say(key::CLI_WRITTEN, &args);
    assert!(arabic.contains("\u{2068}report.html\u{2069}"));
    assert!(
        !Words::without_isolates(Language::Ar).say(key::CLI_WRITTEN, &args).contains('\u{2068}')
    );
}

#[test]
fn an_unknown_language_is_told_the_six() {
    assert_eq!("zh".parse(), Ok(Language::Zh));
    assert_eq!("fr_CH.UTF-8".parse(), Ok(Language::Fr));
    let error = "de".parse::<Language>().unwrap_err().to_string();
    Language::ALL.iter().for_each(|language| assert!(error.contains(&format!("{language} ("))));
}
