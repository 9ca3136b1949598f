//! `amparo audit`: records in, clocks out.

use crate::cli::AuditArgs;
use crate::commands::law::load_for;
use crate::commands::status::{self, Tables};
use crate::failure::Failure;
use crate::feed::Feed;
use crate::manifest::{self, Manifest};
use crate::pipeline::{self, Setting};
use crate::progress::Progress;
use crate::staging::Staging;
use crate::summary::{self, Outcome};
use crate::tally::Names;
use crate::world;
use intake::{Mapping, Tally};
use law::{Jurisdiction, Law};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use when::{Edtf, Instant};
use words::{Language, Words};

/// A mapping file is text that people write; one larger than this is a mistake.
const MAPPING_BYTES_MAX: u64 = 4 << 20;

/// What an audit is asked to do, from the command line or from the demo.
pub(crate) struct Order<'a> {
    pub(crate) law: &'a Law,
    pub(crate) jurisdiction: &'a Jurisdiction,
    pub(crate) files: &'a [PathBuf],
    pub(crate) mapping: &'a Mapping,
    pub(crate) mapping_path: &'a Path,
    /// Newer tables of treaty status that the law has taken in.
    pub(crate) tables: &'a Tables,
    pub(crate) out: &'a Path,
    pub(crate) as_of: Instant,
    pub(crate) as_known_on: Instant,
    pub(crate) lang: Language,
    pub(crate) exact: bool,
    pub(crate) progress: bool,
}

pub(crate) fn run(args: &AuditArgs) -> Result<String, Failure> {
    let lang = language(&args.lang)?;
    let source = args.law.source();
    let mut law = load_for(&source, &args.jurisdiction)?;
    let tables = status::bind(&args.data.folder, &source, &mut law)?;
    let jurisdiction = jurisdiction(&law, &args.jurisdiction)?;
    let mapping = mapping(&args.map, &law)?;
    let order = Order {
        law: &law,
        jurisdiction,
        files: &args.files,
        mapping: &mapping,
        mapping_path: &args.map,
        tables: &tables,
        out: &args.out,
        as_of: instant(args.as_of.as_deref(), "--as-of", jurisdiction)?.unwrap_or_else(world::now),
        as_known_on: instant(args.as_known_on.as_deref(), "--as-known-on", jurisdiction)?
            .unwrap_or(Instant::MAX),
        lang,
        exact: args.exact,
        progress: !args.quiet && world::is_watched(),
    };
    let outcome = execute(&order)?;
    summary::render(&outcome, &order, args.format)
}

/// Runs an audit and puts its folder in place.
pub(crate) fn execute(order: &Order<'_>) -> Result<Outcome, Failure> {
    let staging = Staging::open(order.out)?;
    let book = order.law.rules(order.jurisdiction);
    let setting = Setting {
        law: order.law,
        jurisdiction: order.jurisdiction,
        book: &book,
        as_of: order.as_of,
        as_known_on: order.as_known_on,
    };
    let (passed, inputs) = thread::scope(|scope| {
        // Beside the reading, since it reads everything once more.
        let inputs = scope.spawn(|| {
            let inputs = order.files.iter().map(|path| manifest::input(path));
            inputs.collect::<Result<Vec<_>, _>>()
        });
        let dimensions = Names::of(order.mapping);
        let passed = pipeline::run(staging.path(), setting, dimensions, |feed| {
            let files = order.files.iter().enumerate();
            files
                .map(|(number, path)| read(order, (path, number + 1), staging.path(), feed))
                .collect()
        });
        let inputs = inputs.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        passed.and_then(|passed| inputs.map(|inputs| (passed, inputs)))
    })?;
    let tallies: Vec<Tally> = passed.read;
    let total = |field: fn(&Tally) -> u64| tallies.iter().map(field).sum();
    let manifest = Manifest {
        layout: Manifest::layout(),
        program: concat!("amparo ", env!("CARGO_PKG_VERSION")).to_owned(),
        jurisdiction: order.jurisdiction.id.clone(),
        law_digest: order.law.digest().to_owned(),
        as_of: order.as_of.to_string(),
        as_known_on: (order.as_known_on != Instant::MAX).then(|| order.as_known_on.to_string()),
        as_of_seconds: order.as_of.seconds(),
        as_known_on_seconds: (order.as_known_on != Instant::MAX)
            .then(|| order.as_known_on.seconds()),
        mapping: manifest::input(order.mapping_path)?,
        treaty_tables: order.tables.inputs.clone(),
        inputs,
        rows: total(|tally| tally.rows),
        accepted: total(|tally| tally.accepted),
        refused: total(|tally| tally.refused),
        cases: total(|tally| tally.cases),
        clocks: passed.counter.clocks,
        coverages: manifest::coverage_names(&passed.coverages, order.law),
    };
    manifest.write(staging.path())?;
    let outcome = Outcome::new(passed.counter, passed.dimensions, order, book, manifest, &tallies)?;
    let words = Words::new(order.lang);
    let html = outcome.report.html(order.law, &outcome.book, &words).map_err(Failure::internal)?;
    let report = staging.path().join("report.html");
    fs::write(&report, html).map_err(|error| Failure::writing(&report, &error))?;
    staging.finish()?;
    Ok(outcome)
}

fn read(
    order: &Order<'_>,
    (path, number): (&Path, usize),
    folder: &Path,
    feed: &mut Feed,
) -> Result<Tally, Failure> {
    let shown = path.display().to_string();
    let source =
        intake::open(path, order.mapping).map_err(|error| Failure::input(error.to_string()))?;
    feed.begin_file(&shown, number, order.files.len());
    let progress = order.progress.then(|| Progress::start(source.size(), source.progress()));
    let result = intake::read_beside(
        Some(folder),
        source,
        order.mapping,
        order.law,
        order.jurisdiction,
        feed,
    );
    drop(progress);
    result.map_err(|error| feed.take_failure().unwrap_or_else(|| Failure::input(error.to_string())))
}

pub(crate) fn language(tag: &str) -> Result<Language, Failure> {
    tag.parse().map_err(|error: words::UnknownLanguage| Failure::usage(error.to_string()))
}

pub(crate) fn jurisdiction<'l>(law: &'l Law, id: &str) -> Result<&'l Jurisdiction, Failure> {
    law.jurisdiction(id).ok_or_else(|| {
        let known: Vec<&str> = law.jurisdictions.iter().map(|known| known.id.as_str()).collect();
        Failure::usage(format!(
            "There is no jurisdiction `{id}`; the law folder has: {}.",
            known.join(", ")
        ))
    })
}

fn mapping(path: &Path, law: &Law) -> Result<Mapping, Failure> {
    let unreadable = |error: std::io::Error| {
        Failure::input(format!(
            "The mapping {} cannot be read: {error}. Check the path given with --map.",
            path.display()
        ))
    };
    let size = fs::metadata(path).map_err(unreadable)?.len();
    if size > MAPPING_BYTES_MAX {
        return Err(Failure::input(format!(
            "The mapping {} has {size} bytes; a mapping has at most {MAPPING_BYTES_MAX}. Is it the file of records?",
            path.display()
        )));
    }
    let text = fs::read_to_string(path).map_err(unreadable)?;
    parse_mapping(&path.display().to_string(), &text, law)
}

/// Reads a mapping; all its problems are told at once.
pub(crate) fn parse_mapping(path: &str, text: &str, law: &Law) -> Result<Mapping, Failure> {
    Mapping::read(path, text, law).map_err(|problems| Failure::input(problems.render()))
}

/// A time on the command line: a vague one means its last second, since a day is over when it is over.
pub(crate) fn instant(
    text: Option<&str>,
    flag: &str,
    jurisdiction: &Jurisdiction,
) -> Result<Option<Instant>, Failure> {
    let Some(text) = text else { return Ok(None) };
    let place = jurisdiction
        .default_place()
        .ok_or_else(|| Failure::internal("a jurisdiction without a place"))?;
    let known = text
        .parse::<Edtf>()
        .and_then(|edtf| edtf.known(&place.place.zone))
        .map_err(|error| {
            // The error mostly begins with what was read.
            let told = error.to_string();
            let read = if told.starts_with(text) { String::new() } else { format!("{text}: ") };
            Failure::usage(format!("{flag} {read}{told}. Name a day such as 2024-05-03, or a time such as 2024-05-03T12:00:00Z."))
        })?;
    if known.span.latest().is_open() {
        return Err(Failure::usage(format!(
            "{flag} {text}: an open end is no time; name a day such as 2024-05-03."
        )));
    }
    Ok(Some(known.span.latest()))
}
