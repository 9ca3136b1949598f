//! Each way to break the invented law folder, and what a person reads then. The snapshots are the contract: a message says
//! what is wrong, where, and how to mend it.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{changed, files};
use law::{FILE_BYTES_MAX, Law, PROBLEMS_MAX, Problems, Source};
use miette::{GraphicalReportHandler, GraphicalTheme};

fn rendered(problems: &Problems) -> String {
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::none())
        .with_width(100)
        .with_context_lines(1);
    let mut text = String::new();
    for problem in problems.list() {
        handler.render_report(&mut text, problem).unwrap();
    }
    text
}

fn refused(source: &Source) -> Problems {
    match Law::load(source) {
        Ok(_) => panic!("the folder was accepted"),
        Err(problems) => problems,
    }
}

const NATIONAL: &str = "jurisdictions/freedonia/calendar-national.toml";
const LIMITS: &str = "jurisdictions/freedonia/limits.toml";
const PLACES: &str = "jurisdictions/freedonia/places.toml";
const LISTS: &str = "jurisdictions/freedonia/lists.toml";
const REVIEW: &str = "duties/review.toml";
const NOTIFY: &str = "duties/consular-notification.toml";
const DETENTION: &str = "vocabulary/events/detention.toml";
const ROLES: &str = "vocabulary/roles.toml";
const COUNTRIES: &str = "vocabulary/codes/countries.toml";
const STATUS: &str = "treaties/status.csv";

/// Name of the snapshot, file, what to replace (nothing: append), replacement.
#[rustfmt::skip]
const CASES: &[(&str, &str, &str, &str)] = &[
    ("unknown_key", REVIEW, "bearer =", "baerer ="),
    ("unknown_key_of_limit", LIMITS, "valid_from", "valid_form"),
    ("wrong_type", LIMITS, "cumulative = true", "cumulative = \"yes\""),
    ("not_toml", REVIEW, "id = \"review\"", "id = \"review"),
    ("empty_title", REVIEW, "title = \"Bring the person before a judge\"", "title = \" \""),
    ("unknown_kind", REVIEW, "[\"review-held\"]", "[\"reveiw-held\"]"),
    ("unknown_code", LIMITS, "fact = \"unaccompanied\", is = [\"yes\"]", "fact = \"nationality-stated\", is = [\"SLY\"]"),
    ("unknown_code_list", "vocabulary/events/person.toml", "codes = \"countries\"", "codes = \"country\""),
    ("code_without_list", "vocabulary/events/person.toml", "codes = \"countries\"\n", ""),
    ("unknown_duty", LIMITS, "duty = \"removal\"", "duty = \"removals\""),
    ("unknown_instrument", NOTIFY, "articles = [\"CONSULAR-PACT 36(1)(b)\"]", "articles = [\"CONSULAR-PAKT 36(1)(b)\"]"),
    ("unknown_article", NOTIFY, "36(1)(b)", "36(1)(d)"),
    ("unknown_calendar", PLACES, "freedonia-courts", "freedonia-court"),
    ("unknown_zone", PLACES, "Europe/Rome", "Europe/Rom"),
    ("unknown_state", PLACES, "state = \"FRE\"\ndefault", "state = \"FRA\"\ndefault"),
    ("unknown_list", NOTIFY, "listed = \"friends\"", "listed = \"frends\""),
    ("duplicate_kind", DETENTION, "id = \"release\"", "id = \"arrest\""),
    ("duplicate_limit", LIMITS, "id = \"art-6-children\"", "id = \"art-5\""),
    ("duplicate_code", COUNTRIES, "id = \"BOR\"", "id = \"SYL\""),
    ("id_is_not_the_file", REVIEW, "id = \"review\"", "id = \"judicial-review\""),
    ("id_is_not_an_id", DETENTION, "id = \"release\"", "id = \"Release\""),
    ("no_paragraph", REVIEW, "paragraphs = [\"A/RES/65/212 4(a)\"]\n", ""),
    ("no_such_paragraph", REVIEW, "A/RES/65/212 4(a)", "A/RES/65/212 4(k)"),
    ("only_another_resolution", REVIEW, "A/RES/65/212 4(a)", "A/RES/78/217 4"),
    ("no_trigger", REVIEW, "[trigger]\nfirst_of = [\"arrest\"]\n", ""),
    ("two_triggers", REVIEW, "first_of = [\"arrest\"]", "first_of = [\"arrest\"]\nlater_of = [[\"arrest\"], [\"release\"]]"),
    ("nothing_fulfils_or_ends", "duties/removal.toml", "[end]\nany_of = [\"release\"]\n", ""),
    ("cyclic_calendars", NATIONAL, "source = \"Holidays Act\"", "source = \"Holidays Act\"\nbased_on = \"freedonia-courts\""),
    ("holidays_out_of_order", NATIONAL, "\"2024-07-04\", \"2025-07-04\"", "\"2025-07-04\", \"2024-07-04\""),
    ("no_such_day", NATIONAL, "2025-07-04", "2025-02-29"),
    ("mode_missing", LIMITS, "mode = \"reset\"\n", ""),
    ("mode_unknown", LIMITS, "mode = \"reset\"", "mode = \"resett\""),
    ("grid_of_mixed_units", LIMITS, "mode = \"reset\"", "mode = \"fixed-grid\""),
    ("not_a_length", LIMITS, "length = \"48 hours\"", "length = \"two days\""),
    ("extension_of_a_series", LIMITS, "mode = \"reset\"", "mode = \"reset\"\nextension = { by = [\"review-put-off\"], length = \"2 days\" }"),
    ("series_of_a_tolled_duty", LIMITS, "length = \"20 working days\"", "length = \"20 working days\"\nevery = \"20 working days\"\nmode = \"reset\""),
    ("cumulative_without_stays", "duties/maximum-detention.toml", "[stays]\nstart = [\"arrest\"]\nend = [\"release\"]\n", ""),
    ("maximum_is_rolled", LIMITS, "liberty_maximum = true", "liberty_maximum = true\nroll = \"next-working-day\""),
    ("dates_reversed", LIMITS, "valid_to = \"2030-12-31\"", "valid_to = \"2000-12-31\""),
    ("list_entry_reversed", LISTS, "to = \"2019-12-31\"", "to = \"2001-12-31\""),
    ("ask_not_before_length", "jurisdictions/international/limits.toml", "ask = \"24 hours\"", "ask = \"72 hours\""),
    ("exception_without_reason", REVIEW, "[\"review-put-off\"]", "[\"release\"]"),
    ("request_is_no_answer", NOTIFY, "kind = \"consul-requested\"", "kind = \"age-stated\""),
    ("no_international_limit", "jurisdictions/international/limits.toml", "duty = \"review\"", "duty = \"removal\""),
    ("condition_says_two_things", NOTIFY, "{ foreign = true }", "{ foreign = true, child = true }"),
    ("condition_says_nothing", NOTIFY, "{ foreign = true }", "{ }"),
    ("condition_on_an_event", LIMITS, "fact = \"unaccompanied\"", "fact = \"arrest\""),
    ("foreign_false", NOTIFY, "foreign = true", "foreign = false"),
    ("role_of_another_sort", ROLES, "birth = \"birth-date-stated\"", "birth = \"arrest\""),
    ("role_missing", ROLES, "stateless = \"XXA\"\n", ""),
    ("two_defaults", PLACES, "calendar = \"freedonia-national\"", "default = true\ncalendar = \"freedonia-national\""),
    ("file_nobody_reads", "jurisdictions/freedonia/limit.toml", "", "[[limit]]\n"),
    ("status_of_no_state", STATUS, "PACT,SYL,", "PACT,SLY,"),
    ("status_not_a_date", STATUS, "1990-03-31", "31/03/1990"),
    ("status_not_the_columns", STATUS, "in_force", "force"),
    ("status_quote_open", STATUS, "first counts\"", "first counts"),
    ("withdrawal_of_nobody", STATUS, "", "CONSULAR-PACT,BOR,withdrawal,2001-01-01,2002-01-01,first-list,\n"),
];

#[test]
fn every_way_to_break_the_folder_is_explained() {
    for (name, path, from, to) in CASES {
        let problems = refused(&changed(path, from, to));
        insta::assert_snapshot!(*name, rendered(&problems));
    }
}

#[test]
fn all_problems_are_told_at_once_in_the_order_of_files() {
    let mut files = files();
    let mut replace = |path: &str, from: &str, to: &str| {
        let text = String::from_utf8(files[path].clone()).unwrap();
        assert!(text.contains(from));
        files.insert(path.to_owned(), text.replace(from, to).into_bytes());
    };
    replace(REVIEW, "bearer =", "baerer =");
    replace(REVIEW, "4(a)", "4(z)");
    replace(LIMITS, "20 working days", "20 workdays");
    replace(STATUS, ",FRE,", ",FRX,");
    let problems = refused(&Source::Memory(files));
    insta::assert_snapshot!("several_problems", problems.to_string());
}

#[test]
fn a_file_that_is_not_utf_8_is_refused_with_the_offset() {
    let mut files = files();
    files.insert(REVIEW.to_owned(), b"id = \"\xff\"".to_vec());
    let problems = refused(&Source::Memory(files));
    insta::assert_snapshot!("not_utf_8", problems.to_string());
}

#[test]
fn a_file_that_is_too_large_is_refused_without_being_read() {
    let mut files = files();
    files.insert(REVIEW.to_owned(), vec![b'#'; FILE_BYTES_MAX + 1]);
    let problems = refused(&Source::Memory(files));
    insta::assert_snapshot!("too_large", problems.to_string());
}

#[test]
fn a_folder_that_does_not_exist_is_refused() {
    let problems = refused(&Source::Folder("no/such/folder".into()));
    assert!(problems.to_string().contains("no/such/folder: the folder cannot be read"));
}

#[test]
fn more_than_256_kinds_are_refused() {
    let mut text = String::new();
    for number in 0..300 {
        text.push_str(&format!(
            "[[event]]\nid = \"k-{number}\"\ntitle = \"K\"\nvalue = \"none\"\n"
        ));
    }
    let mut files = files();
    files.insert("vocabulary/events/many.toml".to_owned(), text.into_bytes());
    let problems = refused(&Source::Memory(files));
    assert!(problems.to_string().contains("more than 256 kinds of events"), "{problems}");
}

/// A file made to hurt: many problems, each with a search for the nearest word, and a deep nest.
#[test]
fn hostile_files_end_soon_and_are_cut() {
    let words: String = (0..100_000).map(|n| format!("\"x{n}\",")).collect();
    let problems = refused(&changed(REVIEW, "[\"review-held\"]", &format!("[{words}]")));
    assert_eq!(problems.list().len(), PROBLEMS_MAX);
    assert!(problems.untold() >= 100_000 - PROBLEMS_MAX);
    let nest =
        format!("{}{}", "{ not = ".repeat(30), "{ foreign = true }".to_owned() + &" }".repeat(30));
    let problems = refused(&changed(NOTIFY, "{ foreign = true }", &nest));
    assert!(problems.to_string().contains("nested more than 8 deep"), "{problems}");
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let problems = refused(&changed(NOTIFY, "\"friends\"", &deep));
    assert!(!problems.list().is_empty());
    let dotted = format!("{}a = 1\n", "a.".repeat(1_000_000));
    let problems = refused(&changed(ROLES, "", &dotted));
    assert!(!problems.list().is_empty());
}
