//! Reads `jurisdictions/<id>/places.toml`.

use crate::kinds::CodeId;
use crate::model::jurisdiction::LawPlace;
use crate::model::vocabulary::Vocabulary;
use crate::problem::Code;
use crate::read::calendar::ReadCalendar;
use crate::read::table::{At, Doc, Table, short};
use crate::read::words::{Once, id};
use std::collections::BTreeMap;
use std::sync::Arc;
use when::{Place, Zone};

/// What places may name.
pub(crate) struct PlaceNames<'a> {
    pub(crate) words: &'a Vocabulary,
    /// The jurisdiction's own calendars and the international ones.
    pub(crate) calendars: &'a [ReadCalendar],
    /// Zones are shared: their tables are large.
    pub(crate) zones: &'a mut BTreeMap<String, Zone>,
}

/// Reads the places of one jurisdiction.
pub(crate) fn places<'d>(
    doc: &'d Doc<'d>,
    names: &mut PlaceNames<'_>,
    once: &mut Once<'d>,
) -> Vec<LawPlace> {
    let root = doc.table();
    let mut list = Vec::new();
    let mut default: Option<String> = None;
    for table in root.tables("place") {
        let place_id = id(&table);
        let is_default = table.flag("default").filter(|flag| flag.value);
        let read = place(&table, place_id.as_ref(), is_default.is_some(), names);
        table.done();
        if let (Some(flag), Some(place_id)) = (&is_default, &place_id) {
            if let Some(first) = &default {
                let message =
                    format!("`{}` and `{first}` are both the default", short(place_id.value));
                doc.page.report(Code::Conflict, &flag.span, message, "keep one `default = true`");
            } else {
                default = Some(place_id.value.to_owned());
            }
        }
        let (Some(place_id), Some(read)) = (place_id, read) else { continue };
        if once.first(&doc.page, "place", &place_id) {
            list.push(read);
        }
    }
    root.done();
    if default.is_none() {
        let message = "no place is the default";
        doc.page.report(
            Code::Incomplete,
            &(0..0),
            message,
            "write default = true in one [[place]]",
        );
    }
    list
}

fn place(
    table: &Table<'_>,
    id: Option<&At<&str>>,
    default: bool,
    names: &mut PlaceNames<'_>,
) -> Option<LawPlace> {
    let title = table.need("title", "what people read");
    let zone_name = table.need("zone", "an IANA time zone: Europe/Rome");
    let calendar_name = table.need("calendar", "the id of a calendar");
    let state = table.text("state");
    // For people.
    let _ = table.text("note");
    let zone = zone_name.as_ref().and_then(|name| zone(table, name, names.zones));
    let calendar = calendar_name.and_then(|name| {
        let found = names.calendars.iter().find(|calendar| calendar.meta.id == name.value);
        if found.is_none() {
            let known = names.calendars.iter().map(|calendar| calendar.meta.id.as_str());
            let fallback = "name a calendar-*.toml of this jurisdiction or an international one";
            table.page.unknown(&name.span, "calendar", name.value, known, fallback);
        }
        found
    });
    let state = match state {
        None => {
            let help = "write state = \"MEX\", or state = \"\" for an international body";
            table.page.report(Code::MissingKey, &table.span, "`state` is missing", help);
            None
        }
        Some(code) if code.value.is_empty() => None,
        Some(code) => Some(country(table, &code, names.words)?),
    };
    let calendar = calendar?;
    Some(LawPlace {
        id: id?.value.to_owned(),
        title: title?.value.to_owned(),
        place: Arc::new(Place { zone: zone?, calendar: calendar.days.clone() }),
        zone: zone_name?.value.to_owned(),
        calendar: Arc::clone(&calendar.meta),
        state,
        default,
    })
}

fn zone(table: &Table<'_>, name: &At<&str>, zones: &mut BTreeMap<String, Zone>) -> Option<Zone> {
    if let Some(zone) = zones.get(name.value) {
        return Some(zone.clone());
    }
    match Zone::named(name.value) {
        Ok(zone) => {
            zones.insert(name.value.to_owned(), zone.clone());
            Some(zone)
        }
        Err(error) => {
            let message = format!("no time zone is called `{}`", short(name.value));
            table.page.report(Code::UnknownName, &name.span, message, error.mend);
            None
        }
    }
}

fn country(table: &Table<'_>, code: &At<&str>, words: &Vocabulary) -> Option<CodeId> {
    let countries = words.countries()?;
    let found = words.any_code(code.value).filter(|code| words.is_country(*code));
    if found.is_none() {
        let known = countries.codes.iter().map(|code| words.code_name(*code));
        let fallback = "write the three-letter code of ISO 3166-1";
        table.page.unknown(&code.span, "country", code.value, known, fallback);
    }
    found
}
