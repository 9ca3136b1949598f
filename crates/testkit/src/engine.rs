//! The engine's side of the fixture: a real law folder, loaded like any other.
//!
//! The invented law of [`crate::fixture`] is written out as law files into a temporary folder and read back with
//! [`Law::load`], so that the engine works on what the loader makes and not on something built for the test. Kinds,
//! codes, instruments and lists are then found by name. Only [`Engine::answer`] evaluates anything, by calling the engine.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use duty::{Clock, Context, Event, Seen};
use law::{Law, LawPlace, Rule, Source};

use crate::cases::PlaceText;
use crate::fixture::{Fixture, LISTINGS, LISTS, MEMBERSHIPS, TREATIES};
use crate::words::{CODES, KINDS};
use crate::{Words, World};

/// The jurisdiction of the fixture.
const JURISDICTION: &str = "invented";

/// The duty engine on the invented law.
pub struct Engine {
    law: Law,
    places: Vec<LawPlace>,
}

impl Engine {
    /// Writes the fixture out, loads it, and gives the fixture with the numbers of the loaded vocabulary.
    ///
    /// # Panics
    /// When the law folder is refused: the loader's own words say why.
    #[must_use]
    pub fn load() -> (Self, Fixture) {
        let plain = Fixture::with(Words::default());
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &plain.places);
        let law = match Law::load(&Source::Folder(folder.path().to_owned())) {
            Ok(law) => law,
            Err(problems) => panic!("the fixture is refused: {problems}"),
        };
        let words =
            Words::numbered(|name| law.vocabulary.kind(name), |name| law.vocabulary.any_code(name));
        for (number, treaty) in TREATIES.iter().enumerate() {
            assert_eq!(law.instruments.get(number).map(|i| i.id.as_str()), Some(*treaty));
        }
        for (number, list) in LISTS.iter().enumerate() {
            assert_eq!(law.lists.get(number).map(|l| l.id.as_str()), Some(*list));
        }
        let fixture = Fixture::with(words);
        let jurisdiction = law.jurisdiction(JURISDICTION).unwrap();
        let places =
            fixture.places.iter().map(|place| jurisdiction.place(&place.name).unwrap().clone());
        let places = places.collect();
        (Self { law, places }, fixture)
    }

    /// The engine's answer in the place of this number.
    #[must_use]
    pub fn answer(
        &self,
        rule: &Rule,
        history: &[Event],
        place: usize,
        world: &World,
    ) -> Vec<Clock> {
        let context = Context {
            treaties: &self.law.treaties,
            lists: &self.law.lists,
            roles: self.law.vocabulary.roles(),
            place: &self.places[place],
            as_of: world.as_of,
            as_known_on: world.as_known_on,
            coverage: world.coverage,
        };
        let mut seen = Seen::default();
        seen.look(history, &context);
        let mut clocks = Vec::new();
        duty::evaluate(0, rule, &seen, &context, &mut clocks);
        clocks
    }
}

/// Writes the invented law as a law folder.
fn write(folder: &Path, places: &[PlaceText]) {
    let put = |name: &str, text: String| {
        let file = folder.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    put("vocabulary/events/all.toml", events());
    put(
        "vocabulary/roles.toml",
        "birth = \"born\"\nage = \"aged\"\nnationality = \"nationality\"\nstateless = \"XXA\"\n"
            .to_owned(),
    );
    let mut codes = "id = \"codes\"\ntitle = \"Invented\"\nsource = \"invented\"\n".to_owned();
    for code in CODES {
        let _ = write!(codes, "[[code]]\nid = \"{code}\"\ntitle = \"{code}, invented\"\n");
    }
    put("vocabulary/codes/codes.toml", codes);
    for treaty in TREATIES {
        put(&format!("instruments/{}.toml", treaty.to_lowercase()), instrument(treaty));
    }
    let (status, sources) = treaties();
    put("treaties/status.csv", status);
    put("treaties/sources.toml", sources);
    put("duties/decision.toml", DUTY.to_owned());
    for (jurisdiction, state) in [(JURISDICTION, "ZZA"), ("international", "")] {
        let at = |name: &str| format!("jurisdictions/{jurisdiction}/{name}");
        let particulars = format!(
            "id = \"{jurisdiction}\"\ntitle = \"Invented\"\nsummary = \"Invented.\"\nsources = [\"Invented\"]\n"
        );
        put(&at("jurisdiction.toml"), particulars);
        let mut text = String::new();
        // Ids of places are unique across jurisdictions: the other one gets a single place of its own.
        let places = if state.is_empty() { &places[..1] } else { places };
        for (number, place) in places.iter().enumerate() {
            let id = if state.is_empty() { "nowhere" } else { &place.name };
            let calendar = format!("{jurisdiction}-{}", place.name);
            let _ = write!(
                text,
                "[[place]]\nid = \"{id}\"\ntitle = \"{id}\"\nzone = \"{}\"\ncalendar = \"{calendar}\"\n\
                 state = \"{state}\"\ndefault = {}\n",
                place.zone,
                number == 0,
            );
            put(&at(&format!("calendar-{}.toml", place.name)), calendar_file(&calendar, place));
        }
        put(&at("places.toml"), text);
    }
    put("jurisdictions/international/limits.toml", LIMIT.to_owned());
    put(&format!("jurisdictions/{JURISDICTION}/lists.toml"), lists());
}

fn events() -> String {
    let mut text = String::new();
    for kind in KINDS {
        let value = match kind {
            "requested" | "alone" => "yes-no",
            "excused" | "extended" => "reason",
            "born" => "date",
            "aged" => "count",
            "nationality" | "ground" => "code",
            _ => "none",
        };
        let fact = matches!(kind, "born" | "aged" | "nationality" | "alone" | "ground");
        let _ = write!(text, "[[event]]\nid = \"{kind}\"\ntitle = \"{kind}, invented\"\n");
        let _ = write!(text, "value = \"{value}\"\nfact = {fact}\n");
        if value == "code" {
            text.push_str("codes = \"codes\"\n");
        }
    }
    text
}

fn instrument(treaty: &str) -> String {
    format!(
        "id = \"{treaty}\"\ntitle = \"{treaty}, invented\"\nkind = \"treaty\"\nadopted = \"1990-01-01\"\nuntc = \"0-0\"\n\
         [entry_into_force]\ngeneral = \"1995-01-01\"\nrule = \"thirtieth-day\"\narticle = \"9\"\n\
         [[article]]\nnumber = \"1\"\nsummary = \"Invented.\"\n"
    )
}

fn treaties() -> (String, String) {
    let mut status = "instrument,state,action,deposited,in_force,source,note\n".to_owned();
    for (state, treaty, from, until) in MEMBERSHIPS {
        let _ = writeln!(status, "{treaty},{state},accession,{from},{from},invented,");
        if let Some(until) = until {
            let _ = writeln!(status, "{treaty},{state},withdrawal,{until},{until},invented,");
        }
    }
    let mut sources = "[[source]]\nid = \"invented\"\ntitle = \"Invented\"\nabsent = \"Not a party.\"\n[source.as_of]\n".to_owned();
    for treaty in TREATIES {
        let _ = writeln!(sources, "{treaty} = \"2099-12-31\"");
    }
    (status, sources)
}

fn calendar_file(id: &str, place: &PlaceText) -> String {
    let mut text = format!(
        "id = \"{id}\"\ntitle = \"Invented\"\nsource = \"Invented\"\nconfirmed = false\nweekend = {:?}\nfirst = \"{}\"\nlast = \"{}\"\n",
        place.weekend, place.first, place.last
    );
    if !place.holidays.is_empty() {
        let _ = write!(text, "[[holiday]]\nname = \"Holidays\"\ndates = {:?}\n", place.holidays);
    }
    text
}

fn lists() -> String {
    let mut text = String::new();
    for (number, list) in LISTS.iter().enumerate() {
        let _ = write!(
            text,
            "[[list]]\nid = \"{list}\"\ntitle = \"Invented\"\nsource = \"Invented\"\nconfirmed = false\n"
        );
        for (_, code, from, to) in LISTINGS.iter().filter(|listing| listing.0 == number) {
            let _ = writeln!(text, "[[list.entry]]\ncode = \"{code}\"");
            for (key, day) in [("from", from), ("to", to)] {
                if let Some(day) = day {
                    let _ = writeln!(text, "{key} = \"{day}\"");
                }
            }
        }
    }
    text
}

/// A folder needs a duty; the rules of the tests are made elsewhere.
const DUTY: &str = r#"id = "decision"
title = "Decide"
paragraphs = ["A/RES/65/212 4(a)"]
articles = ["ALPHA-CONVENTION 1"]
summary = "Invented."
bearer = "authority"
beneficiary = "person"

[trigger]
first_of = ["detained"]

[discharge]
any_of = ["decided"]

[end]
any_of = ["released"]
"#;

const LIMIT: &str = r#"[[limit]]
id = "two-days"
duty = "decision"
title = "Two days"
length = "48 hours"
kind = "standard"
source = "Invented"
confirmed = false
"#;
