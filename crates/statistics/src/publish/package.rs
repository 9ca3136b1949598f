//! `datapackage.json` (Frictionless) and the code lists it refers to.

use super::{Publication, WriteError, Written, names, write_json};
use crate::estimate::{Axis, Flag};
use serde_json::{Value, json};
use std::path::Path;

/// The axis of a dimension, of the first table that has it; the longest one, with groups and totals.
pub(super) fn axes<'p>(publication: &'p Publication<'_>) -> Vec<&'p Axis> {
    let mut axes: Vec<&Axis> = Vec::new();
    for axis in publication.cubes.iter().flat_map(|cube| &cube.axes) {
        match axes.iter_mut().find(|known| known.dimension == axis.dimension) {
            Some(known) if known.entries.len() < axis.entries.len() => *known = axis,
            Some(_) => {}
            None => axes.push(axis),
        }
    }
    axes
}

/// Every list as CSV: code, title, level.
pub(super) fn write_lists(publication: &Publication<'_>, folder: &Path) -> Written {
    for axis in axes(publication) {
        let dimension = &publication.spec.dimensions[axis.dimension];
        let path = folder.join(format!("{}.csv", dimension.id));
        let wrong = |error: csv::Error| WriteError::new(&path, error);
        let mut writer = csv::Writer::from_path(&path).map_err(wrong)?;
        writer.write_record(["code", "title", "level"]).map_err(wrong)?;
        for entry in &axis.entries {
            writer.write_record([&entry.id, &entry.title, &entry.level]).map_err(wrong)?;
        }
        writer.flush().map_err(|error| WriteError::new(&path, error))?;
    }
    Ok(())
}

pub(super) fn write(publication: &Publication<'_>, path: &Path) -> Written {
    let spec = publication.spec;
    let lists = axes(publication).into_iter().map(|axis| {
        let dimension = &spec.dimensions[axis.dimension];
        let list = &dimension.whole;
        json!({
            "name": format!("list-{}", dimension.id),
            "title": format!("{}: {}", dimension.title, list.title),
            "path": format!("lists/{}.csv", dimension.id),
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "sources": [{ "title": list.source }],
            "schema": {
                "fields": [
                    { "name": "code", "type": "string", "constraints": { "required": true, "unique": true } },
                    { "name": "title", "type": "string" },
                    { "name": "level", "type": "string" },
                ],
                "primaryKey": "code",
            },
        })
    });
    let tables = spec.tables.iter().map(|table| {
        let dimensions = names(spec, table);
        let codes = table.dimensions.iter().map(|d| {
            let dimension = &spec.dimensions[*d];
            json!({ "name": dimension.id, "title": dimension.title, "type": "string", "constraints": { "required": true } })
        });
        let fields: Vec<Value> = codes.chain(measures(&spec.source.unit)).collect();
        let keys = dimensions.iter().map(|name| {
            json!({ "fields": name, "reference": { "resource": format!("list-{name}"), "fields": "code" } })
        });
        json!({
            "name": table.id,
            "title": table.title,
            "path": format!("tables/{}.csv", table.id),
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "schema": {
                "fields": fields,
                "primaryKey": dimensions,
                "foreignKeys": keys.collect::<Vec<_>>(),
            },
        })
    });
    let resources: Vec<Value> = lists.chain(tables).collect();
    let package = json!({
        "profile": "tabular-data-package",
        "name": spec.id,
        "title": spec.title,
        "description": format!(
            "{}. {} Every value has an interval that holds the count with a probability of 95 % and a flag; see methods.html.",
            spec.source.population, spec.source.period
        ),
        "created": publication.at,
        "contributors": [{ "title": spec.publisher, "role": "publisher" }],
        "resources": resources,
    });
    write_json(path, &package)
}

fn measures(unit: &str) -> impl Iterator<Item = Value> {
    let flags = Flag::ALL.map(Flag::code);
    let meaning: Vec<String> =
        Flag::ALL.iter().map(|flag| format!("{}: {}", flag.code(), flag.title())).collect();
    [
        json!({ "name": "value", "type": "integer", "title": unit, "constraints": { "required": true } }),
        json!({ "name": "lower", "type": "integer", "title": "Lower end of the 95 % interval" }),
        json!({ "name": "upper", "type": "integer", "title": "Upper end of the 95 % interval" }),
        json!({ "name": "flag", "type": "string", "title": meaning.join("; "), "constraints": { "enum": flags } }),
    ]
    .into_iter()
}
