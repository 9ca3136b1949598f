//! Whole numbers as a language groups them. Western digits in all six.

use crate::Language;

/// A no-break space: a number does not break over two lines.
const SPACE: char = '\u{a0}';
/// French sets a narrow one.
const NARROW: char = '\u{202f}';

/// What stands between groups of three digits, and from how many digits on.
const fn grouping(language: Language) -> (char, usize) {
    match language {
        Language::En | Language::Ar | Language::Zh => (',', 4),
        Language::Fr => (NARROW, 4),
        // Four digits stay together: RAE, Ortografía, 2010; the same habit in Russian typography.
        Language::Es | Language::Ru => (SPACE, 5),
    }
}

/// `14334` as `14,334`, with the minus sign of typography.
pub(crate) fn grouped(number: i64, language: Language) -> String {
    let digits = number.unsigned_abs().to_string();
    let (mark, least) = grouping(language);
    let mut text = String::with_capacity(digits.len() + 8);
    if number < 0 {
        text.push('−');
    }
    for (place, digit) in digits.chars().enumerate() {
        let left = digits.len() - place;
        if place > 0 && left.is_multiple_of(3) && digits.len() >= least {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}
