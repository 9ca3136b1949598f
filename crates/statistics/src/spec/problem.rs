//! What is wrong with a SPEC, each with its place and how to mend it.
//!
//! All problems are collected before the SPEC is refused, so that a person mends it in one round. Nothing here decides what
//! is a problem.

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, NamedSource, SourceSpan};
use std::cell::RefCell;
use std::ops::Range;

/// More problems than this are not told.
const PROBLEMS_MAX: usize = 100;

/// One thing that is wrong with a SPEC.
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

/// Everything that is wrong with a SPEC: at least one problem.
#[derive(Clone, Debug, thiserror::Error, Diagnostic)]
#[error("the release {path} cannot be used: {} problem{}", .problems.len(), if .problems.len() == 1 { "" } else { "s" })]
pub struct Problems {
    path: String,
    #[related]
    problems: Vec<Problem>,
}

impl Problems {
    pub(super) const fn none() -> Self {
        Self { path: String::new(), problems: Vec::new() }
    }

    /// The problems, in the order of the file.
    #[must_use]
    pub fn list(&self) -> &[Problem] {
        &self.problems
    }

    /// As a terminal without colours shows it.
    #[must_use]
    pub fn render(&self, width: usize) -> String {
        let mut text = String::new();
        let theme = GraphicalTheme::unicode_nocolor();
        let handler = GraphicalReportHandler::new_themed(theme).with_width(width);
        match handler.render_report(&mut text, self) {
            Ok(()) => text,
            Err(_) => self.to_string(),
        }
    }
}

/// Where the readers put what they find.
pub(crate) struct Log<'t> {
    path: &'t str,
    text: &'t str,
    list: RefCell<Vec<(usize, Problem)>>,
}

impl<'t> Log<'t> {
    pub(crate) fn new(path: &'t str, text: &'t str) -> Self {
        Self { path, text, list: RefCell::default() }
    }

    pub(crate) fn report(
        &self,
        span: &Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let mut list = self.list.borrow_mut();
        if list.len() >= PROBLEMS_MAX {
            return;
        }
        let end = self.text.len();
        let (from, to) = (span.start.min(end), span.end.min(end));
        let problem = Problem {
            message: message.into(),
            source_code: NamedSource::new(self.path, self.text.to_owned()),
            at: (from, to.saturating_sub(from)).into(),
            help: help.into(),
        };
        list.push((from, problem));
    }

    pub(crate) fn verdict(self) -> Result<(), Problems> {
        let mut list = self.list.into_inner();
        if list.is_empty() {
            return Ok(());
        }
        list.sort_by_key(|(at, _)| *at);
        list.dedup_by(|a, b| a.0 == b.0 && a.1.message == b.1.message);
        let problems = list.into_iter().map(|(_, problem)| problem).collect();
        Err(Problems { path: self.path.to_owned(), problems })
    }
}

/// The known word nearest to a misspelt one, or what there is to choose from.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
    otherwise: &str,
) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    let lower = word.to_lowercase();
    let allowed = (word.chars().count() / 3).max(2);
    // The cost grows with the product of the lengths: only words that a person would write are compared.
    let near = known
        .iter()
        .filter(|candidate| candidate.len() <= 64 && word.len() <= 64)
        .map(|candidate| (strsim::osa_distance(&lower, &candidate.to_lowercase()), *candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance);
    match near {
        Some((_, near)) => format!("did you mean `{near}`?"),
        None if (1..=14).contains(&known.len()) => format!("known are: {}", known.join(", ")),
        None => otherwise.to_owned(),
    }
}

/// The first characters of a word: a hostile file must not fill a terminal.
pub(crate) fn short(word: &str) -> String {
    let mut chars = word.chars();
    let head: String = chars.by_ref().take(60).filter(|c| !c.is_control()).collect();
    if chars.next().is_some() { head + "…" } else { head }
}
