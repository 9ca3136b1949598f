//! Random linked tables with hierarchies, filters and people outside the lists.

use crate::suppress::{Axis, Frame, Framed, Line, Node, Sheet, to_count};

/// A generator that is the same everywhere.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x6521_2000)
    }

    pub(super) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % limit
    }

    fn count(&mut self) -> i64 {
        (match self.below(20) {
            0..5 => 0,
            5..12 => 1 + self.below(11),
            12..16 => 10 + self.below(40),
            _ => 10 + self.below(400),
        }) as i64
    }
}

/// Tables and the people in them.
pub(super) struct Case {
    pub(super) framed: Framed,
    /// Codes of every axis, what is outside included.
    pub(super) sizes: Vec<usize>,
    /// The table of everything, the last axis running fastest.
    pub(super) people: Vec<i64>,
}

impl Case {
    pub(super) fn random(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let axes = [2, 2, 3, 3, 3, 4][dice.below(6) as usize];
        let mut frame = Frame { axes: Vec::new(), sheets: Vec::new() };
        let mut groups = Vec::new();
        for at in 0..axes {
            let codes = 2 + dice.below([0, 0, 6, 3, 1][axes]) as usize;
            let (axis, group) = axis(&format!("axis {at}"), codes, dice.below(3) == 0, &mut dice);
            frame.axes.push(axis);
            groups.push(group);
        }
        for table in 0..1 + dice.below(3) {
            let mut columns: Vec<usize> = (0..axes).filter(|_| dice.below(3) > 0).collect();
            columns.truncate(3);
            if columns.is_empty() {
                columns.push(0);
            }
            let sheet = sheet(&format!("t{table}"), &mut frame, &groups, columns, &mut dice);
            frame.sheets.push(sheet);
        }
        let sizes: Vec<usize> = frame.axes.iter().map(|axis| axis.primitives.len()).collect();
        let people = (0..sizes.iter().product()).map(|_| dice.count()).collect();
        Self { framed: with_places(frame), sizes, people }
    }

    /// The counts that the frame asks for.
    pub(super) fn counts(&self) -> Vec<Vec<i64>> {
        let sets = to_count(&self.framed.frame).unwrap();
        sets.iter().map(|axes| self.counts_of(axes)).collect()
    }

    pub(super) fn counts_of(&self, axes: &[usize]) -> Vec<i64> {
        let mut counts = vec![0; axes.iter().map(|axis| self.framed.places[*axis].len()).product()];
        for (at, people) in self.people.iter().enumerate() {
            let codes = self.codes(at);
            let cell = axes
                .iter()
                .fold(0, |cell, axis| cell * self.framed.places[*axis].len() + codes[*axis]);
            counts[cell] += people;
        }
        counts
    }

    /// The codes of a cell of the table of everything.
    pub(super) fn codes(&self, mut at: usize) -> Vec<usize> {
        let mut codes = vec![0; self.sizes.len()];
        for (code, size) in codes.iter_mut().zip(&self.sizes).rev() {
            *code = at % size;
            at /= size;
        }
        codes
    }
}

/// One primitive a code; the place of what is outside comes last, with or without a primitive.
pub(super) fn with_places(frame: Frame) -> Framed {
    let places = frame
        .axes
        .iter()
        .map(|axis| {
            let open = axis.nodes[0].id == "*";
            let mut places: Vec<Option<u32>> =
                (0..axis.primitives.len() as u32).map(Some).collect();
            if !open {
                places.push(None);
            }
            places
        })
        .collect();
    Framed { frame, places }
}

/// An axis of codes with groups: nested ones, and sometimes others across them.
pub(super) fn axis(id: &str, codes: usize, open: bool, dice: &mut Dice) -> (Axis, Vec<Vec<u32>>) {
    let mut primitives: Vec<String> = (0..codes).map(|code| format!("c{code}")).collect();
    if open {
        primitives.push("~".to_owned());
    }
    let all = (0..primitives.len() as u32).collect();
    let mut nodes = vec![Node { id: if open { "*" } else { "_T" }.to_owned(), holds: all }];
    nodes.extend((0..codes as u32).map(|code| Node { id: format!("c{code}"), holds: vec![code] }));
    let mut groups: Vec<Vec<u32>> = Vec::new();
    if codes >= 4 {
        for level in 0..1 + dice.below(2) as u32 {
            let cut = 2 + level.min(codes as u32 - 3);
            let across = dice.below(4) == 0;
            let first = |code: &u32| if across { code.is_multiple_of(2) } else { *code < cut };
            let (one, other) = (0..codes as u32).partition(first);
            groups.extend([one, other]);
        }
    }
    (Axis { id: id.to_owned(), name: id.to_owned(), primitives, nodes }, groups)
}

fn sheet(
    id: &str,
    frame: &mut Frame,
    groups: &[Vec<Vec<u32>>],
    columns: Vec<usize>,
    dice: &mut Dice,
) -> Sheet {
    let mut lines = Vec::new();
    for (at, axis) in frame.axes.iter_mut().enumerate() {
        let codes = axis.primitives.iter().filter(|name| *name != "~").count() as u32;
        let mut node = |code: &str, holds: Vec<u32>| {
            let node = crate::suppress::frame::node(&mut axis.nodes, code.to_owned(), holds);
            Line { code: code.to_owned(), node }
        };
        lines.push(if columns.contains(&at) {
            let mut all: Vec<Line> =
                (0..codes).map(|code| node(&format!("c{code}"), vec![code])).collect();
            for (number, group) in groups[at].iter().enumerate() {
                all.push(node(&format!("g{number}"), group.clone()));
            }
            all.push(node("_T", (0..codes).collect()));
            all
        } else if dice.below(5) == 0 {
            vec![node("filter", (0..1 + dice.below(u64::from(codes) - 1) as u32).collect())]
        } else {
            vec![Line { code: "*".to_owned(), node: 0 }]
        });
    }
    Sheet { id: id.to_owned(), columns, lines }
}
