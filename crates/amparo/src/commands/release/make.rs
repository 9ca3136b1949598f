//! `amparo release make`: everything that can be refused is refused before the budget is spent; the budget is spent before noise is drawn.

use super::check::{left_out, office_only, source_failure};
use super::{Declared, FINGERPRINT_DIGITS, MakeArgs, ledger_failure, shown};
use crate::cli::Format;
use crate::failure::Failure;
use crate::manifest;
use crate::progress::Progress;
use crate::staging::{Readers, Staging};
use crate::world;
use serde_json::json;
use statistics::count::{Columns, answer, open};
use statistics::estimate::cubes;
use statistics::ledger::{Entry, Ledger};
use statistics::measure::{MeasureError, Query, measure, queries};
use statistics::publish::{MARK, Publication};
use statistics::{Guarantee, Spec};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

pub(super) fn run(args: &MakeArgs) -> Result<String, Failure> {
    let declared = Declared::read(&args.spec.spec, &args.spec.law)?;
    let spec = &declared.spec;
    let approver = approver(spec, &args.approved_by)?;
    approved(spec, &args.fingerprint)?;
    if matches!(spec.guarantee, Guarantee::Threshold { .. }) {
        return Err(Failure::usage(
            "This SPEC asks for a threshold. `make` draws noise; it does not suppress: write kind = \"zcdp\" in [guarantee].",
        ));
    }
    let queries = queries(spec).map_err(|error| Failure::input(format!("{error}.")))?;
    let staging = staging(&args.out)?;
    let columns = read(&declared, !args.quiet && world::is_watched())?;
    let (columns, sha256) = columns;
    let at = world::now_text();
    let request = declared.request(sha256, &approver, &at);
    let entry =
        Ledger::spend(&declared.ledger(), &request).map_err(|error| ledger_failure(&error))?;
    // From here on the budget is spent, whatever happens.
    let made = publish(spec, &queries, &columns, &entry, &staging);
    made.and_then(|()| staging.finish()).map_err(|failure| Failure {
        message: format!(
            "{} ρ = {} was spent and does not come back: this release has the entry {} of the ledger.",
            failure.message, request.cost, entry.number
        ),
        ..failure
    })?;
    Ok(told(args, spec, &columns, &entry))
}

/// The approver as the SPEC spells the name.
fn approver(spec: &Spec, name: &str) -> Result<String, Failure> {
    let same = |own: &&String| law::fold_spelling(own) == law::fold_spelling(name);
    spec.approvers.iter().find(same).cloned().ok_or_else(|| {
        Failure::refused(format!(
            "Refused: the SPEC names as approvers: {}. Two persons publish; ask one of them.",
            spec.approvers.join(", ")
        ))
    })
}

fn approved(spec: &Spec, fingerprint: &str) -> Result<(), Failure> {
    let digits: String =
        fingerprint.chars().filter(|c| *c != '-').map(|c| c.to_ascii_lowercase()).collect();
    if digits.len() >= FINGERPRINT_DIGITS && spec.fingerprint.starts_with(&digits) {
        return Ok(());
    }
    Err(Failure::refused(format!(
        "Refused: the SPEC is not the one that was approved. Its fingerprint is {}. If it was changed on purpose, who approves looks at `amparo release plan` again.",
        shown(&spec.fingerprint)
    )))
}

/// A release cannot be made again: no folder of an earlier one is replaced.
fn staging(out: &Path) -> Result<Staging, Failure> {
    let taken = fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some());
    if taken {
        return Err(Failure::usage(format!(
            "The folder {} is not empty. A release cannot be made again, so none is replaced: name a new folder.",
            out.display()
        )));
    }
    Staging::marked(out, MARK, Readers::Everybody)
}

fn read(declared: &Declared, watched: bool) -> Result<(Columns, String), Failure> {
    let path = declared.source();
    let before = fs::metadata(&path).and_then(|about| Ok((about.len(), about.modified()?)));
    let input = manifest::input(&path)?;
    let opened = open(&declared.spec, &path).map_err(|error| source_failure(&error))?;
    let (read, size) = opened.progress();
    let bar = watched.then(|| Progress::start(size, read));
    let columns = opened.read(&declared.spec).map_err(|error| source_failure(&error))?;
    drop(bar);
    let after = fs::metadata(&path).and_then(|about| Ok((about.len(), about.modified()?)));
    match (before, after) {
        (Ok(before), Ok(after)) if before == after => Ok((columns, input.sha256)),
        _ => Err(Failure::input(format!(
            "{} was changed while it was read. Nothing was spent; make a copy that nobody writes to.",
            path.display()
        ))),
    }
}

fn publish(
    spec: &Spec,
    queries: &[Query],
    columns: &Columns,
    entry: &Entry,
    staging: &Staging,
) -> Result<(), Failure> {
    let measured = measure(queries, answer(spec, queries, columns)).map_err(|error| {
        if matches!(error, MeasureError::NoEntropy(_)) {
            return Failure::internal(error);
        }
        Failure::input(format!("{error}."))
    })?;
    let cubes = cubes(spec, queries, &measured);
    let program = concat!("amparo ", env!("CARGO_PKG_VERSION"));
    let publication = Publication {
        spec,
        queries,
        measured: &measured,
        cubes: &cubes,
        entry,
        at: &entry.at,
        program,
    };
    publication.write(staging.path()).map_err(|error| Failure::writing(&error.path, &error.error))
}

fn told(args: &MakeArgs, spec: &Spec, columns: &Columns, entry: &Entry) -> String {
    match args.spec.format {
        Format::Json => {
            let value = json!({
                "release": spec.id,
                "out": args.out,
                "ledgerEntry": entry.hash,
                "officeOnly": office_only(spec, columns),
            });
            format!("{value:#}\n")
        }
        Format::Text => {
            let mut text = format!(
                "{} stands in {}: index.html shows the figures, methods.html how they were made.\n",
                spec.title,
                args.out.display()
            );
            let _ = writeln!(text, "Entry {} of the ledger: {}", entry.number, entry.hash);
            text.push_str("\nFor the office only, about the records:\n");
            left_out(spec, columns, &mut text);
            text
        }
    }
}
