//! The invented law of the tests: four treaties, three States, two lists, and the places of the worked cases.
//!
//! Worked cases and random histories share it, so that the engine's side of it has to be loaded only once. Dates are
//! chosen to fall among those that random histories like: clock changes, month ends, leap days.

use std::path::PathBuf;

use when::{Day, Instant};

use crate::cases::{PlaceText, read_places};
use crate::{Listing, Membership, Party, Words, World};

/// The instruments, in the order of their numbers.
pub const TREATIES: [&str; 4] =
    ["ALPHA-CONVENTION", "BETA-CONVENTION", "DELTA-CONVENTION", "GAMMA-CONVENTION"];

/// State, treaty, first day bound, first day no longer bound.
pub const MEMBERSHIPS: [(&str, &str, &str, Option<&str>); 9] = [
    ("ZZA", "ALPHA-CONVENTION", "2000-01-01", None),
    ("ZZA", "BETA-CONVENTION", "2024-03-10", None),
    ("ZZA", "DELTA-CONVENTION", "2010-06-01", Some("2024-04-01")),
    ("ZZA", "GAMMA-CONVENTION", "2024-02-01", Some("2024-03-15")),
    ("ZZB", "ALPHA-CONVENTION", "2000-01-01", None),
    ("ZZB", "BETA-CONVENTION", "2024-03-20", None),
    ("ZZB", "GAMMA-CONVENTION", "2012-01-01", None),
    ("ZZC", "ALPHA-CONVENTION", "2024-03-31", None),
    ("ZZC", "DELTA-CONVENTION", "2011-01-01", Some("2024-03-20")),
];

/// List, code, first day, last day.
pub const LISTINGS: [(usize, &str, Option<&str>, Option<&str>); 3] = [
    (0, "ZZB", None, None),
    (0, "ZZC", Some("2024-03-10"), None),
    (1, "ZZC", None, Some("2024-03-31")),
];

/// The names of the lists, in the order of their numbers.
pub const LISTS: [&str; 2] = ["mandatory-notification", "old-notification"];

/// The folder of the worked cases.
#[must_use]
pub fn cases_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("cases")
}

/// Everything but the question.
#[derive(Clone, Debug)]
pub struct Fixture {
    /// Kinds and codes.
    pub words: Words,
    /// The places.
    pub places: Vec<PlaceText>,
    /// Treaties, lists and roles; the place is the first one and is to be replaced.
    pub world: World,
}

impl Fixture {
    /// The fixture with the kinds and codes of `words`.
    ///
    /// # Panics
    /// When `places.toml` cannot be read.
    #[must_use]
    pub fn with(words: Words) -> Self {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let treaties = MEMBERSHIPS
            .iter()
            .map(|(state, treaty, from, until)| Membership {
                instrument: instrument(treaty),
                state: match *state {
                    "ZZA" => Party::Bearer,
                    other => Party::Of(words.code(other)),
                },
                from: day(from),
                until: until.map(day),
            })
            .collect();
        let lists = LISTINGS
            .iter()
            .map(|(list, code, from, to)| Listing {
                list: *list,
                code: words.code(code),
                from: from.map(day),
                to: to.map(day),
            })
            .collect();
        let places = read_places(&cases_folder().join("places.toml"));
        let world = World {
            zone: "UTC".to_owned(),
            weekend: Vec::new(),
            holidays: Vec::new(),
            covers: (Day::from_number(0), Day::from_number(0)),
            state: words.code("ZZA"),
            treaties,
            lists,
            roles: words.roles(),
            as_of: Instant::MAX,
            as_known_on: Instant::MAX,
            coverage: law::KindSet::ALL,
        };
        Self { words, places, world }
    }
}

/// The number of an instrument.
///
/// # Panics
/// When there is none of this name.
#[must_use]
pub fn instrument(name: &str) -> usize {
    TREATIES.iter().position(|treaty| *treaty == name).unwrap_or_else(|| panic!("no {name:?}"))
}
