//! From a SPEC to the frame of its release.
//!
//! The primitives of a dimension are the codes of its whole public list, what is not stated, and everything outside the list, so that
//! another release over the same column and list, cut otherwise, speaks of the same cells. Where no row was outside, the dimension is closed: a reader
//! then knows that its total is everybody, and the frame says so.

use super::frame::{Axis, Frame, Line, Node, Sheet, node};
use crate::codes::TOTAL;
use crate::spec::{Dimension, Spec, TableSpec};

/// The primitive of what is outside a list.
const OUTSIDE: &str = "~";
/// The node that holds everything, outside included.
const EVERYTHING: &str = "*";

/// A frame and where the codes of the counts stand in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Framed {
    /// The tables.
    pub frame: Frame,
    /// For every dimension and every code of it (one more for what is outside): a primitive of the axis, nothing where no row can be.
    pub places: Vec<Vec<Option<u32>>>,
}

/// The frame of a release. `outside` says for every dimension whether a row of the source is outside its list.
#[must_use]
pub fn of_spec(spec: &Spec, outside: &[bool]) -> Framed {
    let mut axes = Vec::new();
    let mut places = Vec::new();
    for (at, dimension) in spec.dimensions.iter().enumerate() {
        let (axis, place) = axis(dimension, outside.get(at).copied().unwrap_or(true));
        axes.push(axis);
        places.push(place);
    }
    let mut frame = Frame { axes, sheets: Vec::new() };
    for table in &spec.tables {
        let sheet = sheet(spec, table, &mut frame.axes);
        frame.sheets.push(sheet);
    }
    Framed { frame, places }
}

/// Codes, then what is listed in all; the first node is everything.
fn axis(dimension: &Dimension, open: bool) -> (Axis, Vec<Option<u32>>) {
    let codes = dimension.len();
    let mut of_place: Vec<Vec<usize>> = vec![Vec::new(); codes + 1];
    for code in 0..dimension.whole.codes.len() {
        let place = dimension.cut.place(code as u32).map_or(codes, |place| place as usize);
        of_place[place].push(code);
    }
    let names = |code: &usize| dimension.whole.codes[*code].id.clone();
    let mut primitives = Vec::new();
    let mut places = Vec::new();
    let mut sets: Vec<Vec<u32>> = Vec::new();
    for (place, members) in of_place.iter().enumerate() {
        let from = primitives.len() as u32;
        if place < codes || open {
            primitives.extend(members.iter().map(names));
        }
        if place < codes && dimension.cut.unknown == Some(place as u32) {
            primitives.push(crate::codes::UNKNOWN.to_owned());
        }
        if place == codes && open {
            if dimension.cut.unknown.is_none() {
                primitives.push(crate::codes::UNKNOWN.to_owned());
            }
            primitives.push(OUTSIDE.to_owned());
        }
        let set: Vec<u32> = (from..primitives.len() as u32).collect();
        places.push(set.first().copied());
        sets.push(set);
    }
    let all: Vec<u32> = (0..primitives.len() as u32).collect();
    let root = if open { EVERYTHING } else { TOTAL };
    let mut nodes = vec![Node { id: root.to_owned(), holds: all }];
    for (code, set) in dimension.cut.list.codes.iter().zip(&sets) {
        if !set.is_empty() {
            node(&mut nodes, code.id.clone(), set.clone());
        }
    }
    let id = format!("{} as {}", dimension.column, dimension.whole.id);
    (Axis { id, name: dimension.id.clone(), primitives, nodes }, places)
}

/// The headings of a table: its codes, the groups of their levels, all of them.
fn sheet(spec: &Spec, table: &TableSpec, axes: &mut [Axis]) -> Sheet {
    let mut lines = Vec::new();
    for (at, dimension) in spec.dimensions.iter().enumerate() {
        let axis = &mut axes[at];
        let filter = table.filters.iter().find(|filter| filter.dimension == at);
        let stays = |code: usize| filter.is_none_or(|f| f.keep.get(code) == Some(&true));
        let kept: Vec<usize> = (0..dimension.len()).filter(|code| stays(*code)).collect();
        if table.dimensions.contains(&at) {
            lines.push(headings(dimension, axis, &kept));
        } else if filter.is_some() {
            let all = gather(dimension, axis, &kept, "filter");
            lines.push(all.into_iter().map(|node| Line { code: TOTAL.to_owned(), node }).collect());
        } else {
            lines.push(vec![Line { code: TOTAL.to_owned(), node: 0 }]);
        }
    }
    Sheet { id: table.id.clone(), columns: table.dimensions.clone(), lines }
}

fn headings(dimension: &Dimension, axis: &mut Axis, kept: &[usize]) -> Vec<Line> {
    let list = &dimension.cut.list;
    let mut lines: Vec<Line> = Vec::new();
    let mut say = |code: &str, node: Option<u32>| {
        // A level may have a group of the same name as another (those without a region): it is said once.
        if let Some(node) = node.filter(|_| lines.iter().all(|line| line.code != code)) {
            lines.push(Line { code: code.to_owned(), node });
        }
    };
    for code in kept {
        let id = list.codes[*code].id.as_str();
        say(id, gather(dimension, axis, &[*code], id));
    }
    for level in &list.levels {
        for (group, code) in (0_u32..).zip(&level.groups) {
            let inside = |code: &&usize| level.group_of.get(**code) == Some(&group);
            let members: Vec<usize> = kept.iter().filter(inside).copied().collect();
            say(&code.id, gather(dimension, axis, &members, &code.id));
        }
    }
    say(TOTAL, gather(dimension, axis, kept, TOTAL));
    lines
}

/// The node of all these codes together; nothing if they hold nothing.
fn gather(dimension: &Dimension, axis: &mut Axis, codes: &[usize], id: &str) -> Option<u32> {
    let ids = codes.iter().map(|code| dimension.cut.list.codes[*code].id.as_str());
    let mut holds: Vec<u32> = Vec::new();
    for id in ids {
        let known = axis.nodes.iter().skip(1).find(|node| node.id == id);
        holds.extend(known.map_or(&[] as &[u32], |node| &node.holds));
    }
    // An axis of one code: the code is everything, and its node the first.
    if holds.is_empty() && !codes.is_empty() && axis.nodes.len() == 1 {
        return Some(0);
    }
    holds.sort_unstable();
    holds.dedup();
    (!holds.is_empty()).then(|| node(&mut axis.nodes, id.to_owned(), holds))
}
