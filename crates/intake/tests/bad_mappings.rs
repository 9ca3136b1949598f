//! Mappings that cannot be used: all problems at once, each with its place.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use common::{MAPPING, law};
use insta::assert_snapshot;
use intake::Mapping;

fn said(text: &str) -> String {
    match Mapping::read("mapping.toml", text, law()) {
        Ok(_) => panic!("it was read"),
        Err(problems) => problems.render(),
    }
}

/// [`MAPPING`] with something replaced.
fn with(from: &str, to: &str) -> String {
    assert!(MAPPING.contains(from), "{from}");
    said(&MAPPING.replacen(from, to, 1))
}

#[test]
fn nothing_and_no_toml() {
    assert_snapshot!("nothing", said(""));
    assert_snapshot!("no-toml", said("title = \"x\nabout = 3"));
}

#[test]
fn unknown_words() {
    assert_snapshot!("unknown-key", with("header = \"In\"", "haeder = \"In\""));
    assert_snapshot!("unknown-kind", with("kind = \"release\"", "kind = \"relaese\""));
    assert_snapshot!("unknown-column", with("time = \"out\"", "time = \"outt\""));
    assert_snapshot!("unknown-jurisdiction", with("\"us\"", "\"usa\""));
    assert_snapshot!("unknown-list", with("codes = \"countries\"", "codes = \"contries\""));
    assert_snapshot!(
        "unknown-duty",
        with("covers =", "duties = [\"consular-informatio\"]\ncovers =")
    );
    assert_snapshot!("unknown-place", said(&format!("{MAPPING}\n[place]\nis = \"us-pacfic\"\n")));
    assert_snapshot!("unknown-choice", with("on_doubt = \"unknown\"", "on_doubt = \"unkown\""));
    assert_snapshot!(
        "unknown-zone",
        with("date = \"dd/mm/yyyy\"", "date = \"dd/mm/yyyy\"\nzone = \"Los Angeles\"")
    );
    assert_snapshot!(
        "unknown-code",
        said(&format!(
            "{}\n[tables.t]\n\"Holland\" = \"NLDD\"\n",
            MAPPING.replace("codes = \"countries\"", "codes = \"countries\"\ntable = \"t\"")
        ))
    );
}

#[test]
fn wrong_values() {
    assert_snapshot!("date-format", with("\"dd/mm/yyyy\"", "\"dd/mm/yy\""));
    assert_snapshot!("wrong-type", with("optional = true", "optional = \"yes\""));
    assert_snapshot!(
        "two-readings",
        with("date = \"dd/mm/yyyy\"", "date = \"iso\"\nnumber = true")
    );
    assert_snapshot!("not-a-date-column", with("time = \"out\"", "time = \"case\""));
    assert_snapshot!("no-time", with("time = \"in\"\n", ""));
    assert_snapshot!("no-value", with("value = \"country\"\n", ""));
    assert_snapshot!(
        "value-of-nothing",
        with("time = \"out\"", "time = \"out\"\nvalue = \"country\"")
    );
    assert_snapshot!("no-coverage", with("covers = [\"detention-started\", \"release\"]\n", ""));
    assert_snapshot!(
        "never-used",
        said(&format!(
            "{MAPPING}\n[[record]]\ncovers = \"all\"\n[[record.event]]\nkind = \"arrest\"\ntime = \"in\"\n"
        ))
    );
    assert_snapshot!(
        "private-group",
        said(&format!(
            "{}\n[[group]]\nid = \"c\"\ntitle = \"Case\"\ncolumn = \"case\"\n",
            MAPPING.replacen("[columns.in]", "private = true\n[columns.in]", 1)
        ))
    );
    assert_snapshot!(
        "empty-condition",
        said(&format!("{MAPPING}\n[[skip]]\nwhen = {{ column = \"case\" }}\nreason = \"x\"\n"))
    );
    assert_snapshot!("size", said(&format!("{MAPPING}\n[file]\nmax_row = \"1 MB\"\n")));
    assert_snapshot!(
        "table-twice",
        said(&format!("{MAPPING}\n[tables.t]\n\"Holland\" = \"NLD\"\n\"HOLLAND \" = \"BEL\"\n"))
    );
}

#[test]
fn all_problems_are_told_at_once() {
    let text = MAPPING
        .replace("\"In\"", "7")
        .replace("\"release\"", "\"relase\"")
        .replace("\"us\"", "\"uk\"");
    let problems = Mapping::read("mapping.toml", &text, law()).unwrap_err();
    assert!(problems.list().len() >= 4, "{}", problems.render());
}
