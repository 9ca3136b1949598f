//! Who is a State, since when, and what it was called before.
//!
//! The universe of "States" that paragraphs such as 3(d) and 5(h) of resolution 65/212 address is taken as the Members of
//! the United Nations and its observer States on the day asked. A former State keeps its own code and its own acts: its
//! successors decided each for themselves, and nothing is handed over here.

use crate::kinds::CodeId;
use crate::model::vocabulary::Vocabulary;
use crate::nearest::nearest;
use crate::read::table::{Page, short};
use crate::status::rows::{days, rows};
use std::collections::BTreeMap;
use when::{Day, Zone};

/// What an entry says about a State between two days.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Membership {
    /// A Member of the United Nations.
    Member,
    /// A non-member observer State.
    Observer,
    /// Neither; it takes part in treaties all the same.
    Other,
    /// An earlier State or name; counted, if at all, under the code of the State that continued it.
    Earlier,
}

impl Membership {
    const WORDS: [(&'static str, Self); 4] = [
        ("member", Self::Member),
        ("observer", Self::Observer),
        ("other", Self::Other),
        ("earlier", Self::Earlier),
    ];

    /// The word that the table uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, known)| *known == self).map_or("", |(word, _)| word)
    }
}

/// A State between two days.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StateEntry {
    /// Its code.
    pub code: CodeId,
    /// What it was then.
    pub membership: Membership,
    /// First day; open where the table gives none.
    pub from: Option<Day>,
    /// Last day; open where it lasts.
    pub until: Option<Day>,
    /// What became of it.
    pub successors: Vec<CodeId>,
    /// A remark for people.
    pub note: String,
}

impl StateEntry {
    fn holds(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// What a name means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Named {
    /// One State.
    One(CodeId),
    /// Several could be meant.
    Several(Vec<CodeId>),
    /// None; the nearest name, if one is near.
    None(Option<String>),
}

/// The States and their names.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct States {
    entries: Vec<StateEntry>,
    /// Folded full names.
    names: BTreeMap<String, CodeId>,
    /// Folded beginnings of names such as "Korea": may mean several.
    short: BTreeMap<String, Vec<CodeId>>,
}

const HEADER: [&str; 7] = ["code", "standing", "from", "until", "successors", "names", "note"];

impl States {
    /// Reads the table of States; names come from it and from the list of countries.
    pub(super) fn read(page: &Page<'_>, words: &Vocabulary, zone: &Zone) -> Self {
        let mut states = Self::default();
        states.name_countries(words);
        let mut told = BTreeMap::new();
        rows(page, 0, &HEADER, |fields| {
            let [code, standing, from, until, successors, names, note] = fields else { return };
            let Some(id) = country(page, words, &code.value, &code.span) else { return };
            let word = Membership::WORDS.iter().find(|(word, _)| *word == standing.value);
            let Some((_, membership)) = word else {
                let known = Membership::WORDS.iter().map(|(word, _)| *word);
                return page.unknown(&standing.span, "standing", &standing.value, known, "");
            };
            let day = |field: &crate::read::csv::Field<'_>| match field.value.is_empty() {
                true => None,
                false => days(page, zone, field).map(when::Days::first),
            };
            let became = successors.value.split('|').filter(|code| !code.is_empty());
            let became = became.filter_map(|code| country(page, words, code, &successors.span));
            states.entries.push(StateEntry {
                code: id,
                membership: *membership,
                from: day(from),
                until: day(until),
                successors: became.collect(),
                note: note.value.clone().into_owned(),
            });
            for name in names.value.split('|').filter(|name| !name.is_empty()) {
                states.call(&mut told, fold(name), id);
            }
        });
        states
    }

    /// Gives a State a name of the table, which goes before any other. One that two States have there means several.
    fn call(&mut self, told: &mut BTreeMap<String, CodeId>, name: String, code: CodeId) {
        match told.insert(name.clone(), code) {
            Some(other) if other != code => {
                self.names.remove(&name);
                self.short.insert(name, vec![other, code]);
            }
            Some(_) | None => {
                self.names.insert(name, code);
            }
        }
    }

    fn name_countries(&mut self, words: &Vocabulary) {
        let Some(list) = words.countries() else { return };
        for code in &list.codes {
            let Some(entry) = words.code_entry(*code) else { continue };
            let title = entry.title.split(" (code withdrawn").next().unwrap_or(&entry.title);
            for name in [title, &entry.id] {
                self.names.entry(fold(name)).or_insert(*code);
            }
            if let Some(two) = &entry.alpha2 {
                self.names.entry(fold(two)).or_insert(*code);
            }
            let short = title.split([',', '(']).next().unwrap_or(title);
            let held = self.short.entry(fold(short)).or_default();
            if !held.contains(code) {
                held.push(*code);
            }
        }
    }

    /// What a name, a code or an old name means.
    #[must_use]
    pub fn named(&self, text: &str) -> Named {
        let plain = self.looked_up(text);
        // "Iran (Islamic Republic of)": as the Islamic Republic of Iran, then as Iran.
        let Named::None(_) = plain else { return plain };
        let Some((name, rest)) = text.split_once('(') else { return plain };
        let turned = format!("{} {name}", rest.trim_end_matches([')', ' ']));
        for other in [self.looked_up(&turned), self.looked_up(name)] {
            if !matches!(other, Named::None(_)) {
                return other;
            }
        }
        plain
    }

    fn looked_up(&self, text: &str) -> Named {
        let folded = fold(text);
        if let Some(code) = self.names.get(&folded) {
            return Named::One(*code);
        }
        match self.short.get(&folded).map(Vec::as_slice) {
            Some([code]) => Named::One(*code),
            Some(several) if several.len() > 1 => Named::Several(several.to_vec()),
            Some(_) | None => {
                let known = self.names.keys().map(String::as_str).filter(|name| name.len() > 3);
                // A misspelt code is near to every other code.
                let long = folded.chars().count() > 3;
                let near = if long { nearest(&folded, known) } else { Vec::new() };
                Named::None(near.first().map(|name| (*name).to_owned()))
            }
        }
    }

    /// Every entry, by code and time.
    #[must_use]
    pub fn entries(&self) -> &[StateEntry] {
        &self.entries
    }

    /// What is said of one State.
    pub fn of(&self, code: CodeId) -> impl Iterator<Item = &StateEntry> {
        self.entries.iter().filter(move |entry| entry.code == code)
    }

    /// The Members and observer States on a day, by code.
    #[must_use]
    pub fn universe(&self, day: Day) -> Vec<CodeId> {
        let counted = |entry: &&StateEntry| match entry.membership {
            Membership::Member | Membership::Observer => entry.holds(day),
            Membership::Other | Membership::Earlier => false,
        };
        self.entries.iter().filter(counted).map(|entry| entry.code).collect()
    }

    /// How many Members there were on a day.
    #[must_use]
    pub fn members(&self, day: Day) -> usize {
        let member =
            |entry: &&StateEntry| entry.membership == Membership::Member && entry.holds(day);
        self.entries.iter().filter(member).count()
    }
}

/// A country by its code; a problem if there is none.
pub(super) fn country(
    page: &Page<'_>,
    words: &Vocabulary,
    code: &str,
    span: &std::ops::Range<usize>,
) -> Option<CodeId> {
    let found = words.any_code(code).filter(|code| words.is_country(*code));
    if found.is_none() {
        let known = words.countries().map_or(&[][..], |list| &list.codes);
        let known = known.iter().map(|code| words.code_name(*code));
        page.unknown(span, "country", &short(code), known, "write an alpha-3 code");
    }
    found
}

/// One spelling for comparison: lower case, no accents, no points, single spaces, no article.
fn fold(name: &str) -> String {
    let plain: String = name.chars().take(200).flat_map(char::to_lowercase).map(plain).collect();
    let words = plain.split(' ').filter(|word| !word.is_empty() && *word != "the");
    let words = words.map(|word| if word == "st" { "saint" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

/// Letters without the marks that names of States carry; everything that is no letter or digit parts words.
fn plain(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other if other.is_alphanumeric() => other,
        _ => ' ',
    }
}
