//! The form in which spellings of a code are compared, wherever a cell is read: letter case and runs of blanks do not count.
//!
//! Accents and letters do: "Niger" is one letter away from "Nigeria".

/// Lower case, with single blanks between words.
#[must_use]
pub fn fold_spelling(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    folded
}
