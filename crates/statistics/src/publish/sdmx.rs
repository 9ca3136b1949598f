//! A table as SDMX-CSV 2.0 and as an SDMX-JSON 2.0 data message.
//!
//! SDMX 3.0: the value is OBS_VALUE; its interval and its flag are attributes of ours beside OBS_STATUS, because no cross-domain list has
//! them. Groups and totals are codes of the same list as the codes they are made of, marked by their parents in the structure.

use super::{Publication, WriteError, Written};
use crate::estimate::{Cube, Flag};
use crate::spec::TableSpec;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// The version of every artefact: a release is made once.
pub(super) const VERSION: &str = "1.0.0";
/// Attributes of a value, in order, with their names.
pub(super) const ATTRIBUTES: [(&str, &str); 5] = [
    ("OBS_STATUS", "Observation status"),
    ("LOWER_BOUND", "Lower end of the 95 % interval"),
    ("UPPER_BOUND", "Upper end of the 95 % interval"),
    ("QUALITY", "How far the value can be relied on"),
    ("UNIT_MEASURE", "Unit of measure"),
];

/// An id as SDMX wants it: capital letters, digits and underscores.
pub(super) fn id(text: &str) -> String {
    let mut id = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c.to_ascii_uppercase());
        } else if !id.is_empty() && !id.ends_with('_') {
            id.push('_');
        }
    }
    let id = id.trim_end_matches('_').chars().take(50).collect::<String>();
    if id.starts_with(|c: char| c.is_ascii_alphabetic()) { id } else { format!("A_{id}") }
}

/// The agency that maintains the structures: the publisher.
pub(super) fn agency(publication: &Publication<'_>) -> String {
    id(&publication.spec.publisher)
}

/// The dataflow of a table.
pub(super) fn flow(publication: &Publication<'_>, table: &TableSpec) -> String {
    id(&format!("{}_{}", publication.spec.id, table.id))
}

/// A code as SDMX wants it: `_T` and codes of the lists pass; what has other characters is replaced.
pub(super) fn code(id: &str) -> String {
    let sound = |c: char| c.is_ascii_alphanumeric() || "_@$-".contains(c);
    id.chars().map(|c| if sound(c) { c } else { '_' }).collect()
}

fn attributes(publication: &Publication<'_>, cube: &Cube, at: usize) -> [String; 5] {
    let flag = cube.flag(at);
    // Cross-domain list CL_OBS_STATUS: E estimated, U of low reliability.
    let status = if flag == Flag::Unreliable { "U" } else { "E" };
    [
        status.to_owned(),
        cube.lower[at].to_string(),
        cube.upper[at].to_string(),
        flag.code().to_owned(),
        id(&publication.spec.source.unit),
    ]
}

pub(super) fn write_csv(
    publication: &Publication<'_>,
    table: &TableSpec,
    cube: &Cube,
    folder: &Path,
) -> Written {
    let path = folder.join(format!("{}.csv", table.id));
    let wrong = |error: csv::Error| WriteError::new(&path, error);
    let mut writer = csv::Writer::from_path(&path).map_err(wrong)?;
    let mut head: Vec<String> = ["STRUCTURE", "STRUCTURE_ID", "ACTION"].map(str::to_owned).into();
    head.extend(table.dimensions.iter().map(|d| id(&publication.spec.dimensions[*d].id)));
    head.push("OBS_VALUE".to_owned());
    head.extend(ATTRIBUTES.iter().map(|(id, _)| (*id).to_owned()));
    writer.write_record(&head).map_err(wrong)?;
    let structure = format!("{}:{}({VERSION})", agency(publication), flow(publication, table));
    for at in 0..cube.len() {
        let mut line = vec!["dataflow".to_owned(), structure.clone(), "I".to_owned()];
        line.extend(cube.entries(at).iter().map(|entry| code(&entry.id)));
        line.push(cube.values[at].to_string());
        line.extend(attributes(publication, cube, at));
        writer.write_record(&line).map_err(wrong)?;
    }
    writer.flush().map_err(|error| WriteError::new(&path, error))
}

/// What a message says of itself.
pub(super) fn meta(publication: &Publication<'_>, kind: &str, id: &str) -> Value {
    json!({
        "schema": format!("https://json.sdmx.org/2.0.0/sdmx-json-{kind}-schema.json"),
        "id": id,
        "test": false,
        "prepared": publication.at,
        "contentLanguages": ["en"],
        "sender": { "id": agency(publication), "name": publication.spec.publisher, "names": { "en": publication.spec.publisher } },
    })
}

pub(super) fn named(id: &str, name: &str) -> Value {
    json!({ "id": id, "name": name, "names": { "en": name } })
}

pub(super) fn write_json(
    publication: &Publication<'_>,
    table: &TableSpec,
    cube: &Cube,
    folder: &Path,
) -> Written {
    let spec = publication.spec;
    let (mut seen, mut observations) = (vec![BTreeMap::new(); ATTRIBUTES.len()], Map::new());
    for at in 0..cube.len() {
        let entries = cube.entries(at);
        let key: Vec<String> = entries
            .iter()
            .zip(&cube.axes)
            .map(|(entry, axis)| {
                let place = axis.entries.iter().position(|own| std::ptr::eq(own, *entry));
                place.unwrap_or(0).to_string()
            })
            .collect();
        let mut values = vec![json!(cube.values[at])];
        for (value, seen) in attributes(publication, cube, at).into_iter().zip(&mut seen) {
            let next = seen.len();
            values.push(json!(*seen.entry(value).or_insert(next)));
        }
        observations.insert(key.join(":"), Value::Array(values));
    }
    let dimensions: Vec<Value> = cube
        .axes
        .iter()
        .enumerate()
        .map(|(at, axis)| {
            let dimension = &spec.dimensions[axis.dimension];
            let mut component = named(&id(&dimension.id), &dimension.title);
            component["keyPosition"] = json!(at);
            component["values"] =
                axis.entries.iter().map(|entry| named(&code(&entry.id), &entry.title)).collect();
            component
        })
        .collect();
    let attributes: Vec<Value> = ATTRIBUTES
        .iter()
        .zip(seen)
        .map(|((id, name), seen)| {
            let mut values: Vec<(usize, String)> =
                seen.into_iter().map(|(value, at)| (at, value)).collect();
            values.sort_unstable();
            let mut component = named(id, name);
            component["relationship"] = json!({ "observation": {} });
            // A list of nothing is no list.
            if !values.is_empty() {
                component["values"] =
                    values.iter().map(|(_, value)| named(value, &meaning(id, value))).collect();
            }
            component
        })
        .collect();
    let mut measure = named("OBS_VALUE", &spec.source.unit);
    measure["format"] = json!({ "dataType": "Integer" });
    let urn = format!(
        "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow={}:{}({VERSION})",
        agency(publication),
        flow(publication, table)
    );
    let mut structure = json!({
        "links": [{ "rel": "dataflow", "urn": urn.clone() }],
        "name": table.title,
        "names": { "en": table.title },
    });
    structure["dimensions"] = json!({ "dataSet": [], "series": [], "observation": dimensions });
    structure["measures"] = json!({ "observation": [measure] });
    structure["attributes"] = json!({ "dataSet": [], "series": [], "observation": attributes });
    structure["dataSets"] = json!([0]);
    let message = json!({
        "meta": meta(publication, "data", &flow(publication, table)),
        "data": {
            "structures": [structure],
            "dataSets": [{ "structure": 0, "action": "Information", "links": [{ "rel": "dataflow", "urn": urn }], "observations": observations }],
        },
    });
    super::write_json(&folder.join(format!("{}.json", table.id)), &message)
}

fn meaning(attribute: &str, value: &str) -> String {
    match (attribute, value) {
        ("OBS_STATUS", "E") => "Estimated value".to_owned(),
        ("OBS_STATUS", "U") => "Low reliability".to_owned(),
        ("QUALITY", own) => Flag::ALL
            .iter()
            .find(|flag| flag.code() == own)
            .map_or_else(String::new, |flag| flag.title().to_owned()),
        (_, own) => own.to_owned(),
    }
}
