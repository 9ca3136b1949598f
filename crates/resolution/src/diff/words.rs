//! Words of two texts, side by side: the longest common sequence of words,
//! spaces and punctuation; in Chinese, of characters.

use super::{Op, Run};

/// More cells than this and a changed stretch is shown as replaced whole.
const MAX_CELLS: usize = 4_000_000;

/// Cuts a text into words, single punctuation marks and runs of spaces. Scripts
/// written without spaces are cut into characters.
pub(super) fn tokens(text: &str) -> Vec<&str> {
    #[derive(PartialEq, Clone, Copy)]
    enum Class {
        Space,
        Word,
        Single,
    }
    let class = |c: char| match c {
        c if c.is_whitespace() => Class::Space,
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
            Class::Single
        }
        c if c.is_alphanumeric()
            || matches!(c, '\'' | '’' | '-' | '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}') =>
        {
            Class::Word
        }
        _ => Class::Single,
    };
    let mut out = Vec::new();
    let mut start = 0;
    let mut open: Option<Class> = None;
    for (at, c) in text.char_indices() {
        let this = class(c);
        if open.is_some_and(|o| o != this || this == Class::Single) {
            out.push(&text[start..at]);
            start = at;
        }
        open = Some(this);
    }
    if start < text.len() {
        out.push(&text[start..]);
    }
    out
}

/// Everything taken out, everything put in.
pub(super) fn replace(old: &str, new: &str) -> Vec<Run> {
    [(Op::Delete, old), (Op::Insert, new)]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(op, text)| Run { op, text: text.to_owned() })
        .collect()
}

/// Compares two texts word by word.
pub(super) fn compare(old: &str, new: &str) -> Vec<Run> {
    let (a, b) = (tokens(old), tokens(new));
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail =
        a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (a_mid, b_mid) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    let mut edits: Vec<(Op, &str)> = a[..head].iter().map(|t| (Op::Equal, *t)).collect();
    if a_mid.len().saturating_mul(b_mid.len()) > MAX_CELLS {
        edits.extend(a_mid.iter().map(|t| (Op::Delete, *t)));
        edits.extend(b_mid.iter().map(|t| (Op::Insert, *t)));
    } else {
        middle(a_mid, b_mid, &mut edits);
    }
    edits.extend(a[a.len() - tail..].iter().map(|t| (Op::Equal, *t)));
    runs(&edits)
}

/// Longest common subsequence by the usual table.
fn middle<'t>(a: &[&'t str], b: &[&'t str], edits: &mut Vec<(Op, &'t str)>) {
    let width = b.len() + 1;
    let mut table = vec![0u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            table[i * width + j] = if a[i] == b[j] {
                table[(i + 1) * width + j + 1] + 1
            } else {
                table[(i + 1) * width + j].max(table[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            edits.push((Op::Equal, a[i]));
            i += 1;
            j += 1;
        } else if table[(i + 1) * width + j] >= table[i * width + j + 1] {
            edits.push((Op::Delete, a[i]));
            i += 1;
        } else {
            edits.push((Op::Insert, b[j]));
            j += 1;
        }
    }
    edits.extend(a[i..].iter().map(|t| (Op::Delete, *t)));
    edits.extend(b[j..].iter().map(|t| (Op::Insert, *t)));
}

/// Joins edits into runs; a space alone between two changes is part of them,
/// so that a changed phrase reads as one.
fn runs(edits: &[(Op, &str)]) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let (mut deleted, mut inserted) = (String::new(), String::new());
    let flush = |deleted: &mut String, inserted: &mut String, out: &mut Vec<Run>| {
        for (op, text) in [(Op::Delete, deleted), (Op::Insert, inserted)] {
            if !text.is_empty() {
                out.push(Run { op, text: std::mem::take(text) });
            }
        }
    };
    for (i, (op, text)) in edits.iter().enumerate() {
        match op {
            Op::Delete => deleted.push_str(text),
            Op::Insert => inserted.push_str(text),
            Op::Equal => {
                let changing = !deleted.is_empty() || !inserted.is_empty();
                let next = edits.get(i + 1).is_some_and(|(op, _)| *op != Op::Equal);
                if changing && next && text.trim().is_empty() {
                    deleted.push_str(text);
                    inserted.push_str(text);
                    continue;
                }
                flush(&mut deleted, &mut inserted, &mut out);
                match out.last_mut() {
                    Some(Run { op: Op::Equal, text: last }) => last.push_str(text),
                    Some(_) | None => out.push(Run { op: Op::Equal, text: (*text).to_owned() }),
                }
            }
        }
    }
    flush(&mut deleted, &mut inserted, &mut out);
    out
}

/// Words that stayed, on both sides, and words in all.
pub(super) fn weigh(runs: &[Run]) -> (usize, usize) {
    let mut equal = 0;
    let mut all = 0;
    for run in runs {
        let words =
            tokens(&run.text).iter().filter(|t| t.chars().any(char::is_alphanumeric)).count();
        match run.op {
            Op::Equal => {
                equal += 2 * words;
                all += 2 * words;
            }
            Op::Delete | Op::Insert => all += words,
        }
    }
    (equal, all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(old: &str, new: &str) -> String {
        compare(old, new)
            .iter()
            .map(|r| match r.op {
                Op::Equal => r.text.clone(),
                Op::Delete => format!("[-{}-]", r.text),
                Op::Insert => format!("{{+{}+}}", r.text),
            })
            .collect()
    }

    #[test]
    fn words_and_characters() {
        assert_eq!(
            show("keep the old lamp lit;", "keep every new lamp lit;"),
            "keep [-the old-]{+every new+} lamp lit;"
        );
        assert_eq!(show("点亮旧灯", "点亮新灯"), "点亮[-旧-]{+新+}灯");
        assert_eq!(show("same", "same"), "same");
        assert_eq!(show("", "new"), "{+new+}");
    }

    #[test]
    fn both_sides_can_be_rebuilt() {
        let (old, new) = ("a b, c d e.", "a c, d x e");
        let side = |keep: Op| -> String {
            compare(old, new)
                .iter()
                .filter(|r| r.op == Op::Equal || r.op == keep)
                .map(|r| r.text.as_str())
                .collect()
        };
        assert_eq!(side(Op::Delete), old);
        assert_eq!(side(Op::Insert), new);
    }
}
