//! From lines to units: the enacting words, the preamble, the numbered
//! paragraphs, the meeting line, the notes.
//!
//! A paragraph is normally one line. A line that ends without punctuation is
//! taken to go on in the next one, unless that one has a number of its own.

use super::{Line, masthead::Outside};
use crate::{
    analyse::verbs,
    clean::{Clean, clean},
    date::Date,
    draft::{Draft, Place, Unit},
    error::{ImportError, MAX_NOTES, MAX_PARAGRAPH_BYTES, MAX_PARAGRAPHS, MAX_PARTS, Missing},
    language::Language,
    model::{FindingCode, Part},
    numbering::{Level, Marker, levels, marker},
};

/// A line of the body, with its marker read.
struct Piece {
    part: Option<usize>,
    marker: Option<Marker>,
    text: Clean,
}

/// Fills units, headings and notes; returns the lines that were none of these.
pub(crate) fn read(lines: &[Line], draft: &mut Draft) -> Result<Outside, ImportError> {
    let cleaned: Vec<String> = lines.iter().map(|l| clean(&l.text)).collect();
    let formulas: Vec<usize> = cleaned
        .iter()
        .enumerate()
        .filter(|(_, line)| Language::of_formula(line).is_some())
        .map(|(i, _)| i)
        // The masthead's "General Assembly" may stand on a line of its own; the
        // enacting words end with a comma or are followed by the text.
        .filter(|i| is_enacting(&cleaned, *i))
        .collect();
    let Some(first) = formulas.first().copied() else {
        return Err(ImportError::NotAResolution { missing: lacking(&cleaned) });
    };
    if formulas.len() > MAX_PARTS {
        return Err(ImportError::TooMany { what: "enacting formulas", limit: MAX_PARTS });
    }
    let formula = cleaned.get(first).cloned().unwrap_or_default();
    draft.language = Language::of_formula(&formula);
    draft.formula = formula;

    let mut outside = Outside {
        above: lines[..first].iter().map(|l| l.text.clone()).collect(),
        below: Vec::new(),
    };
    let mut pieces: Vec<Piece> = Vec::new();
    let mut end = first;
    for (i, start) in formulas.iter().enumerate() {
        let limit = formulas.get(i + 1).copied().unwrap_or(lines.len());
        let part = (formulas.len() > 1).then_some(i);
        if part.is_some() {
            let from = if i == 0 { 0 } else { end };
            draft.parts.push(part_heading(&cleaned[from..*start], i));
        }
        end = section(lines, &cleaned, *start + 1, limit, part, &mut pieces)?;
        // The meeting and its date follow the last paragraph.
        let tail = &cleaned[end.min(cleaned.len())..limit];
        if let Some(at) = tail.iter().position(|l| Language::is_meeting(l)) {
            draft.meeting = Some(tail[at].clone());
            draft.date = tail.iter().skip(at).take(3).find_map(|l| Date::find(l));
        }
    }
    let (notes, rest) = notes(&cleaned[end.min(cleaned.len())..])?;
    draft.notes = notes;
    outside.below = rest;
    units(pieces, draft);
    Ok(outside)
}

fn is_enacting(cleaned: &[String], at: usize) -> bool {
    let line = cleaned[at].as_str();
    line.ends_with([',', '،', '，'])
        || cleaned[at + 1..].iter().find(|l| !l.is_empty()).is_some_and(|next| verbs::opens(next))
}

fn lacking(cleaned: &[String]) -> Vec<Missing> {
    let mut missing = vec![Missing::EnactingFormula];
    if !cleaned.iter().any(|l| marker(l).is_some()) {
        missing.push(Missing::OperativeParagraphs);
    }
    if !cleaned.iter().any(|l| super::masthead::symbol(l).is_some()) {
        missing.push(Missing::Symbol);
    }
    missing
}

/// The letter and title above a part's enacting words.
fn part_heading(lines: &[String], index: usize) -> Part {
    let mut last = lines.iter().rev().filter(|l| !l.is_empty());
    let title = last.next().cloned().unwrap_or_default();
    let letter = last
        .next()
        .filter(|l| l.len() == 1 && l.chars().all(|c| c.is_ascii_uppercase()))
        .cloned()
        .or_else(|| char::from_u32(u32::from('A') + u32::try_from(index).ok()?).map(String::from));
    Part { letter: letter.unwrap_or_default(), title }
}

/// Reads paragraphs until the meeting line, the notes or the end of the file;
/// returns where it stopped.
fn section(
    lines: &[Line],
    cleaned: &[String],
    from: usize,
    limit: usize,
    part: Option<usize>,
    pieces: &mut Vec<Piece>,
) -> Result<usize, ImportError> {
    let meeting = cleaned[from..limit].iter().position(|l| Language::is_meeting(l));
    let stop = meeting.map_or(limit, |n| from + n);
    let begin = pieces.len();
    let mut numbered = false;
    for at in from..stop {
        let line = &cleaned[at];
        if line.is_empty() {
            continue;
        }
        if meeting.is_none() && (is_rule(line) || (numbered && is_first_note(line))) {
            return Ok(at);
        }
        let (found, skip) = match marker(&lines[at].text) {
            Some((found, used)) => (Some(found), used),
            None => (None, 0),
        };
        let goes_on = found.is_none()
            && pieces[begin..]
                .last()
                .is_some_and(|last| !is_finished(&last.text.text) && continues(last, line));
        if goes_on && let Some(last) = pieces.last_mut() {
            last.text.push_str(" ");
            append(&mut last.text, &lines[at], 0);
            bounded(&last.text)?;
            continue;
        }
        if pieces.len() >= MAX_PARAGRAPHS {
            return Err(ImportError::TooMany { what: "paragraphs", limit: MAX_PARAGRAPHS });
        }
        let mut text = Clean::default();
        append(&mut text, &lines[at], skip);
        bounded(&text)?;
        numbered |= matches!(found, Some(Marker::Number(_)));
        pieces.push(Piece { part, marker: found, text });
    }
    Ok(stop)
}

/// Refuses a paragraph longer than any is, so that rules may look at all of it.
fn bounded(text: &Clean) -> Result<(), ImportError> {
    if text.text.len() > MAX_PARAGRAPH_BYTES {
        return Err(ImportError::TooLarge { what: "paragraph", limit: MAX_PARAGRAPH_BYTES });
    }
    Ok(())
}

/// Copies a line's text and marks from a byte on.
fn append(text: &mut Clean, line: &Line, from: usize) {
    let mut at = from;
    for (offset, n) in line.marks.iter().filter(|(offset, _)| *offset >= from) {
        text.push_str(line.text.get(at..*offset).unwrap_or_default());
        text.mark(*n);
        at = *offset;
    }
    text.push_str(line.text.get(at..).unwrap_or_default());
}

fn is_rule(line: &str) -> bool {
    line.len() >= 6 && line.chars().all(|c| matches!(c, '_' | '-' | '–' | '—' | '=' | '*' | ' '))
}

fn is_first_note(line: &str) -> bool {
    note_head(line, 1).is_some_and(|text| !begins_with_date(line) && !text.is_empty())
}

/// "1 April 2011" is the masthead's date and not note 1.
fn begins_with_date(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    Date::begins_with_month(rest)
        && Date::find(&line.chars().take(40).collect::<String>()).is_some()
}

/// Whether a paragraph's text has come to its end: punctuation, perhaps with a
/// mark or a closing quotation after it.
fn is_finished(text: &str) -> bool {
    text.trim_end_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '(' | ')' | '"' | '”' | '»' | ' ')
    })
    .ends_with([',', ';', ':', '.', '،', '؛', '，', '；', '：', '。'])
}

/// Whether an unmarked line may be the rest of the paragraph before it, and is
/// not a paragraph of its own or the line after a heading.
fn continues(last: &Piece, line: &str) -> bool {
    !verbs::opens(line) && (last.marker.is_some() || verbs::opens(&last.text.text))
}

/// Splits off the notes, numbered from 1, and the lines around them.
type Notes = (Vec<(u32, String)>, Vec<String>);

fn notes(lines: &[String]) -> Result<Notes, ImportError> {
    let mut notes: Vec<(u32, String)> = Vec::new();
    let mut rest = Vec::new();
    let mut open = false;
    for line in lines {
        let next = u32::try_from(notes.len() + 1).unwrap_or(u32::MAX);
        let dated = begins_with_date(line);
        match note_head(line, next) {
            Some(text) if !dated && !text.is_empty() => {
                if notes.len() >= MAX_NOTES {
                    return Err(ImportError::TooMany { what: "notes", limit: MAX_NOTES });
                }
                notes.push((next, text.to_owned()));
                open = true;
            }
            Some(_) | None => {
                let last = notes.last_mut().filter(|_| open && !line.is_empty() && !is_rule(line));
                match last {
                    Some((_, text)) if !text.ends_with(['.', '。']) => {
                        text.push(' ');
                        text.push_str(line);
                    }
                    Some(_) | None => {
                        open = open && line.is_empty();
                        rest.push(line.clone());
                    }
                }
            }
        }
    }
    Ok((notes, rest))
}

/// The text of note `n`, if the line is that note: "12 See …", "(12) انظر".
fn note_head(line: &str, n: u32) -> Option<&str> {
    let number = n.to_string();
    let rest = match line.strip_prefix('(') {
        Some(inner) => inner.strip_prefix(&number)?.strip_prefix(')')?,
        None => {
            let rest = line.strip_prefix(&number)?;
            let rest = rest.strip_prefix(['.', '/']).unwrap_or(rest);
            if !rest.starts_with(' ') && rest.starts_with(|c: char| c.is_ascii()) {
                return None;
            }
            rest
        }
    };
    Some(rest.trim())
}

/// Decides what each piece is.
fn units(pieces: Vec<Piece>, draft: &mut Draft) {
    let markers: Vec<Marker> = pieces.iter().filter_map(|p| p.marker.clone()).collect();
    let mut places = levels(&markers).into_iter();
    let mut operative = false;
    let mut part = None;
    let count = pieces.len();
    let kinds: Vec<bool> = pieces.iter().map(|p| p.marker.is_some()).collect();
    for (i, piece) in pieces.into_iter().enumerate() {
        if piece.part != part {
            part = piece.part;
            operative = false;
        }
        let place = match piece.marker {
            Some(_) => match places.next() {
                Some(Level::Operative(n)) => Place::Operative(Some(n)),
                Some(Level::Sub { depth, label }) => Place::Sub { depth, label },
                None => continue,
            },
            None if verbs::opens_operative(&piece.text.text, draft.language) => {
                Place::Operative(None)
            }
            // A line without punctuation before a numbered one is a heading.
            None if !is_finished(&piece.text.text) && kinds.get(i + 1) == Some(&true) => {
                draft.headings.push((draft.units.len(), piece.text.text));
                continue;
            }
            None if !operative => {
                let last = i + 1 == count;
                if last && piece.text.text.ends_with(['.', '。']) {
                    Place::Operative(None)
                } else {
                    Place::Preambular
                }
            }
            None => {
                let detail = piece.text.text.chars().take(60).collect();
                draft.findings.push((draft.units.len(), FindingCode::TextLeftOut, detail));
                continue;
            }
        };
        operative |= matches!(place, Place::Operative(_));
        draft.units.push(Unit { part: piece.part, place, text: piece.text, links: Vec::new() });
    }
}
