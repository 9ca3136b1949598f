//! Parties over time as a stepped line in SVG, with title, description and a table twin beside it.
//!
//! Drawn with whole numbers. Time runs from left to right in every language, as years in running text do. A pale band above
//! the line shows the States of which only the year is known.

use super::view::View;
use law::YearCount;
use std::fmt::Write as _;
use words::{Words, key};

const WIDTH: u64 = 720;
const PLOT: u64 = 200;
const LEFT: u64 = 44;
const TOP: u64 = 14;

/// A chart and its table; nothing where there is nothing to count.
pub(super) fn chart(view: &View<'_>, words: &Words, index: usize) -> String {
    let counts = view.counts(index);
    let (Some(first), Some(last)) = (counts.first(), counts.last()) else { return String::new() };
    let most = counts.iter().map(|count| u64::from(count.parties + count.perhaps)).max();
    let most = round_up(most.unwrap_or(1).max(1));
    let steps = counts.len() as u64;
    let x = |place: u64| LEFT + (WIDTH - LEFT) * place / steps;
    let y = |n: u64| TOP + PLOT - PLOT * n / most;
    let (mut line, mut band, mut back) = (String::new(), String::new(), Vec::new());
    for (count, place) in counts.iter().zip(0_u64..) {
        let (sure, perhaps) = (u64::from(count.parties), u64::from(count.parties + count.perhaps));
        let (from, to) = (x(place), x(place + 1));
        let _ = write!(line, "{from},{0} {to},{0} ", y(sure));
        let _ = write!(band, "{from},{0} {to},{0} ", y(perhaps));
        back.push(format!("{to},{0} {from},{0} ", y(sure)));
    }
    back.reverse();
    let band = counts.iter().any(|count| count.perhaps > 0).then(|| band + &back.concat());
    let (id, title) = (view.id(index), words.text(key::STATUS_COUNTS));
    let describe = words.say(
        key::STATUS_CHART_DESC,
        &[
            ("instrument", id.into()),
            ("from", first.day.to_string().into()),
            ("to", last.day.to_string().into()),
            ("first", words.count(first.parties.into()).into()),
            ("n", words.count(last.parties.into()).into()),
        ],
    );
    let mut svg = format!(
        "<figure><svg direction=\"ltr\" viewBox=\"0 0 {WIDTH} {}\" role=\"img\" aria-labelledby=\"c-{id}-t c-{id}-d\">\
         <title id=\"c-{id}-t\">{id}: {title}</title><desc id=\"c-{id}-d\">{describe}</desc>",
        TOP + PLOT + 26
    );
    for n in [0, most / 4, most / 2, most * 3 / 4, most] {
        let _ = write!(
            svg,
            "<line x1=\"{LEFT}\" x2=\"{WIDTH}\" y1=\"{0}\" y2=\"{0}\"/><text x=\"{1}\" y=\"{2}\" text-anchor=\"end\">{n}</text>",
            y(n),
            LEFT - 6,
            y(n) + 4
        );
    }
    for (count, place) in counts.iter().zip(0_u64..) {
        let year = count.day.ymd().0;
        if year % if steps > 40 { 10 } else { 5 } == 0 {
            let _ = write!(
                svg,
                "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{year}</text>",
                x(place + 1),
                TOP + PLOT + 18
            );
        }
    }
    if let Some(band) = &band {
        let _ = write!(svg, "<polygon class=\"band\" points=\"{}\"/>", band.trim_end());
    }
    let _ = write!(svg, "<polyline class=\"line\" points=\"{}\"/></svg>", line.trim_end());
    if band.is_some() {
        let _ = write!(svg, "<figcaption>{}</figcaption>", words.text(key::STATUS_CHART_BAND));
    }
    svg + &twin(&counts, &describe, words) + "</figure>"
}

/// The same numbers as a table.
fn twin(counts: &[YearCount], describe: &str, words: &Words) -> String {
    let mut table = format!(
        "<details><summary>{}</summary><table><caption>{describe}</caption><thead><tr>",
        words.text(key::STATUS_COUNTS)
    );
    for heading in
        [key::STATUS_YEAR_END, key::STATUS_PARTIES, key::STATUS_PERHAPS, key::STATUS_SIGNATORIES]
    {
        let _ = write!(table, "<th scope=\"col\">{}</th>", words.text(heading));
    }
    table.push_str("</tr></thead><tbody>");
    for count in counts {
        let _ = write!(
            table,
            "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
            count.day, count.parties, count.perhaps, count.signatories
        );
    }
    table + "</tbody></table></details>"
}

/// The next number whose quarters are whole and easy to read.
fn round_up(n: u64) -> u64 {
    [4, 8, 12, 20, 40, 60, 80, 100, 120, 160, 200].into_iter().find(|top| *top >= n).unwrap_or(n)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_scale_has_whole_quarters() {
        for n in 1..=200 {
            let top = super::round_up(n);
            assert!(top >= n && top.is_multiple_of(4), "{n} {top}");
        }
    }
}
