//! Note marks that a word processor glued to the words before them:
//! "rights,2", "Rights3", "10 May 200612".
//!
//! The only thing known for certain is that the first marks of the notes come
//! in the order 1, 2, 3 … as many as there are notes. That is the checksum: of
//! all ways to read digits as marks, the one is taken in which the first uses
//! run through in order and the evidence weighs most. Digits that are no mark
//! in that reading stay text.

use crate::{clean::Clean, draft::Draft, language::Language};

/// One way to read some digits as a mark.
#[derive(Debug, Clone, Copy)]
struct Reading {
    start: usize,
    end: usize,
    n: u32,
    weight: u32,
    /// Whether the same digits may repeat an earlier mark.
    repeats: bool,
}

/// The readings of one run of digits; at most one of them is true.
#[derive(Debug)]
struct Run {
    unit: usize,
    readings: Vec<Reading>,
}

/// More steps than this and only the plain readings are tried, in order.
const MAX_STEPS: usize = 8_000_000;
const REPEAT: i64 = 5;

/// Takes the marks out of every unit's text.
pub(crate) fn separate(draft: &mut Draft) {
    let notes = u32::try_from(draft.notes.len()).unwrap_or(u32::MAX);
    if notes == 0 {
        return;
    }
    let language = draft.language.unwrap_or(Language::English);
    let mut runs: Vec<Run> = Vec::new();
    for (unit, u) in draft.units.iter().enumerate() {
        for readings in runs_of(&u.text.text, notes, language) {
            runs.push(Run { unit, readings });
        }
    }
    let chosen = choose(&runs, notes as usize);
    let mut taken: Vec<Vec<Reading>> = vec![Vec::new(); draft.units.len()];
    for (run, choice) in runs.iter().zip(chosen) {
        if let Some(reading) = choice.and_then(|i| run.readings.get(i))
            && let Some(unit) = taken.get_mut(run.unit)
        {
            unit.push(*reading);
        }
    }
    for (unit, readings) in draft.units.iter_mut().zip(taken) {
        if !readings.is_empty() {
            unit.text = without(&unit.text.text, &readings);
        }
    }
}

/// The text without the digits of its marks, and the marks where they stood.
fn without(text: &str, readings: &[Reading]) -> Clean {
    let mut out = Clean::default();
    let mut at = 0;
    for reading in readings {
        out.push_str(&text[at..reading.start]);
        out.mark(reading.n);
        at = reading.end;
    }
    out.push_str(&text[at..]);
    out
}

/// All runs of digits in a text that could hold a mark.
fn runs_of(text: &str, notes: u32, language: Language) -> Vec<Vec<Reading>> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(found) = text[from..].find(|c: char| c.is_ascii_digit()) {
        let start = from + found;
        let end =
            text[start..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |n| start + n);
        from = end;
        let readings = match language {
            Language::Arabic => bracketed(text, start, end, notes),
            Language::Chinese
            | Language::English
            | Language::French
            | Language::Russian
            | Language::Spanish => glued(text, start, end, notes, language),
        };
        if !readings.is_empty() {
            out.push(readings);
        }
    }
    out
}

fn value(digits: &str, notes: u32) -> Option<u32> {
    if digits.starts_with('0') || digits.len() > 4 {
        return None;
    }
    digits.parse().ok().filter(|n| (1..=notes).contains(n))
}

/// Arabic texts print marks in raised brackets, "حقوق(3)".
fn bracketed(text: &str, start: usize, end: usize, notes: u32) -> Vec<Reading> {
    let glued = text[..start]
        .strip_suffix('(')
        .is_some_and(|t| t.chars().next_back().is_some_and(|c| c != ' '));
    let closed = text[end..].starts_with(')');
    match value(&text[start..end], notes) {
        Some(n) if glued && closed => {
            vec![Reading { start: start - 1, end: end + 1, n, weight: 10, repeats: true }]
        }
        Some(_) | None => Vec::new(),
    }
}

fn glued(text: &str, start: usize, end: usize, notes: u32, language: Language) -> Vec<Reading> {
    let mut readings = Vec::new();
    let digits = &text[start..end];
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    if let (Some(n), Some(before)) = (value(digits, notes), before) {
        let weight = match language {
            Language::Chinese => weight_chinese(text, start, before, after),
            Language::Arabic
            | Language::English
            | Language::French
            | Language::Russian
            | Language::Spanish => weight_spaced(text, start, before, after),
        };
        if let Some((weight, repeats)) = weight {
            readings.push(Reading { start, end, n, weight, repeats });
        }
    }
    // Digits of a number and of a mark in one run. Only where the whole is no
    // number that could stand there: better a mark not found, and said so, than
    // "resolution 61/29" read as 61/2 with mark 9.
    let year = digits.len() >= 5 && (digits.starts_with("19") || digits.starts_with("20"));
    let after_word = before.is_none_or(|c| !c.is_alphanumeric() && c != '/');
    let whole = digits.parse().unwrap_or(u32::MAX);
    let implausible = match before {
        // No session has adopted four hundred resolutions.
        Some('/') => whole > 400,
        Some(_) | None => digits.len() >= 5,
    };
    // "Agenda 21", and the mark after it.
    let agenda = text[..start].ends_with("Agenda ") && digits.starts_with("21") && digits.len() > 2;
    if agenda && let Some(n) = value(&digits[2..], notes) {
        readings.push(Reading { start: start + 2, end, n, weight: 8, repeats: false });
    }
    if implausible && after != Some('/') {
        for length in 1..=3.min(digits.len() - 1) {
            let cut = end - length;
            if let Some(n) = value(&text[cut..end], notes) {
                let is_year = year && after_word && digits.len() - length == 4;
                let weight = if is_year { 8 } else { 2 };
                readings.push(Reading { start: cut, end, n, weight, repeats: is_year });
            }
        }
    }
    readings
}

/// How much digits after this character look like a mark, where words are
/// separated by spaces.
fn weight_spaced(
    text: &str,
    start: usize,
    before: char,
    after: Option<char>,
) -> Option<(u32, bool)> {
    // "A/C.6/43/7": the digits go on as part of a symbol.
    if matches!(after, Some('/' | '-' | '–')) {
        return None;
    }
    let follows_letter = after.is_some_and(char::is_alphanumeric);
    let head = &text[..start - before.len_utf8()];
    let after_digit = head.chars().next_back().is_some_and(|c| c.is_ascii_digit());
    match before {
        c if c.is_alphabetic() => {
            let word =
                text[..start].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            // CO2, G20, H1N1: letters and digits that are one name.
            let name =
                word.len() <= 4 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
            Some(match (name, follows_letter) {
                (_, true) => (3, false),
                (true, false) => (6, false),
                (false, false) => (10, true),
            })
        }
        // "2010,1" is a mark more often than a decimal; "2.5" is not.
        ',' if after_digit => Some((7, false)),
        '.' if after_digit => Some((3, false)),
        ',' | ';' | '.' | ':' | ')' | ']' | '"' | '”' | '’' | '\'' | '»' | '!' | '?' | '%'
        | '…' => Some(if follows_letter { (3, false) } else { (10, true) }),
        _ => None,
    }
}

/// The same in Chinese, where numbers stand between words without spaces.
fn weight_chinese(
    text: &str,
    start: usize,
    before: char,
    after: Option<char>,
) -> Option<(u32, bool)> {
    const COUNTED: &str = "年月日号届次章段项条卷页个名百千万亿至和%-";
    if after
        .is_some_and(|c| COUNTED.contains(c) || c.is_ascii_alphanumeric() || c == '/' || c == '.')
    {
        return Some((1, false));
    }
    match before {
        '，' | '。' | '；' | '：' | '、' | '》' | '”' | '）' | ')' | '号' | ',' | ';' => {
            Some((10, true))
        }
        c if c.is_alphabetic() && c != '第' => {
            let name = text[..start].chars().next_back().is_some_and(|c| c.is_ascii_uppercase());
            Some((if name { 3 } else { 6 }, false))
        }
        _ => None,
    }
}

/// What it costs to leave a note without a mark, and how many may be left out
/// in a row: a note to the title has its mark outside every paragraph.
const SKIP: i64 = 12;
const MAX_SKIPPED: usize = 3;

/// Of all readings, the one whose first uses run 1, 2, 3 … and weigh most.
fn choose(runs: &[Run], notes: usize) -> Vec<Option<usize>> {
    let width = notes + 1;
    if runs.len().saturating_mul(width) > MAX_STEPS {
        return choose_plain(runs);
    }
    // best[m]: the greatest weight with the notes up to m marked or passed.
    let mut best: Vec<Option<i64>> = vec![None; width];
    best[0] = Some(0);
    // step[run][m]: which reading led to m, and from how far below:
    // 0 none, else (reading + 1) * 8 + m - from.
    let mut steps: Vec<u8> = vec![0; runs.len() * width];
    for (r, run) in runs.iter().enumerate() {
        let before = best.clone();
        for (i, reading) in run.readings.iter().enumerate() {
            let n = reading.n as usize;
            let step = u8::try_from((i + 1) * 8).unwrap_or(0);
            let mut offer = |m: usize, score: Option<i64>, step: u8| {
                if let Some(score) = score
                    && best[m].is_none_or(|old| score > old)
                {
                    best[m] = Some(score);
                    steps[r * width + m] = step;
                }
            };
            for (distance, cost) in (1u8..).zip((0..=MAX_SKIPPED).map(|s| SKIP * s as i64)) {
                let Some(from) = n.checked_sub(usize::from(distance)) else { break };
                let score = before[from].map(|s| s + i64::from(reading.weight) - cost);
                offer(n, score, step + distance);
            }
            if reading.repeats {
                for (m, score) in before.iter().enumerate().skip(n) {
                    offer(m, score.map(|s| s + REPEAT), step);
                }
            }
        }
    }
    // Back from the best end.
    let mut m = (0..width).max_by_key(|m| best[*m].unwrap_or(i64::MIN)).unwrap_or(0);
    let mut chosen = vec![None; runs.len()];
    for (r, choice) in chosen.iter_mut().enumerate().rev() {
        let step = usize::from(steps[r * width + m]);
        *choice = (step / 8).checked_sub(1);
        m -= step % 8;
    }
    chosen
}

/// For texts beyond any real one: take the plain reading that comes next.
fn choose_plain(runs: &[Run]) -> Vec<Option<usize>> {
    let mut last = 0;
    runs.iter()
        .map(|run| {
            let (i, reading) =
                run.readings.iter().enumerate().find(|(_, r)| r.weight >= 7 && r.n <= last + 1)?;
            last = last.max(reading.n);
            Some(i)
        })
        .collect()
}
