//! The rows of one case, put together: what is told twice counts once, and corrections find what they correct.
//!
//! A correction names an event by its kind, and by the row that told it where rows have names; otherwise it means the last
//! one told before it. Nothing is edited: the corrected event stays in the history, and the engine sees one or the other according to
//! what was known. A row whose correction finds nothing is refused, and so is every row that corrects something in it.

use duty::packed::put_event;
use duty::{Event, EventId};
use law::KindId;
use std::collections::HashMap;

/// What an event corrects.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Correction {
    /// The kind of the corrected event.
    pub(crate) kind: KindId,
    /// Its row: which of the row's names, and that name. None: the last event of the kind in the rows before.
    pub(crate) row: Option<(usize, String)>,
}

/// A row of a case, as far as it matters here.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Telling {
    /// What the row is called, in each of the columns by which corrections name rows.
    pub(crate) names: Vec<String>,
    pub(crate) events: Vec<(Event, Option<Correction>)>,
}

/// What the rows of a case come to.
pub(crate) struct Told {
    /// The history: a correction stands after what it corrects.
    pub(crate) events: Vec<Event>,
    /// For each row: whether it is refused.
    pub(crate) refused: Vec<bool>,
    /// Events that another row had told.
    pub(crate) repeated: u64,
}

/// One event among those of all rows.
struct Item<'r> {
    row: usize,
    event: Event,
    correction: Option<&'r Correction>,
    /// The first event that tells the same: often itself.
    first: usize,
}

/// Puts the rows of a case together.
pub(crate) fn put_together(rows: &[Telling]) -> Told {
    let items = items(rows);
    let corrects = items.iter().any(|item| item.correction.is_some());
    let targets = if corrects { targets(rows, &items) } else { vec![None; items.len()] };
    let refused =
        if corrects { refused(rows.len(), &items, &targets) } else { vec![false; rows.len()] };
    let stands_for = stands_for(&items, &refused);
    let repeated = (0..).zip(&stands_for).filter(|(n, other)| other.is_some_and(|o| o != *n));
    let repeated = repeated.count() as u64;
    let targets: Vec<Option<usize>> =
        targets.iter().map(|target| stands_for.get((*target)?).copied().flatten()).collect();
    let order = order(&targets, &stands_for);
    let mut places = vec![None; items.len()];
    for (place, item) in order.iter().enumerate() {
        if let Some(known) = places.get_mut(*item) {
            *known = u32::try_from(place).ok().map(EventId);
        }
    }
    let place = |item: usize| places.get(item).copied().flatten();
    let kept = order.iter().filter_map(|number| Some((*number, items.get(*number)?)));
    let events = numbered(kept.map(|(number, item)| {
        (item.event, targets.get(number).copied().flatten().and_then(place))
    }));
    Told { events, refused, repeated }
}

/// For each event the one that is kept for it: the first of those that tell the same and stay. None in refused rows.
fn stands_for(items: &[Item<'_>], refused: &[bool]) -> Vec<Option<usize>> {
    let mut kept: Vec<Option<usize>> = vec![None; items.len()];
    let mut stands_for = Vec::with_capacity(items.len());
    for (number, item) in items.iter().enumerate() {
        if refused.get(item.row) != Some(&false) {
            stands_for.push(None);
            continue;
        }
        let Some(known) = kept.get_mut(item.first) else { continue };
        let first = *known.get_or_insert(number);
        // A row that tells the same thing twice means two things.
        let other = items.get(first).is_some_and(|first| first.row != item.row);
        stands_for.push(Some(if other { first } else { number }));
    }
    stands_for
}

fn numbered(events: impl Iterator<Item = (Event, Option<EventId>)>) -> Vec<Event> {
    (0..)
        .zip(events)
        .map(|(id, (event, corrects))| Event { id: EventId(id), corrects, ..event })
        .collect()
}

/// All events, in the order of the file.
fn items(rows: &[Telling]) -> Vec<Item<'_>> {
    let mut items: Vec<Item<'_>> = Vec::new();
    let mut known: HashMap<Vec<u8>, usize> = HashMap::new();
    for (row, telling) in rows.iter().enumerate() {
        for (event, correction) in &telling.events {
            let number = items.len();
            let mut first = number;
            // A correction says something new even where it repeats a word.
            if rows.len() > 1 && correction.is_none() {
                let mut said = Vec::new();
                let bare = Event { id: EventId(0), recorded: None, corrects: None, ..*event };
                put_event(&mut said, &bare, 0, None);
                first = *known.entry(said).or_insert(number);
            }
            items.push(Item { row, event: *event, correction: correction.as_ref(), first });
        }
    }
    items
}

/// What each correction corrects, if it is there.
fn targets(rows: &[Telling], items: &[Item<'_>]) -> Vec<Option<usize>> {
    // The events of a kind in rows of a name, in the order of the file.
    let mut named: HashMap<(KindId, usize, &str), Vec<usize>> = HashMap::new();
    for (number, item) in items.iter().enumerate() {
        let names = rows.get(item.row).map_or(&[][..], |row| row.names.as_slice());
        for (which, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            named.entry((item.event.kind, which, name)).or_default().push(number);
        }
    }
    let mut targets = Vec::with_capacity(items.len());
    // The last event of each kind in the rows before, and in this row.
    let mut last: HashMap<KindId, usize> = HashMap::new();
    let mut here: Vec<(KindId, usize)> = Vec::new();
    let mut row = 0;
    for (number, item) in items.iter().enumerate() {
        if item.row != row {
            last.extend(here.drain(..));
            row = item.row;
        }
        here.push((item.event.kind, number));
        let target = item.correction.and_then(|correction| match &correction.row {
            None => last.get(&correction.kind).copied(),
            Some((which, name)) => {
                let others = named.get(&(correction.kind, *which, name.as_str()))?;
                let other = |other: &&usize| items.get(**other).is_some_and(|o| o.row != item.row);
                let before = others.partition_point(|other| *other < number);
                let (before, after) = others.split_at_checked(before)?;
                before.iter().rfind(other).or_else(|| after.iter().find(other)).copied()
            }
        });
        targets.push(target);
    }
    targets
}

/// The rows with a correction that finds nothing, or finds something in a row that is refused, or comes back to itself.
fn refused(rows: usize, items: &[Item<'_>], targets: &[Option<usize>]) -> Vec<bool> {
    let mut refused = vec![false; rows];
    let mut waiting = Vec::new();
    let mut refuse = |row: usize, waiting: &mut Vec<usize>| {
        if let Some(place) = refused.get_mut(row)
            && !*place
        {
            *place = true;
            waiting.push(row);
        }
    };
    // By row: the rows that correct something in it.
    let mut corrected_by: Vec<Vec<usize>> = vec![Vec::new(); rows];
    for (item, target) in items.iter().zip(targets) {
        match target.and_then(|target| items.get(target)) {
            Some(target) => {
                if let Some(by) = corrected_by.get_mut(target.row) {
                    by.push(item.row);
                }
            }
            None if item.correction.is_some() => refuse(item.row, &mut waiting),
            None => {}
        }
    }
    for circle in circles(targets) {
        items.get(circle).into_iter().for_each(|item| refuse(item.row, &mut waiting));
    }
    while let Some(row) = waiting.pop() {
        for by in corrected_by.get(row).into_iter().flatten() {
            refuse(*by, &mut waiting);
        }
    }
    refused
}

/// One event of every circle of corrections.
fn circles(targets: &[Option<usize>]) -> Vec<usize> {
    // By event: the walk that came here first; no walk has the number of nobody.
    let mut walks = vec![usize::MAX; targets.len()];
    let mut found = Vec::new();
    for start in 0..targets.len() {
        let mut at = start;
        while let Some(walk) = walks.get_mut(at).filter(|walk| **walk == usize::MAX) {
            *walk = start;
            match targets.get(at).copied().flatten() {
                Some(next) if walks.get(next) == Some(&start) => {
                    found.push(next);
                    break;
                }
                Some(next) => at = next,
                None => break,
            }
        }
    }
    found
}

/// The events that stay, in the order of the file but for corrections that the file has before what they correct.
fn order(targets: &[Option<usize>], stands_for: &[Option<usize>]) -> Vec<usize> {
    let mut done = vec![false; targets.len()];
    let mut order = Vec::with_capacity(targets.len());
    let mut chain = Vec::new();
    for (start, own) in stands_for.iter().enumerate() {
        let mut next = Some(start).filter(|start| *own == Some(*start));
        while let Some(number) = next {
            if done.get_mut(number).is_none_or(|done| std::mem::replace(done, true)) {
                break;
            }
            chain.push(number);
            next = targets.get(number).copied().flatten();
        }
        order.extend(chain.drain(..).rev());
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use duty::Value;
    use when::{Instant, Known, Span};

    fn event(kind: usize, at: i64) -> Event {
        Event {
            id: EventId(0),
            kind: KindId::new(kind).unwrap(),
            time: Known::certain(Span::at(Instant::from_seconds(at))),
            recorded: None,
            corrects: None,
            value: Value::None,
        }
    }

    /// A row called `name` that tells of an event at a time, and what that corrects.
    fn row(name: &str, at: i64, corrects: Option<&str>) -> Telling {
        let correction = corrects.map(|row| Correction {
            kind: KindId::new(1).unwrap(),
            row: (!row.is_empty()).then(|| (0, row.to_owned())),
        });
        Telling { names: vec![name.to_owned()], events: vec![(event(1, at), correction)] }
    }

    /// The times of the history with what each corrects, and the refused rows.
    fn told(rows: &[Telling]) -> (Vec<(i64, Option<u32>)>, Vec<usize>) {
        let told = put_together(rows);
        assert!(told.events.iter().zip(0..).all(|(event, place)| event.id.0 == place));
        let later = |e: &Event| e.corrects.is_none_or(|target| target < e.id);
        assert!(told.events.iter().all(later), "only a later event corrects");
        let refused = told.refused.iter().enumerate().filter(|(_, refused)| **refused);
        let events = told.events.iter();
        (
            events.map(|e| (e.time.span.earliest().seconds(), e.corrects.map(|id| id.0))).collect(),
            refused.map(|(row, _)| row).collect(),
        )
    }

    #[test]
    fn without_a_name_the_last_one_before_is_meant() {
        let rows = [row("1", 10, None), row("2", 20, None), row("3", 30, Some(""))];
        assert_eq!(told(&rows), (vec![(10, None), (20, None), (30, Some(1))], vec![]));
        assert_eq!(told(&[row("1", 10, Some("")), row("2", 20, None)]).1, [0]);
    }

    #[test]
    fn a_named_row_may_stand_anywhere_and_corrections_may_be_corrected() {
        let rows = [row("3", 30, Some("2")), row("2", 20, Some("1")), row("1", 10, None)];
        assert_eq!(told(&rows), (vec![(10, None), (20, Some(0)), (30, Some(1))], vec![]));
    }

    #[test]
    fn what_corrects_nothing_is_refused_and_what_corrects_that() {
        let rows = [
            row("1", 10, None),
            row("2", 20, Some("9")),
            row("3", 30, Some("2")),
            row("4", 40, Some("1")),
        ];
        assert_eq!(told(&rows), (vec![(10, None), (40, Some(0))], vec![1, 2]));
    }

    #[test]
    fn circles_are_refused_with_what_hangs_on_them() {
        let rows = [
            row("1", 10, Some("2")),
            row("2", 20, Some("1")),
            row("3", 30, Some("1")),
            row("4", 40, Some("4")),
            row("5", 50, None),
        ];
        assert_eq!(told(&rows), (vec![(50, None)], vec![0, 1, 2, 3]));
    }

    #[test]
    fn what_was_told_twice_is_corrected_once() {
        let rows = [row("1", 10, None), row("2", 10, None), row("3", 10, Some("2"))];
        assert_eq!(told(&rows), (vec![(10, None), (10, Some(0))], vec![]));
        assert_eq!(put_together(&rows).repeated, 1);
    }

    #[test]
    fn what_a_refused_row_told_first_is_not_lost_with_it() {
        let mut both = row("1", 10, Some("9"));
        both.events.push((event(1, 20), None));
        let rows = [both, row("2", 20, None), row("3", 30, Some("2"))];
        assert_eq!(told(&rows), (vec![(20, None), (30, Some(0))], vec![0]));
    }

    #[test]
    fn a_long_chain_is_no_long_work() {
        let rows: Vec<Telling> =
            (0..100_000).map(|n| row(&n.to_string(), n, Some(&(n + 1).to_string()))).collect();
        assert_eq!(told(&rows).1.len(), 100_000);
        let mut rows = rows;
        rows.push(row("100000", 0, None));
        assert_eq!(told(&rows).1.len(), 0);
    }
}
