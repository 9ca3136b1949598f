//! The files of a release: everything in the folder is public.
//!
//! A [`Publication`] is what was estimated and how; [`Publication::write`] makes from it tables in CSV with a data package, SDMX-CSV and SDMX-JSON
//! with their structure, Parquet, a workbook, pages, and the raw measurements. Nothing about the records enters here but what
//! was measured with noise: what was left out and why is told to the office by the program and stands in no file.

mod chart;
mod measurements;
mod package;
mod page;
mod parquet;
mod sdmx;
mod structure;
mod table;
mod xlsx;

use crate::estimate::{Cube, Quality};
use crate::measure::{Measured, Query};
use crate::spec::Spec;
use serde::Serialize;
use std::fs;
use std::path::{Path, PathBuf};

/// The file by which a folder is known as a release.
pub const MARK: &str = "release.json";

/// A release, ready to be written.
#[derive(Debug)]
pub struct Publication<'a> {
    /// What was declared.
    pub spec: &'a Spec,
    /// What was measured.
    pub queries: &'a [Query],
    /// The measurements.
    pub measured: &'a [Measured],
    /// What is published of each table of the SPEC, in its order.
    pub cubes: &'a [Cube],
    /// The entry of the ledger.
    pub entry: &'a crate::ledger::Entry,
    /// When, as text of ISO 8601.
    pub at: &'a str,
    /// Name and version of the program.
    pub program: &'a str,
}

/// A file that cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {error}")]
pub struct WriteError {
    /// The file.
    pub path: PathBuf,
    /// What the system said.
    pub error: std::io::Error,
}

impl WriteError {
    fn new(path: &Path, error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        let error = error.into();
        let error = match error.downcast::<std::io::Error>() {
            Ok(error) => *error,
            Err(other) => std::io::Error::other(other),
        };
        Self { path: path.to_owned(), error }
    }
}

type Written = Result<(), WriteError>;

/// `release.json`: what the folder is and what stands behind it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct About<'a> {
    layout: u32,
    program: &'a str,
    id: &'a str,
    title: &'a str,
    publisher: &'a str,
    data_set: &'a str,
    protection: &'static str,
    rho: String,
    epsilon: Option<f64>,
    delta: Option<&'a str>,
    records_of_a_person: u32,
    /// SHA-256 of the SPEC.
    spec: &'a str,
    /// The entry of the ledger that paid for it.
    ledger_entry: &'a str,
    prepared_by: &'a str,
    approved_by: &'a str,
    at: &'a str,
    tables: Vec<AboutTable<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AboutTable<'a> {
    id: &'a str,
    title: &'a str,
    dimensions: Vec<&'a str>,
    values: usize,
    rho: String,
    deviation: f64,
    cells: u64,
    flags: [u64; 4],
    median_error: f64,
    error_of_95_in_100: f64,
    false_positive_share: f64,
    share_in_reliable_cells: f64,
}

impl Publication<'_> {
    /// Writes all files into a folder that exists.
    pub fn write(&self, folder: &Path) -> Written {
        for name in ["tables", "lists", "sdmx"] {
            let path = folder.join(name);
            fs::create_dir_all(&path).map_err(|error| WriteError::new(&path, error))?;
        }
        let qualities: Vec<Quality> = self.cubes.iter().map(Cube::quality).collect();
        for (table, cube) in self.spec.tables.iter().zip(self.cubes) {
            table::write(self.spec, table, cube, &folder.join("tables"))?;
            parquet::write(self.spec, table, cube, &folder.join("tables"))?;
            sdmx::write_csv(self, table, cube, &folder.join("sdmx"))?;
            sdmx::write_json(self, table, cube, &folder.join("sdmx"))?;
        }
        package::write_lists(self, &folder.join("lists"))?;
        structure::write(self, &folder.join("sdmx"))?;
        measurements::write(self, folder)?;
        xlsx::write(self, &qualities, &folder.join("release.xlsx"))?;
        page::write(self, &qualities, folder)?;
        self.write_about(&qualities, &folder.join(MARK))?;
        package::write(self, &folder.join("datapackage.json"))
    }

    fn write_about(&self, qualities: &[Quality], path: &Path) -> Written {
        let spec = self.spec;
        let (rho, epsilon, delta) = self.budget();
        let tables = spec.tables.iter().zip(self.cubes).zip(qualities).enumerate();
        let about = About {
            layout: 1,
            program: self.program,
            id: &spec.id,
            title: &spec.title,
            publisher: &spec.publisher,
            data_set: &spec.data_set.id,
            protection: "zcdp",
            rho,
            epsilon,
            delta,
            records_of_a_person: spec.person.max(),
            spec: &spec.fingerprint,
            ledger_entry: &self.entry.hash,
            prepared_by: &spec.prepared_by,
            approved_by: &self.entry.approved_by,
            at: self.at,
            tables: tables
                .map(|(at, ((table, cube), quality))| {
                    let share = self.queries.iter().find(|q| q.table == at && !q.is_margin);
                    AboutTable {
                        id: &table.id,
                        title: &table.title,
                        dimensions: names(spec, table),
                        values: cube.len(),
                        rho: share.map_or_else(String::new, |q| q.share.rho.to_string()),
                        deviation: share.map_or(0.0, deviation),
                        cells: quality.cells,
                        flags: quality.flags,
                        median_error: rounded(quality.median_error),
                        error_of_95_in_100: rounded(quality.high_error),
                        false_positive_share: rounded(quality.false_positives),
                        share_in_reliable_cells: rounded(quality.in_good_cells),
                    }
                })
                .collect(),
        };
        write_json(path, &about)
    }

    /// ρ, and ε at δ.
    fn budget(&self) -> (String, Option<f64>, Option<&str>) {
        match &self.spec.guarantee {
            crate::spec::Guarantee::Zcdp { rho, delta, .. } => {
                let value = delta.replace('_', "").parse().ok();
                (rho.to_string(), value.map(|value| rho.epsilon(value)), Some(delta.as_str()))
            }
            crate::spec::Guarantee::Threshold { .. } => ("0".to_owned(), None, None),
        }
    }
}

fn names<'s>(spec: &'s Spec, table: &crate::spec::TableSpec) -> Vec<&'s str> {
    table.dimensions.iter().map(|d| spec.dimensions[*d].id.as_str()).collect()
}

/// σ of the noise of a measurement, in two decimals.
fn deviation(query: &Query) -> f64 {
    (query.share.variance.as_f64().sqrt() * 100.0).round() / 100.0
}

/// Four decimals are more than anybody reads.
fn rounded(number: f64) -> f64 {
    (number * 1e4).round() / 1e4
}

fn write_json(path: &Path, value: &impl Serialize) -> Written {
    let text = serde_json::to_string_pretty(value).map_err(|error| WriteError::new(path, error))?;
    write_text(path, text + "\n")
}

fn write_text(path: &Path, text: String) -> Written {
    fs::write(path, text).map_err(|error| WriteError::new(path, error))
}
