//! Whom to call: contacts of which somebody said where they come from and when they were checked.
//!
//! A contact file names States and contacts, each with source, day of checking and how it was checked; a contact without
//! these is refused. Files of an office come before those of the program: for a State and kind that an office has, only the
//! office's contacts are shown. It calls nobody.

use crate::atlas::{Atlas, Country};
use crate::data::DataError;
use serde::Deserialize;
use when::Day;
use words::{Key, key};

/// How much text of an office is read.
const FILE_BYTES_MAX: usize = 1 << 20;

/// A day after which a check counts as old.
const OLD_AFTER_DAYS: i64 = 365;

/// Whom one calls for what.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContactKind {
    /// Danger to life.
    Emergency,
    /// One's own State.
    Consulate,
    /// An ombudsman or human rights institution.
    Ombudsman,
    /// A lawyer who costs nothing.
    LegalAid,
    /// Looking for family.
    Tracing,
    /// Help for children.
    Child,
    /// Unpaid or unsafe work.
    Labour,
    /// Victims of trafficking.
    Trafficking,
}

impl ContactKind {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::Emergency,
        Self::Consulate,
        Self::Ombudsman,
        Self::LegalAid,
        Self::Tracing,
        Self::Child,
        Self::Labour,
        Self::Trafficking,
    ];

    pub(crate) const fn key(self) -> Key {
        match self {
            Self::Emergency => key::GUIDE_KIND_EMERGENCY,
            Self::Consulate => key::GUIDE_KIND_CONSULATE,
            Self::Ombudsman => key::GUIDE_KIND_OMBUDSMAN,
            Self::LegalAid => key::GUIDE_KIND_LEGAL_AID,
            Self::Tracing => key::GUIDE_KIND_TRACING,
            Self::Child => key::GUIDE_KIND_CHILD,
            Self::Labour => key::GUIDE_KIND_LABOUR,
            Self::Trafficking => key::GUIDE_KIND_TRAFFICKING,
        }
    }
}

/// How a contact was checked.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// The law names it.
    Law,
    /// It stands on its own page.
    Page,
    /// Somebody called and somebody answered.
    Call,
}

impl How {
    pub(crate) const fn key(self) -> Key {
        match self {
            Self::Law => key::GUIDE_CHECKED_LAW,
            Self::Page => key::GUIDE_CHECKED_PAGE,
            Self::Call => key::GUIDE_CHECKED_CALL,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContactFile {
    states: Vec<String>,
    #[serde(default)]
    contact: Vec<ContactRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContactRow {
    kind: ContactKind,
    name: String,
    phone: Option<String>,
    web: Option<String>,
    #[serde(default)]
    free: bool,
    /// Of which State a consulate is.
    of: Option<String>,
    source: String,
    checked: String,
    how: How,
}

/// A contact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contact {
    /// For what.
    pub kind: ContactKind,
    /// As it calls itself.
    pub name: String,
    /// As one dials it.
    pub phone: Option<String>,
    /// Its page.
    pub web: Option<String>,
    /// Costs nothing.
    pub free: bool,
    /// Of which State a consulate is.
    pub of: Option<Country>,
    /// Where we have it from.
    pub source: String,
    /// When it was checked.
    pub checked: Day,
    /// How.
    pub how: How,
    everywhere: bool,
    states: Vec<Country>,
    office: bool,
}

impl Contact {
    /// Whether the check is old on a day.
    #[must_use]
    pub fn is_old(&self, day: Day) -> bool {
        i64::from(day.number()) - i64::from(self.checked.number()) > OLD_AFTER_DAYS
    }

    /// The number without anything that is no part of it, for a link.
    #[must_use]
    pub fn dial(&self) -> Option<String> {
        let phone = self.phone.as_ref()?;
        Some(phone.chars().filter(|c| c.is_ascii_digit() || matches!(c, '+' | '*' | '#')).collect())
    }
}

/// All contacts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Contacts(Vec<Contact>);

impl Contacts {
    pub(crate) fn read(
        ours: &[(&str, &str)],
        office: &[(String, String)],
        atlas: &Atlas,
    ) -> Result<Self, DataError> {
        let mut all = Vec::new();
        for (name, text) in ours {
            file(&format!("contacts/{name}.toml"), text, false, atlas, &mut all)?;
        }
        for (name, text) in office {
            file(name, text, true, atlas, &mut all)?;
        }
        Ok(Self(all))
    }

    /// The contacts in a State: those of the office where it has some of the kind, otherwise ours. Consulates are those of
    /// one State only.
    #[must_use]
    pub fn of(
        &self,
        state: Country,
        kind: ContactKind,
        consulate_of: Option<Country>,
    ) -> Vec<&Contact> {
        let fits = |contact: &&Contact| {
            contact.kind == kind
                && (contact.everywhere || contact.states.contains(&state))
                && (kind != ContactKind::Consulate || contact.of == consulate_of)
        };
        let found: Vec<&Contact> = self.0.iter().filter(fits).collect();
        if found.iter().any(|contact| contact.office) {
            return found.into_iter().filter(|contact| contact.office).collect();
        }
        found
    }

    /// Those that serve people wherever they are.
    #[must_use]
    pub fn everywhere(&self, kind: ContactKind) -> Vec<&Contact> {
        self.0.iter().filter(|contact| contact.everywhere && contact.kind == kind).collect()
    }

    /// The States of which there is more than what serves everywhere.
    #[must_use]
    pub fn states(&self) -> Vec<Country> {
        let mut states: Vec<Country> =
            self.0.iter().flat_map(|contact| contact.states.iter().copied()).collect();
        states.sort_unstable();
        states.dedup();
        states
    }

    /// How many were checked long ago.
    #[must_use]
    pub fn old(&self, day: Day) -> usize {
        self.0.iter().filter(|contact| contact.is_old(day)).count()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn file(
    name: &str,
    text: &str,
    office: bool,
    atlas: &Atlas,
    all: &mut Vec<Contact>,
) -> Result<(), DataError> {
    if text.len() > FILE_BYTES_MAX {
        return Err(DataError::wrong(name, name, "is larger than a list of contacts can be"));
    }
    let read: ContactFile = toml::from_str(text).map_err(|error| DataError::toml(name, &error))?;
    let everywhere = read.states.iter().any(|state| state == "*");
    let mut states = Vec::new();
    for state in read.states.iter().filter(|state| *state != "*") {
        states
            .push(atlas.find(state).ok_or_else(|| DataError::wrong(name, state, "is no country"))?);
    }
    for row in read.contact {
        all.push(contact(name, row, (everywhere, &states), office, atlas)?);
    }
    Ok(())
}

fn contact(
    name: &str,
    row: ContactRow,
    (everywhere, states): (bool, &[Country]),
    office: bool,
    atlas: &Atlas,
) -> Result<Contact, DataError> {
    let wrong = |value: &str, problem| Err(DataError::wrong(name, value, problem));
    if row.source.trim().len() < 4 {
        return wrong(&row.name, "has no source: say where the contact comes from");
    }
    let Ok(checked) = row.checked.parse::<Day>() else {
        return wrong(&row.checked, "is no day: write the day of the check as 2026-03-01");
    };
    if row.phone.is_none() && row.web.is_none() {
        return wrong(&row.name, "has neither a number nor a page");
    }
    let dialled = |phone: &String| phone.chars().any(|c| c.is_ascii_digit());
    if let Some(phone) = row.phone.as_ref().filter(|phone| !dialled(phone)) {
        return wrong(phone, "is no number");
    }
    if let Some(web) =
        row.web.as_ref().filter(|web| !web.starts_with("https://") || web.contains(['"', '<', ' ']))
    {
        return wrong(web, "is no address that begins with https://");
    }
    let of = match &row.of {
        None if row.kind == ContactKind::Consulate => {
            return wrong(&row.name, "does not say `of` which State it is");
        }
        None => None,
        Some(text) => match atlas.find(text) {
            None => return wrong(text, "is no country"),
            found => found,
        },
    };
    Ok(Contact {
        kind: row.kind,
        name: row.name,
        phone: row.phone,
        web: row.web,
        free: row.free,
        of,
        source: row.source,
        checked,
        how: row.how,
        everywhere,
        states: states.to_vec(),
        office,
    })
}
