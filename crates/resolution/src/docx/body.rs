//! A document part as lines: runs of text, automatic numbers, notes where their marks stand.
//!
//! A note's mark is a reference to the note, a field that shows its number again, or, where people typed the number of an
//! earlier note themselves, raised digits. Deletions, moved-away text and pictures are left out.

use super::numbering::{Asked, Numbering};
use crate::{
    error::{ImportError, MAX_PARAGRAPHS},
    numbering::marker,
    text::Line,
    xml::{Node, Xml, attribute},
};

/// How a field's code may grow before it is nobody's.
const FIELD_MAX: usize = 256;

/// Lines, and the notes they refer to.
#[derive(Default)]
pub(super) struct Body {
    pub(super) lines: Vec<Line>,
    /// Ids of notes in order of first reference.
    pub(super) notes: Vec<String>,
    /// Ids of notes with a mark of their own, such as an asterisk: they are not numbered.
    pub(super) unnumbered: Vec<String>,
}

/// A field: its code, and whether its result is being read.
#[derive(Default)]
struct Field {
    code: String,
    result: bool,
}

/// What is known of the paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    line: Line,
    asked: Asked,
    fields: Vec<Field>,
    /// The run's text is raised.
    raised: bool,
}

impl Body {
    /// Reads one part.
    pub(super) fn read(
        &mut self,
        text: &str,
        numbering: &mut Numbering,
    ) -> Result<(), ImportError> {
        let mut xml = Xml::new(text);
        let mut paragraph = Paragraph::default();
        // Names of open elements, to know what an end closes.
        let mut open: Vec<Element> = Vec::new();
        loop {
            match xml.next()? {
                Node::Start(start) => {
                    let element = Element::of(start.local_name().into_inner());
                    let value = || attribute(&start, "val").unwrap_or_default();
                    let asked = &mut paragraph.asked;
                    match element {
                        Element::Paragraph => {
                            let fields = std::mem::take(&mut paragraph.fields);
                            paragraph = Paragraph { fields, ..Paragraph::default() };
                        }
                        Element::Run => paragraph.raised = false,
                        Element::Raised => paragraph.raised = value() == "superscript",
                        Element::Tab => paragraph.line.text.push('\t'),
                        Element::Break => paragraph.line.text.push(' '),
                        Element::Hyphen => paragraph.line.text.push('-'),
                        Element::Style => asked.style = Some(value()),
                        Element::NumberingId => asked.list = Some(value()),
                        Element::NumberingLevel => {
                            asked.level = value().parse().ok().filter(|level| *level < 9);
                        }
                        Element::FieldMark => paragraph.field(&attribute(&start, "fldCharType")),
                        Element::SimpleField => {
                            let code = attribute(&start, "instr").unwrap_or_default();
                            paragraph.fields.push(Field { code, result: true });
                        }
                        Element::NoteReference(kind) => {
                            let id = attribute(&start, "id").unwrap_or_default();
                            let own = attribute(&start, "customMarkFollows");
                            let id = format!("{}{id}", kind.prefix());
                            if own.is_some_and(|own| !matches!(own.as_str(), "0" | "false")) {
                                self.unnumbered.push(id);
                            } else {
                                let n = self.note(id);
                                let line = &mut paragraph.line;
                                line.marks.push((line.text.len(), n));
                            }
                        }
                        Element::Skipped => {
                            xml.skip()?;
                            continue;
                        }
                        Element::Text | Element::FieldCode | Element::Other => {}
                    }
                    open.push(element);
                }
                Node::Text(words) => match open.last() {
                    Some(Element::Text) => {
                        let seen = self.notes.len();
                        paragraph.write(&words, seen);
                    }
                    Some(Element::FieldCode) => paragraph.code(&words),
                    Some(_) | None => {}
                },
                Node::End => match open.pop() {
                    Some(Element::Paragraph) => {
                        let fields = std::mem::take(&mut paragraph.fields);
                        let done = std::mem::take(&mut paragraph);
                        paragraph.fields = fields;
                        self.push(done, numbering)?;
                    }
                    Some(Element::SimpleField) => drop(paragraph.fields.pop()),
                    Some(_) | None => {}
                },
                Node::Eof => return Ok(()),
            }
        }
    }

    fn push(&mut self, done: Paragraph, numbering: &mut Numbering) -> Result<(), ImportError> {
        if self.lines.len() >= 4 * MAX_PARAGRAPHS {
            return Err(ImportError::TooMany { what: "paragraphs", limit: 4 * MAX_PARAGRAPHS });
        }
        let Paragraph { mut line, asked, .. } = done;
        // An empty paragraph shows no number but counts; a typed number stands for itself.
        let typed = marker(&line.text).is_some();
        let label = if typed { None } else { numbering.label(&asked) };
        if let Some(label) = label.filter(|_| !line.text.trim().is_empty()) {
            let label = label + "\t";
            line.text.insert_str(0, &label);
            for (at, _) in &mut line.marks {
                *at += label.len();
            }
        }
        self.lines.push(line);
        Ok(())
    }

    /// The number of a note: they are counted in the order of their first marks.
    fn note(&mut self, id: String) -> u32 {
        let at = self.notes.iter().position(|known| *known == id).unwrap_or_else(|| {
            self.notes.push(id);
            self.notes.len() - 1
        });
        u32::try_from(at + 1).unwrap_or(u32::MAX)
    }
}

impl Paragraph {
    fn field(&mut self, kind: &Option<String>) {
        match kind.as_deref() {
            Some("begin") if self.fields.len() < 64 => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.result = true;
                }
            }
            Some("end") => drop(self.fields.pop()),
            Some(_) | None => {}
        }
    }

    fn code(&mut self, words: &str) {
        if let Some(field) = self.fields.last_mut().filter(|field| !field.result)
            && field.code.len() + words.len() < FIELD_MAX
        {
            field.code.push_str(words);
        }
    }

    /// Text, or the mark of a note seen before.
    fn write(&mut self, words: &str, seen: usize) {
        let number = words.trim().parse::<u32>().ok();
        let number = number.filter(|n| (1..=seen).contains(&(*n as usize)));
        let shows_note = self
            .fields
            .last()
            .is_some_and(|field| field.result && field.code.trim_start().starts_with("NOTEREF"));
        match number {
            Some(n) if shows_note || (self.raised && !after_a_unit(&self.line.text)) => {
                self.line.marks.push((self.line.text.len(), n));
            }
            Some(_) | None => self.line.text.push_str(words),
        }
    }
}

/// Whether raised digits after this text are a power: "km", "CO".
fn after_a_unit(text: &str) -> bool {
    let letters = text.chars().rev().take_while(|c| c.is_alphabetic()).count();
    (1..=2).contains(&letters)
}

/// Two sorts of notes whose ids are not told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notes {
    Foot,
    End,
}

impl Notes {
    pub(super) fn prefix(self) -> &'static str {
        match self {
            Notes::Foot => "f",
            Notes::End => "e",
        }
    }
}

/// The elements of WordprocessingML that matter here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Paragraph,
    Run,
    Text,
    Raised,
    Tab,
    Break,
    Hyphen,
    Style,
    NumberingId,
    NumberingLevel,
    NoteReference(Notes),
    FieldMark,
    FieldCode,
    SimpleField,
    Skipped,
    Other,
}

impl Element {
    fn of(name: &str) -> Element {
        match name {
            "p" => Element::Paragraph,
            "r" => Element::Run,
            "t" => Element::Text,
            "vertAlign" => Element::Raised,
            "tab" => Element::Tab,
            "br" | "cr" => Element::Break,
            "noBreakHyphen" => Element::Hyphen,
            "pStyle" => Element::Style,
            "numId" => Element::NumberingId,
            "ilvl" => Element::NumberingLevel,
            "footnoteReference" => Element::NoteReference(Notes::Foot),
            "endnoteReference" => Element::NoteReference(Notes::End),
            "fldChar" => Element::FieldMark,
            "instrText" => Element::FieldCode,
            "fldSimple" => Element::SimpleField,
            // Deleted and moved-away text, earlier properties, tab stops, pictures,
            // and the second rendering of the same drawing.
            "del" | "moveFrom" | "delText" | "delInstrText" | "pPrChange" | "rPrChange"
            | "numberingChange" | "tabs" | "drawing" | "pict" | "Fallback" => Element::Skipped,
            _ => Element::Other,
        }
    }
}
