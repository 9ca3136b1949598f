//! A table as CSV: a line a value, codes in the columns of its dimensions, then the value, its interval and its flag.

use super::{WriteError, Written, names};
use crate::estimate::Cube;
use crate::spec::{Spec, TableSpec};
use std::path::Path;

/// Columns after those of the dimensions.
pub(super) const MEASURES: [&str; 4] = ["value", "lower", "upper", "flag"];

pub(super) fn write(spec: &Spec, table: &TableSpec, cube: &Cube, folder: &Path) -> Written {
    let path = folder.join(format!("{}.csv", table.id));
    let wrong = |error: csv::Error| WriteError::new(&path, error);
    let mut writer = csv::Writer::from_path(&path).map_err(wrong)?;
    writer.write_record(names(spec, table).into_iter().chain(MEASURES)).map_err(wrong)?;
    let mut line = csv::StringRecord::new();
    for at in 0..cube.len() {
        line.clear();
        cube.entries(at).iter().for_each(|entry| line.push_field(&entry.id));
        for number in [cube.values[at], cube.lower[at], cube.upper[at]] {
            line.push_field(&number.to_string());
        }
        line.push_field(cube.flag(at).code());
        writer.write_record(&line).map_err(wrong)?;
    }
    writer.flush().map_err(|error| WriteError::new(&path, error))
}
