//! Reasons of invented clocks, in words and as data.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{World, known};
use duty::{Event, Value};
use law::Series;
use report::{NotExplained, Question, ReasonReport};
use words::{Language, Words};

/// Arrested on a known minute, told the nationality, never brought before a judge.
fn never_reviewed(world: &World) -> Vec<Event> {
    vec![
        world.event(0, "arrest", known("2024-06-28T14:30:00"), Value::None),
        world.event(1, "nationality-stated", known("2024-06-28"), world.code("SYL")),
        world.event(2, "consul-requested", known("2024-06-29T09:00:00"), Value::Yes),
    ]
}

fn report(
    world: &World,
    rule: &str,
    history: &[Event],
    as_of: &str,
    language: Language,
) -> ReasonReport {
    let context = world.context(as_of);
    let (index, reason) = world.explain(rule, history, &context);
    let question = Question {
        law: &world.law,
        rule: &world.book.rules[index],
        context: &context,
        history,
        reason: &reason,
        instance: 1,
    };
    ReasonReport::new(&question, &Words::without_isolates(language)).unwrap()
}

#[test]
fn an_overdue_review() {
    let world = World::new();
    let history = never_reviewed(&world);
    let text =
        |language| report(&world, "review/art-5", &history, "2024-08-01T12:00:00", language).text();
    insta::assert_snapshot!("overdue_en", text(Language::En));
    insta::assert_snapshot!("overdue_ar", text(Language::Ar));
}

#[test]
fn the_same_as_data() {
    let world = World::new();
    let history = never_reviewed(&world);
    let report =
        report(&world, "consular-notification", &history, "2024-07-01T12:00:00", Language::En);
    insta::assert_snapshot!("threshold_json", serde_json::to_string_pretty(&report).unwrap());
}

/// A soft standard is never given a bare number: the line says that it is a policy threshold.
#[test]
fn a_soft_standard_has_a_policy_threshold() {
    let world = World::new();
    let history = never_reviewed(&world);
    let text =
        report(&world, "consular-notification", &history, "2024-07-01T12:00:00", Language::En)
            .text();
    assert!(text.contains("Policy threshold, not a legal number: 3 days"), "{text}");
    assert!(!text.contains("Limit: "), "{text}");
    assert!(
        text.contains("The number is a policy threshold for a standard that has no number."),
        "{text}"
    );
    insta::assert_snapshot!("threshold_en", text);
}

/// Working days over a weekend and a holiday, a stop, and a vague start.
#[test]
fn working_days_with_a_stop() {
    let world = World::new();
    let mut history = never_reviewed(&world);
    history[0].time = known("2024-06-28/2024-06-29");
    history.push(world.event(3, "cooperation-refused", known("2024-07-08"), Value::None));
    history.push(world.event(4, "cooperation-resumed", known("2024-07-11"), Value::None));
    insta::assert_snapshot!(
        "working_days_en",
        report(&world, "removal", &history, "2024-07-20T12:00:00", Language::En).text()
    );
}

#[test]
fn a_condition_that_cannot_be_told() {
    let world = World::new();
    let history = vec![world.event(0, "arrest", known("2024-06?"), Value::None)];
    insta::assert_snapshot!(
        "unknown_condition_en",
        report(&world, "review/art-6-children", &history, "2024-07-20T12:00:00", Language::En)
            .text()
    );
}

/// Every rule can be explained in every language, whatever its clock says.
#[test]
fn every_rule_in_every_language() {
    let world = World::new();
    let mut history = never_reviewed(&world);
    history.push(world.event(3, "release", known("2024-07-20"), Value::None));
    for rule in &world.book.rules {
        for language in Language::ALL {
            let report = report(&world, &rule.id, &history, "2024-08-01T12:00:00", language);
            assert!(report.text().starts_with(&report.sentence), "{}", rule.id);
            assert_eq!(report.language, language.tag());
        }
    }
}

/// On a fixed grid the fifth deadline is counted from the one start: the line names every step that its length is made of.
#[test]
fn a_fixed_grid_names_the_steps_of_its_sum() {
    let mut world = World::new();
    for rule in &mut world.book.rules {
        if let Series::Reset { then, every } = &rule.series {
            // A grid has one unit: days.
            rule.counting = then[0];
            rule.series = Series::FixedGrid { then: then.clone(), every: *every };
        }
    }
    let history = never_reviewed(&world);
    let context = world.context("2025-01-01T12:00:00");
    let (index, reason) = world.explain("review/art-5", &history, &context);
    let told = |instance| {
        let rule = &world.book.rules[index];
        let history = &history;
        let (law, context, reason) = (&world.law, &context, &reason);
        let question = Question { law, rule, context, history, reason, instance };
        ReasonReport::new(&question, &Words::without_isolates(Language::En)).unwrap().text()
    };
    assert!(!told(1).contains("the sum of its steps"), "{}", told(1));
    let fifth = told(5);
    assert!(fifth.contains("the sum of its steps: 2 × 7 days + 3 × 30 days"), "{fifth}");
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let mut world = World::new();
    world.law.duties.iter_mut().for_each(|duty| duty.title = "a\u{1b}[2Jb\nc".to_owned());
    let history = never_reviewed(&world);
    let text = report(&world, "review/art-5", &history, "2024-08-01T12:00:00", Language::En).text();
    assert!(text.starts_with("Overdue: “a [2Jb c”"), "{text}");
}

#[test]
fn a_clock_that_is_not_there() {
    let world = World::new();
    let history = never_reviewed(&world);
    let context = world.context("2024-08-01T12:00:00");
    let (index, reason) = world.explain("review/art-5", &history, &context);
    let rule = &world.book.rules[index];
    let question = Question {
        law: &world.law,
        rule,
        context: &context,
        history: &history,
        reason: &reason,
        instance: 9,
    };
    let refused = ReasonReport::new(&question, &Words::new(Language::En)).unwrap_err();
    assert_eq!(refused, NotExplained::NoSuchInstance { asked: 9, has: 1 });
}

/// The lines about treaty status once named the nationality of the whole history, also where the answer was of a day on
/// which a later statement was not known.
#[test]
fn the_treaty_lines_name_the_nationality_known_on_the_day() {
    let world = World::new();
    let mut history = never_reviewed(&world);
    let mut later = world.event(3, "nationality-stated", known("2024-06-30"), world.code("BOR"));
    later.recorded = Some(known("2024-07-10").span.latest());
    history.push(later);
    let all = world.context("2024-08-01T12:00:00");
    let then = duty::Context { as_known_on: known("2024-07-01").span.latest(), ..all };
    for (context, code) in [(all, "BOR"), (then, "SYL")] {
        let (_, reason) = world.explain("consular-notification", &history, &context);
        assert_eq!(reason.nationality.map(Value::Code), Some(world.code(code)));
    }
}
