//! The audit: what a reader can tell about every cell left out, from what is published.
//!
//! It shares no reasoning with the suppressor: it is given the published release, writes down the equations, and asks a kept solver for the least and the
//! most of every cell. (Shared are the description of what sums to what, and the theorem about which tables must be looked at together; both are tested against
//! the table of everything.) Where a component is too large for that, `held` proves the rule from the office's counts, a few cells at a time; if that
//! fails too, nothing is published.

mod bounds;
mod held;
mod solve;
mod system;

pub(crate) use bounds::Bounds;
pub(crate) use solve::{Found, Solved, solve};
pub(crate) use system::System;

use super::certificate::{Certificate, Entry};
use super::frame::FrameError;
use super::protect::Office;
use super::published::Published;
use super::rule::Rule;
use std::collections::HashSet;

/// How much is looked at.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Effort {
    /// Most cells of a component whose intervals are computed exactly.
    pub component: usize,
}

impl Default for Effort {
    fn default() -> Self {
        // Two programs a cell, each linear to quadratic in the component: seconds.
        Self { component: 400 }
    }
}

/// A cell that can be told, in the words of its table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// The table.
    pub table: String,
    /// Its codes, in the order of the columns; for a difference of tables, what it is the difference of.
    pub cell: Vec<String>,
}

impl std::fmt::Display for Named {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.table, self.cell.join(", "))
    }
}

/// Why a release does not pass.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AuditError {
    /// The description of the release.
    #[error(transparent)]
    Frame(#[from] FrameError),
    /// No counts have these sums.
    #[error(
        "the published numbers contradict each other: they were not counted from one source; make the release again"
    )]
    Contradiction,
    /// The office's counts are not those that were published.
    #[error("the counts are not those of the release: make it again")]
    NotTheCounts,
    /// The rule is broken.
    #[error(
        "{count} cells could be told from the rest, such as {example}: publish fewer or coarser tables"
    )]
    Told {
        /// How many.
        count: usize,
        /// One of them.
        example: Named,
    },
    /// The rule could not be shown to be kept.
    #[error(
        "for {count} cells it could not be proved that they stay unknown, such as {example}: publish fewer or coarser tables"
    )]
    Unproved {
        /// How many.
        count: usize,
        /// One of them.
        example: Named,
    },
}

/// What is asked about, and the answers.
pub(crate) struct Answers {
    pub(crate) system: System,
    /// Cells left out, by sheet and cell, with their variables.
    pub(crate) left_out: Vec<(usize, usize, u32)>,
    /// Answers for `left_out`, then for the implied cells.
    pub(crate) solved: Solved,
}

/// Asks about every cell left out and every cell implied.
pub(crate) fn ask(
    system: System,
    cells: &[Vec<Option<i64>>],
    effort: Effort,
) -> Result<Answers, AuditError> {
    let bounds = Bounds::of(&system)?;
    let mut left_out = Vec::new();
    for (sheet, numbers) in cells.iter().enumerate() {
        for (cell, number) in numbers.iter().enumerate() {
            if number.is_none() {
                left_out.push((sheet, cell, system.cells[sheet][cell]));
            }
        }
    }
    let mut asked: Vec<u32> = left_out.iter().map(|(.., variable)| *variable).collect();
    asked.extend(system.implied.iter().map(|implied| implied.variable));
    let mut distinct = asked.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let mut solved = solve(&system, &bounds, &distinct, effort.component);
    let answer = |variable: &u32| distinct.binary_search(variable).ok().map(|at| solved.found[at]);
    solved.found = asked.iter().filter_map(answer).collect();
    Ok(Answers { system, left_out, solved })
}

impl Answers {
    /// Variables of components too large to solve about which all releases together say no more than one of them: its own certificate
    /// speaks for them. `of` is the release of every sheet.
    pub(crate) fn settled_by_one(
        &self,
        of: &[usize],
        cells: &[Vec<Option<i64>>],
    ) -> Result<HashSet<u32>, AuditError> {
        let mut settled = HashSet::new();
        if self.solved.open.is_empty() {
            return Ok(settled);
        }
        let all = Bounds::of(&self.system)?;
        let releases = of.iter().max().map_or(0, |most| most + 1);
        for release in 0..releases {
            let alone = self.system.only(cells, |sheet| of[sheet] == release);
            let bounds = Bounds::of(&alone)?;
            let same = |variable: &u32| {
                let at = *variable as usize;
                bounds.least[at] == all.least[at]
                    && bounds.most[at] == all.most[at]
                    && alone.floor[at] == self.system.floor[at]
            };
            for component in &self.solved.open {
                let mut rows = component.rows.iter().map(|row| self.system.rows.row(*row as usize));
                if rows.all(|row| row.iter().all(same)) {
                    settled.extend(component.variables.iter().copied());
                }
            }
        }
        Ok(settled)
    }

    pub(crate) fn implied(&self) -> impl Iterator<Item = (&system::Implied, Found)> {
        let found = self.solved.found[self.left_out.len()..].iter().copied();
        self.system.implied.iter().zip(found)
    }

    pub(crate) fn name(&self, sheet: usize, cell: usize) -> Named {
        let sheet = &self.system.frame.sheets[sheet];
        let cell = sheet.codes(cell).into_iter().map(str::to_owned).collect();
        Named { table: sheet.id.clone(), cell }
    }

    pub(crate) fn name_implied(&self, implied: &system::Implied) -> Named {
        let axes = self.system.frame.axes.iter();
        let said = axes.zip(&implied.nodes).filter(|(_, node)| **node != 0);
        let cell = said.map(|(axis, node)| {
            axis.nodes.get(*node as usize).map_or_else(|| "the rest".to_owned(), |n| n.id.clone())
        });
        Named { table: self.system.frame.sheets[implied.sheet].id.clone(), cell: cell.collect() }
    }
}

/// The certificate of a release; refused where the rule is broken or cannot be shown to be kept.
pub(crate) fn certify(
    published: &Published,
    office: &Office,
    effort: Effort,
) -> Result<Certificate, AuditError> {
    published.check()?;
    let system = System::new(&published.frame, &published.cells)?;
    let mut answers = ask(system, &published.cells, effort)?;
    let rule = published.rule;
    let told = told(&answers, rule);
    if let Some(example) = told.first().cloned() {
        return Err(AuditError::Told { count: told.len(), example });
    }
    let truth = held::truth(&answers.system, office)?;
    let mut open = Vec::new();
    for ((.., variable), found) in answers.left_out.iter().zip(&answers.solved.found) {
        if matches!(found, Found::Within(_)) {
            open.push(*variable);
        }
    }
    for (implied, found) in answers.implied() {
        let small = rule.is_small(truth[implied.variable as usize]);
        // Small, and the office knows it: the rule holds for it as for a cell left out.
        if small && (matches!(found, Found::Within(_)) || !rule.keeps(&found.interval())) {
            open.push(implied.variable);
        }
    }
    open.sort_unstable();
    open.dedup();
    let Answers { system, solved, .. } = &mut answers;
    let lost = held::not_held(system, office, &truth, &open, rule, solved);
    if let Some(first) = lost.first() {
        let left_out = answers.left_out.iter().find(|(.., variable)| variable == first);
        let implied = answers.system.implied.iter().find(|implied| implied.variable == *first);
        let name = left_out.map(|(sheet, cell, _)| answers.name(*sheet, *cell));
        let name = name.or_else(|| implied.map(|implied| answers.name_implied(implied)));
        let none = || Named { table: String::new(), cell: Vec::new() };
        return Err(AuditError::Unproved { count: lost.len(), example: name.unwrap_or_else(none) });
    }
    Ok(certificate(published, &answers))
}

/// Cells about which the rule is broken.
fn told(answers: &Answers, rule: Rule) -> Vec<Named> {
    let mut told = Vec::new();
    for ((sheet, cell, _), found) in answers.left_out.iter().zip(&answers.solved.found) {
        if !rule.keeps(&found.interval()) {
            told.push(answers.name(*sheet, *cell));
        }
    }
    for (implied, found) in answers.implied() {
        if rule.betrays(&found.interval()) {
            told.push(answers.name_implied(implied));
        }
    }
    told
}

/// What anybody can compute again from the published release.
pub(crate) fn certificate(published: &Published, answers: &Answers) -> Certificate {
    let entry = |((sheet, cell, _), found): (&(usize, usize, u32), &Found)| Entry {
        table: *sheet,
        cell: *cell,
        known: match found {
            Found::Exact(interval) => Some(*interval),
            // An interval that needs the counts would tell about them.
            Found::Within(_) => None,
        },
    };
    Certificate {
        release: published.id.clone(),
        rule: published.rule,
        cells: answers.left_out.iter().zip(&answers.solved.found).map(entry).collect(),
        programs: answers.solved.programs,
        not_whole: answers.solved.not_whole,
    }
}
