//! Spellings to codes.
//!
//! A value table of the mapping comes first; then, for a code list, its ids, titles and two-letter forms. Letter case and runs of
//! blanks do not count. There is no fuzzy matching: "Niger" is one letter away from "Nigeria".

pub(crate) use law::fold_spelling as fold;
use law::{CodeId, Vocabulary};
use std::collections::{BTreeMap, HashMap};

/// A value table as the mapping writes it: folded spelling to target.
pub(crate) type ValueTable = BTreeMap<String, String>;

/// Finds codes of one list by their spellings.
#[derive(Clone, Debug)]
pub(crate) struct CodeReader {
    by_spelling: HashMap<String, CodeId>,
}

impl CodeReader {
    /// The spellings of a list. Targets of the table that are no codes of the list are handed to `unknown`.
    pub(crate) fn new(
        vocabulary: &Vocabulary,
        list: &str,
        table: Option<&ValueTable>,
        mut unknown: impl FnMut(&str, &str),
    ) -> Self {
        let mut by_spelling = HashMap::new();
        for (spelling, target) in table.into_iter().flatten() {
            match vocabulary.code(list, target) {
                Some(code) => drop(by_spelling.insert(spelling.clone(), code)),
                None => unknown(spelling, target),
            }
        }
        let codes = vocabulary.codes().list(list).map_or(&[][..], |list| &list.codes);
        // Ids before titles before two-letter forms: an earlier spelling is not replaced.
        for code in codes {
            by_spelling.entry(fold(vocabulary.code_name(*code))).or_insert(*code);
        }
        for (code, entry) in codes.iter().filter_map(|c| Some((c, vocabulary.code_entry(*c)?))) {
            by_spelling.entry(fold(&entry.title)).or_insert(*code);
            if let Some(alpha2) = &entry.alpha2 {
                by_spelling.entry(fold(alpha2)).or_insert(*code);
            }
        }
        Self { by_spelling }
    }

    /// The code of a spelling.
    pub(crate) fn find(&self, text: &str) -> Option<CodeId> {
        self.by_spelling.get(&fold(text)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_blanks_do_not_count() {
        assert_eq!(fold("  Côte   D'IVOIRE "), "côte d'ivoire");
    }
}
