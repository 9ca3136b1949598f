//! Which unit of the earlier text became which unit of the later one.
//!
//! Every pair is scored by the rare words both have; the best pairs are taken
//! first. What is left over may be a part cut off from a unit (split), a unit
//! taken into another (merged), new, or dropped. All in whole numbers.

use std::collections::{BTreeMap, HashMap};

use super::words::tokens;
use crate::model::{Kind, Paragraph, Resolution};

/// Units of both texts that belong together, by index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) from: Vec<usize>,
    pub(super) to: Vec<usize>,
    pub(super) moved: bool,
}

/// A pair must share this much, in thousandths.
const ALIKE: u64 = 330;
/// A cut-off part must have this much of its words from the other.
const CONTAINED: u64 = 620;

/// The words of a unit and how much each weighs.
struct Bag {
    counts: BTreeMap<u32, u32>,
    weight: u64,
    words: u32,
}

struct Bags {
    from: Vec<Bag>,
    to: Vec<Bag>,
    weights: Vec<u64>,
}

pub(super) fn rows(from: &Resolution, to: &Resolution) -> Vec<Row> {
    if from.edition.language != to.edition.language {
        return by_address(from, to);
    }
    let bags = bags(&from.paragraphs, &to.paragraphs);
    let pairs = pairs(&bags, &from.paragraphs, &to.paragraphs);
    let mut to_of: Vec<Vec<usize>> = vec![Vec::new(); from.paragraphs.len()];
    let mut from_of: Vec<Vec<usize>> = vec![Vec::new(); to.paragraphs.len()];
    for (i, j) in &pairs {
        to_of[*i].push(*j);
        from_of[*j].push(*i);
    }
    splits(&bags, &mut to_of, &mut from_of);
    let moved = moved(&pairs, from, to, &to_of);
    collect(&to_of, &from_of, &moved)
}

/// Two languages: the same address is the same unit.
fn by_address(from: &Resolution, to: &Resolution) -> Vec<Row> {
    let index: HashMap<&str, usize> =
        from.paragraphs.iter().enumerate().map(|(i, p)| (p.id.as_str(), i)).collect();
    let mut used = vec![false; from.paragraphs.len()];
    let mut rows: Vec<Row> = Vec::new();
    for (j, unit) in to.paragraphs.iter().enumerate() {
        let i = index.get(unit.id.as_str()).copied();
        if let Some(i) = i {
            used[i] = true;
        }
        rows.push(Row { from: i.into_iter().collect(), to: vec![j], moved: false });
    }
    rows.extend((0..from.paragraphs.len()).filter(|i| !used[*i]).map(|i| Row {
        from: vec![i],
        to: Vec::new(),
        moved: false,
    }));
    rows
}

fn bags(from: &[Paragraph], to: &[Paragraph]) -> Bags {
    let mut ids: HashMap<String, u32> = HashMap::new();
    let mut frequency: Vec<u64> = Vec::new();
    let mut count = |unit: &Paragraph| -> BTreeMap<u32, u32> {
        let mut counts = BTreeMap::new();
        for token in tokens(&unit.text) {
            if !token.chars().any(char::is_alphanumeric) {
                continue;
            }
            let next = u32::try_from(ids.len()).unwrap_or(u32::MAX);
            let id = *ids.entry(token.to_lowercase()).or_insert(next);
            if id == next {
                frequency.push(0);
            }
            *counts.entry(id).or_insert(0) += 1;
        }
        for id in counts.keys() {
            frequency[*id as usize] += 1;
        }
        counts
    };
    let from_counts: Vec<_> = from.iter().map(&mut count).collect();
    let to_counts: Vec<_> = to.iter().map(&mut count).collect();
    let all = (from.len() + to.len()) as u64;
    // A word in every unit weighs 1, a word in two units the most.
    let weights: Vec<u64> =
        frequency.iter().map(|f| 1 + u64::from((all / (*f).max(1)).max(1).ilog2())).collect();
    let bag = |counts: BTreeMap<u32, u32>| Bag {
        weight: counts.iter().map(|(id, n)| weights[*id as usize] * u64::from(*n)).sum(),
        words: counts.values().sum(),
        counts,
    };
    Bags {
        from: from_counts.into_iter().map(bag).collect(),
        to: to_counts.into_iter().map(bag).collect(),
        weights,
    }
}

impl Bags {
    /// The weight of the words two bags have in common.
    fn common(&self, a: &Bag, b: &Bag) -> u64 {
        let (small, large) = if a.counts.len() < b.counts.len() { (a, b) } else { (b, a) };
        small
            .counts
            .iter()
            .filter_map(|(id, n)| {
                large.counts.get(id).map(|m| self.weights[*id as usize] * u64::from(*n.min(m)))
            })
            .sum()
    }

    /// The weight of `part`'s words found in `whole` but not in `taken`.
    fn left_in(&self, part: &Bag, whole: &Bag, taken: &[&Bag]) -> u64 {
        part.counts
            .iter()
            .map(|(id, n)| {
                let there = whole.counts.get(id).copied().unwrap_or(0);
                let used: u32 = taken.iter().map(|t| t.counts.get(id).copied().unwrap_or(0)).sum();
                self.weights[*id as usize] * u64::from((*n).min(there.saturating_sub(used)))
            })
            .sum()
    }
}

/// The best pairs, each unit at most once.
fn pairs(bags: &Bags, from: &[Paragraph], to: &[Paragraph]) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(u64, usize, usize)> = Vec::new();
    let (rows, columns) = (from.len().max(1) as u64, to.len().max(1) as u64);
    for (i, a) in bags.from.iter().enumerate() {
        for (j, b) in bags.to.iter().enumerate() {
            let total = a.weight + b.weight;
            // Too different in length to be alike: no need to look at the words.
            if total == 0 || 2000 * a.weight.min(b.weight) < ALIKE * total {
                continue;
            }
            let alike = 2000 * bags.common(a, b) / total;
            if alike < ALIKE {
                continue;
            }
            let preamble = |p: &Paragraph| p.kind == Kind::Preambular;
            let apart = (1000 * i as u64 / rows).abs_diff(1000 * j as u64 / columns);
            let mut score = alike + 1000 - apart / 25;
            if preamble(&from[i]) != preamble(&to[j]) {
                if alike < ALIKE + 200 {
                    continue;
                }
                score -= 150;
            }
            candidates.push((score, i, j));
        }
    }
    candidates.sort_unstable_by_key(|(score, i, j)| (std::cmp::Reverse(*score), *i, *j));
    let mut used = (vec![false; from.len()], vec![false; to.len()]);
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in candidates {
        if !used.0[i] && !used.1[j] {
            used.0[i] = true;
            used.1[j] = true;
            pairs.push((i, j));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Left-over units that are a part of a unit already paired.
fn splits(bags: &Bags, to_of: &mut [Vec<usize>], from_of: &mut [Vec<usize>]) {
    const FEWEST_WORDS: u32 = 6;
    for j in 0..from_of.len() {
        let part = &bags.to[j];
        if !from_of[j].is_empty() || part.words < FEWEST_WORDS {
            continue;
        }
        let whole = (0..to_of.len())
            .filter(|i| !to_of[*i].is_empty() && to_of[*i].iter().all(|k| from_of[*k].len() == 1))
            .filter_map(|i| {
                let taken: Vec<&Bag> = to_of[i].iter().map(|k| &bags.to[*k]).collect();
                let left = bags.left_in(part, &bags.from[i], &taken);
                (1000 * left >= CONTAINED * part.weight).then_some((left, std::cmp::Reverse(i)))
            })
            .max();
        if let Some((_, std::cmp::Reverse(i))) = whole {
            to_of[i].push(j);
            to_of[i].sort_unstable();
            from_of[j].push(i);
        }
    }
    for i in 0..to_of.len() {
        let part = &bags.from[i];
        if !to_of[i].is_empty() || part.words < FEWEST_WORDS {
            continue;
        }
        let whole = (0..from_of.len())
            .filter(|j| !from_of[*j].is_empty() && from_of[*j].iter().all(|k| to_of[*k].len() == 1))
            .filter_map(|j| {
                let taken: Vec<&Bag> = from_of[j].iter().map(|k| &bags.from[*k]).collect();
                let left = bags.left_in(part, &bags.to[j], &taken);
                (1000 * left >= CONTAINED * part.weight).then_some((left, std::cmp::Reverse(j)))
            })
            .max();
        if let Some((_, std::cmp::Reverse(j))) = whole {
            from_of[j].push(i);
            from_of[j].sort_unstable();
            to_of[i].push(j);
        }
    }
}

/// Later units that left the common order, or their paragraph.
fn moved(
    pairs: &[(usize, usize)],
    from: &Resolution,
    to: &Resolution,
    to_of: &[Vec<usize>],
) -> Vec<bool> {
    let mut moved = vec![false; to.paragraphs.len()];
    let kept = longest_increasing(&pairs.iter().map(|(_, j)| *j).collect::<Vec<_>>());
    for (n, (i, j)) in pairs.iter().enumerate() {
        let parent = |r: &Resolution, at: usize| {
            let id = r.paragraphs[at].parent.as_deref()?;
            r.paragraphs.iter().position(|p| p.id == id)
        };
        let other_paragraph = match (parent(from, *i), parent(to, *j)) {
            (Some(old), Some(new)) => !to_of[old].is_empty() && !to_of[old].contains(&new),
            (None, None) => false,
            (Some(_), None) | (None, Some(_)) => true,
        };
        moved[*j] = !kept[n] || other_paragraph;
    }
    moved
}

/// Which members belong to a longest increasing subsequence.
fn longest_increasing(values: &[usize]) -> Vec<bool> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; values.len()];
    for (n, value) in values.iter().enumerate() {
        let at = tails.partition_point(|t| values[*t] < *value);
        before[n] = at.checked_sub(1).map(|p| tails[p]);
        if at == tails.len() {
            tails.push(n);
        } else {
            tails[at] = n;
        }
    }
    let mut kept = vec![false; values.len()];
    let mut at = tails.last().copied();
    while let Some(n) = at {
        kept[n] = true;
        at = before[n];
    }
    kept
}

/// Rows in the order of the later text; what was dropped stands after what it
/// followed in the earlier one.
fn collect(to_of: &[Vec<usize>], from_of: &[Vec<usize>], moved: &[bool]) -> Vec<Row> {
    let mut rows: Vec<((usize, usize), Row)> = Vec::new();
    for (j, sources) in from_of.iter().enumerate() {
        let first = sources.first().map(|i| to_of[*i].first().copied());
        match (sources.as_slice(), first) {
            // The first part of a split carries the row.
            ([i], Some(Some(first))) if to_of[*i].len() > 1 => {
                if first == j {
                    let to = to_of[*i].clone();
                    let moved = to.iter().any(|k| moved[*k]);
                    rows.push(((j + 1, 0), Row { from: vec![*i], to, moved }));
                }
            }
            (sources, _) => {
                rows.push((
                    (j + 1, 0),
                    Row { from: sources.to_vec(), to: vec![j], moved: moved[j] },
                ));
            }
        }
    }
    let mut anchor = 0;
    for (i, targets) in to_of.iter().enumerate() {
        match targets.last() {
            Some(j) => anchor = j + 1,
            None => {
                rows.push(((anchor, i + 1), Row { from: vec![i], to: Vec::new(), moved: false }))
            }
        }
    }
    rows.sort_by_key(|(key, _)| *key);
    rows.into_iter().map(|(_, row)| row).collect()
}
