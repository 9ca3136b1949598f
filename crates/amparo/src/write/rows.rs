//! Clocks to rows: the bytes of `clocks.csv` and the Arrow columns of `clocks.parquet`, for one part of the cases.
//!
//! Parts are made on all cores and written in their order, so everything here is shared or belongs to one part. Times are
//! RFC 3339 in UTC, lengths are seconds. An open bound is an empty cell. The column `missing` names what would settle an
//! undetermined clock: `time:KIND`, `happened:KIND`, `value:KIND`, `treaty-status`, `rounding`, `calendar`, joined by `;`.
//! Most cells of a row follow from its rule: they are quoted once and not for every clock.

use super::cells::{Times, put_cell, put_number};
use arrow_array::builder::{BooleanBuilder, Int64Builder, StringBuilder, TimestampSecondBuilder};
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, DictionaryArray, Int32Array, RecordBatch, StringArray, UInt16Array};
use arrow_schema::ArrowError;
use duty::{Cause, Clock, Missing, State};
use law::{Law, RuleBook};
use std::fmt::Write as _;
use std::sync::Arc;
use when::{Instant, Span};

/// The columns, in order.
pub(crate) const COLUMNS: [&str; 18] = [
    "clock",
    "case",
    "duty",
    "limit",
    "paragraph",
    "instance",
    "shown",
    "state",
    "level",
    "cause",
    "deadline_earliest",
    "deadline_latest",
    "margin_least_seconds",
    "margin_most_seconds",
    "missing",
    "limit_kind",
    "limit_source",
    "confirmed",
];

/// The words of the column `level`.
const LEVELS: [&str; 2] = ["", "ask"];

/// Columns of few words: what stands in a row is the number of its word.
#[derive(Copy, Clone)]
enum Word {
    Duty,
    Limit,
    Paragraph,
    Kind,
    Source,
    State,
    Level,
    Cause,
}

const WORDS: usize = 8;

/// What stays the same for all clocks of a rule.
struct RuleCells {
    id: String,
    /// The cells after the case and up to the instance, quoted, with their commas.
    before: Vec<u8>,
    /// The cells after the missing facts, quoted, and the end of the line.
    after: Vec<u8>,
    /// The first five words.
    words: [i32; 5],
    confirmed: bool,
}

/// What all parts share.
pub(crate) struct ClockRows {
    rules: Vec<RuleCells>,
    kinds: Vec<String>,
    words: [Arc<StringArray>; WORDS],
}

/// Words in the order of their first appearance.
#[derive(Default)]
struct Numbered(Vec<String>);

impl Numbered {
    fn number(&mut self, word: &str) -> i32 {
        let known = self.0.iter().position(|known| known == word);
        let place = known.unwrap_or_else(|| {
            self.0.push(word.to_owned());
            self.0.len() - 1
        });
        // There are at most as many as rules, which are counted in 16 bits.
        i32::try_from(place).unwrap_or(i32::MAX)
    }

    fn into_array(self) -> Arc<StringArray> {
        Arc::new(StringArray::from(self.0))
    }
}

impl ClockRows {
    pub(crate) fn new(law: &Law, book: &RuleBook) -> Self {
        let mut numbered: [Numbered; 5] = Default::default();
        let mut rules = Vec::with_capacity(book.rules.len());
        for rule in &book.rules {
            let (duty, limit) = (&law.duties[rule.duty], &law.limits[rule.limit]);
            let paragraph = duty.paragraphs.join("; ");
            let words = [&duty.id, &limit.id, &paragraph, limit.kind.word(), &limit.source];
            let cells = |words: &[&str], out: &mut Vec<u8>| {
                for word in words {
                    put_cell(out, word);
                    out.push(b',');
                }
            };
            let (mut before, mut after) = (Vec::new(), Vec::new());
            cells(&words[..3], &mut before);
            cells(&words[3..], &mut after);
            after.extend_from_slice(yes_no(limit.confirmed));
            after.push(b'\n');
            let mut numbers = [0; 5];
            for ((number, words), word) in numbers.iter_mut().zip(&mut numbered).zip(words) {
                *number = words.number(word);
            }
            let (id, confirmed) = (rule.id.clone(), limit.confirmed);
            rules.push(RuleCells { id, before, after, words: numbers, confirmed });
        }
        let [duty, limit, paragraph, kind, source] = numbered.map(Numbered::into_array);
        let fixed = |words: Vec<&str>| Arc::new(StringArray::from(words));
        let state = fixed(State::ALL.iter().map(|state| state.name()).collect());
        let cause = fixed(Cause::ALL.iter().map(|cause| cause.name()).collect());
        let words = [duty, limit, paragraph, kind, source, state, fixed(LEVELS.into()), cause];
        let kinds = law.vocabulary.events().iter().map(|event| event.id.clone()).collect();
        Self { rules, kinds, words }
    }

    /// Begins a part.
    pub(crate) fn part(&self) -> Part<'_> {
        let mut states = [0; State::ALL.len()];
        for (place, state) in (0..).zip(State::ALL) {
            states[state as usize] = place;
        }
        Part {
            rows: self,
            csv: Vec::new(),
            times: Times::default(),
            states,
            case: None,
            case_cell: Vec::new(),
            name: String::new(),
            columns: Columns::default(),
        }
    }
}

/// The rows of a part in the making.
pub(crate) struct Part<'a> {
    rows: &'a ClockRows,
    csv: Vec<u8>,
    times: Times,
    /// Where each state stands among the words.
    states: [i32; State::ALL.len()],
    /// The case of the row before, by its number.
    case: Option<u32>,
    case_cell: Vec<u8>,
    name: String,
    columns: Columns,
}

impl Part<'_> {
    /// Adds a clock of a case; the clocks of a case follow one another, and its number tells it from the others.
    pub(crate) fn push(&mut self, number: u32, case: &str, clock: &Clock) {
        let rule = &self.rows.rules[usize::from(clock.rule)];
        let missing = missing_cell(clock, &self.rows.kinds);
        let bounds = [clock.deadline.map(Span::earliest), clock.deadline.map(Span::latest)];
        let bounds = bounds.map(|bound| bound.filter(|at| !at.is_open()));
        let margins = [clock.margin.map(|m| m.least), clock.margin.map(|m| m.most)];
        if self.case != Some(number) {
            self.case = Some(number);
            self.case_cell.clear();
            put_cell(&mut self.case_cell, case);
        }
        self.name.clear();
        // Writing to a string cannot fail.
        let _ = write!(self.name, "{case}:{}#{}", rule.id, clock.instance);

        let out = &mut self.csv;
        put_cell(out, &self.name);
        out.push(b',');
        out.extend_from_slice(&self.case_cell);
        out.push(b',');
        out.extend_from_slice(&rule.before);
        put_number(out, i64::from(clock.instance));
        out.push(b',');
        let level = usize::from(clock.asks);
        for word in [yes_no(clock.shown), clock.state.name().as_bytes(), LEVELS[level].as_bytes()] {
            out.extend_from_slice(word);
            out.push(b',');
        }
        out.extend_from_slice(clock.cause.name().as_bytes());
        out.push(b',');
        for bound in bounds {
            bound.iter().for_each(|at| self.times.put(out, *at));
            out.push(b',');
        }
        for margin in margins {
            margin.iter().for_each(|seconds| put_number(out, *seconds));
            out.push(b',');
        }
        put_cell(out, &missing);
        out.push(b',');
        out.extend_from_slice(&rule.after);

        let c = &mut self.columns;
        c.clock.append_value(&self.name);
        c.case.append_value(case);
        let own = [self.states[clock.state as usize], level as i32, clock.cause as i32];
        for (column, word) in c.words.iter_mut().zip(rule.words.into_iter().chain(own)) {
            column.push(word);
        }
        c.instance.push(clock.instance);
        c.shown.append_value(clock.shown);
        c.confirmed.append_value(rule.confirmed);
        for (column, bound) in c.bounds.iter_mut().zip(bounds) {
            column.append_option(bound.map(Instant::seconds));
        }
        for (column, margin) in c.margins.iter_mut().zip(margins) {
            column.append_option(margin);
        }
        c.missing.append_option((!missing.is_empty()).then_some(missing));
    }

    /// The lines of CSV, and the same rows as columns.
    pub(crate) fn finish(self) -> Result<(Vec<u8>, RecordBatch), ArrowError> {
        Ok((self.csv, self.columns.finish(&self.rows.words)?))
    }
}

fn yes_no(yes: bool) -> &'static [u8] {
    if yes { b"true" } else { b"false" }
}

/// What would settle the clock, for programs.
fn missing_cell(clock: &Clock, kinds: &[String]) -> String {
    let mut cell = String::new();
    for fact in clock.missing.iter() {
        if !cell.is_empty() {
            cell.push(';');
        }
        let (what, kind) = match fact {
            Missing::Time(kind) => ("time:", Some(kind)),
            Missing::Happened(kind) => ("happened:", Some(kind)),
            Missing::Value(kind) => ("value:", Some(kind)),
            Missing::TreatyStatus => ("treaty-status", None),
            Missing::Rounding => ("rounding", None),
            Missing::Calendar => ("calendar", None),
        };
        cell.push_str(what);
        cell.push_str(kind.and_then(|kind| kinds.get(kind.index())).map_or("", String::as_str));
    }
    cell
}

/// The columns in the making.
#[derive(Default)]
struct Columns {
    clock: StringBuilder,
    case: StringBuilder,
    words: [Vec<i32>; WORDS],
    instance: Vec<u16>,
    shown: BooleanBuilder,
    confirmed: BooleanBuilder,
    bounds: [TimestampSecondBuilder; 2],
    margins: [Int64Builder; 2],
    missing: StringBuilder,
}

impl Columns {
    fn finish(mut self, words: &[Arc<StringArray>; WORDS]) -> Result<RecordBatch, ArrowError> {
        let mut word = |which: Word| -> Result<ArrayRef, ArrowError> {
            let numbers = Int32Array::from(std::mem::take(&mut self.words[which as usize]));
            let array = DictionaryArray::<Int32Type>::try_new(
                numbers,
                Arc::clone(&words[which as usize]) as ArrayRef,
            )?;
            Ok(Arc::new(array))
        };
        let [earliest, latest] = self
            .bounds
            .each_mut()
            .map(|times| Arc::new(times.finish().with_timezone("UTC")) as ArrayRef);
        let [least, most] =
            self.margins.each_mut().map(|seconds| Arc::new(seconds.finish()) as ArrayRef);
        let columns: [ArrayRef; 18] = [
            Arc::new(self.clock.finish()),
            Arc::new(self.case.finish()),
            word(Word::Duty)?,
            word(Word::Limit)?,
            word(Word::Paragraph)?,
            Arc::new(UInt16Array::from(self.instance)),
            Arc::new(self.shown.finish()),
            word(Word::State)?,
            word(Word::Level)?,
            word(Word::Cause)?,
            earliest,
            latest,
            least,
            most,
            Arc::new(self.missing.finish()),
            word(Word::Kind)?,
            word(Word::Source)?,
            Arc::new(self.confirmed.finish()),
        ];
        // The schema must not depend on whether a part happens to hold an empty cell.
        let nullable = |name: &str| {
            name.starts_with("deadline") || name.starts_with("margin") || name == "missing"
        };
        RecordBatch::try_from_iter_with_nullable(
            COLUMNS.iter().zip(columns).map(|(name, column)| (*name, column, nullable(name))),
        )
    }
}
