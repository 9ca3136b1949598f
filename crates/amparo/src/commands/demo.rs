//! `amparo demo`: an invented year of cases in three jurisdictions.
//!
//! The cases are files like any office's, carried in the program, and go through the ordinary audit: what the demo shows is
//! what the program does.

use crate::cli::DemoArgs;
use crate::commands::audit::{self, Order};
use crate::commands::law::load_for;
use crate::commands::status::Tables;
use crate::failure::Failure;
use crate::summary;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use when::Instant;
use words::{Language, Words, key};

/// The invented cases of a jurisdiction.
struct Cases {
    jurisdiction: &'static str,
    file: &'static str,
    records: &'static str,
    mapping_file: &'static str,
    mapping: &'static str,
}

macro_rules! cases {
    ($id:literal) => {
        Cases {
            jurisdiction: $id,
            file: concat!("cases-", $id, ".csv"),
            records: include_str!(concat!("../../demo/cases-", $id, ".csv")),
            mapping_file: concat!("cases-", $id, ".toml"),
            mapping: include_str!(concat!("../../demo/cases-", $id, ".toml")),
        }
    };
}

const CASES: [Cases; 3] = [cases!("us"), cases!("ca"), cases!("eu")];

/// By this file a folder is known as the demo's own.
const MARK: &str = "DEMO.txt";
const MARK_TEXT: &str = "Everything in this folder is invented: the people, the places and the events. `amparo demo` wrote it and may replace it.\n";

pub(crate) fn run(args: &DemoArgs) -> Result<String, Failure> {
    let lang = audit::language(&args.lang)?;
    let words = Words::without_isolates(lang);
    prepare(&args.data)?;
    let mut out = words.text(key::CLI_INVENTED) + "\n";
    let mut first = None;
    for cases in &CASES {
        let law = load_for(&args.law.source(), cases.jurisdiction)?;
        let jurisdiction = audit::jurisdiction(&law, cases.jurisdiction)?;
        let records = write(&args.data.join(cases.file), cases.records)?;
        let mapping_path = write(&args.data.join(cases.mapping_file), cases.mapping)?;
        let mapping = audit::parse_mapping(cases.mapping_file, cases.mapping, &law)?;
        let folder = args.data.join(cases.jurisdiction);
        let order = Order {
            law: &law,
            jurisdiction,
            files: &[records],
            mapping: &mapping,
            mapping_path: &mapping_path,
            tables: &Tables::default(),
            out: &folder,
            as_of: audit::instant(Some(&args.as_of), "--as-of", jurisdiction)?
                .unwrap_or(Instant::MAX),
            as_known_on: Instant::MAX,
            lang,
            // Invented people have nothing to hide.
            exact: true,
            progress: false,
        };
        let outcome = audit::execute(&order)?;
        let list = summary::worklist(&outcome, &order, &words);
        if let Some(item) = list.overdue.first().filter(|_| first.is_none()) {
            first = Some((folder.clone(), item.clock.clone()));
        }
        let _ = write!(
            out,
            "\n== {} · {} ==\n\n{}\n{}",
            jurisdiction.title,
            summary::as_of_text(order.as_of, &order, &words),
            list.text(&words),
            report::summary(&outcome.report, &words)
        );
    }
    out.push('\n');
    for cases in &CASES {
        let path = args.data.join(cases.jurisdiction).join("report.html").display().to_string();
        let _ = writeln!(out, "{}", words.say(key::CLI_REPORT, &[("path", path.into())]));
    }
    if let Some((folder, clock)) = first {
        let lang =
            if lang == Language::En { String::new() } else { format!(" --lang {}", args.lang) };
        let command = format!("amparo explain {} {clock}{lang}", folder.display());
        let _ = writeln!(out, "{}", words.say(key::CLI_EXPLAIN, &[("command", command.into())]));
    }
    Ok(out)
}

/// Makes the folder, unless it holds something that is not the demo's.
fn prepare(folder: &Path) -> Result<(), Failure> {
    let taken = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if taken && !folder.join(MARK).is_file() {
        return Err(Failure::usage(format!(
            "The folder {} holds other files; name an empty or a new folder with --data, so that nothing of yours is replaced.",
            folder.display()
        )));
    }
    fs::create_dir_all(folder).map_err(|error| Failure::writing(folder, &error))?;
    write(&folder.join(MARK), MARK_TEXT).map(|_| ())
}

fn write(path: &Path, text: &str) -> Result<std::path::PathBuf, Failure> {
    fs::write(path, text).map_err(|error| Failure::writing(path, &error))?;
    Ok(path.to_owned())
}
