//! Duties, limits and lists of countries as the files say them, with names resolved to numbers.
//!
//! What each part does to a clock stands in `docs/clocks.md`; [`crate::Law::rules`] puts a duty and a limit together into what
//! the engine evaluates. Conditions here name lists of countries, not yet one jurisdiction's list: the same duty
//! asks for another list in another jurisdiction.

use crate::kinds::{CodeId, KindId, KindSet};
use crate::rule::{Condition, Extension, Toll, TreatyRule};
use when::{Counting, Day};

/// An article that a duty rests on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Citation {
    /// Index into [`crate::Law::instruments`].
    pub instrument: usize,
    /// Index into its articles.
    pub article: usize,
    /// As written: `VCCR 36(1)(b)`.
    pub text: String,
}

/// Kinds that begin and end a stay, for limits over several stays.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stays {
    /// Kinds that begin a stay.
    pub start: KindSet,
    /// Kinds that end a stay.
    pub end: KindSet,
}

/// What an instrument requires of a bearer for a beneficiary.
#[derive(Clone, PartialEq, Debug)]
pub struct Duty {
    /// The file's name.
    pub id: String,
    /// What people read.
    pub title: String,
    /// Paragraphs of resolutions, at least one of 65/212: `A/RES/65/212 4(g)`.
    pub paragraphs: Vec<String>,
    /// Articles it rests on.
    pub articles: Vec<Citation>,
    /// Our words.
    pub summary: String,
    /// Whose duty.
    pub bearer: String,
    /// For whom.
    pub beneficiary: String,
    /// Groups of kinds: the later of the first event of each group.
    pub trigger: Vec<KindSet>,
    /// Acts that fulfil it.
    pub discharge: KindSet,
    /// Events after which nothing is due.
    pub ends: KindSet,
    /// Events that, with a recorded reason, take it away.
    pub exceptions: KindSet,
    /// Kind that records the request without which it does not arise.
    pub request: Option<KindId>,
    /// The treaties it rests on alone.
    pub treaty: Option<TreatyRule>,
    /// What stops its clocks.
    pub toll: Option<Toll>,
    /// What a stay is.
    pub stays: Option<Stays>,
    /// Lists are named by index into [`crate::Law::list_names`].
    pub(crate) condition: Condition,
}

/// Where a limit gets its force from.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LimitKind {
    /// Binding law.
    Law,
    /// A policy: of an authority, or of this project where the law gives no number.
    Policy,
    /// A standard that is not binding by itself.
    Standard,
}

impl LimitKind {
    /// The words that files use, with what they mean.
    pub(crate) const WORDS: [(&'static str, Self); 3] =
        [("law", Self::Law), ("policy", Self::Policy), ("standard", Self::Standard)];

    /// The word that files use.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Policy => "policy",
            Self::Standard => "standard",
        }
    }
}

/// How a recurring limit recurs.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Mode {
    /// The next is counted from the act.
    Reset,
    /// All are counted from the trigger.
    FixedGrid,
}

/// How long a duty may take in a jurisdiction.
#[derive(Clone, PartialEq, Debug)]
pub struct Limit {
    /// Unique within jurisdiction and duty.
    pub id: String,
    /// What people read.
    pub title: String,
    /// Index into [`crate::Law::jurisdictions`].
    pub jurisdiction: usize,
    /// Index into [`crate::Law::duties`].
    pub duty: usize,
    /// Where it gets its force from.
    pub kind: LimitKind,
    /// Statute, article, case or policy.
    pub source: String,
    /// Whether a lawyer confirmed it.
    pub confirmed: bool,
    /// How sure, what is debatable.
    pub note: Option<String>,
    /// All its lengths in one line, for people: `48 hours, then 7 days, then every 30 days`.
    pub length: String,
    /// The (first) limit; for a soft standard the *overdue* threshold.
    pub counting: Counting,
    /// Counted from the result of `counting`.
    pub plus: Option<Counting>,
    /// The *ask* threshold of a soft standard.
    pub ask: Option<Counting>,
    /// The second, third … limits.
    pub then: Vec<Counting>,
    /// Every later one.
    pub every: Option<Counting>,
    /// How it recurs; there where `then` or `every` are.
    pub mode: Option<Mode>,
    /// Counted over several stays.
    pub cumulative: bool,
    /// How it may be extended.
    pub extension: Option<Extension>,
    /// Honours the duty's exceptions.
    pub excepts: bool,
    /// First day in force.
    pub valid_from: Option<Day>,
    /// Last day in force.
    pub valid_to: Option<Day>,
    /// Lists are named by index into [`crate::Law::list_names`].
    pub(crate) condition: Condition,
}

/// A country on a list, and when.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct ListEntry {
    /// The country.
    pub code: CodeId,
    /// First day on the list; from ever if nothing stands.
    pub from: Option<Day>,
    /// Last day on the list; for ever if nothing stands.
    pub to: Option<Day>,
}

/// A versioned list of countries of a jurisdiction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct List {
    /// What conditions call it: unique within the jurisdiction.
    pub id: String,
    /// What people read.
    pub title: String,
    /// Index into [`crate::Law::jurisdictions`].
    pub jurisdiction: usize,
    /// Where it comes from.
    pub source: String,
    /// Whether a lawyer confirmed it.
    pub confirmed: bool,
    /// A remark for people.
    pub note: Option<String>,
    /// The countries; one may stand several times, for several periods.
    pub entries: Vec<ListEntry>,
}

impl List {
    /// Whether a country is on the list on a day. Both bounds of an entry are inclusive.
    #[must_use]
    pub fn has(&self, code: CodeId, day: Day) -> bool {
        self.entries.iter().any(|entry| {
            entry.code == code
                && entry.from.is_none_or(|from| from <= day)
                && entry.to.is_none_or(|to| day <= to)
        })
    }
}
