//! `amparo law import | show | diff`: the words of resolutions.
//!
//! Official texts are not shipped: a person imports them, and their structure is kept in the data folder under their symbol.

use crate::cli::{DiffArgs, DiffFormat, Format, ImportArgs, ShowArgs, TextFormat};
use crate::commands::kept::{find, keep, language};
use crate::failure::Failure;
use resolution::{Format as FileFormat, MAX_BYTES};
use std::fmt::Write as _;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Imports files and keeps their structure.
pub(crate) fn import(args: &ImportArgs) -> Result<String, Failure> {
    let mut out = String::new();
    for path in &args.files {
        let bytes = read(path)?;
        let hint = path.extension().and_then(|end| FileFormat::from_extension(end.to_str()?));
        let text = resolution::import(&bytes, hint)
            .map_err(|error| Failure::input(format!("{}: {error}", path.display())))?;
        let kept = keep(&args.data.folder, &text)?;
        match args.format {
            Format::Json => {
                out.push_str(&serde_json::to_string_pretty(&text).map_err(Failure::internal)?);
                out.push('\n');
            }
            Format::Text => {
                let count = |kind| text.count(kind);
                let cited = text.documents();
                // "the present resolution" is a citation too; a reader who counts by hand should not be surprised.
                let itself = cited.contains(&text.document.symbol.as_str());
                let _ = writeln!(
                    out,
                    "{} {} ({}): {} preambular paragraphs, {} operative, {} parts, {} notes, {} documents cited{}; kept in {}",
                    text.document.symbol,
                    text.document.title,
                    text.edition.language.code(),
                    count(resolution::Kind::Preambular),
                    count(resolution::Kind::Operative),
                    count(resolution::Kind::Sub),
                    text.notes.len(),
                    cited.len(),
                    if itself { ", itself among them" } else { "" },
                    kept.display()
                );
                for finding in &text.edition.findings {
                    let _ = writeln!(
                        out,
                        "  {}: {} ({})",
                        finding.at,
                        finding.detail,
                        finding.code.name()
                    );
                }
            }
        }
    }
    Ok(out)
}

/// Prints a resolution, or one unit of it.
pub(crate) fn show(args: &ShowArgs) -> Result<String, Failure> {
    let lang = args.lang.as_deref().map(language).transpose()?;
    let (text, address) = find(&args.data.folder, &args.address, lang)?;
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
    let (from, _) = find(&args.data.folder, &args.from, None)?;
    let (to, _) = find(&args.data.folder, &args.to, None)?;
    let diff = resolution::diff(&from, &to);
    Ok(match args.format {
        DiffFormat::Text => diff.text(),
        DiffFormat::Html => diff.html_page(),
        DiffFormat::Json => format!("{:#}\n", diff.json()),
    })
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
