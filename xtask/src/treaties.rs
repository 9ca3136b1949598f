//! `cargo xtask treaties --from DIR`: compiles `law/treaties/status.csv`.
//!
//! Two published lists say who is bound by a treaty: one with exact dates that ends in 2015, one
//! that only knows years and reaches 2022. This command merges them, computes for every act the
//! day (or the span of days) on which the treaty begins to bind the State by the treaty's own
//! rule, and lists every contradiction in `law/treaties/conflicts.csv`. What it reads is named in
//! `law/treaties/sources.toml`; the rules are in `law/instruments/`.
//!
//! It deliberately guesses nothing: a name it does not know, a cell it cannot read or a date that
//! cannot be is an error with file and line, and no output is written. It does not fetch anything. Of reservations and
//! declarations it keeps that there are some (`law/treaties/reservations.csv`), and of territorial application nothing.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

mod csv;
mod lists;
mod merge;
mod names;
mod reservations;
mod rule;
mod sources;
#[cfg(test)]
mod tests;

use lists::{Depositary, Yearly};
use merge::Merged;
use names::Names;
use sources::{Instruments, Sources};

/// No list is near this size; more would be something else.
const FILE_BYTES_MAX: u64 = 4 << 20;

/// Compiles the status table.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    let from = from(args)?;
    let root =
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("xtask has no parent folder")?;
    let treaties = root.join("law/treaties");
    let sources = Sources::parse(&read(&treaties.join("sources.toml"))?)?;
    let instruments = Instruments::parse(&toml_files(&root.join("law/instruments"))?)?;
    let codes = from.join("../codes");
    let names = Names::parse(
        &read(&codes.join("iso_3166-1.json"))?,
        &read(&codes.join("iso_3166-3.json"))?,
    )?;
    let output = compile(&sources, &instruments, &names, &|file| read(&from.join(file)))?;
    write(&treaties.join("status.csv"), &output.status)?;
    write(&treaties.join("conflicts.csv"), &output.conflicts)?;
    write(&treaties.join("reservations.csv"), &output.reservations)?;
    print!("{}", output.summary);
    Ok(())
}

/// What a compilation gives.
struct Output {
    status: String,
    conflicts: String,
    reservations: String,
    summary: String,
}

/// The pure part: lists in, tables out.
fn compile(
    sources: &Sources,
    instruments: &Instruments,
    names: &Names,
    open: &dyn Fn(&str) -> Result<String, String>,
) -> Result<Output, String> {
    let mut rows = String::from("instrument,state,action,deposited,in_force,source,note\n");
    let mut conflicts =
        format!("instrument,state,field,{},{},kept,note\n", sources.exact.id, sources.yearly.id);
    let mut summary = String::from(
        "instrument             parties  published  parties with later years  conflicts\n",
    );
    let mut unknown = Vec::new();
    let mut reservations = String::from("instrument,state,sort,articles,until\n");
    for (id, file) in &sources.exact.reservations {
        let list = reservations::parse(file, &open(file)?, names, &mut unknown);
        reservations::write(&mut reservations, id, &list, &sources.exact.as_of(id)?.to_string());
    }
    for (id, file) in &sources.exact.files {
        let instrument = instruments.get(id)?;
        let exact = Depositary::parse(file, &open(file)?, names, &mut unknown)?;
        exact.check(instrument, sources.exact.as_of(id)?)?;
        let yearly = match sources.yearly.files.get(id) {
            Some(file) => Some(Yearly::parse(file, &open(file)?, names, &mut unknown)?),
            None => None,
        };
        let merged = merge::merge(instrument, &exact, yearly.as_ref(), sources)?;
        for act in &merged.acts {
            csv::write_row(&mut rows, &act.row(instrument));
        }
        for conflict in &merged.conflicts {
            csv::write_row(&mut conflicts, &conflict.row(id));
        }
        summary.push_str(&summary_line(id, &exact, &merged, sources));
    }
    if !unknown.is_empty() {
        return Err(unknown_names(&unknown));
    }
    Ok(Output { status: rows, conflicts, reservations, summary })
}

fn summary_line(id: &str, exact: &Depositary, merged: &Merged, sources: &Sources) -> String {
    let published = match sources.exact.published_parties.get(id) {
        Some(n) => n.to_string(),
        None => "-".to_owned(),
    };
    let (parties, later) = (exact.parties(), merged.parties());
    let conflicts = merged.conflicts.len();
    format!("{id:<22} {parties:>7}  {published:>9}  {later:>24}  {conflicts:>9}\n")
}

fn unknown_names(unknown: &[String]) -> String {
    let mut text = String::from("names or codes of no known State:\n");
    for line in unknown {
        let _ = writeln!(text, "  {line}");
    }
    text.push_str("add their spelling to xtask/src/treaties/names.rs, or mend the list");
    text
}

fn from(args: &[String]) -> Result<PathBuf, String> {
    match args {
        [flag, folder] if flag == "--from" => Ok(PathBuf::from(folder)),
        _ => Err("usage: cargo xtask treaties --from DIR\n\
                  DIR holds the lists that law/treaties/sources.toml names; ../codes beside it \
                  holds iso_3166-1.json and iso_3166-3.json"
            .to_owned()),
    }
}

/// The text of a file of bounded size, without a byte order mark.
fn read(path: &Path) -> Result<String, String> {
    let told = |error: std::io::Error| format!("{}: {error}", path.display());
    let size = fs::metadata(path).map_err(told)?.len();
    if size > FILE_BYTES_MAX {
        return Err(format!("{}: {size} bytes are too many for a list", path.display()));
    }
    let text = fs::read_to_string(path).map_err(told)?;
    Ok(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// Name and text of every TOML file of a folder, by name.
fn toml_files(folder: &Path) -> Result<Vec<(String, String)>, String> {
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(told)? {
        let path = entry.map_err(told)?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            files.push((path.display().to_string(), read(&path)?));
        }
    }
    files.sort();
    Ok(files)
}
