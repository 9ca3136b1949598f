//! What is wrong with a mapping file, each with its place and how to mend it.
//!
//! All problems are collected before the mapping is refused. Nothing here decides what is a problem.

use law::nearest;
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, NamedSource, SourceSpan};
use std::cell::RefCell;
use std::ops::Range;

/// More problems than this are not told.
const PROBLEMS_MAX: usize = 100;

/// One thing that is wrong with a mapping.
#[derive(Clone, Debug, thiserror::Error, Diagnostic)]
#[error("{message}")]
pub struct Problem {
    message: String,
    #[source_code]
    source_code: NamedSource<String>,
    #[label]
    at: SourceSpan,
    #[help]
    help: String,
}

impl Problem {
    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// How to mend it.
    #[must_use]
    pub fn mend(&self) -> &str {
        &self.help
    }
}

/// Everything that is wrong with a mapping: at least one problem.
#[derive(Clone, Debug, thiserror::Error, Diagnostic)]
#[error("the mapping {path} cannot be used: {} problem{}", .problems.len(), if .problems.len() == 1 { "" } else { "s" })]
pub struct Problems {
    path: String,
    #[related]
    problems: Vec<Problem>,
}

impl Problems {
    /// The problems, in the order of the file.
    #[must_use]
    pub fn list(&self) -> &[Problem] {
        &self.problems
    }

    /// As a terminal without colours shows it.
    #[must_use]
    pub fn render(&self) -> String {
        let mut text = String::new();
        let handler =
            GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).with_width(100);
        // Writing to a string does not fail.
        let _ = handler.render_report(&mut text, self);
        text
    }
}

/// Where the readers of a mapping put what they find.
pub(crate) struct Log {
    path: String,
    text: String,
    found: RefCell<Vec<(Range<usize>, String, String)>>,
}

impl Log {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned(), found: RefCell::default() }
    }

    /// Reports a problem at a place of the file.
    pub(crate) fn add(
        &self,
        at: &Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let mut found = self.found.borrow_mut();
        if found.len() < PROBLEMS_MAX {
            found.push((at.clone(), message.into(), help.into()));
        }
    }

    /// Reports an unknown word, with what was probably meant.
    pub(crate) fn unknown<'a>(
        &self,
        at: &Range<usize>,
        what: &str,
        word: &str,
        known: impl Iterator<Item = &'a str> + Clone,
    ) {
        let help = match nearest(word, known.clone()).as_slice() {
            [] => {
                let few: Vec<&str> = known.take(16).collect();
                match few.len() {
                    0 => "there is none".to_owned(),
                    16 => "docs/mapping.md says where they are listed".to_owned(),
                    _ => format!("there are: {}", few.join(", ")),
                }
            }
            near => format!("did you mean {}?", near.join(" or ")),
        };
        self.add(at, format!("no {what} is called `{}`", short(word)), help);
    }

    /// All problems, or none.
    pub(crate) fn verdict(self) -> Result<(), Problems> {
        let mut found = self.found.into_inner();
        if found.is_empty() {
            return Ok(());
        }
        found.sort_by(|a, b| (a.0.start, &a.1).cmp(&(b.0.start, &b.1)));
        let end = self.text.len();
        let problems = found
            .into_iter()
            .map(|(at, message, help)| Problem {
                message,
                source_code: NamedSource::new(&self.path, self.text.clone()),
                at: (at.start.min(end), at.end.min(end).saturating_sub(at.start.min(end))).into(),
                help,
            })
            .collect();
        Err(Problems { path: self.path, problems })
    }
}

/// The first characters of a word, for messages.
pub(crate) fn short(word: &str) -> String {
    let mut chars = word.chars().filter(|c| !c.is_control());
    let head: String = chars.by_ref().take(60).collect();
    if chars.next().is_some() { head + "…" } else { head }
}
