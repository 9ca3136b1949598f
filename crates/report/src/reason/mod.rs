//! Why one clock is in its state: a sentence, a tree for people, and the same as data for programs.
//!
//! The engine gives a [`duty::Reason`], which holds no words; this module puts it together with the law, the place and the
//! history, in the order in which a lawyer checks it: paragraph, article, limit, trigger, conditions, treaty, arithmetic,
//! deadline, act, answer, what is missing, what can be debated. It decides nothing: where the engine did not say something,
//! nothing is said. A number of a standard that has none is called a policy threshold, never a limit of law.

mod applies;
mod basis;
mod case;
mod counting;
mod data;
mod sentence;
mod tree;
mod verdict;

pub use case::{NotExplained, Question};
pub use tree::ReasonTree;

use case::Case;
use data::Data;
use serde::Serialize;
use words::Words;

/// The reason of one clock, in words and as data.
///
/// `serde` writes it with these keys, always in this order; programs may rely on them.
///
/// | key | what it holds |
/// |---|---|
/// | `sentence`, `language` | the answer in one sentence, and its language |
/// | `clock` | rule, duty, title, instance, state, cause, whether it asks, deadline, margin in seconds, missing facts |
/// | `limit` | id, title, length, `policy_threshold`, ask, kind, source, `confirmed`, note, jurisdiction |
/// | `paragraphs`, `articles` | what asks for the duty and what it rests on |
/// | `as_of`, `as_known_on` | the two instants; `null` for all that is recorded |
/// | `place`, `zone` | whose clock and calendar count |
/// | `steps` | what the engine found and computed, in order; `step` says which kind of step |
/// | `condition` | the condition as a tree with answers and the events they were taken from |
/// | `tree` | the proof for people: `text` and, where there are any, `children` |
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ReasonReport {
    /// One sentence.
    pub sentence: String,
    /// The language of the sentence and the tree.
    pub language: &'static str,
    #[serde(flatten)]
    data: Data,
    /// The proof, for people; its root is the sentence.
    pub tree: ReasonTree,
}

impl ReasonReport {
    /// Puts the reason of one clock into words.
    ///
    /// # Errors
    /// If the reason has no clock with this number, or belongs to another law.
    pub fn new(question: &Question<'_>, words: &Words) -> Result<Self, NotExplained> {
        let case = Case::new(question, words)?;
        let sentence = sentence::say(&case);
        let mut lines = basis::lines(&case);
        lines.extend(applies::lines(&case));
        lines.extend(counting::lines(&case));
        lines.extend(verdict::lines(&case));
        Ok(Self {
            data: Data::new(&case),
            language: words.language().tag(),
            tree: ReasonTree::with(sentence.clone(), lines),
            sentence,
        })
    }

    /// For a terminal.
    #[must_use]
    pub fn text(&self) -> String {
        self.tree.draw()
    }
}
