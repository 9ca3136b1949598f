//! `amparo law import | show | diff | coverage`: the words of resolutions, and what of them is served.
//!
//! Official texts are not shipped: a person imports them, and their structure is kept in the data folder under their symbol.

use crate::cli::{CoverageArgs, DiffArgs, DiffFormat, Format, ImportArgs, ShowArgs, TextFormat};
use crate::commands::law::problems_failure;
use crate::failure::Failure;
use law::{Law, Service, coverage};
use resolution::{MAX_BYTES, Resolution};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{Read, Write as _};
use std::path::{Path, PathBuf};

/// Imports files and keeps their structure.
pub(crate) fn import(args: &ImportArgs) -> Result<String, Failure> {
    let mut out = String::new();
    for path in &args.files {
        let bytes = read(path)?;
        let text = resolution::import(&bytes, None)
            .map_err(|error| Failure::input(format!("{}: {error}", path.display())))?;
        let kept = keep(&args.data.folder, &text)?;
        match args.format {
            Format::Json => {
                out.push_str(&serde_json::to_string_pretty(&text).map_err(Failure::internal)?);
                out.push('\n');
            }
            Format::Text => {
                let count = |kind| text.count(kind);
                let _ = writeln!(
                    out,
                    "{} {}: {} preambular paragraphs, {} operative, {} parts, {} notes, {} documents cited; kept in {}",
                    text.document.symbol,
                    text.document.title,
                    count(resolution::Kind::Preambular),
                    count(resolution::Kind::Operative),
                    count(resolution::Kind::Sub),
                    text.notes.len(),
                    text.documents().len(),
                    kept.display()
                );
            }
        }
    }
    Ok(out)
}

/// Prints a resolution, or one unit of it.
pub(crate) fn show(args: &ShowArgs) -> Result<String, Failure> {
    let (text, address) = find(&args.data.folder, &args.address)?;
    let view = if address.is_empty() {
        Some(resolution::show_all(&text))
    } else {
        resolution::show(&text, &address)
    };
    let view = view.ok_or_else(|| {
        Failure::usage(format!(
            "{} has no unit `{address}`; units are named like 4(g), 10, or pp3.",
            text.document.symbol
        ))
    })?;
    Ok(match args.format {
        TextFormat::Text => view.text(),
        TextFormat::Html => view.html(),
        TextFormat::Akn if address.is_empty() => resolution::to_akn(&text),
        TextFormat::Akn => view.akn(),
        TextFormat::Json if address.is_empty() => {
            serde_json::to_string_pretty(&text).map_err(Failure::internal)? + "\n"
        }
        TextFormat::Json => format!("{:#}\n", view.json()),
    })
}

/// What changed between two texts.
pub(crate) fn diff(args: &DiffArgs) -> Result<String, Failure> {
    let (from, _) = find(&args.data.folder, &args.from)?;
    let (to, _) = find(&args.data.folder, &args.to)?;
    let diff = resolution::diff(&from, &to);
    Ok(match args.format {
        DiffFormat::Text => diff.text(),
        DiffFormat::Html => diff.html_page(),
        DiffFormat::Json => format!("{:#}\n", diff.json()),
    })
}

/// Which units of the registered resolutions something serves. Fails on an operative unit that nothing serves or explains.
pub(crate) fn covered(args: &CoverageArgs) -> Result<String, Failure> {
    let law = Law::load(&args.law.source()).map_err(|problems| problems_failure(&problems))?;
    let coverage = coverage(&law);
    let mut out = String::new();
    for row in &coverage.rows {
        let unit = row.unit.id.citation().unwrap_or_else(|| row.unit.id.to_string());
        let service = match row.service {
            Service::Served => "served",
            Service::Partly => "served in part",
            Service::Explained => "not served",
            Service::Unserved => "NOTHING",
        };
        let holder = row.holder.map_or("", |holder| holder.title.as_str());
        let _ = writeln!(
            out,
            "{unit:<6} {service:<15} {:>2} duties {:>3} kinds of events  {holder}",
            row.duties, row.events
        );
        for why in [&row.unit.gap, &row.unit.nothing].into_iter().flatten() {
            let _ = writeln!(out, "       {why}");
        }
    }
    let of = |service| coverage.count(service);
    let _ = writeln!(
        out,
        "\n{} units: {} served, {} in part, {} not served and explained, {} without anything.",
        coverage.rows.len(),
        of(Service::Served),
        of(Service::Partly),
        of(Service::Explained),
        of(Service::Unserved)
    );
    let bare: Vec<String> = coverage.unserved().map(|row| row.unit.id.to_string()).collect();
    if bare.is_empty() {
        Ok(out)
    } else {
        Err(Failure::input(format!("{out}Nothing serves or explains: {}.", bare.join(", "))))
    }
}

/// Reads a file, but never more than a resolution can have.
fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let unreadable = |error: std::io::Error| {
        Failure::input(format!(
            "{} cannot be read: {error}. Check the path and the permissions.",
            path.display()
        ))
    };
    let mut bytes = Vec::new();
    let limit = MAX_BYTES as u64 + 1;
    File::open(path)
        .map_err(unreadable)?
        .take(limit)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    Ok(bytes)
}

fn folder(data: &Path) -> PathBuf {
    data.join("resolutions")
}

/// The file of a symbol: `A/RES/65/212` is kept as `A-RES-65-212.json`.
fn file_of(data: &Path, symbol: &str) -> PathBuf {
    let name: String =
        symbol.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    folder(data).join(name + ".json")
}

fn keep(data: &Path, text: &Resolution) -> Result<PathBuf, Failure> {
    let place = folder(data);
    fs::create_dir_all(&place).map_err(|error| Failure::writing(&place, &error))?;
    let path = file_of(data, &text.document.symbol);
    let json = serde_json::to_vec_pretty(text).map_err(Failure::internal)?;
    let written = tempfile::NamedTempFile::new_in(&place).and_then(|mut beside| {
        beside.write_all(&json)?;
        beside.persist(&path).map_err(|error| error.error)
    });
    written.map_err(|error| Failure::writing(&path, &error))?;
    Ok(path)
}

/// The kept resolution whose symbol an address begins with, and the rest of the address.
fn find(data: &Path, address: &str) -> Result<(Resolution, String), Failure> {
    let address = address.trim();
    // The symbol is the part before the first space; `A/RES/65/212 4(g)`.
    let (symbol, rest) = address.split_once(' ').unwrap_or((address, ""));
    let path = file_of(data, symbol);
    let Ok(bytes) = fs::read(&path) else {
        return Err(Failure::usage(format!(
            "{symbol} has not been imported into {}; run `amparo law import FILE` with its text first.{}",
            data.display(),
            known(data)
        )));
    };
    let text = serde_json::from_slice(&bytes).map_err(|error| {
        Failure::input(format!(
            "{} is damaged: {error}. Import the resolution again.",
            path.display()
        ))
    })?;
    Ok((text, rest.trim().to_owned()))
}

fn known(data: &Path) -> String {
    let Ok(entries) = fs::read_dir(folder(data)) else { return String::new() };
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| {
            entry.path().file_stem().map(|stem| stem.to_string_lossy().replace('-', "/"))
        })
        .collect();
    names.sort();
    if names.is_empty() {
        String::new()
    } else {
        format!(" Imported so far: {}.", names.join(", "))
    }
}
