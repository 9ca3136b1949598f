//! A text as words: what the rules match on.

/// A word: a run of letters and digits, with the hyphens and apostrophes in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// A text and its words.
pub(crate) struct Words<'t> {
    pub(crate) text: &'t str,
    pub(crate) words: Vec<Word>,
}

impl<'t> Words<'t> {
    pub(crate) fn new(text: &'t str) -> Words<'t> {
        let mut words = Vec::with_capacity(text.len() / 6 + 1);
        let mut start = None;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let inside = c.is_alphanumeric()
                || (start.is_some()
                    && matches!(c, '-' | '\'' | '’')
                    && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric()));
            match (inside, start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    words.push(Word { start: from, end: at });
                    start = None;
                }
                (true, Some(_)) | (false, None) => {}
            }
        }
        if let Some(from) = start {
            words.push(Word { start: from, end: text.len() });
        }
        Words { text, words }
    }

    /// Word `i`, or nothing beyond the ends.
    pub(crate) fn get(&self, i: usize) -> &'t str {
        self.words.get(i).map_or("", |w| &self.text[w.start..w.end])
    }

    /// What stands between word `i - 1` and word `i`.
    pub(crate) fn gap_before(&self, i: usize) -> &'t str {
        let from = i.checked_sub(1).and_then(|p| self.words.get(p)).map_or(0, |w| w.end);
        self.words.get(i).map_or("", |w| &self.text[from..w.start])
    }

    pub(crate) fn is(&self, i: usize, word: &str) -> bool {
        self.get(i).eq_ignore_ascii_case(word)
    }

    /// How many words of a phrase (separated by single spaces) stand at `i`,
    /// if all of them do, with nothing but spaces between.
    pub(crate) fn phrase(&self, i: usize, phrase: &str) -> Option<usize> {
        let mut n = 0;
        for word in phrase.split(' ') {
            if !self.is(i + n, word) || (n > 0 && self.gap_before(i + n) != " ") {
                return None;
            }
            n += 1;
        }
        Some(n)
    }

    /// The index of the first word that begins at or after a byte.
    pub(crate) fn at_byte(&self, byte: usize) -> usize {
        self.words.partition_point(|w| w.start < byte)
    }
}

/// Whether a word begins with a capital letter.
pub(crate) fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}
