//! A way from a country through others to a country, read from what people and links write.
//!
//! `hn-mx-us`, `HND/MEX/USA`, `hn > mx > us`: codes of two or three letters, of either case. What is strange but meant is
//! read and remarked upon; a withdrawn code is followed to what stands in its place; only a country that does not exist is
//! refused, with the nearest that does.

use crate::atlas::{Atlas, Country, Former};
use std::fmt;

/// A way longer than this is a slip.
const STOPS_MAX: usize = 10;

/// A text longer than this is no way.
const TEXT_MAX: usize = 200;

/// Something to tell a reader about the way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Note {
    /// A code is old, and this is what it meant; what stands in its place.
    Former(Country, Former),
    /// It ends where it begins.
    Same,
    /// One cannot go straight from one to the other by land or sea.
    Apart(Country, Country),
    /// A country stood twice in a row.
    Repeated,
}

/// A way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Route {
    stops: Vec<Country>,
    /// What to tell about it.
    pub notes: Vec<Note>,
}

/// What a text turned out to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reading {
    /// A way.
    Way(Route),
    /// It names a country that came apart: each of the ways that may be meant, and the old code.
    Divided {
        /// How the file is called: what was asked for, in small letters.
        name: String,
        /// The old code.
        code: Country,
        /// What it meant, and what stands in its place.
        former: Former,
        /// The ways through each of its successors, where they can be told.
        ways: Vec<Route>,
    },
}

/// Why a text is no way.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum RouteError {
    /// There is no such country.
    #[error(
        "`{part}` in the way `{text}` is no country{}; write codes of two letters, such as hn-mx-us",
        Hint(nearest)
    )]
    Unknown {
        /// The whole text.
        text: String,
        /// The part.
        part: String,
        /// The nearest country: its code and English name.
        nearest: Option<(Country, String)>,
    },
    /// Fewer than two countries.
    #[error("the way `{text}` names one country; write at least two, from and to, such as hn-us")]
    TooShort {
        /// The whole text.
        text: String,
    },
    /// More stops than a page can hold.
    #[error("the way `{text}` has more than {STOPS_MAX} countries; leave some of the stops out")]
    TooLong {
        /// The whole text, cut.
        text: String,
    },
}

struct Hint<'a>(&'a Option<(Country, String)>);

impl fmt::Display for Hint<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some((country, name)) => write!(f, " (did you mean {}, {name}?)", country.lower()),
            None => Ok(()),
        }
    }
}

impl Route {
    /// A way through countries that are known to exist.
    #[must_use]
    pub(crate) fn through(atlas: &Atlas, stops: &[Country]) -> Self {
        let mut notes = Vec::new();
        let mut kept: Vec<Country> = Vec::new();
        for stop in stops {
            if kept.last() == Some(stop) {
                notes.push(Note::Repeated);
            } else {
                kept.push(*stop);
            }
        }
        if kept.first() == kept.last() {
            notes.push(Note::Same);
            notes.retain(|note| *note != Note::Repeated || kept.len() > 1);
        }
        for leg in kept.windows(2) {
            if let [from, to] = leg
                && atlas.apart(*from, *to)
            {
                notes.push(Note::Apart(*from, *to));
            }
        }
        notes.dedup();
        Self { stops: kept, notes }
    }

    /// Reads what a person or a link writes.
    ///
    /// # Errors
    ///
    /// A country that does not exist, or too few or too many of them.
    pub fn read(text: &str, atlas: &Atlas) -> Result<Reading, RouteError> {
        let short: String = text.trim().chars().take(TEXT_MAX).collect();
        if text.len() > TEXT_MAX {
            return Err(RouteError::TooLong { text: short.chars().take(40).collect() });
        }
        let splits = |c: char| matches!(c, '-' | '/' | '>' | ',' | '→' | '_') || c.is_whitespace();
        let parts: Vec<&str> = short.split(splits).filter(|part| !part.is_empty()).collect();
        if parts.len() < 2 {
            return Err(RouteError::TooShort { text: short });
        }
        if parts.len() > STOPS_MAX {
            return Err(RouteError::TooLong { text: short });
        }
        // Each part as the countries that it may mean: one, or the successors of one that came apart.
        let mut stops: Vec<Vec<Country>> = Vec::new();
        let mut old: Vec<(Country, Former)> = Vec::new();
        for part in &parts {
            if let Some(country) = atlas.find(part) {
                stops.push(vec![country]);
            } else if let Some((code, former)) = atlas.former(part) {
                stops.push(former.now.clone());
                old.push((code, former.clone()));
            } else {
                let nearest =
                    atlas.nearest(part).map(|country| (country, atlas.name(country, "en")));
                return Err(RouteError::Unknown {
                    text: short.clone(),
                    part: (*part).to_owned(),
                    nearest,
                });
            }
        }
        Ok(reading(&parts, &stops, old, atlas))
    }

    /// The countries.
    #[must_use]
    pub fn stops(&self) -> &[Country] {
        &self.stops
    }

    /// Where it begins.
    #[must_use]
    pub fn origin(&self) -> Option<Country> {
        self.stops.first().copied()
    }

    /// Where it ends.
    #[must_use]
    pub fn destination(&self) -> Option<Country> {
        self.stops.last().copied()
    }

    /// What its files are called: `hn-mx-us`.
    #[must_use]
    pub fn name(&self) -> String {
        let codes: Vec<String> = self.stops.iter().map(|stop| stop.lower()).collect();
        match codes.as_slice() {
            [only] => format!("{only}-{only}"),
            _ => codes.join("-"),
        }
    }

    /// Whether a leg of it is among these.
    #[must_use]
    pub(crate) fn takes(&self, legs: &[(Country, Country)]) -> bool {
        self.stops.windows(2).any(|leg| matches!(leg, [from, to] if legs.contains(&(*from, *to))))
    }
}

fn reading(
    parts: &[&str],
    stops: &[Vec<Country>],
    old: Vec<(Country, Former)>,
    atlas: &Atlas,
) -> Reading {
    let divided = old.iter().find(|(_, former)| former.now.len() > 1).cloned();
    let Some((code, former)) = divided else {
        let single: Vec<Country> = stops.iter().flatten().copied().collect();
        let mut route = Route::through(atlas, &single);
        let notes = old.into_iter().map(|(code, former)| Note::Former(code, former));
        route.notes.splice(0..0, notes);
        return Reading::Way(route);
    };
    let name = parts.join("-").to_ascii_lowercase();
    // Where two came apart at once there are too many ways to list: the page names the countries.
    let many = old.iter().filter(|(_, former)| former.now.len() > 1).count();
    let ways = if many > 1 {
        Vec::new()
    } else {
        former.now.iter().map(|now| one_of(stops, *now, atlas)).collect()
    };
    Reading::Divided { name, code, former, ways }
}

fn one_of(stops: &[Vec<Country>], now: Country, atlas: &Atlas) -> Route {
    let chosen: Vec<Country> = stops
        .iter()
        .filter_map(|meant| if meant.len() > 1 { Some(now) } else { meant.first().copied() })
        .collect();
    Route::through(atlas, &chosen)
}
