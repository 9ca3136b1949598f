//! `amparo law`: the law folder.

use crate::cli::{Format, LawCheckArgs};
use crate::failure::Failure;
use crate::world;
use law::{Law, Problems};

/// Checks everything and counts it.
pub(crate) fn check(args: &LawCheckArgs) -> Result<String, Failure> {
    let law = Law::load(&args.law.source()).map_err(|problems| problems_failure(&problems))?;
    let counts = law.counts();
    Ok(match args.format {
        Format::Json => {
            let value = serde_json::json!({
                "duties": counts.duties,
                "limits": { "confirmed": counts.limits_confirmed, "unconfirmed": counts.limits_unconfirmed },
                "eventKinds": counts.kinds,
                "codeLists": counts.code_lists,
                "jurisdictions": counts.jurisdictions,
                "places": counts.places,
                "calendars": counts.calendars,
                "instruments": counts.instruments,
                "articles": counts.articles,
                "treatyActs": counts.bonds,
                "digest": law.digest(),
            });
            format!("{value:#}\n")
        }
        Format::Text => format!(
            "The law folder is sound: {} duties with {} limits ({} confirmed by a lawyer, {} not), {} kinds of events, {} code lists, \
             {} jurisdictions with {} places and {} calendars, {} instruments with {} articles, {} acts of States.\n",
            counts.duties,
            counts.limits_confirmed + counts.limits_unconfirmed,
            counts.limits_confirmed,
            counts.limits_unconfirmed,
            counts.kinds,
            counts.code_lists,
            counts.jurisdictions,
            counts.places,
            counts.calendars,
            counts.instruments,
            counts.articles,
            counts.bonds,
        ),
    })
}

/// The law of one jurisdiction. A jurisdiction that does not exist is a slip on the command line, not a fault of the law.
pub(crate) fn load_for(source: &law::Source, jurisdiction: &str) -> Result<Law, Failure> {
    Law::load_for(source, jurisdiction).map_err(|problems| match problems.list() {
        [only] if only.file() == "jurisdictions" => {
            let mend = only.mend();
            let stop = if mend.ends_with('?') { "" } else { "." };
            Failure::usage(format!("{}; {mend}{stop}", only.message()))
        }
        _ => problems_failure(&problems),
    })
}

/// The whole law folder.
pub(crate) fn load(source: &law::Source) -> Result<Law, Failure> {
    Law::load(source).map_err(|problems| problems_failure(&problems))
}

/// All problems of a law folder, each with its place and how to mend it.
pub(crate) fn problems_failure(problems: &Problems) -> Failure {
    let text = problems_text(problems);
    let n = problems.list().len();
    let what = if n == 1 { "problem" } else { "problems" };
    Failure::input(format!("{text}{n} {what} in the law folder; nothing was evaluated."))
}

/// The problems themselves, one after the other.
pub(crate) fn problems_text(problems: &Problems) -> String {
    let handler =
        miette::GraphicalReportHandler::new_themed(miette::GraphicalTheme::unicode_nocolor())
            .with_width(world::WIDTH);
    let mut text = String::new();
    for problem in problems.list() {
        // Rendering into a string cannot fail; a problem that cannot be drawn is still told.
        if handler.render_report(&mut text, problem).is_err() {
            text.push_str(&problem.to_string());
        }
        text.push('\n');
    }
    text
}
