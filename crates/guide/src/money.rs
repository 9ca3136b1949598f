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
    let args =
        [("year", quarter.year.to_string().into()), ("n", quarter.number.to_string().into())];
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
            return Sending {
                lines: Vec::new(),
                beside: None,
                now: None,
                chart: None,
                figures: Vec::new(),
            };
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
            lines
                .push(self.said(words.say(key::MONEY_EXAMPLE, &[("lost", lost.into())]), "prices"));
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
const END: i32 = WIDTH - 14;
const BOTTOM: i32 = 212;
const TOP: i32 = 14;

/// Where things stand in the chart.
struct Scale {
    bottom: i32,
    top: i32,
    first: i32,
    quarters: i32,
}

impl Scale {
    fn of(series: &[(Quarter, Option<Cost>)]) -> Self {
        let costs = || series.iter().filter_map(|(_, cost)| *cost).map(|cost| cost.0);
        let (least, most) = (costs().min().unwrap_or_default(), costs().max().unwrap_or_default());
        let first = series.first().map_or(0, |(quarter, _)| quarter.order());
        let last = series.last().map_or(0, |(quarter, _)| quarter.order());
        Self {
            // Some averages of the table lie below nought: they are drawn where they are.
            bottom: least.min(0).div_euclid(500) * 500,
            top: (most.max(LIMIT.0) / 500 + 1) * 500,
            first,
            quarters: (last - first).max(1),
        }
    }

    fn x(&self, quarter: Quarter) -> i32 {
        START + (END - START) * (quarter.order() - self.first) / self.quarters
    }

    fn y(&self, cost: i32) -> i32 {
        BOTTOM - (BOTTOM - TOP) * (cost - self.bottom) / (self.top - self.bottom)
    }
}

/// The chart: time runs from start to end in every language, as the figures of the axis do.
fn chart(series: &[(Quarter, Option<Cost>)], words: &Words) -> String {
    let scale = Scale::of(series);
    let mut svg = String::new();
    let step = if scale.top - scale.bottom > 2000 { 1000 } else { 500 };
    let ticks = (scale.bottom / step..=scale.top / step).map(|tick| tick * step);
    let grid =
        ticks.filter(|tick| *tick != LIMIT.0 && *tick >= scale.bottom).map(|tick| ("grid", tick));
    for (class, line) in grid.chain([("goal", GOAL.0), ("limit", LIMIT.0)]) {
        let y = scale.y(line);
        let _ = write!(
            svg,
            "<line class=\"{class}\" x1=\"{START}\" x2=\"{END}\" y1=\"{y}\" y2=\"{y}\"/><text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
            START - 8,
            y + 4,
            line / 100
        );
    }
    for (quarter, _) in series.iter().filter(|(quarter, _)| quarter.number == 1) {
        let _ = write!(
            svg,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            scale.x(*quarter),
            HEIGHT - 8,
            quarter.year
        );
    }
    let (mut path, mut pen) = (String::new(), 'M');
    for (quarter, cost) in series {
        let Some(cost) = cost else {
            pen = 'M';
            continue;
        };
        let (x, y) = (scale.x(*quarter), scale.y(cost.0));
        let _ = write!(path, "{pen}{x} {y}");
        let _ = write!(svg, "<circle cx=\"{x}\" cy=\"{y}\" r=\"3\"/>");
        pen = 'L';
    }
    let title = words.text(key::MONEY_CHART);
    format!(
        "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{title}\"><path class=\"line\" d=\"{path}\"/>{svg}</svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::{chart, decimal, percent};
    use crate::prices::{Cost, Quarter};
    use words::{Language, Words};

    #[test]
    fn a_cost_is_written_as_the_language_writes_numbers() {
        assert_eq!(decimal(388, Language::En), "3.88");
        assert_eq!(decimal(1427, Language::Fr), "14,27");
        assert_eq!(decimal(-5, Language::Ru), "-0,05");
        assert_eq!(percent(Cost(300), Language::Zh), "3.00\u{a0}%");
    }

    /// A gap was once drawn as a straight line to the next figure.
    #[test]
    fn a_quarter_without_a_figure_breaks_the_line() {
        let quarter = |number| Quarter { year: 2020, number };
        let series =
            [(quarter(1), Some(Cost(400))), (quarter(2), None), (quarter(3), Some(Cost(600)))];
        let svg = chart(&series, &Words::new(Language::En));
        let path = svg.split("d=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert_eq!(path.matches('M').count(), 2, "{path}");
        assert_eq!(path.matches('L').count(), 0, "{path}");
    }

    #[test]
    fn an_average_below_nought_is_drawn_below_nought() {
        let series = [(Quarter { year: 2014, number: 2 }, Some(Cost(-455)))];
        let svg = chart(&series, &Words::new(Language::En));
        assert!(svg.contains(">-5</text>"), "{svg}");
    }
}
