//! How well a record answers a question about a name, and why. Scores are whole numbers, so that the order is the same everywhere.

use super::fold;
use crate::state::{Person, PersonNo};

/// A record that may be meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hit {
    /// Who, by number.
    pub person: PersonNo,
    /// Out of a thousand.
    pub score: u16,
    /// Why, the best reason first.
    pub why: Vec<Why>,
}

/// Why a record was found.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Why {
    /// A document or contact has this number.
    SameNumber,
    /// Every word is the same in Latin letters.
    SameName,
    /// The same consonants: another way of writing it.
    SameConsonants,
    /// It looks alike: a slip.
    LooksAlike,
    /// Only a part of the name is alike.
    PartOnly,
}

/// Below this a word is another word.
const ALIKE: u16 = 840;

/// How alike two words are.
pub(crate) fn alike(a: &str, b: &str) -> (u16, Why) {
    if a == b {
        return (1_000, Why::SameName);
    }
    let close = strsim::jaro_winkler(a, b);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between zero and one"
    )]
    let close = (close * 1_000.0) as u16;
    let (x, y) = (fold::skeleton(a), fold::skeleton(b));
    // Two consonants say too little: Ali is not Ulla.
    if x == y && x.len() >= 2 {
        // Unwritten vowels cost nothing: Arabic has none to compare.
        return (close.max(800) / 2 + 450, Why::SameConsonants);
    }
    (close, Why::LooksAlike)
}

/// Ranks a record; nothing if no word is alike.
pub(crate) fn rank(question: &[String], number: PersonNo, person: &Person) -> Option<Hit> {
    let mut best: Option<Hit> = None;
    for (_, name) in person.names() {
        let words = fold::words(&format!("{} {}", name.given, name.family));
        if let Some((score, why)) = compare(question, &words)
            && best.as_ref().is_none_or(|hit| hit.score < score)
        {
            best = Some(Hit { person: number, score, why: vec![why] });
        }
    }
    best
}

/// How alike two names are, word for word in whatever order.
pub(crate) fn compare(question: &[String], name: &[String]) -> Option<(u16, Why)> {
    let mut left: Vec<&String> = name.iter().collect();
    let (mut sum, mut weight, mut found) = (0_u32, 0_u32, 0_usize);
    let mut worst = Why::SameName;
    for word in question {
        let length = u32::try_from(word.len().min(12)).unwrap_or(12);
        weight += length;
        let scored = left.iter().enumerate().map(|(at, other)| (alike(word, other), at));
        let Some(((score, why), at)) =
            scored.max_by_key(|((score, _), at)| (*score, usize::MAX - at))
        else {
            continue;
        };
        if score >= ALIKE {
            left.remove(at);
            sum += u32::from(score) * length;
            worst = worst.max(why);
            found += 1;
        }
    }
    // Words written together here and apart there: Xiaoming, Xiao Ming.
    let together = |words: &[String]| words.concat();
    let (whole, why) = alike(&together(question), &together(name));
    let score = u16::try_from(sum.checked_div(weight).unwrap_or(0)).unwrap_or(0);
    if whole >= 930 && whole > score {
        return Some((whole, why));
    }
    if found == 0 {
        return None;
    }
    if found < question.len() {
        worst = Why::PartOnly;
    }
    Some((score, worst))
}
