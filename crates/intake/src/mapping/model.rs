//! A mapping, read and checked: names resolved to numbers, nothing left to look up by name for a row.

use crate::csv::Delimiter;
use crate::dates::DateReading;
use crate::tables::{CodeReader, fold};
use duty::Value;
use law::{KindId, KindSet};
use when::{Edtf, Known};

/// What a file is expected to be.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Format {
    Detect,
    Csv,
    Xlsx,
    Parquet,
}

impl Format {
    pub(crate) const WORDS: [(&'static str, Self); 4] = [
        ("detect", Self::Detect),
        ("csv", Self::Csv),
        ("xlsx", Self::Xlsx),
        ("parquet", Self::Parquet),
    ];

    pub(crate) fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, format)| *format == self).map_or("detect", |(word, _)| word)
    }
}

/// `[file]`.
#[derive(Clone, Debug)]
pub(crate) struct FileOptions {
    pub(crate) format: Format,
    pub(crate) delimiter: Delimiter,
    pub(crate) encoding: Option<&'static encoding_rs::Encoding>,
    pub(crate) header_row: u32,
    pub(crate) sheet: Option<String>,
    pub(crate) max_row: usize,
    pub(crate) max_unpacked: u64,
}

impl Default for FileOptions {
    fn default() -> Self {
        Self {
            format: Format::Detect,
            delimiter: Delimiter::Detect,
            encoding: None,
            header_row: 1,
            sheet: None,
            max_row: 1 << 20,
            max_unpacked: 4 << 30,
        }
    }
}

/// A cell text, or the beginning of one (`(b)(*`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Pattern {
    Whole(String),
    Beginning(String),
}

impl Pattern {
    pub(crate) fn new(text: &str) -> Self {
        match text.trim().strip_suffix('*') {
            Some(beginning) => Self::Beginning(beginning.to_owned()),
            None => Self::Whole(text.trim().to_owned()),
        }
    }

    /// Whether a trimmed cell fits; ASCII letter case does not count.
    pub(crate) fn fits(&self, cell: &str) -> bool {
        match self {
            Self::Whole(whole) => whole.eq_ignore_ascii_case(cell),
            Self::Beginning(beginning) => cell
                .as_bytes()
                .get(..beginning.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(beginning.as_bytes())),
        }
    }
}

/// What to do with a cell that cannot be read.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum OnDoubt {
    /// Refuse the row.
    Reject,
    /// Take it as recorded but not known.
    Unknown,
}

impl OnDoubt {
    pub(crate) const WORDS: [(&'static str, Self); 2] =
        [("reject", Self::Reject), ("unknown", Self::Unknown)];
}

/// How the cells of a column are understood.
#[derive(Clone, Debug)]
pub(crate) enum Reading {
    Text,
    Date(DateReading),
    Code { list: String, codes: CodeReader },
    Number { least: u32, most: u32 },
    YesNo { yes: Vec<Pattern>, no: Vec<Pattern> },
}

impl Reading {
    /// What people call it.
    pub(crate) const fn noun(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Date(_) => "dates",
            Self::Code { .. } => "codes",
            Self::Number { .. } => "numbers",
            Self::YesNo { .. } => "yes and no",
        }
    }
}

/// `[columns.NAME]`.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) headers: Vec<String>,
    pub(crate) optional: bool,
    pub(crate) private: bool,
    pub(crate) empty: Vec<Pattern>,
    pub(crate) withheld: Vec<Pattern>,
    pub(crate) on_doubt: OnDoubt,
    pub(crate) reading: Reading,
}

impl Column {
    /// Whether a header of a file is one of this column's; letter case and blanks do not count.
    pub(crate) fn is_headed(&self, header: &str) -> bool {
        self.headers.iter().any(|wanted| wanted == header || fold(wanted) == fold(header))
    }
}

/// A condition on a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Test {
    Is {
        column: usize,
        any_of: Vec<Pattern>,
    },
    Empty {
        column: usize,
    },
    /// A number below this; not a number: does not hold.
    Below {
        column: usize,
        number: u32,
    },
    /// The first date, and so many seconds, is certainly before the second.
    Before {
        first: usize,
        second: usize,
        by: i64,
    },
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
}

/// Where the time of an event comes from.
#[derive(Clone, Debug)]
pub(crate) enum TimeFrom {
    Column(usize),
    /// Some time from the one to the other.
    Between(usize, usize),
    /// Written in the mapping.
    Fixed(Edtf),
    /// Not known, not even roughly: facts about the person.
    Unknown,
}

/// Where the value of an event comes from.
#[derive(Clone, Debug)]
pub(crate) enum ValueFrom {
    Constant(Value),
    Column(usize),
}

/// What a missing time or value does to an event.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum WhenMissing {
    /// There is no event.
    LeaveOut,
    /// The row is refused.
    Reject,
    /// It is recorded that nobody knows.
    Unknown,
}

impl WhenMissing {
    pub(crate) const WORDS: [(&'static str, Self); 3] =
        [("leave-out", Self::LeaveOut), ("reject", Self::Reject), ("unknown", Self::Unknown)];
}

/// `[[record.event]]`.
#[derive(Clone, Debug)]
pub(crate) struct EventRule {
    pub(crate) kind: KindId,
    pub(crate) when: Option<Test>,
    pub(crate) time: TimeFrom,
    pub(crate) doubt: when::Doubt,
    pub(crate) recorded: Option<usize>,
    pub(crate) value: ValueFrom,
    pub(crate) when_missing: WhenMissing,
    pub(crate) corrects: Option<Corrects>,
}

/// `corrects` of an event: which event it replaces or withdraws.
#[derive(Clone, Debug)]
pub(crate) struct Corrects {
    /// The kind of the corrected event.
    pub(crate) kind: KindId,
    /// The column that names the corrected row, and the place of the column with the rows' names in [`Names`].
    ///
    /// [`Names`]: super::Mapping::row_names
    pub(crate) row: Option<(usize, usize)>,
}

/// `[[record]]`.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) when: Option<Test>,
    pub(crate) duties: Option<DutySet>,
    pub(crate) coverage: KindSet,
    pub(crate) events: Vec<EventRule>,
}

/// `[place]`.
#[derive(Clone, Debug)]
pub(crate) enum PlaceFrom {
    /// Index into the places of the jurisdiction.
    Fixed(usize),
    Column {
        column: usize,
        table: std::collections::HashMap<String, usize>,
        unlisted: Option<usize>,
    },
}

/// `[[skip]]`: rows that are refused, with the reason.
#[derive(Clone, Debug)]
pub(crate) struct Skip {
    pub(crate) when: Test,
    pub(crate) reason: String,
}

/// `[[check]]`: rows that are counted, and refused if the mapping says so.
#[derive(Clone, Debug)]
pub(crate) struct Check {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) when: Test,
    pub(crate) reject: bool,
}

/// What part of a cell a report groups by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    Whole,
    Year,
    Month,
    /// Lower bounds and labels, ascending.
    Bands(Vec<(u32, String)>),
}

/// `[[group]]`.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) column: usize,
    pub(crate) part: Part,
    pub(crate) labels: std::collections::HashMap<String, String>,
    pub(crate) missing: String,
}

/// `[case]`.
#[derive(Clone, Debug, Default)]
pub(crate) struct CaseKey {
    pub(crate) columns: Vec<usize>,
    pub(crate) prefix: String,
    pub(crate) max_rows: u64,
    pub(crate) max_memory: u64,
}

/// A set of duties, by their index in [`law::Law::duties`].
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct DutySet([u64; 4]);

impl DutySet {
    /// How many duties a set can tell apart.
    pub const DUTIES_MAX: usize = 256;

    /// The set with one more duty; the same set for an index beyond [`Self::DUTIES_MAX`].
    #[must_use]
    pub fn with(mut self, duty: usize) -> Self {
        if let Some(word) = self.0.get_mut(duty / 64) {
            *word |= 1 << (duty % 64);
        }
        self
    }

    /// Whether the duty is in the set.
    #[must_use]
    pub fn has(&self, duty: usize) -> bool {
        self.0.get(duty / 64).is_some_and(|word| word >> (duty % 64) & 1 == 1)
    }

    /// Both sets together.
    #[must_use]
    pub fn union(mut self, other: &Self) -> Self {
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            *a |= b;
        }
        self
    }
}

/// What a cell was understood as.
#[derive(Copy, Clone, PartialEq, Debug)]
pub(crate) enum Cell {
    /// Nothing is recorded, or the file has no such column.
    Empty,
    /// Something is recorded that is not known: withheld, or unreadable where the mapping says `unknown`.
    Unknown,
    Text,
    Time(Known),
    Code(law::CodeId),
    Number(u32),
    Yes,
    No,
}

impl Cell {
    /// The time it says.
    pub(crate) fn time(self) -> Option<Known> {
        if let Self::Time(known) = self { Some(known) } else { None }
    }

    /// The code it says.
    pub(crate) fn code(self) -> Option<law::CodeId> {
        if let Self::Code(code) = self { Some(code) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        assert!(Pattern::new("(b)(*").fits("(B)(6), (b)(7)"));
        assert!(!Pattern::new("(b)(*").fits("(b"));
        assert!(Pattern::new("N/A").fits("n/a") && !Pattern::new("N/A").fits("n/a n"));
        assert!(Pattern::new("é*").fits("éa"));
    }

    #[test]
    fn duty_sets() {
        let set = DutySet::default().with(3).with(200).with(9_999);
        assert!(set.has(3) && set.has(200) && !set.has(4) && !set.has(9_999));
    }
}
