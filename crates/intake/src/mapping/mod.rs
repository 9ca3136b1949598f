//! Mapping files: how the columns of one kind of file become events.
//!
//! `docs/mapping.md` is the manual. A mapping is read against a law folder, so that every kind, code, place and duty it names is
//! known to exist before the first row is read; a [`Mapping`] must not meet another law folder's numbers. All problems
//! are told at once, each with its place.

mod check;
mod columns;
mod conditions;
mod corrections;
mod model;
mod records;
mod walk;

use crate::problem::{Log, Problems};
use law::Law;
pub use model::DutySet;
pub(crate) use model::{
    CaseKey, Cell, Check, Column, Corrects, EventRule, FileOptions, Format, Group, OnDoubt, Part,
    PlaceFrom, Reading, Record, Skip, Test, TimeFrom, ValueFrom, WhenMissing,
};

/// Larger mappings are refused.
const MAPPING_MAX: usize = 4 << 20;

/// A mapping, read and checked.
#[derive(Clone, Debug)]
pub struct Mapping {
    pub(crate) title: String,
    pub(crate) about: String,
    pub(crate) jurisdiction: String,
    pub(crate) file: FileOptions,
    pub(crate) columns: Vec<Column>,
    pub(crate) place: PlaceFrom,
    pub(crate) case: CaseKey,
    pub(crate) skips: Vec<Skip>,
    pub(crate) checks: Vec<Check>,
    pub(crate) records: Vec<Record>,
    /// The columns by which corrections name rows.
    pub(crate) row_names: Vec<usize>,
    pub(crate) groups: Vec<Group>,
}

/// A dimension by which a report may group.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Dimension<'a> {
    /// Its id in the mapping.
    pub id: &'a str,
    /// What people read.
    pub title: &'a str,
}

impl Mapping {
    /// Reads and checks a mapping. `path` is only for messages.
    pub fn read(path: &str, text: &str, law: &Law) -> Result<Self, Problems> {
        let too_long = text.len() > MAPPING_MAX;
        let header = records_header(text);
        // Nothing below the header is shown: cells of records stand in no message.
        let log = Log::new(path, header.unwrap_or(if too_long { "" } else { text }));
        if let Some(header) = header {
            let help = "a mapping is a TOML file, see docs/mapping.md. This looks like a file of records: is it in the place of its mapping?";
            log.add(&(0..header.len()), "this is no mapping", help);
        } else if too_long {
            log.add(
                &(0..0),
                format!("the mapping has {} bytes", text.len()),
                "a mapping has at most 4 MiB",
            );
        } else if let Some(mapping) = check::mapping(&log, text, law) {
            return log.verdict().map(|()| mapping);
        }
        match log.verdict() {
            Err(problems) => Err(problems),
            // Whoever gives no mapping has reported why; said once more for whoever changes that.
            Ok(()) => {
                let log = Log::new(path, "");
                log.add(
                    &(0..0),
                    "the mapping could not be read",
                    "compare it with docs/mapping.md",
                );
                Err(log.verdict().err().unwrap_or_else(|| unreachable!("a problem was added")))
            }
        }
    }

    /// What the file is called.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// How the file is interpreted: to be shown wherever a figure made with it is shown.
    #[must_use]
    pub fn about(&self) -> &str {
        &self.about
    }

    /// The jurisdiction whose places it names.
    #[must_use]
    pub fn jurisdiction(&self) -> &str {
        &self.jurisdiction
    }

    /// The dimensions of [`crate::Subject::groups`], in their order.
    pub fn groups(&self) -> impl ExactSizeIterator<Item = Dimension<'_>> {
        self.groups.iter().map(|group| Dimension { id: &group.id, title: &group.title })
    }

    pub(crate) const fn file(&self) -> &FileOptions {
        &self.file
    }
}

/// The first line, if it is a header with delimiters: where a mapping would have a comment, a key or a table.
fn records_header(text: &str) -> Option<&str> {
    const LONGEST: usize = 4_096;
    let line = text.lines().next().filter(|line| line.len() <= LONGEST)?;
    let delimited = line.contains([',', ';', '\t']) && !line.contains('=');
    (delimited && !line.trim_start().starts_with(['#', '['])).then_some(line)
}
