//! Rows of the small tables about treaties: columns checked once, then each row handed on.
//!
//! Knows columns, cells and how to complain with line and column; what a cell means is decided by who asks.

use crate::problem::Code;
use crate::read::csv::{Field, Records};
use crate::read::table::{Page, short};
use when::{Days, Edtf, Zone};

/// Reads a table from an offset of its text; each row with all its columns goes to `each`.
pub(super) fn rows<'t>(
    page: &Page<'t>,
    from: usize,
    header: &[&str],
    mut each: impl FnMut(&[Field<'t>]),
) {
    let columns = header.join(",");
    let mut records = Records::from(page.text, from);
    let mut fields = Vec::new();
    let mut seen_header = false;
    loop {
        match records.next(&mut fields) {
            Ok(true) if !seen_header => {
                seen_header = true;
                if !fields.iter().map(|field| field.value.as_ref()).eq(header.iter().copied()) {
                    let span = fields.first().map_or(from..from, |field| field.span.clone());
                    let help = format!("write the first line of the table as {columns}");
                    let message = "these are not the columns of the table";
                    return page.report(Code::Syntax, &span, message, help);
                }
            }
            Ok(true) if fields.len() == 1 && fields.iter().all(|field| field.value.is_empty()) => {}
            Ok(true) if fields.len() != header.len() => {
                let span = fields.first().map_or(from..from, |field| field.span.clone());
                let message = format!("the row has {} fields, not {}", fields.len(), header.len());
                page.report(Code::Syntax, &span, message, format!("the columns are {columns}"));
            }
            Ok(true) => each(&fields),
            Ok(false) if seen_header => return,
            Ok(false) => {
                let help = format!("write the first line of the table as {columns}");
                return page.report(Code::Syntax, &(from..from), "there is no table", help);
            }
            Err(broken) => {
                let help = "write quotes around fields with commas, and double quotes inside them";
                return page.report(Code::Syntax, &(broken.at..broken.at), broken.why, help);
            }
        }
    }
}

/// The days that a cell may mean; a problem if it means none.
pub(super) fn days(page: &Page<'_>, zone: &Zone, field: &Field<'_>) -> Option<Days> {
    if let Ok(day) = field.value.parse() {
        return Some(Days::at(day));
    }
    let known = field.value.parse::<Edtf>().and_then(|edtf| edtf.known(zone));
    match known {
        Ok(known) => Some(zone.days_of(known.span)),
        Err(error) => {
            let message = format!("`{}` is not a date", short(&field.value));
            page.report(Code::WrongValue, &field.span, message, error.to_string());
            None
        }
    }
}
