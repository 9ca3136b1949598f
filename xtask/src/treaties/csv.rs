//! Comma-separated values, as much of RFC 4180 as the lists need.
//!
//! Quoted fields, doubled quotes and line breaks inside quotes are read; a quote left open is an
//! error. Other separators and encodings are not the business of this module.

/// A record with the line on which it begins.
pub(super) struct Record {
    pub(super) line: usize,
    pub(super) fields: Vec<String>,
}

impl Record {
    /// The field of a column, trimmed; a short record has empty fields at its end.
    pub(super) fn field(&self, column: usize) -> &str {
        self.fields.get(column).map_or("", |field| field.trim())
    }
}

/// Splits a text into records; blank lines are skipped.
pub(super) fn parse(file: &str, text: &str) -> Result<Vec<Record>, String> {
    let mut records = Vec::new();
    let (mut fields, mut field) = (Vec::new(), String::new());
    let (mut line, mut begun, mut quoted) = (1, 1, false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        line += usize::from(c == '\n');
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if field.is_empty() => quoted = true,
            ',' if !quoted => fields.push(std::mem::take(&mut field)),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                fields.push(std::mem::take(&mut field));
                keep(&mut records, begun, std::mem::take(&mut fields));
                begun = line;
            }
            c => field.push(c),
        }
    }
    if quoted {
        return Err(format!("{file}:{begun}: a quotation mark is opened and never closed"));
    }
    fields.push(field);
    keep(&mut records, begun, fields);
    Ok(records)
}

fn keep(records: &mut Vec<Record>, line: usize, fields: Vec<String>) {
    if fields.iter().any(|field| !field.trim().is_empty()) {
        records.push(Record { line, fields });
    }
}

/// Appends a record; fields are quoted where they must be.
pub(super) fn write_row<S: AsRef<str>>(out: &mut String, fields: &[S]) {
    for (i, field) in fields.iter().enumerate() {
        let field = field.as_ref();
        if i > 0 {
            out.push(',');
        }
        if field.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&field.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(field);
        }
    }
    out.push('\n');
}
