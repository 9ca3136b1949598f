//! Search for names in any script, with a bounded amount of work, and reasons for every hit.
//!
//! Every word of a name is indexed as it is written in Latin letters, by its consonant skeleton (which survives the ways of writing one
//! name in another script), by its sound, and by the skeleton with one letter left out (which survives a slip). A question looks at a
//! bounded number of records, the best-founded first: a book of a million persons answers as fast as one of a thousand.

pub(crate) mod fold;
mod rank;

pub(crate) use rank::compare;
pub use rank::{Hit, Why};

use crate::fact::{FieldKey, FieldValue};
use crate::state::{Casebook, Person, PersonNo};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Records that are ranked at most.
const RANKED_MAX: usize = 600;
/// Postings that are looked at at most.
const LOOKED_MAX: usize = 20_000;
/// Words of a question that count.
const WORDS_MAX: usize = 8;

/// What a key is of. The order is the order of trust.
#[derive(Copy, Clone)]
enum Of {
    Number = 0,
    Word = 1,
    Skeleton = 2,
    Sound = 3,
    Shorter = 4,
}

/// Where every key is found.
#[derive(Default)]
pub(crate) struct NameIndex {
    at: HashMap<u64, Vec<PersonNo>>,
}

/// FNV-1a: two keys that meet by chance cost a look, and ranking throws the stranger out.
fn key(of: Of, text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    text.bytes().fold(step(0xcbf2_9ce4_8422_2325, of as u8), step)
}

/// The keys of a word, the most trusted first.
fn word_keys(word: &str) -> Vec<u64> {
    let skeleton = fold::skeleton(word);
    let mut keys = vec![key(Of::Word, word), key(Of::Skeleton, &skeleton)];
    let sound = fold::sound(word);
    if !sound.is_empty() {
        keys.push(key(Of::Sound, &sound));
    }
    keys.extend(fold::shorter(&skeleton).iter().map(|short| key(Of::Shorter, short)));
    keys
}

fn person_keys(person: &Person) -> BTreeSet<u64> {
    let mut keys = BTreeSet::new();
    for version in person.fields() {
        match (&version.field, &version.value) {
            (FieldKey::Name(_), FieldValue::Name(name)) => {
                for word in fold::words(&format!("{} {}", name.given, name.family)) {
                    keys.extend(word_keys(&word));
                }
            }
            (_, FieldValue::Document(document)) => {
                keys.insert(key(Of::Number, &fold::number(&document.number)));
            }
            (_, FieldValue::Contact(contact)) => {
                keys.insert(key(Of::Number, &fold::number(&contact.value)));
            }
            _ => {}
        }
    }
    keys
}

impl NameIndex {
    pub(crate) fn learn(&mut self, number: PersonNo, person: &Person) {
        for key in person_keys(person) {
            let at = self.at.entry(key).or_default();
            if let Err(place) = at.binary_search(&number) {
                at.insert(place, number);
            }
        }
    }

    pub(crate) fn forget(&mut self, number: PersonNo, person: &Person) {
        for key in person_keys(person) {
            if let Some(at) = self.at.get_mut(&key) {
                if let Ok(place) = at.binary_search(&number) {
                    at.remove(place);
                }
                if at.is_empty() {
                    self.at.remove(&key);
                }
            }
        }
    }

    fn of(&self, key: u64) -> &[PersonNo] {
        self.at.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Everybody with a document or contact of this number.
    pub(crate) fn with_number(&self, number: &str) -> &[PersonNo] {
        self.of(key(Of::Number, &fold::number(number)))
    }

    /// Records worth ranking: found by the rarest word, those that other words find too first.
    pub(crate) fn candidates(&self, words: &[String]) -> Vec<PersonNo> {
        let mut lists: Vec<Vec<&[PersonNo]>> = words
            .iter()
            .take(WORDS_MAX)
            .map(|word| {
                let skeleton = fold::skeleton(word);
                let mut keys = word_keys(word);
                // A slip on one side only: the shorter form here is the whole there, and the other way round.
                keys.extend(fold::shorter(&skeleton).iter().map(|s| key(Of::Skeleton, s)));
                keys.push(key(Of::Shorter, &skeleton));
                keys.into_iter().map(|key| self.of(key)).collect()
            })
            .collect();
        lists.sort_by_key(|lists| lists.iter().map(|list| list.len()).sum::<usize>());
        let Some((rarest, others)) = lists.split_first() else { return Vec::new() };
        let (mut both, mut alone) = (Vec::new(), Vec::new());
        let mut seen = BTreeSet::new();
        for number in rarest.iter().flat_map(|list| list.iter()).take(LOOKED_MAX) {
            if both.len() >= RANKED_MAX {
                break;
            }
            let found = |lists: &Vec<&[PersonNo]>| {
                lists.iter().any(|list| list.binary_search(number).is_ok())
            };
            let meets = others.iter().any(found);
            if !meets && alone.len() >= RANKED_MAX {
                continue;
            }
            if seen.insert(*number) {
                if meets { both.push(*number) } else { alone.push(*number) }
            }
        }
        // A word that is wholly misspelt must not hide the person whom the others find.
        for list in others.iter().flatten() {
            for number in list.iter().take(RANKED_MAX) {
                if both.len() + alone.len() < RANKED_MAX && seen.insert(*number) {
                    alone.push(*number);
                }
            }
        }
        both.extend(alone);
        both.truncate(RANKED_MAX);
        both
    }
}

impl Casebook {
    /// Persons whose names are like the question, the best first.
    #[must_use]
    pub fn search(&self, question: &str, page: usize) -> Vec<Hit> {
        let question: String = question.chars().take(300).collect();
        let words = fold::words(&question);
        let mut hits = BTreeMap::new();
        for number in self.names.with_number(&question) {
            hits.insert(*number, Hit { person: *number, score: 1_000, why: vec![Why::SameNumber] });
        }
        for number in self.names.candidates(&words) {
            if let Some(person) = self.person_at(number)
                && let Some(hit) = rank::rank(&words, number, person)
            {
                hits.entry(number).or_insert(hit);
            }
        }
        let mut hits: Vec<Hit> = hits.into_values().collect();
        hits.sort_by_key(|hit| (std::cmp::Reverse(hit.score), hit.person));
        hits.truncate(page);
        hits
    }
}
