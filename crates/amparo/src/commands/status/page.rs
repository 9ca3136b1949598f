//! The treaty status as a page: what is asked, the matrix, who has not done so, and charts with their tables.
//!
//! One file without scripts; everything that comes from a table is escaped.

use super::chart::chart;
use super::text::{
    acts_text, former, letter, not_done_of, reach, reservations, source_title, standing_key,
    summary, told,
};
use super::view::View;
use law::{NotDone, Standing, days_text};
use std::fmt::Write as _;
use words::{Words, key};

const STYLE: &str = include_str!("page.css");

/// The page.
pub(super) fn all(view: &View<'_>, words: &Words) -> String {
    let title = escape(&words.say(key::STATUS_TITLE, &[("day", words.day(view.on).into())]));
    let language = words.language();
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title}</title><style>{STYLE}</style></head>\n<body><main>\n<h1>{title}</h1>\n",
        language.tag(),
        language.dir().name()
    );
    for (code, successors) in &view.former {
        let _ = writeln!(
            out,
            "<p class=\"box\">{}</p>",
            escape(&former(view, words, *code, successors))
        );
    }
    let _ = writeln!(out, "<p class=\"box\">{}</p>", escape(&words.text(key::STATUS_NO_LAWYER)));
    if view.instruments.len() > 1 {
        matrix(view, words, &mut out);
    }
    for index in &view.instruments {
        instrument(view, words, *index, &mut out);
    }
    conflicts(view, words, &mut out);
    let _ = write!(out, "<h2>{}</h2>\n<ul>", escape(&words.text(key::STATUS_SOURCES)));
    for source in view.book.sources() {
        let _ = write!(
            out,
            "<li><code>{}</code> {}</li>",
            escape(&source.id),
            escape(&source_title(source, words))
        );
    }
    out + "</ul>\n</main></body></html>\n"
}

fn heading(words: &Words, columns: &[words::Key]) -> String {
    let mut head = String::from("<thead><tr>");
    for column in columns {
        let _ = write!(head, "<th scope=\"col\">{}</th>", escape(&words.text(*column)));
    }
    head + "</tr></thead><tbody>"
}

fn matrix(view: &View<'_>, words: &Words, out: &mut String) {
    let name = escape(&words.text(key::STATUS_MATRIX));
    let _ = write!(out, "<h2>{name}</h2>\n<ul class=\"legend\">");
    for standing in Standing::ALL {
        let _ = write!(
            out,
            "<li><span class=\"cell {}\" aria-hidden=\"true\">{}</span> {}</li>",
            standing.word(),
            letter(standing),
            escape(&words.text(standing_key(standing)))
        );
    }
    let _ = write!(
        out,
        "</ul>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\"><table class=\"matrix\"><caption>{name}</caption><thead><tr><th scope=\"col\">{}</th>",
        escape(&words.text(key::STATUS_STATE))
    );
    for index in &view.instruments {
        let id = escape(view.id(*index));
        let _ = write!(out, "<th scope=\"col\" class=\"tall\"><a href=\"#{id}\">{id}</a></th>");
    }
    out.push_str("</tr></thead><tbody>");
    for state in &view.states {
        let _ = write!(
            out,
            "<tr><th scope=\"row\" lang=\"en\"><bdi>{}</bdi></th>",
            escape(view.name(*state))
        );
        for index in &view.instruments {
            let standing = view.standing(*index, *state);
            let said = escape(&words.text(standing_key(standing)));
            let _ = write!(
                out,
                "<td class=\"cell {}\" title=\"{said}\"><span aria-hidden=\"true\">{}</span><span class=\"heard\">{said}</span></td>",
                standing.word(),
                letter(standing)
            );
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div>\n");
}

fn instrument(view: &View<'_>, words: &Words, index: usize, out: &mut String) {
    let id = escape(view.id(index));
    let _ = writeln!(
        out,
        "<section><h2 id=\"{id}\"><bdi>{id}</bdi></h2>\n<p lang=\"en\" dir=\"ltr\">{}</p>\n<p class=\"quiet\">{}</p>",
        escape(view.title(index)),
        escape(&reach(view, words, index))
    );
    if !view.book.knows(index) {
        out.push_str("</section>\n");
        return;
    }
    if !view.asked_state {
        let _ = writeln!(out, "<p><strong>{}</strong></p>", escape(&summary(view, words, index)));
        let _ = writeln!(out, "<h3>{}</h3>", escape(&words.text(key::STATUS_COUNTS)));
        out.push_str(&chart(view, words, index));
        not_done(view, words, index, out);
    }
    if view.asked_state || view.asked_instrument {
        acts(view, words, index, out);
    }
    out.push_str("</section>\n");
}

fn not_done(view: &View<'_>, words: &Words, index: usize, out: &mut String) {
    let (surely, unknown) = view.not_done(index);
    let _ = writeln!(
        out,
        "<h3>{}</h3>\n<p>{}</p>",
        escape(&words.text(key::STATUS_NOT_DONE)),
        escape(&not_done_of(words, surely.len(), view.universe()))
    );
    states(view, words, &surely, out);
    if !unknown.is_empty() {
        let heading = escape(&words.text(key::STATUS_NOT_TOLD));
        let _ = writeln!(out, "<h3>{heading}: {}</h3>", words.count(unknown.len() as u64));
        states(view, words, &unknown, out);
    }
}

fn states(view: &View<'_>, words: &Words, list: &[NotDone], out: &mut String) {
    out.push_str("<ul class=\"states\">");
    for one in list {
        let signed = one.signed.map_or_else(String::new, |days| {
            let said = words.say(key::STATUS_SIGNED_ON, &[("day", days_text(days).into())]);
            format!(" <span class=\"quiet\">({})</span>", escape(&said))
        });
        let _ =
            write!(out, "<li><bdi lang=\"en\">{}</bdi>{signed}</li>", escape(view.name(one.state)));
    }
    out.push_str("</ul>\n");
}

fn acts(view: &View<'_>, words: &Words, index: usize, out: &mut String) {
    let columns =
        [key::STATUS_STATE, key::STATUS_STANDING, key::STATUS_ACTS, key::STATUS_RESERVATIONS];
    let name = escape(&words.text(key::STATUS_ACTS));
    let _ = write!(
        out,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{name} {0}\"><table><caption>{name}</caption>{1}",
        escape(view.id(index)),
        heading(words, &columns)
    );
    for state in &view.states {
        let list = view.book.acts(index, *state);
        if list.is_empty() && !view.asked_state {
            continue;
        }
        let mut said = String::new();
        for (act, text) in list.iter().zip(acts_text(view, words, index, *state)) {
            let _ = write!(said, "<div>{}</div>", escape(&text));
            if !act.note.is_empty() {
                let _ = write!(
                    said,
                    "<div class=\"quiet\" lang=\"en\" dir=\"auto\">{}</div>",
                    escape(&act.note)
                );
            }
        }
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\" lang=\"en\"><bdi>{}</bdi></th><td>{}</td><td>{said}</td><td>{}</td></tr>",
            escape(view.name(*state)),
            escape(&words.text(standing_key(view.standing(index, *state)))),
            escape(&reservations(view, words, index, *state))
        );
    }
    out.push_str("</tbody></table></div>\n");
}

fn conflicts(view: &View<'_>, words: &Words, out: &mut String) {
    let name = escape(&words.text(key::STATUS_CONFLICTS));
    let _ = writeln!(out, "<h2>{name}</h2>");
    if view.conflicts().next().is_none() {
        let _ = writeln!(out, "<p>{}</p>", escape(&words.text(key::STATUS_CONFLICTS_NONE)));
        return;
    }
    let columns = [
        key::STATUS_INSTRUMENT,
        key::STATUS_STATE,
        key::STATUS_FIELD,
        key::STATUS_SOURCES,
        key::STATUS_KEPT,
        key::STATUS_WHY,
    ];
    let _ = write!(
        out,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\"><table lang=\"en\"><caption>{name}</caption>{}",
        heading(words, &columns)
    );
    for conflict in view.conflicts() {
        let mut said = String::new();
        for (source, text) in &conflict.said {
            let _ = write!(
                said,
                "<div><code>{}</code> {}</div>",
                escape(source),
                escape(&told(text, words))
            );
        }
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td><bdi>{}</bdi></td><td>{}</td><td>{said}</td><td>{}</td><td>{}</td></tr>",
            escape(view.id(conflict.instrument)),
            escape(view.name(conflict.state)),
            escape(&conflict.field),
            escape(&conflict.kept),
            escape(&conflict.note)
        );
    }
    out.push_str("</tbody></table></div>\n");
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}
