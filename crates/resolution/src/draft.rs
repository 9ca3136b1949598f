//! What an importer hands over, and how it becomes a resolution: addresses,
//! gaps in the numbering, then verbs, citations and notes.
//!
//! The three importers differ only in how they fill a [`Draft`]; everything
//! after this point is the same for text, XML and DOCX.

use std::collections::{HashMap, HashSet};

use crate::{
    analyse,
    clean::{Clean, characters},
    date::Date,
    error::{ImportError, MAX_NOTES, MAX_PARAGRAPHS, Missing},
    language::{Language, letter_ordinal},
    model::{
        Document, Edition, Finding, FindingCode, Heading, Kind, Mark, Note, Paragraph, Part,
        Resolution, Session,
    },
    numbering::roman,
};

/// Where a unit stands, before it has an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    Preambular,
    Operative(Option<u32>),
    Sub { depth: u8, label: String },
}

/// A unit as an importer found it.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    /// The index of its part, in a resolution adopted in parts.
    pub(crate) part: Option<usize>,
    pub(crate) place: Place,
    pub(crate) text: Clean,
    /// Links the file itself carries: byte range and symbol.
    pub(crate) links: Vec<(std::ops::Range<usize>, String)>,
}

/// Everything an importer found.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) symbol: Option<String>,
    pub(crate) title: String,
    pub(crate) date: Option<Date>,
    pub(crate) session: Option<Session>,
    pub(crate) agenda_item: Option<String>,
    pub(crate) language: Option<Language>,
    pub(crate) formula: String,
    pub(crate) meeting: Option<String>,
    pub(crate) distributed: Option<Date>,
    pub(crate) origin: Option<String>,
    pub(crate) parts: Vec<Part>,
    pub(crate) units: Vec<Unit>,
    /// Headings, each before the unit of this index.
    pub(crate) headings: Vec<(usize, String)>,
    pub(crate) notes: Vec<(u32, String)>,
    /// Findings, each at the unit of this index.
    pub(crate) findings: Vec<(usize, FindingCode, String)>,
}

/// Turns what was found into a resolution, or says what was missing.
pub(crate) fn assemble(draft: Draft) -> Result<Resolution, ImportError> {
    let mut missing = Vec::new();
    if draft.formula.is_empty() {
        missing.push(Missing::EnactingFormula);
    }
    if draft.units.is_empty() {
        missing.push(Missing::Paragraphs);
    } else if !draft.units.iter().any(|u| matches!(u.place, Place::Operative(_))) {
        missing.push(Missing::OperativeParagraphs);
    }
    let (Some(symbol), true) = (draft.symbol.clone(), missing.is_empty()) else {
        if draft.symbol.is_none() {
            missing.push(Missing::Symbol);
        }
        return Err(ImportError::NotAResolution { missing });
    };
    if draft.units.len() > MAX_PARAGRAPHS {
        return Err(ImportError::TooMany { what: "paragraphs", limit: MAX_PARAGRAPHS });
    }
    if draft.notes.len() > MAX_NOTES {
        return Err(ImportError::TooMany { what: "notes", limit: MAX_NOTES });
    }

    let language = draft.language.unwrap_or(Language::English);
    let mut findings = Vec::new();
    let addresses = address(&draft, &mut findings);
    let links: Vec<_> = draft.units.iter().map(|u| u.links.clone()).collect();
    let headings = draft
        .headings
        .iter()
        .map(|(at, text)| Heading {
            before: addresses.get(*at).map(|a| a.id.clone()),
            text: text.clone(),
        })
        .collect();
    for (at, code, detail) in &draft.findings {
        let at = addresses.get(*at).map_or_else(|| "end".to_owned(), |a| a.id.clone());
        findings.push(Finding { code: *code, at, detail: detail.clone() });
    }
    let paragraphs: Vec<Paragraph> =
        draft.units.iter().zip(addresses).map(|(unit, address)| paragraph(unit, address)).collect();
    unmarked_notes(&draft, &paragraphs, &mut findings);

    let session = draft.session.or_else(|| session_of(&symbol));
    let mut resolution = Resolution {
        document: Document {
            symbol,
            title: draft.title,
            date: draft.date,
            session,
            agenda_item: draft.agenda_item,
        },
        paragraphs,
        notes: resolve(&draft.notes, language),
        edition: Edition {
            language,
            formula: draft.formula,
            meeting: draft.meeting,
            distributed: draft.distributed,
            origin: draft.origin,
            parts: draft.parts,
            headings,
            findings,
        },
    };
    analyse::analyse(&mut resolution, &links);
    Ok(resolution)
}

struct Address {
    id: String,
    number: Option<String>,
    parent: Option<String>,
}

fn paragraph(unit: &Unit, address: Address) -> Paragraph {
    let text = &unit.text.text;
    Paragraph {
        id: address.id,
        kind: match unit.place {
            Place::Preambular => Kind::Preambular,
            Place::Operative(_) => Kind::Operative,
            Place::Sub { .. } => Kind::Sub,
        },
        number: address.number,
        parent: address.parent,
        verbs: Vec::new(),
        notes: unit
            .text
            .marks
            .iter()
            .map(|(at, n)| Mark { n: *n, offset: characters(text, *at) })
            .collect(),
        text: text.clone(),
        citations: Vec::new(),
    }
}

/// Gives every unit its id, number and parent.
fn address(draft: &Draft, findings: &mut Vec<Finding>) -> Vec<Address> {
    let numbered: HashSet<Option<usize>> = draft
        .units
        .iter()
        .filter(|u| matches!(u.place, Place::Operative(Some(_))))
        .map(|u| u.part)
        .collect();
    let mut used: HashMap<String, u32> = HashMap::new();
    let mut counter = Counter::default();
    let mut out: Vec<Address> = Vec::with_capacity(draft.units.len());
    for unit in &draft.units {
        let prefix = unit
            .part
            .and_then(|i| draft.parts.get(i))
            .map_or_else(String::new, |p| format!("{}-", p.letter.to_lowercase()));
        let (id, number, parent, gap) = match &unit.place {
            Place::Preambular => {
                let n = counter.preambular(unit.part);
                (format!("{prefix}pp{n}"), Some(n.to_string()), None, None)
            }
            Place::Operative(number) => {
                let (n, gap) = counter.operative(unit.part, *number, numbered.contains(&unit.part));
                (format!("{prefix}op{n}"), number.map(|n| n.to_string()), None, gap)
            }
            Place::Sub { depth, label } => {
                let gap = counter.sub(*depth, label);
                let parent = counter.parents.get(*depth as usize - 1).cloned().flatten();
                let parent = parent.or_else(|| counter.parents.iter().flatten().last().cloned());
                let id = format!("{}{label}", parent.as_deref().unwrap_or("op"));
                (id, Some(label.clone()), parent, gap)
            }
        };
        // Two paragraphs with one number: both stay addressable.
        let seen = used.entry(id.clone()).and_modify(|n| *n += 1).or_insert(1);
        let id = if *seen > 1 { format!("{id}-{seen}") } else { id };
        let depth = match &unit.place {
            Place::Preambular | Place::Operative(_) => 0,
            Place::Sub { depth, .. } => *depth as usize,
        };
        counter.open(depth, &id);
        if let Some(detail) = gap {
            findings.push(Finding { code: FindingCode::NumberGap, at: id.clone(), detail });
        }
        out.push(Address { id, number, parent });
    }
    out
}

/// Counts as the reader counts.
#[derive(Default)]
struct Counter {
    part: Option<usize>,
    preambular: u32,
    operative: u32,
    unnumbered: u32,
    /// The open paragraph of each depth.
    parents: Vec<Option<String>>,
    /// The last label of each depth below.
    labels: Vec<String>,
}

impl Counter {
    fn enter(&mut self, part: Option<usize>) {
        if self.part != part {
            *self = Counter { part, ..Counter::default() };
        }
    }

    fn preambular(&mut self, part: Option<usize>) -> u32 {
        self.enter(part);
        self.labels.clear();
        self.preambular += 1;
        self.preambular
    }

    fn operative(
        &mut self,
        part: Option<usize>,
        number: Option<u32>,
        part_is_numbered: bool,
    ) -> (String, Option<String>) {
        self.enter(part);
        self.labels.clear();
        match number {
            Some(n) => {
                let gap = (n != self.operative + 1)
                    .then(|| format!("paragraph {n} follows paragraph {}", self.operative));
                self.operative = n;
                (n.to_string(), gap)
            }
            // The only paragraph of a short resolution is its first.
            None if !part_is_numbered => {
                self.operative += 1;
                (self.operative.to_string(), None)
            }
            // "Resolves that, for the year:" before paragraph 1.
            None => {
                self.unnumbered += 1;
                let id = if self.operative == 0 && self.unnumbered == 1 {
                    "0".to_owned()
                } else {
                    format!("{}x{}", self.operative, self.unnumbered)
                };
                (id, None)
            }
        }
    }

    fn sub(&mut self, depth: u8, label: &str) -> Option<String> {
        let depth = depth.max(1) as usize;
        self.labels.truncate(depth);
        let previous = self.labels.get(depth - 1).cloned();
        let expected =
            |value: Option<u32>, before: Option<u32>| value == Some(before.unwrap_or(0) + 1);
        let fits = expected(letter_ordinal(label), previous.as_deref().and_then(letter_ordinal))
            || expected(roman(label), previous.as_deref().and_then(roman));
        self.labels.resize(depth, String::new());
        if let Some(last) = self.labels.last_mut() {
            label.clone_into(last);
        }
        (!fits).then(|| match previous.filter(|p| !p.is_empty()) {
            Some(previous) => format!("({label}) follows ({previous})"),
            None => format!("the list begins with ({label})"),
        })
    }

    fn open(&mut self, depth: usize, id: &str) {
        self.parents.truncate(depth);
        self.parents.resize(depth, None);
        self.parents.push(Some(id.to_owned()));
    }
}

/// The session in a symbol: 65 of `A/RES/65/212`, `ES-11` of `A/RES/ES-11/1`.
/// The oldest symbols, `A/RES/217(III)`, carry it in roman numerals, which
/// stay as they are.
pub(crate) fn session_of(symbol: &str) -> Option<Session> {
    let (session, _) = symbol.strip_prefix("A/RES/")?.split_once('/')?;
    Some(match session.parse() {
        Ok(number) => Session::Regular(number),
        Err(_) => Session::Special(session.to_owned()),
    })
}

fn resolve(notes: &[(u32, String)], language: Language) -> Vec<Note> {
    let mut out: Vec<Note> = Vec::with_capacity(notes.len());
    for (n, text) in notes {
        let resolved =
            analyse::notes::resolve(text, out.last().map(|p| p.resolved.as_str()), language);
        out.push(Note { n: *n, text: text.clone(), resolved });
    }
    out
}

/// The checksum: every note is marked somewhere.
fn unmarked_notes(draft: &Draft, paragraphs: &[Paragraph], findings: &mut Vec<Finding>) {
    let marked: HashSet<u32> = paragraphs.iter().flat_map(|p| &p.notes).map(|m| m.n).collect();
    for (n, _) in draft.notes.iter().filter(|(n, _)| !marked.contains(n)) {
        findings.push(Finding {
            code: FindingCode::NoteWithoutMark,
            at: format!("note {n}"),
            detail: "no mark for this note was found in a paragraph".to_owned(),
        });
    }
}
