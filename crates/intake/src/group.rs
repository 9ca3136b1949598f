//! Several rows, one case.
//!
//! A case is complete only when the last row has been read. Until then its rows wait: in memory up to a bound that the mapping
//! can change, beyond it in nameless files ([`crate::spill`]), sorted by case first and then by the first row of the case, so
//! that cases come in the order of the file. Without a key each row is a case of its own and nothing waits.

use crate::corrections::{Correction, Telling, put_together};
use crate::error::Fault;
use crate::map::{Sink, Subject};
use crate::mapping::DutySet;
use crate::reject::{Reject, RejectCode, Tally};
use crate::spill::Sorter;
use duty::packed::{Bytes, Events, put_event, put_number};
use law::{KindId, KindSet};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// What the two sorters may keep in memory, and any one case.
struct Bounds {
    rows: u64,
    bytes: usize,
}

/// Rows that wait for the other rows of their cases.
pub(crate) struct Held<'f> {
    rows: u64,
    bounds: Bounds,
    folder: Option<&'f Path>,
    sorter: Sorter,
    /// Coverage and duties of a row; there are as many pairs as the mapping has records.
    records: Vec<(KindSet, Option<DutySet>)>,
    labels: Labels,
    scratch: Vec<u8>,
}

/// Labels as numbers: a few thousand of them stand in millions of rows.
#[derive(Default)]
struct Labels {
    texts: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u64>,
}

impl Labels {
    fn number(&mut self, label: &Arc<str>) -> u64 {
        if let Some(number) = self.numbers.get(label) {
            return *number;
        }
        let number = self.texts.len() as u64;
        self.texts.push(Arc::clone(label));
        self.numbers.insert(Arc::clone(label), number);
        number
    }

    fn text(&self, number: u64) -> Option<Arc<str>> {
        self.texts.get(usize::try_from(number).ok()?).cloned()
    }
}

/// A row as it is put aside.
struct Waiting {
    subject: Subject,
    telling: Telling,
}

impl<'f> Held<'f> {
    /// Holds at most so many rows, and keeps about so many bytes of them in memory.
    pub(crate) fn new(rows: u64, bytes: u64, folder: Option<&'f Path>) -> Self {
        // Rows pass through two sorters, and both may be full.
        let bytes = usize::try_from(bytes / 2).unwrap_or(usize::MAX);
        Self {
            rows: 0,
            bounds: Bounds { rows, bytes },
            folder,
            sorter: Sorter::new(bytes, folder),
            records: Vec::new(),
            labels: Labels::default(),
            scratch: Vec::new(),
        }
    }

    /// Adds a row to its case; its events stand in `telling`.
    pub(crate) fn add(
        &mut self,
        key: &str,
        subject: &Subject,
        telling: &Telling,
    ) -> Result<(), Fault> {
        if self.rows >= self.bounds.rows {
            return Err(Fault::TooManyRows { limit: self.bounds.rows });
        }
        let record = (subject.coverage, subject.duties);
        let known = self.records.iter().position(|known| *known == record);
        let record = known.unwrap_or_else(|| {
            self.records.push(record);
            self.records.len() - 1
        });
        let out = &mut self.scratch;
        out.clear();
        for number in [self.rows, subject.line, subject.place as u64, record as u64] {
            put_number(out, number);
        }
        put_text(out, &subject.key);
        put_number(out, subject.groups.len() as u64);
        for label in &subject.groups {
            put_number(out, self.labels.number(label));
        }
        put_number(out, telling.names.len() as u64);
        telling.names.iter().for_each(|name| put_text(out, name));
        for (event, correction) in &telling.events {
            put_correction(out, correction.as_ref());
            let mut bytes = Vec::new();
            put_event(&mut bytes, event, 0, None);
            put_number(out, bytes.len() as u64);
            out.extend_from_slice(&bytes);
        }
        self.rows += 1;
        self.sorter.push(key.as_bytes(), &self.scratch)
    }

    /// Hands all cases on, in the order of their first rows. `blame` is the header of the column by which corrections name rows.
    pub(crate) fn finish(
        self,
        sink: &mut dyn Sink,
        tally: &mut Tally,
        blame: Option<&str>,
    ) -> Result<(), Fault> {
        let Self { bounds, folder, sorter, records, labels, .. } = self;
        let mut rows = sorter.finish()?;
        let mut cases = Sorter::new(bounds.bytes, folder);
        let (mut key, mut row) = (Vec::new(), Vec::new());
        let (mut case_key, mut case, mut first) = (Vec::new(), Vec::new(), 0_u64);
        let (mut more, mut any) = (rows.next(&mut key, &mut row)?, false);
        while more {
            if any && key != case_key {
                cases.push(&first.to_be_bytes(), &case)?;
                any = false;
            }
            if !any {
                first = Bytes::of(&row).number().unwrap_or_default();
                case.clear();
                case_key.clone_from(&key);
                any = true;
            }
            put_number(&mut case, row.len() as u64);
            case.extend_from_slice(&row);
            if case.len() > bounds.bytes {
                let mut row = Bytes::of(&row);
                let line = row.number().and_then(|_| row.number()).unwrap_or_default();
                return Err(Fault::CaseTooLarge { line });
            }
            more = rows.next(&mut key, &mut row)?;
        }
        if any {
            cases.push(&first.to_be_bytes(), &case)?;
        }
        let mut cases = cases.finish()?;
        while cases.next(&mut key, &mut case)? {
            complete(read(&case, &records, &labels), sink, tally, blame)?;
        }
        Ok(())
    }
}

fn put_text(out: &mut Vec<u8>, text: &str) {
    put_number(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// 0: none. 1: the last of a kind. From 2 on: of the row with a name, in the column of that number.
fn put_correction(out: &mut Vec<u8>, correction: Option<&Correction>) {
    let Some(correction) = correction else { return put_number(out, 0) };
    match &correction.row {
        None => put_number(out, 1),
        Some((which, name)) => {
            put_number(out, *which as u64 + 2);
            put_text(out, name);
        }
    }
    put_number(out, correction.kind.index() as u64);
}

/// The rows of a case. They were written above in this process: what cannot be read ends the list.
fn read(case: &[u8], records: &[(KindSet, Option<DutySet>)], labels: &Labels) -> Vec<Waiting> {
    let mut bytes = Bytes::of(case);
    let mut rows = Vec::new();
    while let Some(length) = bytes.number() {
        let row = bytes.take(usize::try_from(length).unwrap_or(usize::MAX));
        rows.extend(waiting(Bytes::of(row), records, labels));
    }
    rows
}

fn waiting(
    mut row: Bytes<'_>,
    records: &[(KindSet, Option<DutySet>)],
    labels: &Labels,
) -> Option<Waiting> {
    let size = |row: &mut Bytes<'_>| row.number().and_then(|n| usize::try_from(n).ok());
    let text = |row: &mut Bytes<'_>| {
        let length = row.number().and_then(|n| usize::try_from(n).ok())?;
        Some(String::from_utf8_lossy(row.take(length)).into_owned())
    };
    row.number()?;
    let (line, place) = (row.number()?, size(&mut row)?);
    let (coverage, duties) = *records.get(size(&mut row)?)?;
    let key = text(&mut row)?;
    let groups = size(&mut row)?;
    let groups = (0..groups).map(|_| labels.text(row.number()?)).collect::<Option<Vec<_>>>()?;
    let names = size(&mut row)?;
    let names = (0..names).map(|_| text(&mut row)).collect::<Option<Vec<_>>>()?;
    let mut events = Vec::new();
    while let Some(tag) = size(&mut row) {
        let named = match tag {
            0 | 1 => None,
            _ => Some((tag - 2, text(&mut row)?)),
        };
        let correction = match tag {
            0 => None,
            _ => Some(Correction { kind: KindId::new(size(&mut row)?)?, row: named }),
        };
        let length = size(&mut row)?;
        events.push((Events::of(row.take(length)).next()?, correction));
    }
    let subject =
        Subject { key, line, rows: 1, place, events: Vec::new(), coverage, duties, groups };
    Some(Waiting { subject, telling: Telling { names, events } })
}

/// One case, handed on; its rows that are refused too.
fn complete(
    rows: Vec<Waiting>,
    sink: &mut dyn Sink,
    tally: &mut Tally,
    blame: Option<&str>,
) -> Result<(), Fault> {
    let (subjects, tellings): (Vec<Subject>, Vec<Telling>) =
        rows.into_iter().map(|row| (row.subject, row.telling)).unzip();
    let told = put_together(&tellings);
    tally.repeated_events += told.repeated;
    let mut case: Option<Subject> = None;
    for (subject, refused) in subjects.into_iter().zip(told.refused) {
        if refused {
            refuse(subject.line, sink, tally, blame)?;
            continue;
        }
        let Some(case) = &mut case else {
            case = Some(subject);
            continue;
        };
        case.rows += 1;
        tally.other_places += u64::from(case.place != subject.place);
        // Silence means no only where every row of the case says so.
        let both = case.coverage.iter().filter(|kind| subject.coverage.has(*kind));
        case.coverage = both.collect::<KindSet>();
        case.duties = match (case.duties, subject.duties) {
            (Some(a), Some(b)) => Some(a.union(&b)),
            _ => None,
        };
    }
    let Some(mut case) = case else { return Ok(()) };
    case.events = told.events;
    tally.cases += 1;
    tally.events += case.events.len() as u64;
    sink.subject(case).map_err(Fault::Sink)
}

/// Refuses a row that had been accepted as long as its case was not known.
fn refuse(
    line: u64,
    sink: &mut dyn Sink,
    tally: &mut Tally,
    blame: Option<&str>,
) -> Result<(), Fault> {
    tally.accepted -= 1;
    tally.refused += 1;
    let code = RejectCode::NothingCorrected;
    *tally.refusals.entry((code, String::new())).or_default() += 1;
    let text = "it corrects an event that no accepted row of its case tells of".to_owned();
    let column = blame.map(str::to_owned);
    sink.reject(Reject { line, column, value: None, code, text }).map_err(Fault::Sink)
}
