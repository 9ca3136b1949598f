//! One workbook: a sheet about the release, a sheet a table.

use super::{Publication, WriteError, Written, deviation};
use crate::estimate::{Cube, Flag, Quality};
use crate::spec::TableSpec;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use std::path::Path;

/// A larger table does not fit on a sheet, and nobody opens one of this size by hand.
const ROWS_MAX: usize = 200_000;
/// What a sheet may be called.
const NAME_MAX: usize = 31;

pub(super) fn write(publication: &Publication<'_>, qualities: &[Quality], path: &Path) -> Written {
    let made = make(publication, qualities, path);
    made.map_err(|error| WriteError::new(path, error))
}

fn make(
    publication: &Publication<'_>,
    qualities: &[Quality],
    path: &Path,
) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    about(publication, qualities, book.add_worksheet(), &bold)?;
    let mut names: Vec<String> = vec!["about".to_owned()];
    for (table, cube) in publication.spec.tables.iter().zip(publication.cubes) {
        let mut name: String = table.id.chars().take(NAME_MAX).collect();
        if names.contains(&name) {
            name =
                format!("{}-{}", name.chars().take(NAME_MAX - 4).collect::<String>(), names.len());
        }
        let sheet = book.add_worksheet();
        sheet.set_name(&name)?;
        names.push(name);
        table_sheet(publication, table, cube, sheet, &bold)?;
    }
    book.save(path)
}

fn about(
    publication: &Publication<'_>,
    qualities: &[Quality],
    sheet: &mut Worksheet,
    bold: &Format,
) -> Result<(), XlsxError> {
    let spec = publication.spec;
    sheet.set_name("about")?;
    let lines = [
        ("Title", spec.title.clone()),
        ("Publisher", spec.publisher.clone()),
        ("Population", spec.source.population.clone()),
        ("Period", spec.source.period.clone()),
        ("Unit", spec.source.unit.clone()),
        (
            "Protection",
            format!("ρ = {} (zero-concentrated differential privacy)", publication.budget().0),
        ),
        ("Entry of the ledger", publication.entry.hash.clone()),
        ("How it was made", "methods.html".to_owned()),
    ];
    let mut row = 0;
    for (name, text) in lines {
        sheet.write_with_format(row, 0, name, bold)?.write(row, 1, text)?;
        row += 1;
    }
    row += 1;
    for (column, name) in
        (0..).zip(["table", "cells", "standard deviation of the noise", "A", "B", "C", "D"])
    {
        sheet.write_with_format(row, column, name, bold)?;
    }
    for (at, (table, quality)) in spec.tables.iter().zip(qualities).enumerate() {
        row += 1;
        let query = publication.queries.iter().find(|q| q.table == at && !q.is_margin);
        sheet.write(row, 0, table.title.as_str())?;
        sheet.write(row, 1, quality.cells as f64)?;
        sheet.write(row, 2, query.map_or(0.0, deviation))?;
        for (column, count) in (3..).zip(quality.flags) {
            sheet.write(row, column, count as f64)?;
        }
    }
    row += 2;
    for flag in Flag::ALL {
        sheet.write(row, 0, flag.code())?.write(row, 1, flag.title())?;
        row += 1;
    }
    sheet.set_column_width(0, 28)?.set_column_width(1, 60)?;
    Ok(())
}

fn table_sheet(
    publication: &Publication<'_>,
    table: &TableSpec,
    cube: &Cube,
    sheet: &mut Worksheet,
    bold: &Format,
) -> Result<(), XlsxError> {
    sheet.write_with_format(0, 0, table.title.as_str(), bold)?;
    if cube.len() > ROWS_MAX {
        sheet.write(1, 0, format!("{} rows: see tables/{}.csv", cube.len(), table.id))?;
        return Ok(());
    }
    let mut column = 0;
    for d in &table.dimensions {
        let title = publication.spec.dimensions[*d].title.as_str();
        sheet.write_with_format(1, column, format!("{title}, code"), bold)?;
        sheet.write_with_format(1, column + 1, title, bold)?;
        column += 2;
    }
    for name in super::table::MEASURES {
        sheet.write_with_format(1, column, name, bold)?;
        column += 1;
    }
    for at in 0..cube.len() {
        let row = at as u32 + 2;
        let mut column = 0;
        for entry in cube.entries(at) {
            sheet.write(row, column, entry.id.as_str())?;
            sheet.write(row, column + 1, entry.title.as_str())?;
            column += 2;
        }
        for number in [cube.values[at], cube.lower[at], cube.upper[at]] {
            sheet.write(row, column, number as f64)?;
            column += 1;
        }
        sheet.write(row, column, cube.flag(at).code())?;
    }
    sheet.set_freeze_panes(2, 0)?;
    Ok(())
}
