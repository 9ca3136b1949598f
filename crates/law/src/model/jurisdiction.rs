//! Jurisdictions with their places and calendars.
//!
//! A place gives the engine a zone, a calendar and the State whose treaty status counts. Which limits apply is not here:
//! see [`crate::Law::rules`].

use crate::kinds::CodeId;
use std::sync::Arc;
use when::Day;

/// What is known about a calendar besides its days.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LawCalendar {
    /// What places call it.
    pub id: String,
    /// What people read.
    pub title: String,
    /// The statute, and what is off when a holiday falls on a weekend.
    pub source: String,
    /// Whether a lawyer confirmed it.
    pub confirmed: bool,
    /// First day for which holidays are known.
    pub first: Day,
    /// Last day for which holidays are known.
    pub last: Day,
    /// The holidays with their names, by day.
    pub holidays: Vec<(Day, String)>,
}

impl LawCalendar {
    /// The name of the holiday on a day.
    #[must_use]
    pub fn holiday(&self, day: Day) -> Option<&str> {
        let found = self.holidays.binary_search_by_key(&day, |(day, _)| *day).ok()?;
        self.holidays.get(found).map(|(_, name)| name.as_str())
    }
}

/// A place where an authority acts.
#[derive(Clone, Debug)]
pub struct LawPlace {
    /// What mapping files call it.
    pub id: String,
    /// What people read.
    pub title: String,
    /// Zone and calendar.
    pub place: Arc<when::Place>,
    /// The name of the zone, as in the file.
    pub zone: String,
    /// The calendar's particulars.
    pub calendar: Arc<LawCalendar>,
    /// The State whose treaty status counts; none for an international body.
    pub state: Option<CodeId>,
    /// What is used where a file names no place.
    pub default: bool,
}

/// A State or region.
#[derive(Clone, Debug)]
pub struct Jurisdiction {
    /// The folder's name.
    pub id: String,
    /// What people read.
    pub title: String,
    /// Our words, with what is not modelled.
    pub summary: String,
    /// Where the limits come from.
    pub sources: Vec<String>,
    /// A warning shown with every result: the law is about to change.
    pub in_flux: Option<String>,
    /// Places, in the order of the file.
    pub places: Vec<LawPlace>,
    /// Calendars, in the order of their files.
    pub calendars: Vec<Arc<LawCalendar>>,
}

impl Jurisdiction {
    /// The place with this id.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<&LawPlace> {
        self.places.iter().find(|place| place.id == id)
    }

    /// The place that is used where a file names none.
    #[must_use]
    pub fn default_place(&self) -> Option<&LawPlace> {
        self.places.iter().find(|place| place.default)
    }
}
