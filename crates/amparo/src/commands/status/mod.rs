//! `amparo law status`: who had joined which treaty on a day, who had not, and how the numbers grew.
//!
//! What is known is decided in the `law` crate; here a question from the command line becomes a view, and a view becomes
//! text, JSON, CSV or a page. Newer tables that a person brought lie in the data folder under `treaties/`.

mod args;
mod chart;
mod json;
mod newer;
mod page;
mod table;
mod text;
mod view;

pub(crate) use args::StatusArgs;
pub(crate) use newer::{Tables, bind, bind_only};

use crate::commands::law::problems_failure;
use crate::failure::Failure;
use args::StatusFormat;
use law::{Law, StatusBook};
use view::View;
use words::{Language, Words};

/// Answers the question.
pub(crate) fn run(args: &StatusArgs) -> Result<String, Failure> {
    let language: Language = args
        .lang
        .parse()
        .map_err(|error: words::UnknownLanguage| Failure::usage(error.to_string()))?;
    // Not for the page either: a date of isolated parts has no letter that tells its direction. The page isolates names itself.
    let words = Words::without_isolates(language);
    let source = args.law.source();
    let law = Law::load(&source).map_err(|problems| problems_failure(&problems))?;
    let mut book =
        StatusBook::load(&source, &law).map_err(|problems| problems_failure(&problems))?;
    newer::take_kept(&args.data.folder, &law, &mut book)?;
    if let Some(file) = &args.import {
        let said = newer::import(file, &args.data.folder, &law, &mut book, &words)?;
        let asked = !(args.instrument.is_empty() && args.state.is_empty()) || args.on.is_some();
        if !asked && !args.conflicts {
            return Ok(said);
        }
    }
    let view = View::of(args, &law, &book)?;
    Ok(match (args.conflicts, args.format) {
        (_, StatusFormat::Json) => format!("{:#}\n", json::all(&view)),
        (true, StatusFormat::Csv) => table::conflicts_csv(&view)?,
        (true, StatusFormat::Text) => text::conflicts(&view, &words),
        (false, StatusFormat::Csv) => table::acts_csv(&view)?,
        (false, StatusFormat::Text) => text::all(&view, &words),
        (_, StatusFormat::Html) => page::all(&view, &words),
    })
}
