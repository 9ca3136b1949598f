//! On what the duty rests: paragraphs, articles, the limit with its source, the place.

use super::case::Case;
use super::tree::ReasonTree;
use crate::keys;
use words::key;

pub(crate) fn lines(case: &Case<'_>) -> Vec<ReasonTree> {
    let paragraphs = case.words.list(&case.duty.paragraphs);
    let mut lines = vec![ReasonTree::leaf(
        case.say(key::NODE_PARAGRAPHS, &[("paragraphs", paragraphs.into())]),
    )];
    let articles: Vec<_> = case.duty.articles.iter().map(|cited| article(case, cited)).collect();
    if !articles.is_empty() {
        lines.push(ReasonTree::with(case.words.text(key::NODE_ARTICLES), articles));
    }
    lines.push(limit(case));
    let place = case.context.place;
    lines.push(ReasonTree::leaf(case.say(
        key::NODE_PLACE,
        &[
            ("place", place.title.as_str().into()),
            ("zone", place.zone.as_str().into()),
            ("calendar", place.calendar.title.as_str().into()),
        ],
    )));
    lines
}

fn article(case: &Case<'_>, cited: &law::Citation) -> ReasonTree {
    let instrument = case.law.instruments.get(cited.instrument);
    let article = instrument.and_then(|instrument| instrument.articles.get(cited.article));
    let summary = article.map_or("?", |article| article.summary.as_str());
    let line = case.say(
        key::NODE_ARTICLE,
        &[("article", cited.text.as_str().into()), ("summary", summary.into())],
    );
    let title = instrument.map(|instrument| ReasonTree::leaf(instrument.title.clone()));
    ReasonTree::with(line, title.into_iter().collect())
}

fn limit(case: &Case<'_>) -> ReasonTree {
    let limit = case.limit;
    let mut children = Vec::new();
    let mut leaf = |text: String| children.push(ReasonTree::leaf(text));
    if let Some(ask) = case.rule.ask {
        leaf(case.say(key::NODE_ASK, &[("length", case.words.length(ask.length).into())]));
    }
    leaf(case.say(key::NODE_SOURCE, &[("source", limit.source.as_str().into())]));
    let kind = case.words.text(keys::limit_kind(limit.kind));
    leaf(case.say(key::NODE_KIND, &[("kind", kind.into())]));
    leaf(case.words.text(keys::confirmed(limit.confirmed)));
    if let Some(note) = &limit.note {
        leaf(case.say(key::NODE_NOTE, &[("note", note.as_str().into())]));
    }
    let jurisdiction = case.law.jurisdictions.get(limit.jurisdiction);
    if let Some(jurisdiction) = jurisdiction {
        leaf(
            case.say(
                key::ABOUT_JURISDICTION,
                &[("jurisdiction", jurisdiction.title.as_str().into())],
            ),
        );
        if let Some(text) = &jurisdiction.in_flux {
            leaf(case.say(key::NODE_IN_FLUX, &[("text", text.trim().into())]));
        }
    }
    let key = if case.is_threshold() { key::NODE_THRESHOLD } else { key::NODE_LIMIT };
    let length = crate::limit::lengths(case.rule, case.words);
    let line = case.say(key, &[("length", length.into()), ("title", limit.title.as_str().into())]);
    ReasonTree::with(line, children)
}
