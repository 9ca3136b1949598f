//! Records in, clocks out: the stream in the middle of `audit` and `demo`.
//!
//! Cases are collected into a chunk, written as event columns, evaluated on all cores, and written as clocks in the same
//! order. Memory holds one chunk, whatever the size of the file.

use crate::failure::Failure;
use crate::write::clocks::ClockWriter;
use crate::write::events::EventWriter;
use crate::write::rejects::RejectWriter;
use duty::Clock;
use duty::batch::Evaluation;
use intake::{DutySet, Reject, Sink, Subject};
use law::{Jurisdiction, KindSet, Law, RuleBook};
use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::Arc;
use when::Instant;

/// Events per chunk: enough to keep all cores busy.
const CHUNK_EVENTS: usize = 1 << 17;

/// Who counts the clocks as they pass by.
pub(crate) trait Observer {
    /// A clock of a case at a place of the jurisdiction; `groups` are its values in the mapping's dimensions.
    fn clock(&mut self, case: &str, place: u16, clock: &Clock, groups: &[Arc<str>]);
}

/// What is the same for the whole run.
#[derive(Copy, Clone)]
pub(crate) struct Setting<'a> {
    pub(crate) law: &'a Law,
    pub(crate) jurisdiction: &'a Jurisdiction,
    pub(crate) book: &'a RuleBook,
    pub(crate) as_of: Instant,
    pub(crate) as_known_on: Instant,
}

impl Setting<'_> {
    pub(crate) fn evaluation<'s>(&'s self, coverages: &'s [KindSet]) -> Evaluation<'s> {
        Evaluation {
            book: self.book,
            treaties: &self.law.treaties,
            lists: &self.law.lists,
            roles: self.law.vocabulary.roles(),
            places: &self.jurisdiction.places,
            coverages,
            as_of: self.as_of,
            as_known_on: self.as_known_on,
        }
    }
}

struct Case {
    name: String,
    place: u16,
    groups: Vec<Arc<str>>,
    duties: Option<DutySet>,
}

/// The stream. It takes cases from the intake and writes what becomes of them.
pub(crate) struct Pipeline<'a, O> {
    setting: Setting<'a>,
    observer: O,
    clocks: ClockWriter,
    events: EventWriter,
    rejects: RejectWriter,
    coverages: Vec<KindSet>,
    coverage_index: HashMap<KindSet, u16>,
    chunk: Vec<Case>,
    file: String,
    prefix: String,
    clock_count: u64,
    failure: Option<Failure>,
}

/// What a finished stream leaves.
pub(crate) struct Passed<O> {
    pub(crate) observer: O,
    pub(crate) coverages: Vec<KindSet>,
    pub(crate) clock_count: u64,
}

impl<'a, O: Observer> Pipeline<'a, O> {
    pub(crate) fn open(folder: &Path, setting: Setting<'a>, observer: O) -> Result<Self, Failure> {
        Ok(Self {
            setting,
            observer,
            clocks: ClockWriter::create(folder, setting.law, setting.book)?,
            events: EventWriter::create(folder)?,
            rejects: RejectWriter::create(folder)?,
            coverages: Vec::new(),
            coverage_index: HashMap::new(),
            chunk: Vec::new(),
            file: String::new(),
            prefix: String::new(),
            clock_count: 0,
            failure: None,
        })
    }

    /// Says which file the next rows come from; with several files the names of cases carry the file's number.
    pub(crate) fn begin_file(&mut self, path: &str, number: usize, of: usize) {
        path.clone_into(&mut self.file);
        self.prefix = if of > 1 { format!("{number}/") } else { String::new() };
    }

    /// The failure that made a sink call fail, if it was ours.
    pub(crate) fn take_failure(&mut self) -> Option<Failure> {
        self.failure.take()
    }

    pub(crate) fn finish(mut self) -> Result<Passed<O>, Failure> {
        self.flush()?;
        self.clocks.finish()?;
        self.events.finish()?;
        self.rejects.finish()?;
        Ok(Passed {
            observer: self.observer,
            coverages: self.coverages,
            clock_count: self.clock_count,
        })
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

    fn flush(&mut self) -> Result<(), Failure> {
        let batch = self.events.flush()?;
        let parts =
            self.setting.evaluation(&self.coverages).run(&batch).map_err(Failure::internal)?;
        let clocks = parts.iter().flat_map(|part| part.cases.iter().zip(&part.clocks));
        for (case, clock) in clocks {
            let case = &self.chunk[*case as usize];
            let duty = self.setting.book.rules[usize::from(clock.rule)].duty;
            if case.duties.as_ref().is_none_or(|duties| duties.has(duty)) {
                self.clocks.push(&case.name, clock)?;
                self.observer.clock(&case.name, case.place, clock, &case.groups);
                self.clock_count += 1;
            }
        }
        self.clocks.flush()?;
        self.chunk.clear();
        Ok(())
    }

    fn accept(&mut self, subject: Subject) -> Result<(), Failure> {
        let coverage = self.coverage(subject.coverage)?;
        let case = u32::try_from(self.chunk.len()).map_err(Failure::internal)?;
        let place = u16::try_from(subject.place).map_err(Failure::internal)?;
        let name = format!("{}{}", self.prefix, subject.key);
        self.events.push(&name, case, place, coverage, &subject.events);
        self.chunk.push(Case { name, place, groups: subject.groups, duties: subject.duties });
        if self.events.len() >= CHUNK_EVENTS { self.flush() } else { Ok(()) }
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

impl<O: Observer> Sink for Pipeline<'_, O> {
    fn subject(&mut self, subject: Subject) -> io::Result<()> {
        let result = self.accept(subject);
        self.keep(result)
    }

    fn reject(&mut self, reject: Reject) -> io::Result<()> {
        let result = self.refuse(&reject);
        self.keep(result)
    }
}
