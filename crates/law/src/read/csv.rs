//! Splits the treaty status table into records, with the place of every field.
//!
//! RFC 4180 with a comma and double quotes. This is for the one table of the law folder, whose form is fixed; files of
//! offices are read elsewhere, by something more forgiving.

use std::borrow::Cow;
use std::ops::Range;

/// A field and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Field<'t> {
    pub(crate) value: Cow<'t, str>,
    pub(crate) span: Range<usize>,
}

/// Why the rest of the text cannot be split.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Broken {
    pub(crate) at: usize,
    pub(crate) why: &'static str,
}

/// The records of a table, one after the other.
pub(crate) struct Records<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Records<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The records from an offset on; from the end, if the text cannot be cut there.
    pub(crate) fn from(text: &'t str, at: usize) -> Self {
        let at = if text.is_char_boundary(at) { at } else { text.len() };
        Self { text, at }
    }

    /// The next record into `fields`; false at the end.
    pub(crate) fn next(&mut self, fields: &mut Vec<Field<'t>>) -> Result<bool, Broken> {
        fields.clear();
        if self.at >= self.text.len() {
            return Ok(false);
        }
        loop {
            let rest = &self.text[self.at..];
            let field = if rest.starts_with('"') { self.quoted()? } else { self.plain()? };
            fields.push(field);
            match self.text.as_bytes().get(self.at) {
                Some(b',') => self.at += 1,
                Some(b'\r') if self.text[self.at..].starts_with("\r\n") => {
                    self.at += 2;
                    return Ok(true);
                }
                Some(b'\n') => {
                    self.at += 1;
                    return Ok(true);
                }
                None => return Ok(true),
                Some(_) => return Err(self.broken("text stands after a closing quote")),
            }
        }
    }

    fn broken(&self, why: &'static str) -> Broken {
        Broken { at: self.at, why }
    }

    fn plain(&mut self) -> Result<Field<'t>, Broken> {
        let start = self.at;
        let rest = &self.text[start..];
        let mut end =
            start + rest.bytes().position(|b| b == b',' || b == b'\n').unwrap_or(rest.len());
        if self.text[..end].ends_with('\r') && self.text[end..].starts_with('\n') {
            end -= 1;
        }
        let end = end.max(start);
        let value = &self.text[start..end];
        if let Some(quote) = value.find('"') {
            self.at = start + quote;
            return Err(self.broken("a quote stands inside a field without quotes"));
        }
        self.at = end;
        Ok(Field { value: Cow::Borrowed(value), span: start..end })
    }

    fn quoted(&mut self) -> Result<Field<'t>, Broken> {
        let start = self.at;
        let inner = start + 1;
        let mut from = inner;
        loop {
            let Some(quote) = self.text[from..].find('"') else {
                return Err(self.broken("a quoted field is not closed"));
            };
            let quote = from + quote;
            if self.text[quote + 1..].starts_with('"') {
                from = quote + 2;
                continue;
            }
            self.at = quote + 1;
            let value = &self.text[inner..quote];
            let value = match value.contains('"') {
                true => Cow::Owned(value.replace("\"\"", "\"")),
                false => Cow::Borrowed(value),
            };
            return Ok(Field { value, span: start..quote + 1 });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Result<Vec<Vec<String>>, Broken> {
        let mut records = Records::new(text);
        let (mut all, mut fields) = (Vec::new(), Vec::new());
        while records.next(&mut fields)? {
            all.push(fields.iter().map(|field| field.value.to_string()).collect());
        }
        Ok(all)
    }

    #[test]
    fn splits_plain_and_quoted_fields() {
        let all = split("a,b\n\"c,\"\"d\"\"\",\r\n,e").unwrap();
        assert_eq!(all, [vec!["a", "b"], vec!["c,\"d\"", ""], vec!["", "e"]]);
    }

    #[test]
    fn refuses_what_it_cannot_split() {
        assert_eq!(split("a,\"b\nc").unwrap_err().at, 2);
        assert_eq!(split("a,\"b\"c").unwrap_err().at, 5);
        assert_eq!(split("a,b\"c").unwrap_err().at, 3);
    }

    #[test]
    fn every_text_ends() {
        for text in ["", "\n", "\r\n", ",", "\"", "\"\"", "a\r", "\r", "é,\u{feff}\n"] {
            let _ = split(text);
        }
    }
}
