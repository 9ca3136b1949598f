//! Two pages: the figures with charts, and how they were made.

use super::chart::{self, Chart, grouped};
use super::{Publication, WriteError, Written, write_text};
use crate::estimate::{Flag, Quality};
use crate::spec::PersonBound;
use askama::Template;
use std::path::Path;

const CSS: &str = include_str!("../../templates/release.css");

#[derive(Template)]
#[template(path = "release.html")]
struct Figures<'a> {
    css: &'static str,
    title: &'a str,
    publisher: &'a str,
    population: &'a str,
    period: &'a str,
    unit: &'a str,
    tables: Vec<Shown<'a>>,
    flags: [(&'static str, &'static str); 4],
}

struct Shown<'a> {
    id: &'a str,
    title: &'a str,
    first: &'a str,
    note: String,
    values: String,
    chart: Chart,
}

#[derive(Template)]
#[template(path = "methods.html")]
struct Methods<'a> {
    css: &'static str,
    title: &'a str,
    population: &'a str,
    period: &'a str,
    unit: &'a str,
    bound: String,
    rho: String,
    epsilon: Option<f64>,
    delta: &'a str,
    budget: String,
    entry: &'a str,
    prepared: &'a str,
    approved: &'a str,
    at: &'a str,
    fingerprint: &'a str,
    estimation: &'static str,
    rows: Vec<Row<'a>>,
    flags: [(&'static str, &'static str); 4],
    dimensions: Vec<(&'a str, String)>,
}

struct Row<'a> {
    title: &'a str,
    cells: Vec<String>,
}

const ESTIMATED: &str = "The measurements (counts with noise; they are in the files too) are combined: what several tables say of the same total is averaged by its precision; small counts lean on what the larger tables say of them, as far as the measurements themselves show that this is right (empirical Bayes), except where a cell stands out more than chance explains; tables are brought into step with the totals they share; and whole numbers are made that add up. Nothing of this looks at the records again. An interval holds the true count in 95 of 100 cells of about its size; it is not a promise for each single cell, and a cell that is unlike all others can lie outside. The intervals of the raw measurements are exact for every cell.";
const MEASURED: &str = "The figures are the measurements themselves: counts with noise. They may be negative and do not add up; their intervals are exact for every cell. Where a table lists only some cells, all others measured at most the threshold of the table.";

pub(super) fn write(
    publication: &Publication<'_>,
    qualities: &[Quality],
    folder: &Path,
) -> Written {
    let flags = Flag::ALL.map(|flag| (flag.code(), flag.title()));
    let spec = publication.spec;
    let figures = Figures {
        css: CSS,
        title: &spec.title,
        publisher: &spec.publisher,
        population: &spec.source.population,
        period: &spec.source.period,
        unit: &spec.source.unit,
        tables: shown(publication),
        flags,
    };
    save(&folder.join("index.html"), &figures)?;
    let (rho, epsilon, delta) = publication.budget();
    let methods = Methods {
        css: CSS,
        title: &spec.title,
        population: &spec.source.population,
        period: &spec.source.period,
        unit: &spec.source.unit,
        bound: bound(&spec.person),
        rho,
        epsilon,
        delta: delta.unwrap_or(""),
        budget: spec.data_set.budget.map_or_else(String::new, |budget| budget.to_string()),
        entry: &publication.entry.hash,
        prepared: &spec.prepared_by,
        approved: &publication.entry.approved_by,
        at: publication.at,
        fingerprint: &spec.fingerprint,
        estimation: if spec.estimates() { ESTIMATED } else { MEASURED },
        rows: rows(publication, qualities),
        flags,
        dimensions: definitions(publication),
    };
    save(&folder.join("methods.html"), &methods)
}

fn save(path: &Path, page: &impl Template) -> Written {
    let text = page.render().map_err(|error| WriteError::new(path, error))?;
    write_text(path, text)
}

fn shown<'p>(publication: &'p Publication<'_>) -> Vec<Shown<'p>> {
    let spec = publication.spec;
    let tables = spec.tables.iter().zip(publication.cubes);
    tables
        .map(|(table, cube)| Shown {
            id: &table.id,
            title: &table.title,
            first: table.dimensions.first().map_or("", |d| &spec.dimensions[*d].title),
            note: match table.above {
                Some(above) => {
                    format!("Only cells that measured more than {above} are listed.")
                }
                None => String::new(),
            },
            values: grouped(cube.len() as i64),
            chart: chart::of(spec, cube),
        })
        .collect()
}

fn bound(person: &PersonBound) -> String {
    match person {
        PersonBound::Enforced { max, .. } => format!(
            "at most {max}: of a person with more, the first {max} in the order of the file are counted"
        ),
        PersonBound::Assumed { max, reason } => {
            format!("at most {max}, for which the office vouches: {reason}")
        }
    }
}

fn rows<'p>(publication: &'p Publication<'_>, qualities: &[Quality]) -> Vec<Row<'p>> {
    let tables = publication.spec.tables.iter().zip(qualities).enumerate();
    tables
        .map(|(at, (table, quality))| {
            let query = publication.queries.iter().find(|q| q.table == at && !q.is_margin);
            let mut cells = vec![grouped(quality.cells as i64)];
            cells.push(query.map_or_else(String::new, |q| q.share.rho.to_string()));
            cells.push(query.map_or_else(String::new, |q| format!("{:.1}", super::deviation(q))));
            cells.push(format!("{:.1}", quality.median_error));
            cells.push(format!("{:.1}", quality.high_error));
            cells.extend(quality.flags.map(|count| grouped(count as i64)));
            cells.push(format!("{:.1} %", quality.false_positives * 100.0));
            cells.push(format!("{:.1} %", quality.in_good_cells * 100.0));
            Row { title: &table.title, cells }
        })
        .collect()
}

fn definitions<'p>(publication: &'p Publication<'_>) -> Vec<(&'p str, String)> {
    let spec = publication.spec;
    let used = spec.used_dimensions();
    used.into_iter()
        .map(|at| {
            let dimension = &spec.dimensions[at];
            let (list, n) = (&dimension.whole, dimension.len());
            let levels: Vec<&str> =
                dimension.cut.list.levels.iter().map(|level| level.id.as_str()).collect();
            let levels = if levels.is_empty() {
                String::new()
            } else {
                format!(", with {}", levels.join(" and "))
            };
            (
                dimension.title.as_str(),
                format!("{}: {n} codes{levels}. {}", list.title, list.source),
            )
        })
        .collect()
}
