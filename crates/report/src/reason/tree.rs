//! A reason as a tree of lines, and its drawing for terminals.

use serde::Serialize;

/// A line with the lines that explain it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ReasonTree {
    /// What is said.
    pub text: String,
    /// Why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<ReasonTree>,
}

impl ReasonTree {
    /// A line.
    pub(crate) fn leaf(text: String) -> Self {
        Self { text, children: Vec::new() }
    }

    /// A line with what explains it.
    pub(crate) fn with(text: String, children: Vec<Self>) -> Self {
        Self { text, children }
    }

    /// The tree with box-drawing characters, a line a node. Line breaks within a text would break the drawing, and control
    /// characters the terminal: both become spaces.
    #[must_use]
    pub fn draw(&self) -> String {
        let mut out = clean(&self.text);
        out.push('\n');
        self.draw_children("", &mut out);
        out
    }

    fn draw_children(&self, indent: &str, out: &mut String) {
        for (place, child) in self.children.iter().enumerate() {
            let last = place + 1 == self.children.len();
            let (branch, trunk) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            out.push_str(indent);
            out.push_str(branch);
            out.push_str(&clean(&child.text));
            out.push('\n');
            child.draw_children(&format!("{indent}{trunk}"), out);
        }
    }
}

fn clean(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
