//! Registers of resolutions: that the real one is whole and true, and each way in which a register may lie.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::files;
use law::{Law, OfficialLanguage, Service, Source, UnitId, UnitKind, coverage};
use std::collections::BTreeSet;

const PATH: &str = "resolutions/a-res-65-212.toml";

/// The units of resolution 65/212: 27 in the preamble, 10 operative ones, and 30 lettered parts.
fn addresses() -> Vec<String> {
    let letters = ["", "", "abcde", "abcdefghij", "abcdefgh", "", "", "", "abcdefg", ""];
    let mut all: Vec<String> = (1..=27).map(|n| format!("pp{n}")).collect();
    for (i, letters) in letters.iter().enumerate() {
        all.push(format!("op{}", i + 1));
        all.extend(letters.chars().map(|letter| format!("op{}{letter}", i + 1)));
    }
    all
}

/// An invented register, true for the invented folder.
fn register() -> String {
    let mut text = "symbol = \"A/RES/65/212\"\ntitle = \"Invented\"\nadopted = \"2010-12-21\"\n\
        unreviewed = [\"fr\"]\n[[holder]]\nid = \"states\"\ntitle = \"All States\"\n"
        .to_owned();
    for id in addresses() {
        let kind = UnitId::parse(&id).unwrap().kind().word();
        let (duties, events) = match id.as_str() {
            "op4a" => ("\"maximum-detention\", \"removal\", \"review\"", "\"arrest\""),
            "op4c" => ("\"removal\"", ""),
            "op4g" => ("\"consular-notification\"", "\"consul-told\""),
            _ => ("", ""),
        };
        text += &format!("[[unit]]\nid = \"{id}\"\nkind = \"{kind}\"\naddressees = [\"States\"]\n");
        text += "holder = \"states\"\n";
        for tag in ["en", "fr", "es", "ar", "ru", "zh"] {
            text += &format!("summary.{tag} = \"{id} in {tag}\"\n");
        }
        text += &format!("serves.duties = [{duties}]\nserves.events = [{events}]\n");
        if duties.is_empty() {
            text += &format!("nothing = \"{id} is invented\"\n");
        }
    }
    text
}

fn with(register: String) -> Source {
    let mut files = files();
    files.insert(PATH.to_owned(), register.into_bytes());
    Source::Memory(files)
}

#[test]
fn the_real_register_has_all_67_units_and_nothing_unserved_without_a_reason() {
    let law = Law::load(&Source::Embedded).unwrap_or_else(|problems| panic!("{problems}"));
    let register = law.registers.iter().find(|one| one.symbol == "A/RES/65/212").unwrap();
    let ids: Vec<String> = register.units.iter().map(|unit| unit.id.to_string()).collect();
    assert_eq!(ids, addresses());
    let count = |kind| register.units.iter().filter(|unit| unit.id.kind() == kind).count();
    let kinds = [UnitKind::Preambular, UnitKind::Operative, UnitKind::Sub];
    assert_eq!(kinds.map(count), [27, 10, 30]);
    assert!(!register.unreviewed.contains(&OfficialLanguage::English));
    let coverage = coverage(&law);
    assert_eq!(coverage.unserved().count(), 0);
    assert_eq!(coverage.count(Service::Unserved), 0);
    // Whoever holds an operative unit is named, or why nobody does.
    assert!(register.units.iter().all(|unit| unit.holder.is_some() || unit.note.is_some()));
}

/// Duties agree with the register or the folder is refused. Kinds may serve more units than they name, but not fewer.
#[test]
fn every_kind_that_names_a_unit_is_listed_there() {
    let law = Law::load(&Source::Embedded).unwrap_or_else(|problems| panic!("{problems}"));
    for register in &law.registers {
        for unit in &register.units {
            let Some(citation) = unit.id.citation() else { continue };
            let name = format!("{} {citation}", register.symbol);
            let listed: BTreeSet<&str> =
                unit.serves.events.iter().map(|kind| law.vocabulary.kind_name(*kind)).collect();
            for event in law.vocabulary.events() {
                let names = event.paragraphs.contains(&name);
                assert!(
                    !names || listed.contains(event.id.as_str()),
                    "{} in {}",
                    event.id,
                    unit.id
                );
            }
        }
    }
}

#[test]
fn a_register_becomes_numbers_and_a_coverage_table() {
    let law = Law::load(&with(register())).unwrap_or_else(|problems| panic!("{problems}"));
    let register = &law.registers[0];
    let unit = register.unit(UnitId::parse("op4g").unwrap()).unwrap();
    let duties: Vec<&str> = unit.serves.duties.iter().map(|i| law.duties[*i].id.as_str()).collect();
    assert_eq!(duties, ["consular-notification"]);
    assert_eq!(unit.summary.text(OfficialLanguage::Arabic), "op4g in ar");
    assert_eq!(register.unreviewed, [OfficialLanguage::French]);
    assert_eq!(register.holder(unit).unwrap().title, "All States");
    let coverage = coverage(&law);
    assert_eq!(coverage.rows.len(), 67);
    assert_eq!((coverage.count(Service::Served), coverage.count(Service::Explained)), (3, 64));
    let row = coverage.rows.iter().find(|row| row.unit.id == UnitId::Sub(4, 'a')).unwrap();
    assert_eq!((row.duties, row.events, row.indicators), (3, 1, 0));
}

#[test]
fn an_excuse_that_is_taken_away_is_noticed_by_the_coverage() {
    let mut law = Law::load(&with(register())).unwrap_or_else(|problems| panic!("{problems}"));
    for unit in &mut law.registers[0].units {
        unit.nothing = None;
    }
    let coverage = coverage(&law);
    // The 27 of the preamble ask for no service.
    assert_eq!((coverage.unserved().count(), coverage.count(Service::Unserved)), (37, 64));
}

#[test]
fn a_folder_may_have_no_register_and_one_jurisdiction_needs_none() {
    let law = Law::load(&common::whole()).unwrap_or_else(|problems| panic!("{problems}"));
    assert!(law.registers.is_empty() && coverage(&law).rows.is_empty());
    let alone = Law::load_for(&with(register()), "freedonia").unwrap();
    assert!(alone.registers.is_empty());
}

/// What to replace in the invented register, and by what. `op4c` is the unit after `op4b`, which nothing serves.
#[rustfmt::skip]
const LIES: &[(&str, &str)] = &[
    ("symbol = \"A/RES/65/212\"", "symbol = \"A/RES/65/213\""),
    ("adopted = \"2010-12-21\"\n", ""),
    ("[\"fr\"]", "[\"french\"]"),
    ("id = \"pp2\"", "id = \"pp3\""),
    ("id = \"op1\"", "id = \"op-1\""),
    ("id = \"op3a\"\nkind = \"sub\"", "id = \"op3a\"\nkind = \"operative\""),
    ("id = \"op3b\"\nkind = \"sub\"\naddressees = [\"States\"]\nholder = \"states\"", "id = \"op3b\"\nkind = \"sub\"\naddressees = [\"States\"]\nholder = \"state\""),
    ("id = \"op3c\"\nkind = \"sub\"\naddressees = [\"States\"]\nholder = \"states\"", "id = \"op3c\"\nkind = \"sub\"\naddressees = [\"States\"]\nholder = \"\""),
    ("summary.zh = \"op3d in zh\"\n", ""),
    ("summary.ru = \"op3e in ru\"", "summary.de = \"op3e in de\""),
    ("\"maximum-detention\", \"removal\", \"review\"", "\"maximum-detention\", \"removal\", \"removal\", \"review\""),
    ("serves.events = [\"arrest\"]", "serves.events = [\"arrset\"]"),
    ("serves.duties = [\"removal\"]", "serves.duties = [\"review\"]"),
    ("serves.events = [\"consul-told\"]", "serves.events = [\"consul-told\"]\nnothing = \"stale\""),
    ("nothing = \"op5 is invented\"", ""),
    ("nothing = \"op5a is invented\"", "gap = \"much\"\nnothing = \"op5a is invented\""),
    ("nothing = \"op5b is invented\"", "nothing = \" \""),
    ("nothing = \"op5c is invented\"", "nothing = \"op5c is invented\"\nserves.indicators = [\"share-in-school\"]"),
    ("nothing = \"op5d is invented\"", "serves.pages = [\"treaty-statos\"]"),
    ("nothing = \"op5d is invented\"", "serves.dutys = []\nnothing = \"op5d is invented\""),
];

#[test]
fn each_lie_of_a_register_is_explained() {
    let mut text = register();
    let mut told = String::new();
    for (from, to) in LIES {
        assert!(text.contains(from), "{from}");
        let problems = Law::load(&with(text.replacen(from, to, 1))).unwrap_err();
        told += &format!("{problems}\n\n");
    }
    // A unit that a duty names is cut out, with all after it.
    text.truncate(text.find("[[unit]]\nid = \"op4g\"").unwrap());
    told += &Law::load(&with(text)).unwrap_err().to_string();
    insta::assert_snapshot!("lies", told);
}

/// The negative control of the coverage: an operative unit whose service and excuse are taken away.
#[test]
fn a_real_unit_that_nothing_serves_is_refused() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law");
    let mut files = common::folder(&folder);
    let text = String::from_utf8(files[PATH].clone()).unwrap();
    let at = text.find("id = \"op9f\"").unwrap();
    let excuse = text[at..].find("nothing = ").unwrap() + at;
    let end = text[excuse..].find('\n').unwrap() + excuse;
    let bare = format!("{}{}", &text[..excuse], &text[end..]);
    files.insert(PATH.to_owned(), bare.into_bytes());
    let problems = Law::load(&Source::Memory(files)).unwrap_err().to_string();
    assert!(problems.contains("nothing serves this unit, and nothing says why"), "{problems}");
}
