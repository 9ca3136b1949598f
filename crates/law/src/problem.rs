//! What is wrong with a law folder, said so that a lawyer can mend it.
//!
//! A problem names the file, the place in it, what was read, what was probably meant and what to write instead. All
//! problems of a folder are collected before anything is refused, up to [`PROBLEMS_MAX`]: a person mends a folder in one
//! round, not one error at a time. Nothing here decides what is a problem; the readers and the checks do.

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// How many problems are collected before the loader gives up on telling more.
pub const PROBLEMS_MAX: usize = 500;

/// The sort of a problem, for programs that filter them.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum Code {
    /// The folder or a file cannot be read, is too large or is not UTF-8.
    File,
    /// Not TOML, or not the CSV that is asked for.
    Syntax,
    /// A key that the format does not know.
    UnknownKey,
    /// A key that the format needs is not there.
    MissingKey,
    /// A value of the wrong type, or of a form that cannot be read.
    WrongValue,
    /// A name of something that does not exist.
    UnknownName,
    /// Two things with one name.
    Duplicate,
    /// An id that is not the name of its file or folder, or not an id.
    Id,
    /// A reference that comes back to itself.
    Cycle,
    /// Two parts that cannot stand together.
    Conflict,
    /// Something without which the law is not complete.
    Incomplete,
}

impl Code {
    /// The word that stands in front of the message.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::File => "law::file",
            Self::Syntax => "law::syntax",
            Self::UnknownKey => "law::unknown-key",
            Self::MissingKey => "law::missing-key",
            Self::WrongValue => "law::wrong-value",
            Self::UnknownName => "law::unknown-name",
            Self::Duplicate => "law::duplicate",
            Self::Id => "law::id",
            Self::Cycle => "law::cycle",
            Self::Conflict => "law::conflict",
            Self::Incomplete => "law::incomplete",
        }
    }
}

/// A file's name and text, shared by all problems of the file.
pub(crate) type Quoted = Arc<NamedSource<Arc<str>>>;

/// One thing that is wrong with a law folder.
#[derive(Clone, Debug)]
pub struct Problem {
    code: Code,
    file: String,
    message: String,
    help: String,
    at: Option<(Quoted, Range<usize>)>,
}

impl Problem {
    /// A problem of a file as a whole: no place in its text can be shown.
    pub(crate) fn of_file(code: Code, file: &str, message: String, help: String) -> Self {
        Self { code, file: file.to_owned(), message, help, at: None }
    }

    /// A problem at a place of a file.
    pub(crate) fn at(
        code: Code,
        source: &Quoted,
        span: Range<usize>,
        message: String,
        help: String,
    ) -> Self {
        let end = source.inner().len();
        let span = span.start.min(end)..span.end.min(end);
        let file = source.name().to_owned();
        Self { code, file, message, help, at: Some((Arc::clone(source), span)) }
    }

    /// The sort of problem.
    #[must_use]
    pub const fn sort(&self) -> Code {
        self.code
    }

    /// The file, as a path inside the law folder.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

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

    /// Line and column, both from 1, where a place can be named. Columns count characters.
    #[must_use]
    pub fn line_column(&self) -> Option<(usize, usize)> {
        let (source, span) = self.at.as_ref()?;
        let before = source.inner().get(..span.start)?;
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
        Some((line, before[line_start..].chars().count() + 1))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}

impl Diagnostic for Problem {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        // A place in the text names the file already.
        Some(match self.at {
            Some(_) => Box::new(self.code.word()),
            None => Box::new(format!("{} {}", self.code.word(), self.file)),
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        (!self.help.is_empty()).then(|| Box::new(&self.help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.at.as_ref().map(|(source, _)| source.as_ref() as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (_, span) = self.at.as_ref()?;
        let label = LabeledSpan::new_primary_with_span(None, (span.start, span.len()));
        Some(Box::new(std::iter::once(label)))
    }
}

/// Everything that is wrong with a law folder: at least one problem.
#[derive(Clone, Debug)]
pub struct Problems {
    list: Vec<Problem>,
    untold: usize,
}

impl Problems {
    /// The problems, by file and place.
    #[must_use]
    pub fn list(&self) -> &[Problem] {
        &self.list
    }

    /// A refusal without a reason: what must never be needed.
    pub(crate) const fn unexplained() -> Self {
        Self { list: Vec::new(), untold: 0 }
    }

    /// How many more there were than are told.
    #[must_use]
    pub const fn untold(&self) -> usize {
        self.untold
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.list.len() + self.untold;
        let s = if count == 1 { "" } else { "s" };
        write!(f, "the law folder has {count} problem{s}")?;
        for problem in &self.list {
            write!(f, "\n{}", problem.file)?;
            if let Some((line, column)) = problem.line_column() {
                write!(f, ":{line}:{column}")?;
            }
            write!(f, ": {}", problem.message)?;
            if !problem.help.is_empty() {
                write!(f, "\n  {}", problem.help)?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

impl Diagnostic for Problems {
    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        Some(Box::new(self.list.iter().map(|problem| problem as &dyn Diagnostic)))
    }
}

/// Where readers and checks put what they find. Shared by all of them while one folder is read, hence the cell.
#[derive(Default)]
pub(crate) struct Log {
    list: RefCell<Vec<Problem>>,
    untold: std::cell::Cell<usize>,
    spoilt: RefCell<BTreeSet<String>>,
}

impl Log {
    /// Remembers a thing that stands in the folder but could not be read: that others name it is no problem of theirs.
    pub(crate) fn spoil(&self, id: &str) {
        if self.spoilt.borrow().len() < PROBLEMS_MAX {
            self.spoilt.borrow_mut().insert(id.to_owned());
        }
    }

    /// Whether something of this name could not be read.
    pub(crate) fn is_spoilt(&self, id: &str) -> bool {
        self.spoilt.borrow().contains(id)
    }

    pub(crate) fn add(&self, problem: Problem) {
        let mut list = self.list.borrow_mut();
        if list.len() < PROBLEMS_MAX {
            list.push(problem);
        } else {
            self.untold.set(self.untold.get() + 1);
        }
    }

    /// Whether more problems would not be told: then searching for the nearest word is wasted on a hostile file.
    pub(crate) fn is_full(&self) -> bool {
        self.list.borrow().len() >= PROBLEMS_MAX
    }

    /// The problems so far, in the order of files and places; nothing if there are none.
    pub(crate) fn verdict(&self) -> Result<(), Problems> {
        let mut list = self.list.borrow().clone();
        if list.is_empty() {
            return Ok(());
        }
        list.sort_by(|a, b| {
            let place = |p: &Problem| p.at.as_ref().map(|(_, span)| span.start);
            (&a.file, place(a), &a.message).cmp(&(&b.file, place(b), &b.message))
        });
        // A reader that looks twice says the same thing twice.
        list.dedup_by(|a, b| {
            let place = |p: &Problem| p.at.as_ref().map(|(_, span)| span.start);
            (&a.file, place(a), &a.message) == (&b.file, place(b), &b.message)
        });
        Err(Problems { list, untold: self.untold.get() })
    }
}
