//! Akoma Ntoso in: the United Nations' own files, and ours.
//!
//! Published files number elements by position, write letters into the text,
//! lift points out of their list and cut links in pieces; what can be told from
//! the text is put right and said in a finding. Annexes and tables are not read.

use super::inline::{self, Context, Inline, behead};
use crate::{
    clean::clean,
    date::Date,
    draft::{Draft, Place, Unit},
    error::{ImportError, MAX_PARAGRAPHS, MAX_PARTS, Missing},
    language::{Language, letter_label},
    model::{FindingCode, Part, Session},
    numbering::{Marker, canonical_label, marker},
    text::masthead,
    xml::{Node, Xml, attribute},
};

/// Reads a whole document.
pub(crate) fn read(text: &str) -> Result<Draft, ImportError> {
    let mut reader = Reader {
        xml: Xml::new(text),
        draft: Draft::default(),
        context: Context::default(),
        part: None,
        statements: 0,
        letter: None,
    };
    loop {
        match reader.xml.next()? {
            Node::Start(start) => match start.local_name().into_inner() {
                "akomaNtoso" | "components" | "component" | "collectionBody" => {}
                "documentCollection" => reader.collection()?,
                "statement" => reader.statement()?,
                _ => reader.xml.skip()?,
            },
            Node::End | Node::Text(_) => {}
            Node::Eof => break,
        }
    }
    if reader.statements == 0 {
        return Err(ImportError::NotAResolution { missing: vec![Missing::Statement] });
    }
    let mut draft = reader.draft;
    draft.notes = reader.context.notes;
    draft.notes.sort_by_key(|(n, _)| *n);
    draft.notes.dedup_by_key(|(n, _)| *n);
    // Several statements under one number are its parts.
    if draft.parts.len() == 1 {
        draft.parts.clear();
        for unit in &mut draft.units {
            unit.part = None;
        }
    }
    Ok(draft)
}

struct Reader<'x> {
    xml: Xml<'x>,
    draft: Draft,
    context: Context,
    part: Option<usize>,
    statements: u32,
    letter: Option<String>,
}

impl Reader<'_> {
    /// The cover and title of several resolutions under one number.
    fn collection(&mut self) -> Result<(), ImportError> {
        self.part = Some(0);
        loop {
            match self.xml.next()? {
                Node::Start(start) => match start.local_name().into_inner() {
                    "meta" => self.meta()?,
                    "coverPage" => self.cover()?,
                    "preface" => self.preface()?,
                    _ => self.xml.skip()?,
                },
                Node::Text(_) => {}
                Node::End | Node::Eof => return Ok(()),
            }
        }
    }

    fn statement(&mut self) -> Result<(), ImportError> {
        self.statements += 1;
        if self.draft.parts.len() >= MAX_PARTS {
            return Err(ImportError::TooMany { what: "statements", limit: MAX_PARTS });
        }
        let collected = self.part.is_some();
        let title = std::mem::take(&mut self.draft.title);
        self.part = Some(self.draft.parts.len());
        self.letter = None;
        loop {
            match self.xml.next()? {
                Node::Start(start) => match start.local_name().into_inner() {
                    "meta" => self.meta()?,
                    "coverPage" => self.cover()?,
                    "preface" => self.preface()?,
                    "preamble" => self.preamble()?,
                    "mainBody" | "body" => self.body()?,
                    "conclusions" => self.conclusions()?,
                    _ => self.xml.skip()?,
                },
                Node::Text(_) => {}
                Node::End | Node::Eof => break,
            }
        }
        let own = std::mem::take(&mut self.draft.title);
        let letter = self.letter.take().unwrap_or_default();
        if collected {
            self.draft.parts.push(Part { letter, title: own });
            self.draft.title = title;
        } else {
            self.draft.parts.push(Part { letter, title: String::new() });
            self.draft.title = own;
        }
        Ok(())
    }

    fn meta(&mut self) -> Result<(), ImportError> {
        let mut open = 1;
        while open > 0 {
            match self.xml.next()? {
                Node::Start(start) => {
                    open += 1;
                    match start.local_name().into_inner() {
                        "FRBRlanguage" => {
                            let code = attribute(&start, "language");
                            self.draft.language = code
                                .as_deref()
                                .and_then(Language::from_code)
                                .or(self.draft.language);
                        }
                        "FRBRdate" if attribute(&start, "name").as_deref() == Some("adoption") => {
                            let date = attribute(&start, "date");
                            self.draft.date =
                                self.draft.date.or(date.as_deref().and_then(Date::parse_iso));
                        }
                        "TLCReference" => {
                            if let (Some(id), Some(symbol)) =
                                (attribute(&start, "eId"), attribute(&start, "showAs"))
                            {
                                self.context.documents.insert(id, symbol);
                            }
                        }
                        _ => {}
                    }
                }
                Node::End => open -= 1,
                Node::Text(_) => {}
                Node::Eof => break,
            }
        }
        Ok(())
    }

    fn cover(&mut self) -> Result<(), ImportError> {
        let mut open = 1;
        while open > 0 {
            match self.xml.next()? {
                Node::Start(start) => match start.local_name().into_inner() {
                    "docNumber" => {
                        let text = self.words()?;
                        self.draft.symbol =
                            self.draft.symbol.take().or_else(|| masthead::symbol(&text));
                    }
                    "docDate" => {
                        let date = attribute(&start, "date").as_deref().and_then(Date::parse_iso);
                        let text = self.words()?;
                        self.draft.distributed =
                            self.draft.distributed.or(date).or_else(|| Date::find(&text));
                    }
                    "session" => {
                        let value = attribute(&start, "value").and_then(|v| v.trim().parse().ok());
                        self.draft.session =
                            self.draft.session.take().or(value.map(Session::Regular));
                        self.xml.skip()?;
                    }
                    "inline" if attribute(&start, "name").as_deref() == Some("agenda item") => {
                        self.draft.agenda_item =
                            attribute(&start, "title").map(|t| clean(&t)).filter(|t| !t.is_empty());
                        self.xml.skip()?;
                    }
                    "docProponent" => {
                        let text = self.words()?;
                        self.draft.origin = Some(text.trim_matches(['[', ']', ' ']).to_owned());
                    }
                    _ => open += 1,
                },
                Node::End => open -= 1,
                Node::Text(_) => {}
                Node::Eof => break,
            }
        }
        Ok(())
    }

    fn preface(&mut self) -> Result<(), ImportError> {
        let mut open = 1;
        while open > 0 {
            match self.xml.next()? {
                Node::Start(start) => match start.local_name().into_inner() {
                    "docNumber" => {
                        let text = self.words()?;
                        let number = text.trim_end_matches('.').to_owned();
                        if number.len() == 1 {
                            self.letter = Some(number);
                        } else if number.contains('/') {
                            self.draft.symbol.get_or_insert_with(|| format!("A/RES/{number}"));
                        }
                    }
                    "docTitle" => self.draft.title = self.words()?,
                    // A note to the title has no paragraph to be marked in.
                    "authorialNote" => {
                        let marker = attribute(&start, "marker");
                        inline::title_note(&mut self.xml, &mut self.context, marker.as_deref())?;
                    }
                    _ => open += 1,
                },
                Node::End => open -= 1,
                Node::Text(_) => {}
                Node::Eof => break,
            }
        }
        Ok(())
    }

    fn preamble(&mut self) -> Result<(), ImportError> {
        loop {
            match self.xml.next()? {
                Node::Start(start) => match start.local_name().into_inner() {
                    "formula" => {
                        let text = self.words()?;
                        if self.draft.formula.is_empty() {
                            self.draft.formula = text;
                        }
                    }
                    "container" | "block" | "recital" | "p" => {
                        let inline = inline::read(&mut self.xml, &mut self.context)?;
                        self.unit(Place::Preambular, inline)?;
                    }
                    "recitals" => {}
                    _ => self.xml.skip()?,
                },
                Node::Text(_) => {}
                Node::End | Node::Eof => return Ok(()),
            }
        }
    }

    fn body(&mut self) -> Result<(), ImportError> {
        loop {
            match self.xml.next()? {
                Node::Start(start) => match start.local_name().into_inner() {
                    "paragraph" => self.paragraph(0)?,
                    "crossHeading" | "heading" | "subheading" => self.heading()?,
                    // What a body holds besides paragraphs is not kept, and said.
                    _ => {
                        let tables = self.context.tables;
                        let inline = inline::read(&mut self.xml, &mut self.context)?;
                        if self.context.tables > tables {
                            self.finding(
                                FindingCode::TableLeftOut,
                                "a table stands before this".to_owned(),
                            );
                        } else if !inline.text.text.is_empty() {
                            self.finding(
                                FindingCode::TextLeftOut,
                                inline.text.text.chars().take(60).collect(),
                            );
                        }
                    }
                },
                Node::Text(_) => {}
                Node::End | Node::Eof => return Ok(()),
            }
        }
    }

    /// A paragraph, point or anything that has a number, text and parts.
    fn paragraph(&mut self, depth: u8) -> Result<(), ImportError> {
        let mut number: Option<String> = None;
        let mut placed = false;
        let mut points = 0;
        let mut open = 1;
        while open > 0 {
            match self.xml.next()? {
                Node::Start(start) => match start.local_name().into_inner() {
                    "num" => number = Some(self.words()?),
                    "intro" | "content" | "wrapUp" | "wrap" => {
                        let inline = inline::read(&mut self.xml, &mut self.context)?;
                        if placed && !inline.text.text.is_empty() {
                            self.finding(
                                FindingCode::TextLeftOut,
                                inline.text.text.chars().take(60).collect(),
                            );
                        } else {
                            self.place(depth, number.take(), inline)?;
                            placed = true;
                        }
                    }
                    "subheading" | "heading" | "crossHeading" => {
                        self.heading()?;
                        placed = true;
                    }
                    "list" => open += 1,
                    // Parts of the point before it, which a publisher put beside.
                    "sublist" => {
                        open += 1;
                        points = 0;
                        self.sublist()?;
                        open -= 1;
                    }
                    "point" | "subparagraph" | "item" => {
                        points += 1;
                        if !placed {
                            self.place(depth, number.take(), Inline::default())?;
                            placed = true;
                        }
                        self.point(depth + 1, points)?;
                    }
                    _ => self.xml.skip()?,
                },
                Node::End => open -= 1,
                Node::Text(_) => {}
                Node::Eof => break,
            }
        }
        Ok(())
    }

    fn sublist(&mut self) -> Result<(), ImportError> {
        let mut points = 0;
        loop {
            match self.xml.next()? {
                Node::Start(start) => match start.local_name().into_inner() {
                    "point" | "item" => {
                        points += 1;
                        self.point(2, points)?;
                    }
                    _ => self.xml.skip()?,
                },
                Node::Text(_) => {}
                Node::End | Node::Eof => return Ok(()),
            }
        }
    }

    fn point(&mut self, depth: u8, ordinal: u32) -> Result<(), ImportError> {
        let before = self.draft.units.len();
        self.paragraph(depth)?;
        // A point without a letter has the one it would have had.
        if let Some(unit) = self.draft.units.get_mut(before)
            && unit.place == (Place::Sub { depth, label: String::new() })
            && let Some(label) = letter_label(ordinal)
        {
            unit.place = Place::Sub { depth, label };
        }
        Ok(())
    }

    /// Decides what a numbered text is.
    fn place(
        &mut self,
        depth: u8,
        number: Option<String>,
        mut text: Inline,
    ) -> Result<(), ImportError> {
        let label =
            number.as_deref().and_then(|n| canonical_label(n.trim_matches(['(', ')', '.', ' '])));
        if depth > 0 {
            return self.unit(Place::Sub { depth, label: label.unwrap_or_default() }, text);
        }
        let digits: String =
            number.as_deref().unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
        if let Ok(n) = digits.parse() {
            return self.unit(Place::Operative(Some(n)), text);
        }
        let typed = match (&label, marker(&text.text.text)) {
            (Some(label), _) => Some((label.clone(), 0)),
            (None, Some((Marker::Label(label), used))) => Some((label, used)),
            (None, Some((Marker::Number(_), _)) | None) => None,
        };
        match typed {
            Some((label, used)) => {
                behead(&mut text, used);
                self.finding(
                    FindingCode::LetterRecovered,
                    format!("the file has ({label}) as a paragraph of its own"),
                );
                self.unit(Place::Sub { depth: 1, label }, text)
            }
            None => self.unit(Place::Operative(None), text),
        }
    }

    fn unit(&mut self, place: Place, inline: Inline) -> Result<(), ImportError> {
        if self.draft.units.len() >= MAX_PARAGRAPHS {
            return Err(ImportError::TooMany { what: "paragraphs", limit: MAX_PARAGRAPHS });
        }
        let Inline { text, links } = inline;
        self.draft.units.push(Unit { part: self.part, place, text, links });
        Ok(())
    }

    fn heading(&mut self) -> Result<(), ImportError> {
        let text = self.words()?;
        self.draft.headings.push((self.draft.units.len(), text));
        Ok(())
    }

    fn conclusions(&mut self) -> Result<(), ImportError> {
        let text = self.words()?;
        // "71st plenary meeting 21 December 2010": the date is after the words.
        let meeting = text
            .char_indices()
            .map(|(at, _)| at)
            .filter(|at| *at > 0 && text[..*at].ends_with(' '))
            .find(|at| {
                Language::is_meeting(text[..*at].trim())
                    && Date::find(&text[*at..]).is_some()
                    && text[*at..].starts_with(|c: char| c.is_ascii_digit())
            })
            .map(|at| text[..at].trim().to_owned());
        let date = Date::find(meeting.as_deref().map_or(text.as_str(), |m| &text[m.len()..]));
        self.draft.date = self.draft.date.or(date);
        self.draft.meeting =
            self.draft.meeting.take().or(meeting).or_else(|| (!text.is_empty()).then_some(text));
        Ok(())
    }

    /// The plain words of the element just started.
    fn words(&mut self) -> Result<String, ImportError> {
        Ok(inline::read(&mut self.xml, &mut self.context)?.text.text)
    }

    fn finding(&mut self, code: FindingCode, detail: String) {
        self.draft.findings.push((self.draft.units.len(), code, detail));
    }
}
