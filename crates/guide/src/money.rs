//! What sending money costs, in words, and as a chart with its table.
//!
//! A chart is drawn from whole numbers of hundredths; a gap in the figures is a gap in the line. It draws no trend and
//! foretells nothing.

use crate::chip::Line;
use crate::prices::{Cost, GOAL, LIMIT, Prices, Quarter};
use crate::stop::Ground;
use crate::{Country, Mark};
use std::fmt::Write as _;
use words::{Language, Words, key};

/// How a cost stands beside the goal: a class, a shape and words.
pub(crate) struct Beside {
    pub(crate) class: &'static str,
    pub(crate) shape: &'static str,
    pub(crate) words: String,
}

/// A figure as a page shows it.
pub(crate) struct Figure {
    pub(crate) quarter: String,
    pub(crate) cost: Option<String>,
    pub(crate) beside: Option<Beside>,
}

/// What a page says about one pair of countries.
pub(crate) struct Sending {
    pub(crate) lines: Vec<Line>,
    pub(crate) beside: Option<Beside>,
    pub(crate) now: Option<String>,
    pub(crate) chart: Option<String>,
    pub(crate) figures: Vec<Figure>,
}

/// `3.88 %` as the language writes it.
pub(crate) fn percent(cost: Cost, language: Language) -> String {
    format!("{}\u{a0}%", decimal(cost.0, language))
}

fn decimal(hundredths: i32, language: Language) -> String {
    let mark = match language {
        Language::Fr | Language::Es | Language::Ru => ',',
        Language::En | Language::Ar | Language::Zh => '.',
    };
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.unsigned_abs();
    format!("{sign}{}{mark}{:02}", size / 100, size % 100)
}

pub(crate) fn quarter(words: &Words, quarter: Quarter) -> String {
    let args = [("year", quarter.year.to_string().into()), ("n", quarter.number.to_string().into())];
    words.say(key::MONEY_QUARTER, &args)
}

/// Beside the goal of 3 % and the limit of 5 %.
pub(crate) fn beside(words: &Words, cost: Cost) -> Beside {
    let (class, shape, message) = if cost <= GOAL {
        ("low", "●", key::MONEY_UNDER)
    } else if cost <= LIMIT {
        ("mid", "■", key::MONEY_BETWEEN)
    } else {
        ("high", "▲", key::MONEY_OVER)
    };
    Beside { class, shape, words: words.text(message) }
}

impl Ground<'_> {
    /// What is known about sending from one country to another.
    pub(crate) fn sending(&self, prices: Option<&Prices>, from: Country, to: Country) -> Sending {
        let words = self.words;
        let series = prices.and_then(|prices| prices.series(from, to)).unwrap_or_default();
        let known: Vec<(Quarter, Cost)> =
            series.iter().filter_map(|(quarter, cost)| Some((*quarter, (*cost)?))).collect();
        let (Some(first), Some(last)) = (known.first().copied(), known.last().copied()) else {
            return Sending { lines: Vec::new(), beside: None, now: None, chart: None, figures: Vec::new() };
        };
        let said = |message, (at, cost): (Quarter, Cost)| {
            let args = [
                ("quarter", quarter(words, at).into()),
                ("cost", percent(cost, words.language()).into()),
            ];
            self.said(words.say(message, &args), "prices")
        };
        let mut lines = vec![said(key::MONEY_NOW, last)];
        if last.1.0 > 0 {
            let lost = decimal(last.1.0, words.language());
            lines.push(self.said(words.say(key::MONEY_EXAMPLE, &[("lost", lost.into())]), "prices"));
        }
        if first.0 != last.0 {
            lines.push(said(key::MONEY_THEN, first));
        }
        let old = words.say(key::MONEY_OLD, &[("quarter", quarter(words, last.0).into())]);
        lines.push(self.said(old, "prices"));
        let figures = series.iter().map(|(at, cost)| Figure {
            quarter: quarter(words, *at),
            cost: cost.map(|cost| percent(cost, words.language())),
            beside: cost.map(|cost| beside(words, cost)),
        });
        Sending {
            lines,
            beside: Some(beside(words, last.1)),
            now: Some(percent(last.1, words.language())),
            chart: Some(chart(&series, words)),
            figures: figures.collect(),
        }
    }

    /// The right to send, as far as the destination is bound.
    pub(crate) fn sending_right(&self, from: Country) -> Line {
        let text = self.words.text(key::MONEY_RIGHT);
        let basis = ["ICRMW 47(1)", "ICRMW 32"]
            .iter()
            .filter_map(|article| crate::rights::basis(self.law, article).ok())
            .collect::<Vec<_>>();
        let worth = match self.data.atlas.code(from) {
            Some(state) => crate::standing::worth(self.law, &basis, state, self.day),
            None => crate::standing::Worth::Perhaps(basis),
        };
        let chip = crate::chip::Chip::worth(self.words, &worth);
        debug_assert!(chip.mark != Mark::Source, "articles, not a source");
        Line::fact(text, chip)
    }
}

const WIDTH: i32 = 640;
const HEIGHT: i32 = 240;
const START: i32 = 44;
const BOTTOM: i32 = 212;
const TOP: i32 = 14;

/// The chart: time runs from start to end in every language, as the figures of the axis do.
fn chart(series: &[(Quarter, Option<Cost>)], words: &Words) -> String {
    let highest = series.iter().filter_map(|(_, cost)| *cost).map(|cost| cost.0).max().unwrap_or_default();
    let top = (highest.max(LIMIT.0) / 500 + 1) * 500;
    let y = |cost: i32| BOTTOM - (BOTTOM - TOP) * cost.clamp(0, top) / top;
    let steps = i32::try_from(series.len().max(2) - 1).unwrap_or(1);
    let x = |at: usize| START + (WIDTH - START - 12) * i32::try_from(at).unwrap_or_default() / steps;
    let mut svg = String::new();
    let step = if top > 2000 { 1000 } else { 500 };
    for tick in (0..=top / step).map(|tick| tick * step).filter(|tick| *tick != LIMIT.0) {
        let _ = write!(
            svg,
            "<line class=\"grid\" x1=\"{START}\" x2=\"{}\" y1=\"{1}\" y2=\"{1}\"/><text x=\"{2}\" y=\"{3}\" text-anchor=\"end\">{4}</text>",
            WIDTH - 12, y(tick), START - 8, y(tick) + 4, tick / 100
        );
    }
    for (class, line) in [("goal", GOAL), ("limit", LIMIT)] {
        let _ = write!(
            svg,
            "<line class=\"{class}\" x1=\"{START}\" x2=\"{}\" y1=\"{1}\" y2=\"{1}\"/><text x=\"{2}\" y=\"{3}\" text-anchor=\"end\">{4}</text>",
            WIDTH - 12, y(line.0), START - 8, y(line.0) + 4, line.0 / 100
        );
    }
    for (at, (quarter, _)) in series.iter().enumerate().filter(|(_, (quarter, _))| quarter.number == 1) {
        let anchor = if at == 0 { "start" } else { "middle" };
        let _ = write!(svg, "<text x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>", x(at), HEIGHT - 8, quarter.year);
    }
    let (mut path, mut pen) = (String::new(), 'M');
    for (at, (_, cost)) in series.iter().enumerate() {
        match cost {
            None => pen = 'M',
            Some(cost) => {
                let _ = write!(path, "{pen}{} {}", x(at), y(cost.0));
                pen = 'L';
                let _ = write!(svg, "<circle cx=\"{}\" cy=\"{}\" r=\"3\"/>", x(at), y(cost.0));
            }
        }
    }
    let title = words.text(key::MONEY_CHART);
    format!(
        "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{title}\"><path class=\"line\" d=\"{path}\"/>{svg}</svg>"
    )
}
