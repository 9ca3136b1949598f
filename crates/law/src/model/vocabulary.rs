//! The words of the law: kinds of events, codes, and the kinds that conditions look at by role.
//!
//! Ids are for files and people, numbers ([`KindId`], [`CodeId`]) for the engine; this is where one becomes the other.
//! Numbers follow the order of files and of entries in them, so they are the same each time one folder is read, and must not
//! be stored: another folder may number differently.

use crate::kinds::{CodeId, KindId, KindSet};
use crate::nearest::nearest;
use crate::rule::Roles;
use std::collections::BTreeMap;

/// What an event of a kind carries besides its time.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum ValueKind {
    /// Nothing.
    None,
    /// Yes or no.
    YesNo,
    /// A code of the code list with this index (see [`Codes::lists`]).
    Code(usize),
    /// A whole number.
    Count,
    /// A date as known.
    Date,
    /// Yes when a reason is recorded, no when none is.
    Reason,
}

/// A kind of event.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventKind {
    /// What files call it.
    pub id: String,
    /// What people read.
    pub title: String,
    /// What it carries.
    pub value: ValueKind,
    /// Says something about the person (the last one counts), rather than that something happened.
    pub fact: bool,
    /// Paragraphs of resolutions that it serves.
    pub paragraphs: Vec<String>,
    /// The subject: the name of its file.
    pub subject: String,
    /// A remark for people.
    pub note: Option<String>,
}

/// A code: one even if it stands in several lists.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Code {
    /// What files call it.
    pub id: String,
    /// What people read (of the first list that has it).
    pub title: String,
    /// The two-letter form of a country code.
    pub alpha2: Option<String>,
}

/// A code list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodeList {
    /// What files call it.
    pub id: String,
    /// What people read.
    pub title: String,
    /// Where the codes come from.
    pub source: Option<String>,
    /// The codes in the order of the file.
    pub codes: Vec<CodeId>,
}

/// All codes and the lists they stand in.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Codes {
    all: Vec<Code>,
    by_id: BTreeMap<String, CodeId>,
    lists: Vec<CodeList>,
}

impl Codes {
    /// The lists, in the order of their files.
    #[must_use]
    pub fn lists(&self) -> &[CodeList] {
        &self.lists
    }

    /// The list with this id.
    #[must_use]
    pub fn list(&self, id: &str) -> Option<&CodeList> {
        self.lists.iter().find(|list| list.id == id)
    }

    /// All codes: a [`CodeId`] is an index into them.
    #[must_use]
    pub fn all(&self) -> &[Code] {
        &self.all
    }

    /// The number of a code, or a new one.
    pub(crate) fn intern(&mut self, code: Code) -> CodeId {
        if let Some(id) = self.by_id.get(&code.id) {
            return *id;
        }
        // At most FOLDER_BYTES_MAX codes can be written in a folder: they fit.
        let id = CodeId(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.by_id.insert(code.id.clone(), id);
        self.all.push(code);
        id
    }

    pub(crate) fn add_list(&mut self, list: CodeList) {
        self.lists.push(list);
    }
}

/// The words of a law folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Vocabulary {
    pub(crate) events: Vec<EventKind>,
    pub(crate) by_id: BTreeMap<String, KindId>,
    pub(crate) codes: Codes,
    pub(crate) roles: Roles,
    /// The code list of the nationality kind: countries and stateless.
    pub(crate) countries: usize,
    /// The codes of that list, sorted.
    pub(crate) country_codes: Vec<CodeId>,
}

impl Vocabulary {
    /// The kinds of events: a [`KindId`] is an index into them.
    #[must_use]
    pub fn events(&self) -> &[EventKind] {
        &self.events
    }

    /// The codes and their lists.
    #[must_use]
    pub const fn codes(&self) -> &Codes {
        &self.codes
    }

    /// The kinds that conditions look at by role.
    #[must_use]
    pub const fn roles(&self) -> Roles {
        self.roles
    }

    /// The list that nationalities come from.
    #[must_use]
    pub fn countries(&self) -> Option<&CodeList> {
        self.codes.lists.get(self.countries)
    }

    /// Whether a code is one that nationalities come from.
    #[must_use]
    pub fn is_country(&self, code: CodeId) -> bool {
        self.country_codes.binary_search(&code).is_ok()
    }

    /// The number of a kind.
    #[must_use]
    pub fn kind(&self, id: &str) -> Option<KindId> {
        self.by_id.get(id).copied()
    }

    /// What is known about a kind; nothing for a number of another vocabulary.
    #[must_use]
    pub fn event(&self, kind: KindId) -> Option<&EventKind> {
        self.events.get(kind.index())
    }

    /// The id of a kind, or a question mark for a number of another vocabulary.
    #[must_use]
    pub fn kind_name(&self, kind: KindId) -> &str {
        self.event(kind).map_or("?", |event| &event.id)
    }

    /// The ids of the kinds of a set.
    pub fn kind_names(&self, kinds: &KindSet) -> impl Iterator<Item = &str> {
        let kinds = *kinds;
        self.events
            .iter()
            .enumerate()
            .filter(move |(i, _)| KindId::new(*i).is_some_and(|kind| kinds.has(kind)))
            .map(|(_, event)| event.id.as_str())
    }

    /// A code of a list, by its id.
    #[must_use]
    pub fn code(&self, list: &str, code: &str) -> Option<CodeId> {
        let id = self.any_code(code)?;
        self.codes.list(list)?.codes.contains(&id).then_some(id)
    }

    /// A code by its id, whatever list it stands in.
    #[must_use]
    pub fn any_code(&self, code: &str) -> Option<CodeId> {
        self.codes.by_id.get(code).copied()
    }

    /// A code by its two-letter form, in any letter case.
    #[must_use]
    pub fn code_alpha2(&self, alpha2: &str) -> Option<CodeId> {
        let same =
            |code: &Code| code.alpha2.as_deref().is_some_and(|a| a.eq_ignore_ascii_case(alpha2));
        self.codes.all.iter().position(same).and_then(|i| u32::try_from(i).ok()).map(CodeId)
    }

    /// What is known about a code; nothing for a number of another vocabulary.
    #[must_use]
    pub fn code_entry(&self, code: CodeId) -> Option<&Code> {
        self.codes.all.get(code.0 as usize)
    }

    /// The id of a code, or a question mark for a number of another vocabulary.
    #[must_use]
    pub fn code_name(&self, code: CodeId) -> &str {
        self.code_entry(code).map_or("?", |code| &code.id)
    }

    /// The codes that a kind of event may carry; nothing if it carries no code.
    #[must_use]
    pub fn codes_of(&self, kind: KindId) -> Option<&CodeList> {
        match self.event(kind)?.value {
            ValueKind::Code(list) => self.codes.lists.get(list),
            ValueKind::None
            | ValueKind::YesNo
            | ValueKind::Count
            | ValueKind::Date
            | ValueKind::Reason => None,
        }
    }

    /// The kind that was probably meant by a misspelt id.
    #[must_use]
    pub fn nearest_kind(&self, word: &str) -> Option<&str> {
        nearest(word, self.by_id.keys().map(String::as_str)).first().copied()
    }

    /// The code of a list that was probably meant by a misspelt id.
    #[must_use]
    pub fn nearest_code(&self, list: &str, word: &str) -> Option<&str> {
        let codes = &self.codes.list(list)?.codes;
        nearest(word, codes.iter().map(|code| self.code_name(*code))).first().copied()
    }
}
