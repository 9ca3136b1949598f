//! The labels by which reports group: short, and shared between rows.

use crate::cells::Cells;
use crate::mapping::{Cell, Group, Mapping, Part};
use crate::row::Row;
use crate::tables::fold;
use law::Law;
use std::collections::HashMap;
use std::sync::Arc;
use when::Zone;

/// More labels than this in one dimension make no table; later ones become [`OTHER`].
const LABELS_MAX: usize = 10_000;
const LABEL_LENGTH: usize = 80;
const OTHER: &str = "(other)";

/// The dimensions with the labels seen so far.
pub(crate) struct Labels<'m> {
    groups: &'m [Group],
    law: &'m Law,
    by_text: Vec<HashMap<String, Arc<str>>>,
    by_number: Vec<HashMap<i64, Arc<str>>>,
    missing: Vec<Arc<str>>,
}

impl<'m> Labels<'m> {
    pub(crate) fn new(mapping: &'m Mapping, law: &'m Law) -> Self {
        let groups = mapping.groups.as_slice();
        Self {
            law,
            by_text: vec![HashMap::new(); groups.len()],
            by_number: vec![HashMap::new(); groups.len()],
            missing: groups.iter().map(|group| group.missing.as_str().into()).collect(),
            groups,
        }
    }

    /// The labels of a row, one for each dimension.
    pub(crate) fn of(
        &mut self,
        row: Row<'_>,
        cells: &Cells<'_>,
        zone: Option<&Zone>,
    ) -> Vec<Arc<str>> {
        let mut labels = Vec::with_capacity(self.groups.len());
        for (index, group) in self.groups.iter().enumerate() {
            let label = match (cells.cell(group.column), &group.part) {
                (Cell::Empty | Cell::Unknown, _) => None,
                (Cell::Time(known), part) => zone.and_then(|zone| {
                    let days = zone.days_of(known.span);
                    let (first, last) = (days.first().ymd(), days.last().ymd());
                    let month = i64::from(first.0) * 12 + i64::from(first.1) - 1;
                    match part {
                        // A span over two years belongs to neither.
                        Part::Month if (first.0, first.1) == (last.0, last.1) => {
                            self.number(index, month, || format!("{:04}-{:02}", first.0, first.1))
                        }
                        Part::Year if first.0 == last.0 => {
                            self.number(index, i64::from(first.0), || format!("{:04}", first.0))
                        }
                        Part::Month | Part::Year | Part::Whole | Part::Bands(_) => None,
                    }
                }),
                (Cell::Number(number), Part::Bands(bands)) => {
                    let band = bands.iter().rev().find(|(least, _)| *least <= number);
                    band.and_then(|(least, label)| {
                        self.number(index, i64::from(*least), || label.clone())
                    })
                }
                (cell, _) => Some(self.text(index, cells.text(row, group.column), cell)),
            };
            labels.push(label.or_else(|| self.missing.get(index).cloned()).unwrap_or_default());
        }
        labels
    }

    fn number(
        &mut self,
        group: usize,
        number: i64,
        label: impl FnOnce() -> String,
    ) -> Option<Arc<str>> {
        let known = self.by_number.get_mut(group)?;
        Some(Arc::clone(known.entry(number).or_insert_with(|| label().into())))
    }

    fn text(&mut self, group: usize, text: &str, cell: Cell) -> Arc<str> {
        if let Some(label) = self.by_text.get(group).and_then(|known| known.get(text)) {
            return Arc::clone(label);
        }
        let labels = self.groups.get(group).map(|group| &group.labels);
        let label =
            labels.and_then(|labels| labels.get(&fold(text)).cloned()).unwrap_or_else(|| {
                let code = cell.code().and_then(|code| self.law.vocabulary.code_entry(code));
                code.map_or(text, |code| &code.title)
                    .chars()
                    .map(|c| if c.is_control() { ' ' } else { c })
                    .take(LABEL_LENGTH)
                    .collect()
            });
        match self.by_text.get_mut(group) {
            Some(known) if known.len() < LABELS_MAX => {
                let label: Arc<str> = label.into();
                known.insert(text.to_owned(), Arc::clone(&label));
                label
            }
            _ => OTHER.into(),
        }
    }
}
