//! Clean text: single spaces, no invisible characters, note marks beside it.
//!
//! Every importer writes through this builder, so that the same resolution
//! read from text, XML or DOCX gives the same characters and offsets. It
//! changes spacing and hyphens only, never a word.

/// A text under construction and the byte offsets of its note marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Clean {
    pub(crate) text: String,
    pub(crate) marks: Vec<(usize, u32)>,
    pending_space: bool,
}

impl Clean {
    /// Appends text.
    pub(crate) fn push_str(&mut self, text: &str) {
        for c in text.chars() {
            self.push(c);
        }
    }

    fn push(&mut self, c: char) {
        match c {
            // Spaces of every width and line breaks; the narrow and the
            // no-break space are typography, not wording.
            ' '
            | '\t'
            | '\n'
            | '\r'
            | '\u{b}'
            | '\u{c}'
            | '\u{85}'
            | '\u{a0}'
            | '\u{2000}'..='\u{200a}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{202f}'
            | '\u{205f}'
            | '\u{3000}' => self.pending_space = true,
            c if invisible(c) => {}
            c => {
                if self.pending_space && !self.text.is_empty() {
                    self.text.push(' ');
                }
                self.pending_space = false;
                self.text.push(if c == '\u{2011}' { '-' } else { c });
            }
        }
    }

    /// Notes a mark here; it belongs to the last visible character.
    pub(crate) fn mark(&mut self, n: u32) {
        self.marks.push((self.text.len(), n));
    }
}

/// Characters nobody sees: controls, soft hyphens, direction marks and
/// overrides (which could make a text read otherwise than it is stored),
/// joiners and byte order marks, private use.
pub(crate) fn invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}'
            | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e007f}')
}

/// Cleans a text that has no marks.
pub(crate) fn clean(text: &str) -> String {
    let mut out = Clean::default();
    out.push_str(text);
    out.text
}

/// How many characters stand before a byte offset.
pub(crate) fn characters(text: &str, byte: usize) -> usize {
    if text.is_ascii() {
        return byte;
    }
    text.char_indices().take_while(|(at, _)| *at < byte).count()
}

/// The byte offset of a character offset; the end of the text if beyond it.
pub(crate) fn byte_offset(text: &str, characters: usize) -> usize {
    text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_direction_marks_are_not_wording() {
        let mut c = Clean::default();
        c.push_str("\t Res\u{ad}olution\u{a0}\u{200f}A ");
        c.mark(3);
        c.push_str(" and\u{202e} B");
        assert_eq!(c.text, "Resolution A and B");
        assert_eq!(c.marks, [(12, 3)]);
    }

    #[test]
    fn offsets_count_characters() {
        assert_eq!(characters("État x", 6), 5);
        assert_eq!(byte_offset("État x", 5), 6);
        assert_eq!(byte_offset("État x", 99), 7);
    }
}
