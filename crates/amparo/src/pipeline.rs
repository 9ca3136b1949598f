//! Records in, clocks out: the stream in the middle of `audit` and `demo`.
//!
//! One thread reads and maps (see [`crate::feed`]); another takes the chunks, shares their cases out among all cores, and writes
//! what comes back in the order of the cases. Memory holds a few chunks, whatever the size of the file, and the bytes written
//! do not depend on how many threads there are.

use crate::failure::Failure;
use crate::feed::{Case, Chunk, Feed};
use crate::tally::{Counter, Names};
use crate::write::clocks::{ClockTable, ClockText};
use crate::write::events::EventTable;
use crate::write::rows::ClockRows;
use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use duty::batch::{Clocks, Evaluation};
use law::{Jurisdiction, KindSet, Law, RuleBook};
use std::path::Path;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;
use when::Instant;

/// Chunks that wait for the evaluation: one is enough to keep it busy, and more only cost memory.
const CHUNKS_WAITING: usize = 1;

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

/// What a finished stream leaves.
pub(crate) struct Passed<T> {
    /// What reading gave.
    pub(crate) read: T,
    pub(crate) counter: Counter,
    pub(crate) dimensions: Vec<Names>,
    pub(crate) coverages: Vec<KindSet>,
}

/// Writes the clocks of everything that `read` feeds in to a folder.
pub(crate) fn run<T>(
    folder: &Path,
    setting: Setting<'_>,
    dimensions: Vec<Names>,
    read: impl FnOnce(&mut Feed) -> Result<T, Failure>,
) -> Result<Passed<T>, Failure> {
    let (sender, chunks) = sync_channel(CHUNKS_WAITING);
    let rows = ClockRows::new(setting.law, setting.book);
    let evaluator = Evaluator {
        setting,
        rows: &rows,
        text: ClockText::create(folder)?,
        table: ClockTable::new(folder),
        events: EventTable::create(folder)?,
        counter: Counter::new(setting.book, dimensions.len()),
        dimensions: dimensions.len(),
    };
    let mut feed = Feed::open(folder, dimensions, sender)?;
    thread::scope(|scope| {
        let evaluator = scope.spawn(move || evaluator.run(&chunks));
        let read = read(&mut feed);
        // Ends the channel, and with it the evaluation.
        let fed = match read {
            Ok(read) => feed.finish().map(|fed| (read, fed)),
            Err(failure) => {
                drop(feed);
                Err(failure)
            }
        };
        // A failure of the evaluation stops the feed, so it is the one to tell.
        let counter = evaluator.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        let (read, (coverages, dimensions)) = fed?;
        Ok(Passed { read, counter, dimensions, coverages })
    })
}

/// Takes chunks, and writes and counts their clocks.
struct Evaluator<'a> {
    setting: Setting<'a>,
    rows: &'a ClockRows,
    text: ClockText,
    table: ClockTable,
    events: EventTable,
    counter: Counter,
    dimensions: usize,
}

/// The clocks of some cases, ready to be written.
struct Part {
    lines: Vec<u8>,
    batch: RecordBatch,
    counter: Counter,
}

impl Evaluator<'_> {
    fn run(mut self, chunks: &Receiver<Chunk>) -> Result<Counter, Failure> {
        for chunk in chunks {
            self.take(&chunk)?;
        }
        self.text.finish()?;
        self.table.finish()?;
        self.events.finish()?;
        Ok(self.counter)
    }

    fn take(&mut self, chunk: &Chunk) -> Result<(), Failure> {
        let Self { setting, rows, text, table, events, counter, dimensions } = self;
        let evaluation = setting.evaluation(&chunk.coverages);
        let urgent = counter.wants_urgent();
        let make = |clocks: Clocks| {
            let counter = Counter::new(setting.book, *dimensions).with_urgent(urgent);
            part(&clocks, &chunk.cases, setting.book, rows, counter)
        };
        let (written, parts) =
            rayon::join(|| events.write(&chunk.events), || evaluation.map(&chunk.events, make));
        written?;
        let parts = parts.map_err(Failure::internal)?;
        let parts = parts.into_iter().collect::<Result<Vec<_>, _>>().map_err(Failure::internal)?;
        let (lines, batches) = rayon::join(
            || parts.iter().try_for_each(|part| text.write(&part.lines)),
            || parts.iter().try_for_each(|part| table.write(&part.batch)),
        );
        lines.and(batches)?;
        parts.into_iter().for_each(|part| counter.merge(part.counter));
        Ok(())
    }
}

fn part(
    clocks: &Clocks,
    cases: &[Case],
    book: &RuleBook,
    rows: &ClockRows,
    mut counter: Counter,
) -> Result<Part, ArrowError> {
    let mut part = rows.part();
    for (number, clock) in clocks.cases.iter().zip(&clocks.clocks) {
        let case = &cases[*number as usize];
        let duty = book.rules[usize::from(clock.rule)].duty;
        if case.duties.as_ref().is_none_or(|duties| duties.has(duty)) {
            part.push(*number, &case.name, clock);
            counter.add(&case.name, case.place, clock, &case.groups);
        }
    }
    let (lines, batch) = part.finish()?;
    Ok(Part { lines, batch, counter })
}
