//! The report of an invented audit: what it says, that it is well formed, and that it hides what it says it hides.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{World, at, known};
use duty::{Event, Value};
use quick_xml::events::Event as Xml;
use report::{AuditReport, Dimension, InputFile, NO_GROUP, Quality, Refusal, Tally};
use words::{Language, Words};

/// Forty invented people in three places. Place and nationality follow from the number; nothing is random.
fn invented(world: &World) -> AuditReport {
    let context = world.context("2024-09-01T12:00:00");
    let mut tally = Tally::new(world.book.rules.len(), 2);
    let mut events = 0;
    for number in 0..40_u32 {
        let history = history(world, number);
        events += history.len() as u64;
        let place = if number % 10 == 9 {
            NO_GROUP
        } else {
            u32::from(number.is_multiple_of(4)) + u32::from(number == 7) * 2
        };
        for (index, rule) in world.book.rules.iter().enumerate() {
            let reason = duty::explain(u16::try_from(index).unwrap(), rule, &history, &context);
            reason.clocks.iter().for_each(|clock| tally.add(clock, &[place, number % 2]));
        }
    }
    let named = |title: &str, groups: &[&str]| Dimension {
        title: title.to_owned(),
        groups: groups.iter().map(|group| (*group).to_owned()).collect(),
    };
    AuditReport {
        as_of: at("2024-09-01T12:00:00").earliest(),
        as_known_on: when::Instant::MAX,
        zone: when::Zone::named("Europe/Rome").unwrap(),
        interpretation: vec![
            "An invented register. Each row is read as one arrest; <dates> without hours are days."
                .into(),
        ],
        tally,
        dimensions: vec![
            named("place of detention", &["Old Mill", "Harbour & Quay <3>", "Lighthouse"]),
            named("nationality", &["Sylvania", "Borduria"]),
        ],
        cases: 40,
        events,
        quality: Quality {
            read: 52,
            accepted: 40,
            refused: vec![
                Refusal { reason: "the release is before the arrest".into(), rows: 9 },
                Refusal { reason: "no date of arrest".into(), rows: 3 },
            ],
            notes: vec![Refusal { reason: "the birth date carries a doubt".into(), rows: 6 }],
        },
        inputs: vec![InputFile { name: "invented.csv".into(), digest: "0".repeat(64), rows: 52 }],
        map_digest: Some("1".repeat(64)),
        version: "0.0.0".into(),
        exact: false,
    }
}

fn history(world: &World, number: u32) -> Vec<Event> {
    let day = 1 + number % 28;
    let nationality = if number.is_multiple_of(2) { "SYL" } else { "BOR" };
    let arrest = format!("2024-06-{day:02}T10:00:00");
    let mut events = vec![
        world.event(0, "arrest", known(&arrest), Value::None),
        world.event(
            1,
            "nationality-stated",
            known(&format!("2024-06-{day:02}")),
            world.code(nationality),
        ),
        world.event(
            2,
            "consul-requested",
            known(&arrest),
            if number.is_multiple_of(3) { Value::Unknown } else { Value::Yes },
        ),
    ];
    if !number.is_multiple_of(5) {
        let reviewed = format!("2024-07-{:02}T09:30:00", 1 + number % 20);
        events.push(world.event(3, "review-held", known(&reviewed), Value::None));
    }
    if number % 4 == 1 {
        events.push(world.event(
            4,
            "consul-told",
            known(&format!("2024-06-{day:02}T22:00:00")),
            Value::None,
        ));
    }
    if number.is_multiple_of(6) {
        events.push(world.event(5, "release", known("2024-07-25"), Value::None));
    }
    events
}

fn html(world: &World, report: &AuditReport, language: Language) -> String {
    report.html(&world.law, &world.book, &Words::new(language)).unwrap()
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.add_filter("[0-9a-f]{64}", "[digest]");
    settings
}

#[test]
fn the_page_in_english_and_arabic() {
    let world = World::new();
    let report = invented(&world);
    settings().bind(|| {
        insta::assert_snapshot!("audit_en", html(&world, &report, Language::En));
        insta::assert_snapshot!("audit_ar", html(&world, &report, Language::Ar));
    });
}

/// Read as XML: every tag is closed, every attribute quoted, no identifier stands twice, every reference leads somewhere.
#[test]
fn the_page_is_well_formed() {
    let world = World::new();
    let report = invented(&world);
    for language in Language::ALL {
        let page = html(&world, &report, language);
        let page = page.strip_prefix("<!DOCTYPE html>").unwrap();
        let mut reader = quick_xml::Reader::from_str(page);
        let (mut ids, mut wanted, mut headings) = (Vec::new(), Vec::new(), Vec::new());
        loop {
            let event = reader.read_event().unwrap_or_else(|error| panic!("{language}: {error}"));
            let (Xml::Start(tag) | Xml::Empty(tag)) = &event else {
                if matches!(event, Xml::Eof) {
                    break;
                }
                continue;
            };
            let name = tag.name().as_ref().to_owned();
            if let Some(level) = name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok()) {
                headings.push(level);
            }
            assert!(
                !matches!(name.as_str(), "script" | "link" | "iframe" | "img" | "object"),
                "{name}"
            );
            for attribute in tag.attributes() {
                let attribute = attribute.unwrap();
                let value = attribute.value.into_owned();
                match attribute.key.as_ref() {
                    "id" => ids.push(value),
                    "href" => wanted.push(
                        value.strip_prefix('#').expect("only links within the page").to_owned(),
                    ),
                    "aria-labelledby" => wanted.extend(value.split(' ').map(str::to_owned)),
                    "src" | "style" => panic!("{name} has {value}"),
                    _ => {}
                }
            }
        }
        let all = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all, "an identifier stands twice");
        for id in &wanted {
            assert!(ids.contains(id), "{language}: nothing has the identifier {id}");
        }
        assert_eq!(headings.first(), Some(&1));
        assert!(
            headings.windows(2).all(|pair| pair[1] <= pair[0] + 1),
            "a level of headings is skipped: {headings:?}"
        );
    }
}

/// No physical side and nothing from elsewhere: the page mirrors itself and needs no network.
#[test]
fn the_style_is_logical_and_self_contained() {
    let world = World::new();
    let page = html(&world, &invented(&world), Language::En);
    let style = page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    for word in
        ["left", "right", "top:", "bottom:", "margin-top", "padding-top", "url(", "@import", "http"]
    {
        assert!(!style.contains(word), "{word}");
    }
    assert!(!page.contains("http"), "nothing from elsewhere");
}

/// Names from records are escaped.
#[test]
fn names_from_records_cannot_become_markup() {
    let world = World::new();
    let page = html(&world, &invented(&world), Language::En);
    assert!(!page.contains("Quay <3>") && !page.contains("<dates>"));
    assert!(page.contains("Harbour &#38; Quay &#60;3&#62;"));
}

#[test]
fn small_counts_are_hidden_unless_asked_for() {
    let world = World::new();
    let mut report = invented(&world);
    let hidden = html(&world, &report, Language::En);
    assert!(hidden.contains("&#60;5"));
    assert!(hidden.contains("Do not treat this report as safe to publish."));
    // Three rows had no date of arrest.
    assert!(hidden.contains("no date of arrest</th><td class=\"n\">&#60;5</td>"));
    report.exact = true;
    let exact = html(&world, &report, Language::En);
    assert!(!exact.contains("&#60;5"));
    assert!(exact.contains("no date of arrest</th><td class=\"n\">3</td>"));
    assert!(exact.contains("it must not leave the office"));
}

#[test]
fn unconfirmed_limits_are_marked() {
    let world = World::new();
    let page = html(&world, &invented(&world), Language::En);
    assert!(page.contains("limits used here are not confirmed by a lawyer"));
    assert!(page.contains("policy threshold, not a legal number"));
    let arabic = html(&world, &invented(&world), Language::Ar);
    assert!(arabic.starts_with("<!DOCTYPE html>\n<html lang=\"ar\" dir=\"rtl\">"));
    assert!(arabic.contains("عناوين الواجبات والوقائع بالإنكليزية إلى أن تُترجم."));
}

#[test]
fn counting_in_parts_gives_the_same() {
    let world = World::new();
    let report = invented(&world);
    let mut twice = report.tally.clone();
    twice.merge(&report.tally);
    assert_eq!(twice.states().total(), 2 * report.tally.states().total());
    let mut once = Tally::new(world.book.rules.len(), 2);
    once.merge(&report.tally);
    assert_eq!(once, report.tally);
}

#[test]
fn the_summary_is_exact() {
    let world = World::new();
    insta::assert_snapshot!(
        "summary_en",
        report::summary(&invented(&world), &Words::new(Language::En))
    );
}
