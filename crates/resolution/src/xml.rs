//! XML, read safely: no document types, no entities but XML's own five, a
//! bounded depth. What is not a plain element or text is refused or skipped.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use crate::error::{ImportError, MAX_DEPTH};

/// What the reader hands on.
pub(crate) enum Node<'x> {
    Start(BytesStart<'x>),
    End,
    Text(std::borrow::Cow<'x, str>),
    Eof,
}

/// A reader over a whole document in memory.
pub(crate) struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    depth: usize,
    /// An empty element was handed on as a start; its end is due.
    pending_end: bool,
}

impl<'x> Xml<'x> {
    pub(crate) fn new(text: &'x str) -> Xml<'x> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = true;
        Xml { reader, depth: 0, pending_end: false }
    }

    fn at(&self) -> u64 {
        self.reader.buffer_position()
    }

    /// The next start, end or text; empty elements come as a start and an end.
    pub(crate) fn next(&mut self) -> Result<Node<'x>, ImportError> {
        if self.pending_end {
            self.pending_end = false;
            self.depth -= 1;
            return Ok(Node::End);
        }
        loop {
            let at = self.at();
            let event = self.reader.read_event().map_err(|error| ImportError::Xml {
                at: self.reader.error_position(),
                detail: error.to_string(),
            })?;
            match event {
                Event::Start(start) => {
                    self.deeper()?;
                    return Ok(Node::Start(start));
                }
                Event::Empty(start) => {
                    self.deeper()?;
                    self.pending_end = true;
                    return Ok(Node::Start(start));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Node::End);
                }
                Event::Text(text) => return Ok(Node::Text(text.xml10_content())),
                Event::CData(text) => return Ok(Node::Text(text.xml10_content())),
                Event::GeneralRef(reference) => {
                    let name = reference.as_ref().to_owned();
                    let c = match name.as_str() {
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "amp" => Some('&'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => reference.resolve_char_ref().ok().flatten(),
                    };
                    let c = c.ok_or(ImportError::Entity { name, at })?;
                    return Ok(Node::Text(c.to_string().into()));
                }
                Event::DocType(_) => return Err(ImportError::DocumentType { at }),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
                Event::Eof if self.depth > 0 => {
                    return Err(ImportError::Xml {
                        at,
                        detail: format!("the file ends with {} elements open", self.depth),
                    });
                }
                Event::Eof => return Ok(Node::Eof),
            }
        }
    }

    fn deeper(&mut self) -> Result<(), ImportError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(ImportError::TooMany { what: "nested XML elements", limit: MAX_DEPTH });
        }
        Ok(())
    }

    /// Skips to the end of the element just started.
    pub(crate) fn skip(&mut self) -> Result<(), ImportError> {
        let mut open = 1;
        while open > 0 {
            match self.next()? {
                Node::Start(_) => open += 1,
                Node::End => open -= 1,
                Node::Text(_) => {}
                Node::Eof => return Ok(()),
            }
        }
        Ok(())
    }
}

/// The value of an attribute by its local name, with XML's own escapes undone.
pub(crate) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    start.attributes().flatten().find(|a| a.key.local_name().into_inner() == name).map(|a| {
        a.normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .map_or_else(|_| a.value.to_string(), std::borrow::Cow::into_owned)
    })
}

/// Writes text so that XML and HTML read it back.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Not allowed in XML 1.0, even escaped.
            c if c.is_control() && !matches!(c, '\n' | '\t') => {}
            '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}
