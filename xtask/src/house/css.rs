//! Pages are mirrored in Arabic, so styles know a start and an end, never a left and
//! a right.
//!
//! Looks at style sheets, and at `<style>` elements and `style` attributes of pages.
//! It reads just enough CSS to tell a property from a selector; it is no parser.

use super::{Finding, Page, Rule};

/// Properties whose value may be a direction.
const DIRECTED: [&str; 3] = ["text-align", "float", "clear"];

/// Declarations that name a physical direction.
pub(super) fn physical(page: &Page<'_>) -> Vec<Finding> {
    let styles = if page.is(&["css"]) {
        vec![(0, page.text)]
    } else if page.is(&["html", "htm", "svg", "j2", "askama"]) {
        embedded(page.text)
    } else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for (start, css) in styles {
        for at in declarations(&without_comments(css)) {
            let line = page.text.bytes().take(start + at).filter(|&b| b == b'\n').count() + 1;
            let shown = page.text.lines().nth(line - 1).unwrap_or_default();
            findings.push(page.finding(Rule::PhysicalCss, line, shown));
        }
    }
    findings
}

/// The pieces of CSS in a page, each with the place where it starts.
fn embedded(html: &str) -> Vec<(usize, &str)> {
    let mut pieces = Vec::new();
    for (open, close) in [("<style", "</style"), ("style=\"", "\""), ("style='", "'")] {
        for (at, _) in html.match_indices(open) {
            let start = at + open.len();
            if let Some(rest) = html.get(start..) {
                let end = rest.find(close).unwrap_or(rest.len());
                pieces.push((start, rest.get(..end).unwrap_or_default()));
            }
        }
    }
    pieces
}

/// Comments become blanks of the same length, so that places stay what they are.
fn without_comments(css: &str) -> Vec<u8> {
    let mut bytes = css.as_bytes().to_vec();
    let mut from = 0;
    while let Some(open) = css.get(from..).and_then(|rest| rest.find("/*")).map(|at| from + at) {
        let body = css.get(open + 2..).unwrap_or_default();
        let end = body.find("*/").map_or(css.len(), |at| open + 2 + at + 2);
        for byte in bytes.iter_mut().take(end).skip(open).filter(|byte| **byte != b'\n') {
            *byte = b' ';
        }
        from = end;
    }
    bytes
}

/// Places of the words before a colon that name a direction, or whose value does.
fn declarations(css: &[u8]) -> Vec<usize> {
    let in_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(rest) = css.get(at..).filter(|rest| !rest.is_empty()) {
        let length = rest.iter().take_while(|byte| in_word(byte)).count();
        let (word, after) = rest.split_at(length);
        // `.left:hover`, `#right:focus` and `@page :left` are selectors.
        let selects =
            at > 0 && css.get(at - 1).is_some_and(|b| matches!(b, b'.' | b'#' | b':' | b'@'));
        if !word.is_empty()
            && !selects
            && let Some((b':', value)) = after.trim_ascii_start().split_first()
            && is_physical(word, value)
        {
            places.push(at);
        }
        at += length.max(1);
    }
    places
}

fn is_physical(word: &[u8], value: &[u8]) -> bool {
    let directs = |part: &[u8]| matches!(part, b"left" | b"right");
    let value: Vec<u8> =
        value.trim_ascii_start().iter().copied().take_while(u8::is_ascii_alphabetic).collect();
    word.split(|&byte| byte == b'-').any(directs)
        || (DIRECTED.iter().any(|name| name.as_bytes() == word) && directs(&value))
}

#[cfg(test)]
mod tests {
    use super::physical;
    use crate::house::Page;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        physical(&Page { path, text }).iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn planted_physical_declarations_are_found() {
        for css in [
            "p { left: 0 }",
            "p { margin-left : 1px }",
            "p{border-top-right-radius:2px}",
            "p { text-align: right }",
            "p { float:left; }",
            ":root { --pad-left: 1px }",
        ] {
            assert_eq!(lines("a.css", css), [1], "{css}");
        }
    }

    #[test]
    fn logical_declarations_selectors_and_comments_are_not() {
        for css in [
            "p { inset-inline-start: 0; text-align: start; float: inline-end }",
            ".left:hover, #right:focus { color: red }",
            "@page :left { margin: 0 }",
            "/* margin-left: 1px */ p { copyright: none }",
            "p { background-position: left }",
        ] {
            assert!(lines("a.css", css).is_empty(), "{css}");
        }
    }

    #[test]
    fn styles_inside_pages_are_looked_at_and_prose_is_not() {
        let html = "<p>On the left: nothing.</p>\n<style>\np { right: 0 }\n</style>\n\
                    <p style=\"padding-left: 1px\">x</p>\n";
        assert_eq!(lines("a.html", html), [3, 5]);
        assert!(lines("a.md", html).is_empty());
    }

    #[test]
    fn an_open_comment_hides_the_rest_and_letters_of_any_script_do_no_harm() {
        assert_eq!(lines("a.css", "p { content: \"يسار\"; left: 0 } /* right: 0"), [1]);
    }
}
