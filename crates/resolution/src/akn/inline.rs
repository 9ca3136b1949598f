//! Running text inside an element: words, notes, links.

use crate::{
    clean::{Clean, clean},
    error::{ImportError, MAX_NOTES, MAX_PARAGRAPH_BYTES},
    xml::{Node, Xml, attribute},
};

/// What running text gave.
#[derive(Debug, Default)]
pub(crate) struct Inline {
    pub(crate) text: Clean,
    pub(crate) links: Vec<(std::ops::Range<usize>, String)>,
}

/// What the reading of running text adds to.
#[derive(Debug, Default)]
pub(crate) struct Context {
    /// Notes by number, in order of appearance.
    pub(crate) notes: Vec<(u32, String)>,
    /// Documents declared in the metadata: id and symbol.
    pub(crate) documents: std::collections::HashMap<String, String>,
    /// Tables met and left out.
    pub(crate) tables: u32,
}

/// Reads the rest of the element just started.
pub(crate) fn read(xml: &mut Xml<'_>, context: &mut Context) -> Result<Inline, ImportError> {
    let mut out = Inline::default();
    into(xml, context, &mut out)?;
    unbracket(&mut out);
    merge(&mut out.links);
    Ok(out)
}

/// Reads the rest of the element just started into running text.
pub(crate) fn into(
    xml: &mut Xml<'_>,
    context: &mut Context,
    out: &mut Inline,
) -> Result<(), ImportError> {
    loop {
        match xml.next()? {
            Node::Text(text) => {
                out.text.push_str(&text);
                bounded(&out.text)?;
            }
            Node::End | Node::Eof => return Ok(()),
            Node::Start(start) => match start.local_name().into_inner() {
                "authorialNote" => {
                    let marker = attribute(&start, "marker");
                    note(xml, context, out, marker.as_deref())?;
                }
                "noteRef" => {
                    if out.text.marks.len() >= MAX_NOTES {
                        return Err(ImportError::TooMany {
                            what: "note marks in a paragraph",
                            limit: MAX_NOTES,
                        });
                    }
                    if let Some(n) = attribute(&start, "marker").and_then(|m| number(&m)) {
                        out.text.mark(n);
                    }
                    xml.skip()?;
                }
                "a" | "ref" => {
                    let symbol = linked(&start, context);
                    let before = out.text.text.len();
                    into(xml, context, out)?;
                    let text = &out.text.text[before..];
                    let from = before + (text.len() - text.trim_start().len());
                    if let Some(symbol) = symbol.filter(|_| from < out.text.text.len()) {
                        out.links.push((from..out.text.text.len(), symbol));
                    }
                }
                "eol" | "br" => {
                    out.text.push_str(" ");
                    xml.skip()?;
                }
                "table" => {
                    context.tables += 1;
                    xml.skip()?;
                }
                // A block inside a block: its text stands apart.
                "p" | "block" | "blockContainer" => {
                    out.text.push_str(" ");
                    into(xml, context, out)?;
                    out.text.push_str(" ");
                }
                _ => into(xml, context, out)?,
            },
        }
    }
}

/// Reads a note; its wording before "Ibid." was resolved is in a title.
fn note(
    xml: &mut Xml<'_>,
    context: &mut Context,
    out: &mut Inline,
    marker: Option<&str>,
) -> Result<(), ImportError> {
    let mut text = Inline::default();
    let mut title = None;
    let mut open = 1;
    while open > 0 {
        match xml.next()? {
            Node::Text(t) => {
                text.text.push_str(&t);
                bounded(&text.text)?;
            }
            Node::Start(start) => {
                open += 1;
                title = title.or_else(|| attribute(&start, "title"));
                if matches!(start.local_name().into_inner(), "p" | "eol") {
                    text.text.push_str(" ");
                }
            }
            Node::End => open -= 1,
            Node::Eof => break,
        }
    }
    let next = u32::try_from(context.notes.len() + 1).unwrap_or(u32::MAX);
    let n = marker.and_then(number).unwrap_or(next);
    if context.notes.len() >= MAX_NOTES {
        return Err(ImportError::TooMany { what: "notes", limit: MAX_NOTES });
    }
    // Arabic notes begin with the empty brackets of their mark.
    let wording = title.map_or(text.text.text, |t| clean(&t));
    let wording = wording.strip_prefix("()").unwrap_or(&wording).trim_start().to_owned();
    context.notes.push((n, wording));
    out.text.mark(n);
    Ok(())
}

/// Refuses a paragraph or note longer than any is.
fn bounded(text: &Clean) -> Result<(), ImportError> {
    if text.text.len() > MAX_PARAGRAPH_BYTES {
        return Err(ImportError::TooLarge { what: "paragraph", limit: MAX_PARAGRAPH_BYTES });
    }
    Ok(())
}

/// Reads a note that hangs on a title.
pub(crate) fn title_note(
    xml: &mut Xml<'_>,
    context: &mut Context,
    marker: Option<&str>,
) -> Result<(), ImportError> {
    note(xml, context, &mut Inline::default(), marker)
}

fn number(marker: &str) -> Option<u32> {
    marker.trim_matches(['(', ')', ' ', '*']).parse().ok().filter(|n| *n > 0)
}

/// The document a link leads to, as the United Nations and as we write it.
fn linked(start: &quick_xml::events::BytesStart<'_>, context: &Context) -> Option<String> {
    // A link of ours that is no number in the text would be taken for one.
    if attribute(start, "class").is_some_and(|how| how != "explicit") {
        return None;
    }
    if let Some(id) = attribute(start, "refersTo") {
        return context.documents.get(id.trim_start_matches('#')).cloned();
    }
    let href = attribute(start, "href")?;
    let path = href.split("undocs.org/").nth(1)?;
    let path = match path.split_once('/') {
        Some((language, rest))
            if language.len() == 2 && language.chars().all(|c| c.is_ascii_lowercase()) =>
        {
            rest
        }
        _ => path,
    };
    let symbol = path.trim_matches('/').replace("%20", " ");
    (symbol.contains('/') && symbol.len() <= 64).then_some(symbol)
}

/// Arabic marks stand in raised brackets, which are the mark's, not the text's.
fn unbracket(out: &mut Inline) {
    for i in 0..out.text.marks.len() {
        let (at, _) = out.text.marks[i];
        let text = &mut out.text.text;
        if text[..at].ends_with('(') && text[at..].starts_with(')') {
            text.replace_range(at - 1..=at, "");
            for (other, _) in &mut out.text.marks {
                *other -= if *other > at { 2 } else { usize::from(*other == at) };
            }
            for (range, _) in &mut out.links {
                for end in [&mut range.start, &mut range.end] {
                    *end -= if *end > at { 2 } else { usize::from(*end == at) };
                }
            }
        }
    }
}

/// Joins links that a converter cut in pieces: "7", "6/", "172".
fn merge(links: &mut Vec<(std::ops::Range<usize>, String)>) {
    links.dedup_by(|next, previous| {
        let joined = previous.0.end == next.0.start && previous.1 == next.1;
        if joined {
            previous.0.end = next.0.end;
        }
        joined
    });
}

/// Removes bytes from the head of a text, with its marks and links.
pub(crate) fn behead(inline: &mut Inline, bytes: usize) {
    let text = &mut inline.text.text;
    let spaces = text[bytes..].len() - text[bytes..].trim_start().len();
    let cut = bytes + spaces;
    text.replace_range(..cut, "");
    for (at, _) in &mut inline.text.marks {
        *at = at.saturating_sub(cut);
    }
    inline.links.retain(|(range, _)| range.start >= cut);
    for (range, _) in &mut inline.links {
        *range = range.start - cut..range.end - cut;
    }
}
