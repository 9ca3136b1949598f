//! A name in any script to words that can be compared.
//!
//! `any_ascii` writes every script in Latin letters; what is ours are the few rules about names: which particles are no part of the name
//! proper (the Arabic article, *bin*, *de la*), that *Abd al-Rahman* is one name, and which letters different traditions of writing use
//! for one sound. Vowels come and go between traditions (Arabic does not write them): the skeleton leaves them out.

use any_ascii::any_ascii;
use rphonetic::{DoubleMetaphone, Encoder};

/// Words that join names and are none.
const PARTICLES: [&str; 24] = [
    "al", "el", "ul", "ad", "ar", "as", "ash", "an", "az", "at", "bin", "ibn", "ben", "bint", "de",
    "del", "la", "las", "los", "da", "dos", "di", "van", "von",
];

/// The words of a name, in Latin letters, without particles.
#[must_use]
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for part in name.split(|c: char| !c.is_alphanumeric() && !is_mark(c)) {
        // Transliterated Han comes as one word with a capital for each character.
        let latin = any_ascii(part);
        for word in split_capitals(&latin, part.is_ascii()) {
            let word: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
            if !word.is_empty() {
                words.push(word.to_ascii_lowercase());
            }
        }
    }
    let proper = |word: &String| !PARTICLES.contains(&word.as_str());
    if words.iter().any(proper) {
        words.retain(proper);
    }
    words.iter_mut().for_each(without_article);
    join_servants(words)
}

/// Vowel signs and the apostrophes of transliteration belong to the word they stand in.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}' | '\u{064b}'..='\u{065f}' | '\u{0670}' | '\u{0640}')
        || matches!(c, '\'' | '\u{2019}' | '\u{02bc}' | '\u{02be}' | '\u{02bf}' | '`')
}

fn split_capitals(latin: &str, as_written: bool) -> Vec<&str> {
    if as_written {
        return vec![latin];
    }
    let mut starts: Vec<usize> = vec![0];
    let letters: Vec<(usize, char)> = latin.char_indices().collect();
    for pair in letters.windows(2) {
        if let [(_, before), (at, c)] = pair
            && before.is_ascii_lowercase()
            && c.is_ascii_uppercase()
        {
            starts.push(*at);
        }
    }
    starts.push(latin.len());
    starts.windows(2).filter_map(|pair| latin.get(*pair.first()?..*pair.last()?)).collect()
}

/// The Arabic article written as one with the name.
fn without_article(word: &mut String) {
    for article in ["al", "el"] {
        // Ali, Elena: what is left must be a name, and the article must not be its beginning.
        if word.len() >= 7 && word.starts_with(article) && !is_vowel(word.as_bytes().get(2)) {
            word.drain(..2);
            return;
        }
    }
}

fn is_vowel(letter: Option<&u8>) -> bool {
    letter.is_none_or(|letter| b"aeiouy".contains(letter))
}

/// *Abd*, *Abdul*, *Abdel* and the name of God after it are one name.
fn join_servants(words: Vec<String>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::with_capacity(words.len());
    let mut open = false;
    for word in words {
        match joined.last_mut() {
            Some(last) if open => last.push_str(&word),
            _ => joined.push(word.clone()),
        }
        open = matches!(word.as_str(), "abd" | "abdul" | "abdel" | "abdal" | "abdu");
    }
    for word in &mut joined {
        for article in ["abdul", "abdel", "abdal", "abdur", "abdus", "abdu"] {
            if word.len() > article.len() + 2 && word.starts_with(article) {
                word.replace_range(..article.len(), "abd");
                break;
            }
        }
    }
    joined
}

/// The consonants of a word, those that traditions of writing exchange made one.
#[must_use]
pub(crate) fn skeleton(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut out = String::with_capacity(letters.len());
    let mut at = 0;
    // Letters that nothing stood between are one: *Hassan*, *Hasan*.
    let mut between = true;
    while let Some(c) = letters.get(at).copied() {
        let next = letters.get(at + 1).copied();
        let (sound, length) = match (c, next) {
            ('k', Some('h')) => ('h', 2),
            ('s' | 'c', Some('h')) => ('s', 2),
            ('t', Some('h')) => ('t', 2),
            ('d', Some('h')) => ('d', 2),
            ('g', Some('h')) => ('j', 2),
            ('p', Some('h')) => ('f', 2),
            ('z', Some('h')) => ('j', 2),
            ('d', Some('j')) => ('j', 2),
            ('t', Some('s' | 'z')) => ('s', 2),
            ('q' | 'c', _) => ('k', 1),
            ('z' | 'x', _) => ('s', 1),
            ('g', _) => ('j', 1),
            ('p', _) => ('b', 1),
            ('w', _) => ('v', 1),
            _ => (c, 1),
        };
        let first = at == 0;
        let vowel = matches!(sound, 'a' | 'e' | 'i' | 'o' | 'u');
        // Between and after vowels these are written as consonants or as vowels, or not at all.
        let weak = !first && (matches!(sound, 'y' | 'h') || c == 'w');
        if vowel || weak {
            if first {
                out.push('a');
            }
            between = true;
        } else {
            if between || !out.ends_with(sound) {
                out.push(sound);
            }
            between = false;
        }
        at += length;
    }
    out
}

/// How a word sounds to readers of English letters.
#[must_use]
pub(crate) fn sound(word: &str) -> String {
    DoubleMetaphone::default().encode(word)
}

/// The skeleton with one letter left out, each way; nothing for short ones, where a letter is too much.
#[must_use]
pub(crate) fn shorter(skeleton: &str) -> Vec<String> {
    let length = skeleton.chars().count();
    if !(3..=16).contains(&length) {
        return Vec::new();
    }
    let without = |out: usize| {
        skeleton.chars().enumerate().filter(|(at, _)| *at != out).map(|(_, c)| c).collect()
    };
    (0..length).map(without).collect()
}

/// A document or telephone number without what people put between.
#[must_use]
pub(crate) fn number(number: &str) -> String {
    any_ascii(number)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .flat_map(char::to_uppercase)
        .collect()
}
