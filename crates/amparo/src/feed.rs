//! What the intake hands on, collected into chunks: events as columns, and beside them what the engine does not need.
//!
//! A chunk holds whole cases, in the order of the file, and its size depends on nothing but the records: the same records give
//! the same chunks on every machine. Refused rows go to their file from here.

use crate::failure::Failure;
use crate::tally::Names;
use crate::write::events::EventRows;
use crate::write::rejects::RejectWriter;
use arrow_array::RecordBatch;
use intake::{DutySet, Reject, Sink, Subject};
use law::KindSet;
use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::mpsc::SyncSender;

/// Events per chunk: enough to share out among cores, little enough that reading and evaluating go on side by side.
const CHUNK_EVENTS: usize = 1 << 14;

/// A case of a chunk; the events name it by its place.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) place: u16,
    /// The numbers of its groups, by dimension.
    pub(crate) groups: Vec<u32>,
    /// The duties its record speaks about; none: all.
    pub(crate) duties: Option<DutySet>,
}

/// Some whole cases.
pub(crate) struct Chunk {
    pub(crate) cases: Vec<Case>,
    pub(crate) events: RecordBatch,
    /// The coverages that the events number.
    pub(crate) coverages: Vec<KindSet>,
}

/// Takes cases and sends chunks.
pub(crate) struct Feed {
    chunks: SyncSender<Chunk>,
    events: EventRows,
    cases: Vec<Case>,
    rejects: RejectWriter,
    coverages: Vec<KindSet>,
    coverage_index: HashMap<KindSet, u16>,
    dimensions: Vec<Names>,
    file: String,
    prefix: String,
    failure: Option<Failure>,
}

impl Feed {
    pub(crate) fn open(
        folder: &Path,
        dimensions: Vec<Names>,
        chunks: SyncSender<Chunk>,
    ) -> Result<Self, Failure> {
        Ok(Self {
            chunks,
            events: EventRows::default(),
            cases: Vec::new(),
            rejects: RejectWriter::create(folder)?,
            coverages: Vec::new(),
            coverage_index: HashMap::new(),
            dimensions,
            file: String::new(),
            prefix: String::new(),
            failure: None,
        })
    }

    /// Says which file the next rows come from; with several files the names of cases carry the file's number.
    pub(crate) fn begin_file(&mut self, path: &str, number: usize, of: usize) {
        path.clone_into(&mut self.file);
        self.prefix = if of > 1 { format!("{number}/") } else { String::new() };
    }

    /// The failure that made a call fail, if it was ours.
    pub(crate) fn take_failure(&mut self) -> Option<Failure> {
        self.failure.take()
    }

    /// Sends the last chunk; gives the coverages and dimensions that all chunks number.
    pub(crate) fn finish(mut self) -> Result<(Vec<KindSet>, Vec<Names>), Failure> {
        self.send()?;
        self.rejects.finish()?;
        Ok((self.coverages, self.dimensions))
    }

    fn coverage(&mut self, coverage: KindSet) -> Result<u16, Failure> {
        if let Some(index) = self.coverage_index.get(&coverage) {
            return Ok(*index);
        }
        let index = u16::try_from(self.coverages.len())
            .map_err(|_| Failure::input("The mapping gives more than 65,536 different coverages; use fewer record variants."))?;
        self.coverages.push(coverage);
        self.coverage_index.insert(coverage, index);
        Ok(index)
    }

    fn send(&mut self) -> Result<(), Failure> {
        let chunk = Chunk {
            cases: std::mem::take(&mut self.cases),
            events: self.events.finish()?,
            coverages: self.coverages.clone(),
        };
        // Whoever took the chunks has stopped, and tells why.
        self.chunks.send(chunk).map_err(|_| Failure::internal("the evaluation ended early"))
    }

    fn accept(&mut self, subject: Subject) -> Result<(), Failure> {
        let coverage = self.coverage(subject.coverage)?;
        let case = u32::try_from(self.cases.len()).map_err(Failure::internal)?;
        let place = u16::try_from(subject.place).map_err(Failure::internal)?;
        let name = if self.prefix.is_empty() {
            subject.key
        } else {
            format!("{}{}", self.prefix, subject.key)
        };
        self.events.push(&name, case, place, coverage, &subject.events);
        let groups = self.dimensions.iter_mut().zip(&subject.groups);
        let groups = groups.map(|(names, group)| names.number(group)).collect();
        self.cases.push(Case { name, place, groups, duties: subject.duties });
        if self.events.len() >= CHUNK_EVENTS { self.send() } else { Ok(()) }
    }

    fn refuse(&mut self, reject: &Reject) -> Result<(), Failure> {
        self.rejects.record(&[
            &self.file,
            &reject.line.to_string(),
            reject.code.name(),
            reject.column.as_deref().unwrap_or_default(),
            &reject.text,
        ])
    }

    fn keep<T>(&mut self, result: Result<T, Failure>) -> io::Result<T> {
        result.map_err(|failure| {
            self.failure = Some(failure);
            io::Error::other("the output failed")
        })
    }
}

impl Sink for Feed {
    fn subject(&mut self, subject: Subject) -> io::Result<()> {
        let result = self.accept(subject);
        self.keep(result)
    }

    fn reject(&mut self, reject: Reject) -> io::Result<()> {
        let result = self.refuse(&reject);
        self.keep(result)
    }
}
