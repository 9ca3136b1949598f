//! A sound SPEC, and everything that a SPEC is refused for.

use super::{Guarantee, PersonBound, Spec, domain_sum};
use crate::codes;

/// Invented: no such register exists.
const SOUND: &str = r#"
[release]
id = "decisions-2024"
title = "Decisions on applications, 2024"
publisher = "An invented office"
prepared_by = "A. Statistician"
approvers = ["B. Reviewer"]

[data_set]
id = "decisions"
ledger = "ledger"
budget = 1.0

[source]
file = "records.csv"
population = "Persons whose application was decided in the year"
period = "2024"
unit = "decisions"

[person]
column = "person_key"
max_records = 2

[dimension.origin]
column = "Country of origin"
codes = "m49"
unknown = true

[dimension.age]
column = "age"
codes = "ages-broad"

[dimension.decision]
column = "decision"
codes = "asylum-decisions"
values = { recognised = ["granted", "Convention status"] }

[[table]]
id = "origin-age"
title = "Recognised persons by origin and age"
dimensions = ["origin", "age"]
where = { decision = ["recognised"] }

[guarantee]
kind = "zcdp"
rho = 0.1
delta = 1e-6
"#;

fn read(text: &str) -> Result<Spec, super::Problems> {
    Spec::read("SPEC.toml", text, &codes::for_tests())
}

/// The one problem of a SPEC that differs from the sound one: what is wrong and how to mend it.
fn refused(from: &str, to: &str) -> String {
    assert!(SOUND.contains(from), "{from}");
    let problems = read(&SOUND.replacen(from, to, 1)).unwrap_err();
    let told: Vec<String> =
        problems.list().iter().map(|p| format!("{}: {}", p.message(), p.mend())).collect();
    told.join("\n")
}

#[test]
fn a_sound_spec_is_read_as_it_says() {
    let spec = read(SOUND).unwrap();
    assert_eq!(spec.person, PersonBound::Enforced { column: "person_key".to_owned(), max: 2 });
    assert!(matches!(&spec.guarantee, Guarantee::Zcdp { rho, .. } if rho.to_string() == "0.1"));
    let (cells, sum) = domain_sum(&spec.tables[0], &spec.dimensions);
    assert_eq!((cells, sum.as_str()), (252 * 5, "252 × 5 = 1,260"));
    let decision = &spec.dimensions[1];
    assert_eq!(decision.place("GRANTED"), Some(0));
    assert_eq!(decision.place("granted twice"), None);
    assert_eq!(decision.place(""), None);
    assert_eq!(spec.dimensions[2].place(" "), Some(251));
}

#[test]
fn personal_fields_are_no_dimensions_and_the_reason_is_said() {
    let told = refused("column = \"age\"", "column = \"Date of birth\"");
    assert!(told.contains("singles a person out"), "{told}");
    let told = refused("column = \"age\"", "column = \"Passport No\"");
    assert!(told.contains("a number or a key of one person"), "{told}");
    // Whatever the header says: the column that tells persons apart.
    let told = refused("column = \"age\"", "column = \"person_key\"");
    assert!(told.contains("it tells persons apart"), "{told}");
}

#[test]
fn a_domain_of_ten_to_the_twelve_cells_is_refused_with_its_arithmetic() {
    let more = r#"
[dimension.transit]
column = "transit"
codes = "m49"
[dimension.destination]
column = "destination"
codes = "m49"
[dimension.birth]
column = "country"
codes = "m49"
[dimension.year]
column = "year"
codes = "years:1800-2058"
[[table]]
id = "everything"
title = "Everything"
dimensions = ["origin", "transit", "destination", "birth", "year"]
"#;
    let problems = read(&format!("{SOUND}{more}")).unwrap_err();
    let told = problems.list()[0].message();
    assert_eq!(
        told,
        "the table `everything` has 252 × 251 × 251 × 251 × 259 = 1,032,099,266,268 cells"
    );
}

#[test]
fn a_budget_that_is_none_is_refused() {
    assert!(refused("rho = 0.1", "rho = nan").contains("not a number"));
    assert!(refused("rho = 0.1", "rho = -0.1").contains("not negative"));
    assert!(refused("rho = 0.1", "rho = inf").contains("above 100"));
    assert!(refused("rho = 0.1", "rho = \"0.1\"").contains("of the type string"));
    assert!(refused("delta = 1e-6", "delta = nan").contains("`delta` is nan"));
    assert!(refused("delta = 1e-6", "delta = 0.5").contains("at most 0.001"));
    let told =
        refused("kind = \"zcdp\"\nrho = 0.1\ndelta = 1e-6", "kind = \"threshold\"\nthreshold = 4");
    assert!(told.contains("single people out"), "{told}");
}

#[test]
fn one_person_does_not_publish_alone() {
    let told = refused("[\"B. Reviewer\"]", "[\"a.  statistician\"]");
    assert!(told.contains("two persons publish"), "{told}");
    assert!(refused("approvers = [\"B. Reviewer\"]", "approvers = []").contains("two persons"));
}

#[test]
fn slips_of_the_hand_are_met_with_what_was_meant() {
    assert!(refused("max_records", "max_record").contains("did you mean `max_records`?"));
    assert!(refused("codes = \"m49\"", "codes = \"m-49\"").contains("did you mean `m49`?"));
    assert!(refused("[\"origin\", \"age\"]", "[\"orign\", \"age\"]").contains("`origin`?"));
    assert!(refused("[\"recognised\"] }", "[\"recognized\"] }").contains("`recognised`?"));
}

#[test]
fn a_problem_shows_its_place_in_the_file() {
    let problems = read(&SOUND.replace("rho = 0.1", "rho = nan")).unwrap_err();
    let shown = problems.render(100);
    assert!(shown.contains("SPEC.toml:") && shown.contains("rho = nan"), "{shown}");
}

#[test]
fn what_is_not_toml_or_empty_is_refused_and_nothing_panics() {
    for text in ["", "[", "release = 1", "[[dimension]]", "\u{0}", "[release]\nid = 5"] {
        assert!(!read(text).unwrap_err().list().is_empty());
    }
    // Every prefix of a sound file: cut anywhere.
    for end in (0..SOUND.len()).step_by(37) {
        let _ = read(&SOUND[..end]);
    }
}

#[test]
fn rows_of_many_persons_and_a_column_of_persons_exclude_each_other() {
    let told = refused("unit = \"decisions\"", "unit = \"decisions\"\ncount = \"n\"");
    assert!(told.contains("would not bound what one person adds"), "{told}");
}
