//! Loads and checks the law folder: duties, limits, jurisdictions, vocabulary, treaty status.
//!
//! The law stands in files that a lawyer can review (`docs/law-files.md`); this crate turns them into values that the engine
//! can evaluate, and refuses a folder in which anything is wrong, telling everything that is wrong at once. It does not
//! evaluate anything, reads no clock and no records of people, and apart from [`Source::Folder`] does no input or output.
//!
//! [`Law::load`] reads all of it, [`Law::load_for`] what one jurisdiction needs; [`Law::rules`] gives the engine its rules.
//! [`coverage()`] counts what serves each unit of a resolution; [`StatusBook`] says who had joined which treaty on a day, and who
//! had not.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

mod check;
mod coverage;
mod kinds;
mod law;
mod load;
mod model;
mod nearest;
mod problem;
mod read;
mod rule;
mod rules;
mod source;
mod spelling;
mod status;

pub use coverage::{Coverage, CoverageRow, Service, coverage};
pub use kinds::{CodeId, KINDS_MAX, KindId, KindSet};
pub use law::{Counts, Law};
pub use model::duty::{Citation, Duty, Limit, LimitKind, List, ListEntry, Mode, Stays};
pub use model::instrument::{Article, EntryIntoForce, Instrument, InstrumentKind};
pub use model::jurisdiction::{Jurisdiction, LawCalendar, LawPlace};
pub use model::page::Page;
pub use model::register::{
    Holder, OfficialLanguage, Register, RegisterUnit, Serves, Summary, UnitId, UnitKind,
};
pub use model::treaties::{Action, Bond, TreatyStatus};
pub use model::vocabulary::{Code, CodeList, Codes, EventKind, ValueKind, Vocabulary};
pub use nearest::nearest;
pub use problem::{Code as ProblemCode, PROBLEMS_MAX, Problem, Problems};
pub use rule::{
    Basis, Condition, Extension, Parties, Roles, Rule, Series, Toll, TreatyRule, Wanted,
};
pub use rules::{INTERNATIONAL, RuleBook};
pub use source::{FILE_BYTES_MAX, FILES_MAX, FOLDER_BYTES_MAX, Source};
pub use spelling::fold_spelling;
pub use status::{
    Act, Conflict, EffectRule, Membership, Named, Newer, NotDone, Reservations, Standing,
    StateEntry, States, StatusBook, StatusSource, Taken, YearCount, days_text,
};
