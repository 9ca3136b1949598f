//! The raw measurements: what noise made of the counts, before anything else was done to them.
//!
//! They are as protected as the tables, and who wants to estimate otherwise than we did needs them. `measurements.json` says how to read
//! the cell numbers of `measurements.parquet`.

use super::{Publication, Written, deviation, write_json};
use crate::measure::Cells;
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, DictionaryArray, Int64Array, UInt64Array};
use serde_json::json;
use std::path::Path;
use std::sync::Arc;

pub(super) fn write(publication: &Publication<'_>, folder: &Path) -> Written {
    let spec = publication.spec;
    let (mut names, mut keys, mut cells, mut values) = (vec![], vec![], vec![], vec![]);
    let mut about = Vec::new();
    for (at, (query, measured)) in publication.queries.iter().zip(publication.measured).enumerate()
    {
        let dimensions: Vec<&str> =
            query.dimensions.iter().map(|d| spec.dimensions[*d].id.as_str()).collect();
        let table = spec.tables.get(query.table).map_or("", |table| table.id.as_str());
        let name = if query.is_margin {
            format!("total-{}-{at}", dimensions.first().unwrap_or(&"all"))
        } else {
            table.to_owned()
        };
        match &measured.cells {
            Cells::All(all) => {
                cells.extend(0..all.len() as u64);
                values.extend_from_slice(all);
            }
            Cells::Listed(places, listed) => {
                cells.extend_from_slice(places);
                values.extend_from_slice(listed);
            }
        }
        keys.resize(values.len(), at as i32);
        about.push(json!({
            "measurement": name,
            "records": format!("those of the table {table}"),
            "dimensions": dimensions,
            "sizes": query.dimensions.iter().map(|d| spec.dimensions[*d].len()).collect::<Vec<_>>(),
            "cells": query.cells,
            "onlyAbove": query.above,
            "rho": query.share.rho.to_string(),
            "deviation": deviation(query),
            "variance": query.share.variance.as_f64(),
            "halfWidth95": measured.half_width,
        }));
        names.push(name);
    }
    let codes: serde_json::Map<String, serde_json::Value> = spec
        .used_dimensions()
        .into_iter()
        .map(|d| {
            let dimension = &spec.dimensions[d];
            let ids: Vec<&str> = dimension.cut.list.codes.iter().map(|c| c.id.as_str()).collect();
            (dimension.id.clone(), json!(ids))
        })
        .collect();
    let text = json!({
        "about": "Counts with noise of the discrete Gaussian and nothing else. The number of a cell counts its codes in mixed radix: the last dimension runs fastest.",
        "measurements": about,
        "codes": codes,
    });
    write_json(&folder.join("measurements.json"), &text)?;
    let dictionary = Arc::new(arrow_array::StringArray::from(names));
    let keys = arrow_array::Int32Array::from(keys);
    let path = folder.join("measurements.parquet");
    let which = DictionaryArray::<Int32Type>::try_new(keys, dictionary)
        .map_err(|error| super::WriteError::new(&path, error))?;
    let columns: Vec<(String, ArrayRef)> = vec![
        ("measurement".to_owned(), Arc::new(which)),
        ("cell".to_owned(), Arc::new(UInt64Array::from(cells))),
        ("measured".to_owned(), Arc::new(Int64Array::from(values))),
    ];
    super::parquet::save(&path, columns)
}
