//! What sums to what: the shape of a release, without a count in it.
//!
//! A dimension is an [`Axis`]: the finest things that can be told apart (its *primitives*, the codes of the whole public list), and *nodes*,
//! sets of them: a country, a region, all that is listed, all there is, the codes of a filter. A cell is one node on every axis; a
//! dimension that a table does not have stands at node 0, which holds everything. So two tables, or two releases, that publish the same
//! quantity name the same cell, and every published number is a sum of the same finest cells.
//!
//! Nothing here knows a count or a rule.

use super::lattice::Lattice;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// More axes than this no table of people has.
pub const AXES_MAX: usize = 16;
/// Most cells of the grids that are reasoned about, hidden ones included.
pub const GRID_MAX: u128 = 6_000_000;

/// A set of primitives.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Node {
    /// What people read.
    pub id: String,
    /// Places of its primitives, ascending.
    pub holds: Vec<u32>,
}

/// A dimension.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Axis {
    /// Column and list: two releases speak of the same axis if these are the same.
    pub id: String,
    /// What the column of a published table is called.
    pub name: String,
    /// The finest things that can be told apart, by name.
    pub primitives: Vec<String>,
    /// Sets of them. The first holds every primitive.
    pub nodes: Vec<Node>,
}

/// A row or a column heading of a table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    /// The code that the file shows.
    pub code: String,
    /// What it stands for.
    pub node: u32,
}

/// A table as it is published.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Sheet {
    /// What files call it.
    pub id: String,
    /// The axes that are columns of the file, in their order.
    pub columns: Vec<usize>,
    /// For every axis of the frame, the headings; one where the axis is no column.
    pub lines: Vec<Vec<Line>>,
}

/// Tables and what they are made of.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Frame {
    /// The dimensions.
    pub axes: Vec<Axis>,
    /// The tables.
    pub sheets: Vec<Sheet>,
}

/// Why a frame cannot be reasoned about.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FrameError {
    /// Not a sound description.
    #[error("the description of the tables is damaged: {0}; make the release again")]
    Broken(String),
    /// More than this machine can look at.
    #[error(
        "the tables {tables} together need {cells} cells, hidden ones included, and at most {GRID_MAX} can be proved safe: \
         publish fewer dimensions at once, or coarser lists"
    )]
    TooLarge {
        /// The tables that hang together.
        tables: String,
        /// How many cells.
        cells: u128,
    },
}

impl Sheet {
    /// How many cells it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.iter().map(Vec::len).product()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// For every axis, the place of the heading of a cell. The last axis runs fastest.
    #[must_use]
    pub fn headings(&self, mut cell: usize) -> Vec<usize> {
        let mut at = vec![0; self.lines.len()];
        for (at, lines) in at.iter_mut().zip(&self.lines).rev() {
            *at = cell % lines.len().max(1);
            cell /= lines.len().max(1);
        }
        at
    }

    /// The codes of a cell as the file shows them, in the order of its columns.
    #[must_use]
    pub fn codes(&self, cell: usize) -> Vec<&str> {
        let at = self.headings(cell);
        let code = |axis: &usize| self.lines.get(*axis)?.get(*at.get(*axis)?);
        self.columns.iter().filter_map(code).map(|line| line.code.as_str()).collect()
    }

    /// The nodes of a cell.
    #[must_use]
    pub fn nodes(&self, cell: usize) -> Vec<u32> {
        let at = self.headings(cell);
        self.lines.iter().zip(at).map(|(lines, at)| lines[at].node).collect()
    }

    /// The cell with these codes, in the order of the columns.
    #[must_use]
    pub fn find(&self, codes: &[&str]) -> Option<usize> {
        let mut at = vec![0; self.lines.len()];
        for (axis, code) in self.columns.iter().zip(codes) {
            at[*axis] = self.lines.get(*axis)?.iter().position(|line| line.code == *code)?;
        }
        let cell = self.lines.iter().zip(at).fold(0, |cell, (lines, at)| cell * lines.len() + at);
        (codes.len() == self.columns.len()).then_some(cell)
    }

    /// The axes on which it says more than "everything".
    pub(crate) fn reach(&self) -> Vec<usize> {
        let says = |axis: &usize| self.lines[*axis].iter().any(|line| line.node != 0);
        (0..self.lines.len()).filter(says).collect()
    }

    /// The sheet with more headings: for every axis, nodes that it implies together with other sheets.
    pub(crate) fn widened(&self, differences: &[Vec<u32>]) -> Self {
        let mut wide = self.clone();
        for (lines, nodes) in wide.lines.iter_mut().zip(differences) {
            lines.extend(nodes.iter().map(|node| Line { code: format!("#{node}"), node: *node }));
        }
        wide
    }

    /// The widest heading of an axis: what the sheet covers of it.
    pub(crate) fn span(&self, axis: usize, nodes: &[Node]) -> u32 {
        let widest =
            self.lines[axis].iter().max_by_key(|line| nodes[line.node as usize].holds.len());
        widest.map_or(0, |line| line.node)
    }
}

impl Frame {
    /// Refuses what is no sound description. Everything that was read from a file goes through here.
    pub fn check(&self) -> Result<(), FrameError> {
        let broken = |what: &str| Err(FrameError::Broken(what.to_owned()));
        if self.axes.len() > AXES_MAX {
            return broken("it has more than 16 dimensions");
        }
        for axis in &self.axes {
            let all = u32::try_from(axis.primitives.len()).unwrap_or(0);
            let root = axis.nodes.first().map(|node| node.holds.as_slice());
            if root.is_none_or(|root| !root.iter().copied().eq(0..all)) || all == 0 {
                return broken("the first node of a dimension does not hold everything");
            }
            let mut seen = HashSet::new();
            for node in &axis.nodes {
                let ascending = node.holds.windows(2).all(|pair| pair[0] < pair[1]);
                let inside = node.holds.last().is_some_and(|last| *last < all);
                if !ascending || !inside || !seen.insert(node.holds.as_slice()) {
                    return broken("a node of a dimension is empty, doubled or out of range");
                }
            }
        }
        for sheet in &self.sheets {
            if sheet.lines.len() != self.axes.len() || sheet.lines.iter().any(Vec::is_empty) {
                return broken("a table has not the dimensions of its release");
            }
            let mut cells = 1_u128;
            for (axis, lines) in self.axes.iter().zip(&sheet.lines) {
                cells = cells.saturating_mul(lines.len() as u128);
                let mut seen = HashSet::new();
                let known = |line: &Line| (line.node as usize) < axis.nodes.len();
                if !lines.iter().all(|line| known(line) && seen.insert(line.code.as_str())) {
                    return broken("a heading of a table is doubled or stands for nothing");
                }
            }
            if cells > GRID_MAX {
                return Err(FrameError::TooLarge { tables: sheet.id.clone(), cells });
            }
            let columns: HashSet<usize> = sheet.columns.iter().copied().collect();
            let wide = |axis: &usize| sheet.lines[*axis].len() > 1;
            let shown = (0..self.axes.len()).filter(wide).all(|axis| columns.contains(&axis));
            let real = sheet.columns.iter().all(|axis| *axis < self.axes.len());
            if !shown || !real || columns.len() != sheet.columns.len() {
                return broken("the columns of a table are not its dimensions");
            }
        }
        Ok(())
    }

    /// The axes as lattices, in order.
    pub(crate) fn lattices(&self) -> Vec<Lattice> {
        self.axes.iter().map(Lattice::of).collect()
    }

    /// Adds a node for every difference between what two tables cover of an axis, and returns for every sheet and axis the nodes that
    /// its headings and another table's imply: who is counted in one and not in the other.
    pub(crate) fn add_differences(&mut self) -> Vec<Vec<Vec<u32>>> {
        let mut implied = vec![vec![Vec::new(); self.axes.len()]; self.sheets.len()];
        for axis in 0..self.axes.len() {
            let nodes = &mut self.axes[axis].nodes;
            let spans: Vec<u32> = self.sheets.iter().map(|s| s.span(axis, nodes)).collect();
            let mut distinct = spans.clone();
            distinct.sort_unstable();
            distinct.dedup();
            for one in &distinct {
                for other in &distinct {
                    let Some(node) = difference(nodes, *one, *other) else { continue };
                    for (sheet, span) in spans.iter().enumerate() {
                        // Where a sheet covers everything, the other one says what is missing.
                        if *span != 0 && (span == one || span == other) {
                            implied[sheet][axis].push(node);
                        }
                    }
                }
            }
            for sheet in &mut implied {
                sheet[axis].sort_unstable();
                sheet[axis].dedup();
            }
        }
        implied
    }
}

/// The node that holds what is in one and not in the other; nothing if that is nothing.
fn difference(nodes: &mut Vec<Node>, one: u32, other: u32) -> Option<u32> {
    let (a, b) = (&nodes[one as usize], &nodes[other as usize]);
    let without: HashSet<u32> = b.holds.iter().copied().collect();
    let holds: Vec<u32> = a.holds.iter().copied().filter(|p| !without.contains(p)).collect();
    if holds.is_empty() || holds.len() == a.holds.len() {
        return None;
    }
    let id = format!("{} without {}", a.id, b.id);
    Some(node(nodes, id, holds))
}

/// The place of the node that holds these, added if there is none.
pub(crate) fn node(nodes: &mut Vec<Node>, id: String, holds: Vec<u32>) -> u32 {
    let known = nodes.iter().position(|node| node.holds == holds);
    let at = known.unwrap_or_else(|| {
        nodes.push(Node { id, holds });
        nodes.len() - 1
    });
    at as u32
}
