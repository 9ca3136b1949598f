//! Several releases about the same people, as one.
//!
//! Every number of an earlier release stays published for ever. So the releases of a data set are put together over common axes: a code is the same
//! code in each of them, a filter is a set of codes, and time is an axis too, cut where a period begins or ends. What one of them publishes is then known in all, and what lies
//! between two of them (a filter and its complement, a year and its first half) is a cell like any other.
//!
//! What cannot be compared is refused, not assumed to be apart: other words for the population, periods that are no periods.

use super::audit::{self, AuditError, Effort, Named, System};
use super::frame::{Axis, Frame, FrameError, Line, Node, Sheet, node};
use super::published::Published;
use super::rule::{Interval, Rule};
use std::collections::HashMap;

/// The axis of time.
const PERIOD: &str = "period";

/// Why releases cannot be put together, or must not be.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HistoryError {
    /// The system of equations.
    #[error(transparent)]
    Audit(#[from] AuditError),
    /// Words that say nothing about who is in both.
    #[error(
        "`{one}` counts `{one_population}` and `{other}` counts `{other_population}`: nobody can say who is in both. \
         Write the population as before, or keep people that are in one only in a data set of their own"
    )]
    Population {
        /// A release.
        one: String,
        /// Whom it counts.
        one_population: String,
        /// Another.
        other: String,
        /// Whom that counts.
        other_population: String,
    },
    /// A period that is none.
    #[error(
        "the period `{period}` of `{release}` cannot be compared with others: write it as 2024, 2024-05, 2024-05-03 or 2024-01/2024-06"
    )]
    Period {
        /// The release.
        release: String,
        /// What it says.
        period: String,
    },
    /// The new release would tell.
    #[error("with the releases before it, `{release}` would tell {} cells left out: {}", .told.len(), list(.told))]
    Told {
        /// The new release.
        release: String,
        /// What would be told.
        told: Vec<Told>,
    },
    /// Too large to look at.
    #[error(
        "for {count} cells it cannot be shown that `{release}` and the releases before it together keep the rule: publish fewer or coarser tables"
    )]
    Unproved {
        /// The new release.
        release: String,
        /// How many.
        count: usize,
    },
}

fn list(told: &[Told]) -> String {
    let first: Vec<String> = told.iter().take(5).map(ToString::to_string).collect();
    let more = told.len().saturating_sub(5);
    if more > 0 { format!("{}, and {more} more", first.join("; ")) } else { first.join("; ") }
}

/// A cell that can be told, and what can be told about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// The cell.
    pub cell: Named,
    /// What can be told.
    pub known: Interval,
    /// Whether no table has it and the difference between tables tells it.
    pub difference: bool,
}

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Interval { least, most } = self.known;
        match most {
            Some(most) if most == least => write!(f, "{} is {least}", self.cell),
            Some(most) => write!(f, "{} is {least} to {most}", self.cell),
            None => write!(f, "{} is {least} or more", self.cell),
        }
    }
}

/// Releases over common axes.
pub(crate) struct Together {
    pub(crate) frame: Frame,
    pub(crate) cells: Vec<Vec<Option<i64>>>,
    /// For every sheet the release that it comes from.
    pub(crate) of: Vec<usize>,
}

/// Puts releases together.
pub(crate) fn together(releases: &[&Published]) -> Result<Together, HistoryError> {
    for release in releases {
        release.check().map_err(AuditError::from)?;
    }
    if let Some((first, other)) = releases.first().and_then(|first| {
        Some((first, releases.iter().find(|other| other.population != first.population)?))
    }) {
        return Err(HistoryError::Population {
            one: first.id.clone(),
            one_population: first.population.clone(),
            other: other.id.clone(),
            other_population: other.population.clone(),
        });
    }
    let mut merger = Merger { axes: Vec::new(), names: Vec::new() };
    for release in releases {
        for axis in &release.frame.axes {
            merger.primitives(axis);
        }
    }
    let periods = periods(releases)?;
    let mut all = Together {
        frame: Frame { axes: Vec::new(), sheets: Vec::new() },
        cells: Vec::new(),
        of: Vec::new(),
    };
    for (at, release) in releases.iter().enumerate() {
        let nodes = merger.nodes(&release.frame.axes);
        let time = periods.as_ref().map(|(_, of)| of[at]);
        for (sheet, cells) in release.frame.sheets.iter().zip(&release.cells) {
            all.frame.sheets.push(merger.sheet(release, sheet, &nodes, time));
            all.cells.push(cells.clone());
            all.of.push(at);
        }
        for sheet in merger.nobody(release, time) {
            all.frame.sheets.push(sheet);
            all.cells.push(vec![Some(0)]);
            all.of.push(at);
        }
    }
    all.frame.axes = merger.axes;
    all.frame.axes.extend(periods.map(|(axis, _)| axis));
    all.frame.check().map_err(AuditError::from)?;
    Ok(all)
}

/// An axis of time and the node of every release; nothing if all say the same.
fn periods(releases: &[&Published]) -> Result<Option<(Axis, Vec<u32>)>, HistoryError> {
    let mut words = releases.iter().map(|release| &release.period);
    let first = words.next();
    if words.all(|period| Some(period) == first) {
        return Ok(None);
    }
    let mut spans = Vec::new();
    for release in releases {
        let Published { id, period, .. } = release;
        let none = || HistoryError::Period { release: id.clone(), period: period.clone() };
        spans.push(super::period::parse(period).ok_or_else(none)?);
    }
    let mut cuts: Vec<i64> = spans.iter().flat_map(|(from, to)| [*from, *to]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let pieces: Vec<(i64, i64)> = cuts.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let primitives = pieces.iter().map(|piece| super::period::name(*piece)).collect();
    let all = (0..pieces.len() as u32).collect();
    let mut nodes = vec![Node { id: "all time".to_owned(), holds: all }];
    let mut of = Vec::new();
    for ((from, to), release) in spans.iter().zip(releases) {
        let inside = |(_, piece): &(u32, &(i64, i64))| *from <= piece.0 && piece.1 <= *to;
        let holds = (0_u32..).zip(&pieces).filter(inside).map(|(at, _)| at).collect();
        of.push(node(&mut nodes, release.period.clone(), holds));
    }
    Ok(Some((Axis { id: PERIOD.to_owned(), name: PERIOD.to_owned(), primitives, nodes }, of)))
}

struct Merger {
    axes: Vec<Axis>,
    /// For every axis, the places of its primitives.
    names: Vec<HashMap<String, u32>>,
}

impl Merger {
    fn place(&self, axis: &Axis) -> Option<usize> {
        self.axes.iter().position(|known| known.id == axis.id)
    }

    fn primitives(&mut self, axis: &Axis) {
        let at = self.place(axis).unwrap_or_else(|| {
            let nodes = vec![Node { id: "*".to_owned(), holds: Vec::new() }];
            let (id, name) = (axis.id.clone(), axis.name.clone());
            self.axes.push(Axis { id, name, primitives: Vec::new(), nodes });
            self.names.push(HashMap::new());
            self.axes.len() - 1
        });
        let (known, names) = (&mut self.axes[at], &mut self.names[at]);
        for name in &axis.primitives {
            let next = known.primitives.len() as u32;
            if *names.entry(name.clone()).or_insert(next) == next {
                known.primitives.push(name.clone());
                known.nodes[0].holds.push(next);
            }
        }
    }

    /// For every axis of a release, its place here and the places of its nodes.
    fn nodes(&mut self, axes: &[Axis]) -> Vec<(usize, Vec<u32>)> {
        let mut all = Vec::new();
        for axis in axes {
            let Some(at) = self.place(axis) else { continue };
            let mut of = Vec::new();
            for own in &axis.nodes {
                let names = own.holds.iter().map(|primitive| &axis.primitives[*primitive as usize]);
                let mut holds: Vec<u32> =
                    names.filter_map(|name| self.names[at].get(name).copied()).collect();
                holds.sort_unstable();
                holds.dedup();
                of.push(node(&mut self.axes[at].nodes, own.id.clone(), holds));
            }
            all.push((at, of));
        }
        all
    }

    fn sheet(
        &self,
        release: &Published,
        sheet: &Sheet,
        nodes: &[(usize, Vec<u32>)],
        time: Option<u32>,
    ) -> Sheet {
        let mut lines = self.everything(time);
        for ((at, of), own) in nodes.iter().zip(&sheet.lines) {
            let line = |line: &Line| Line { code: line.code.clone(), node: of[line.node as usize] };
            lines[*at] = own.iter().map(line).collect();
        }
        let columns =
            sheet.columns.iter().filter_map(|axis| nodes.get(*axis)).map(|(at, _)| *at).collect();
        Sheet { id: format!("{}: {}", release.id, sheet.id), columns, lines }
    }

    fn everything(&self, time: Option<u32>) -> Vec<Vec<Line>> {
        let line = |node: u32| vec![Line { code: "*".to_owned(), node }];
        let axes = self.axes.iter().map(|_| line(0));
        axes.chain(time.map(line)).collect()
    }

    /// Where a release has not all primitives of an axis, it says that nobody is in the others.
    fn nobody(&mut self, release: &Published, time: Option<u32>) -> Vec<Sheet> {
        let mut sheets = Vec::new();
        for axis in &release.frame.axes {
            let Some(at) = self.place(axis) else { continue };
            let own: std::collections::HashSet<&String> = axis.primitives.iter().collect();
            let others: Vec<u32> = (0_u32..)
                .zip(&self.axes[at].primitives)
                .filter(|(_, name)| !own.contains(name))
                .map(|(place, _)| place)
                .collect();
            if !others.is_empty() {
                let empty = node(&mut self.axes[at].nodes, "nobody".to_owned(), others);
                let mut lines = self.everything(time);
                lines[at] = vec![Line { code: "nobody".to_owned(), node: empty }];
                sheets.push(Sheet { id: release.id.clone(), columns: Vec::new(), lines });
            }
        }
        sheets
    }
}

/// What can be told from releases together, and how many cells could not be settled.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Reading {
    pub(crate) told: Vec<Told>,
    /// Cells in components too large to solve.
    pub(crate) unsettled: usize,
    /// Of them, cells about which the releases may say more together than one of them alone.
    pub(crate) unsettled_together: usize,
    pub(crate) left_out: usize,
    pub(crate) programs: usize,
}

/// Reads releases together, each by its own rule.
pub(crate) fn read(releases: &[&Published], effort: Effort) -> Result<Reading, HistoryError> {
    let all = together(releases)?;
    let system = System::new(&all.frame, &all.cells)?;
    let answers = audit::ask(system, &all.cells, effort)?;
    let mut reading = Reading {
        left_out: answers.left_out.len(),
        programs: answers.solved.programs,
        ..Reading::default()
    };
    let rule = |sheet: usize| -> Option<Rule> { Some(releases.get(*all.of.get(sheet)?)?.rule) };
    let own = answers.settled_by_one(&all.of, &all.cells)?;
    for ((sheet, cell, variable), found) in answers.left_out.iter().zip(&answers.solved.found) {
        let known = found.interval();
        if rule(*sheet).is_some_and(|rule| !rule.keeps(&known)) {
            let cell = answers.name(*sheet, *cell);
            reading.told.push(Told { cell, known, difference: false });
        } else if matches!(found, audit::Found::Within(_)) {
            reading.unsettled += 1;
            reading.unsettled_together += usize::from(!own.contains(variable));
        }
    }
    for (implied, found) in answers.implied() {
        let known = found.interval();
        if rule(implied.sheet).is_some_and(|rule| rule.betrays(&known)) {
            let cell = answers.name_implied(implied);
            reading.told.push(Told { cell, known, difference: true });
        } else if matches!(found, audit::Found::Within(_)) {
            reading.unsettled += 1;
            reading.unsettled_together += usize::from(!own.contains(&implied.variable));
        }
    }
    Ok(reading)
}

/// Whether a release may follow these: refused with the cells that all of them together would tell. `earlier` are all releases of the data
/// set, as published.
pub fn may_follow(
    earlier: &[Published],
    new: &Published,
    effort: Effort,
) -> Result<(), HistoryError> {
    let mut all: Vec<&Published> = earlier.iter().collect();
    let before = if all.is_empty() { Reading::default() } else { read(&all, effort)? };
    all.push(new);
    let mut after = read(&all, effort)?;
    // What the releases before tell already is lost; it is not the new one's doing.
    let lost =
        |told: &Told| before.told.iter().any(|b| b.cell == told.cell && b.known == told.known);
    after.told.retain(|told| !lost(told));
    if !after.told.is_empty() {
        return Err(HistoryError::Told { release: new.id.clone(), told: after.told });
    }
    if after.unsettled_together > 0 {
        let count = after.unsettled_together;
        return Err(HistoryError::Unproved { release: new.id.clone(), count });
    }
    Ok(())
}

impl From<FrameError> for HistoryError {
    fn from(error: FrameError) -> Self {
        Self::Audit(AuditError::Frame(error))
    }
}
