//! Treaties and other instruments, with the articles that duties cite.
//!
//! Summaries are our words, never the official text. When an instrument entered into force for whom is the business of
//! [`crate::TreatyStatus`].

use when::Day;

/// What sort of instrument.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum InstrumentKind {
    /// Binds the States that are party to it.
    Treaty,
    /// A solemn declaration.
    Declaration,
    /// A resolution of an organ of an international organisation.
    Resolution,
    /// A regulation that applies directly.
    Regulation,
    /// A directive that member States carry into their law.
    Directive,
    /// A statute of a State.
    Statute,
    /// A court's judgment or advisory opinion.
    Judgment,
    /// What a treaty body says its treaty means.
    GeneralComment,
    /// Principles, rules or guidelines.
    Guideline,
}

impl InstrumentKind {
    /// The words that files use, with what they mean.
    pub(crate) const WORDS: [(&'static str, Self); 9] = [
        ("treaty", Self::Treaty),
        ("declaration", Self::Declaration),
        ("resolution", Self::Resolution),
        ("regulation", Self::Regulation),
        ("directive", Self::Directive),
        ("statute", Self::Statute),
        ("judgment", Self::Judgment),
        ("general-comment", Self::GeneralComment),
        ("guideline", Self::Guideline),
    ];
}

/// An article that duties cite.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Article {
    /// The number as cited: `36(1)(b)`.
    pub number: String,
    /// Our words.
    pub summary: String,
}

/// When an instrument entered into force in general, and how it does for one State.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntryIntoForce {
    /// For the first States.
    pub general: Option<Day>,
    /// The word for the rule, for people and for the compiler of the status table; nothing is computed from it here.
    pub rule: Option<String>,
    /// The article that says so.
    pub article: Option<String>,
}

/// A treaty or another instrument.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Instrument {
    /// What files call it: `VCCR`.
    pub id: String,
    /// What people read.
    pub title: String,
    /// What sort.
    pub kind: InstrumentKind,
    /// When it was adopted.
    pub adopted: Option<Day>,
    /// Chapter and number in the United Nations Treaty Collection.
    pub untc: Option<String>,
    /// Entry into force.
    pub entry_into_force: Option<EntryIntoForce>,
    /// Where to find it.
    pub source: Option<String>,
    /// Our words.
    pub summary: Option<String>,
    /// The articles that duties cite.
    pub articles: Vec<Article>,
}
