//! The treaty status at a terminal, and the sentences that the page shares with it.

use super::view::View;
use law::{Act, Action, CodeId, Reservations, Standing, days_text};
use report::action_key;
use std::fmt::Write as _;
use words::{Key, Words, key};

/// Everything that the question covers.
pub(super) fn all(view: &View<'_>, words: &Words) -> String {
    let mut out =
        format!("{}\n", words.say(key::STATUS_TITLE, &[("day", words.day(view.on).into())]));
    for (code, successors) in &view.former {
        let _ = writeln!(out, "{}", former(view, words, *code, successors));
    }
    if view.asked_state {
        for state in &view.states {
            one_state(view, words, *state, &mut out);
        }
    } else if view.asked_instrument {
        for index in &view.instruments {
            one_instrument(view, words, *index, &mut out);
        }
    } else {
        matrix(view, words, &mut out);
    }
    let conflicts = view.conflicts().count();
    if conflicts > 0 {
        let heading = words.text(key::STATUS_CONFLICTS);
        let _ = writeln!(out, "\n{heading}: {} (--conflicts)", words.count(conflicts as u64));
    }
    sources(view, words, &mut out);
    out
}

fn sources(view: &View<'_>, words: &Words, out: &mut String) {
    let _ = writeln!(out, "\n{}", words.text(key::STATUS_SOURCES));
    for source in view.book.sources() {
        let _ = writeln!(out, "  {}: {}", source.id, source_title(source, words));
    }
    let _ = writeln!(out, "{}", words.text(key::STATUS_NO_LAWYER));
}

pub(super) fn source_title(source: &law::StatusSource, words: &Words) -> String {
    match source.newer {
        None => source.title.clone(),
        Some(day) => {
            let newer = words.say(key::STATUS_NEWER, &[("day", words.day(day).into())]);
            format!("{} ({newer})", source.title)
        }
    }
}

pub(super) fn former(view: &View<'_>, words: &Words, code: CodeId, became: &[CodeId]) -> String {
    let names = words.list(became.iter().map(|code| view.name(*code)));
    words.say(key::STATUS_FORMER, &[("name", view.name(code).into()), ("successors", names.into())])
}

/// How far the sources reach, and what that means for the day asked.
pub(super) fn reach(view: &View<'_>, words: &Words, index: usize) -> String {
    let Some(as_of) = view.book.as_of(index) else { return words.text(key::STATUS_NOT_IN_SOURCES) };
    let mut text = words.say(key::STATUS_KNOWN_UNTIL, &[("day", words.day(as_of).into())]);
    if view.on > as_of {
        text.push(' ');
        text.push_str(&words.text(key::STATUS_BEYOND));
    }
    text
}

pub(super) fn summary(view: &View<'_>, words: &Words, index: usize) -> String {
    let sums = view.sums(index);
    words.say(
        key::STATUS_SUMMARY,
        &[
            ("day", words.day(view.on).into()),
            ("parties", words.count(sums.parties).into()),
            ("deposited", words.count(sums.deposited).into()),
            ("signatories", words.count(sums.signatories).into()),
            ("unknown", words.count(sums.unknown).into()),
        ],
    )
}

pub(super) fn not_done_of(words: &Words, n: usize, all: usize) -> String {
    words.say(
        key::STATUS_NOT_DONE_OF,
        &[("n", words.count(n as u64).into()), ("all", words.count(all as u64).into())],
    )
}

fn one_instrument(view: &View<'_>, words: &Words, index: usize, out: &mut String) {
    let _ = writeln!(out, "\n{}  {}", view.id(index), view.title(index));
    let _ = writeln!(out, "{}", reach(view, words, index));
    if !view.book.knows(index) {
        return;
    }
    let _ = writeln!(out, "{}\n", summary(view, words, index));
    for state in &view.states {
        if view.book.acts(index, *state).iter().any(|act| act.deposited.first() <= view.on) {
            let _ = writeln!(out, "  {} {}", view.code(*state), view.name(*state));
            line(view, words, index, *state, out);
        }
    }
    let (surely, unknown) = view.not_done(index);
    let _ = writeln!(out, "\n{}", words.text(key::STATUS_NOT_DONE));
    let _ = writeln!(out, "{}", not_done_of(words, surely.len(), view.universe()));
    for one in surely {
        let signed = one.signed.map_or_else(String::new, |days| {
            format!(" ({})", words.say(key::STATUS_SIGNED_ON, &[("day", days_text(days).into())]))
        });
        let _ = writeln!(out, "  {} {}{signed}", view.code(one.state), view.name(one.state));
    }
    if !unknown.is_empty() {
        let heading = words.text(key::STATUS_NOT_TOLD);
        let _ = writeln!(out, "\n{heading}: {}", words.count(unknown.len() as u64));
        for one in unknown {
            let _ = writeln!(out, "  {} {}", view.code(one.state), view.name(one.state));
        }
    }
    let _ = writeln!(out, "\n{}", words.text(key::STATUS_COUNTS));
    for count in view.counts(index) {
        let perhaps = match count.perhaps {
            0 => String::new(),
            n => format!("  {} {n}", words.text(key::STATUS_PERHAPS)),
        };
        let _ = writeln!(out, "  {}  {:>3}{perhaps}", count.day, count.parties);
    }
}

fn one_state(view: &View<'_>, words: &Words, state: CodeId, out: &mut String) {
    let _ = writeln!(out, "\n{} {}", view.code(state), view.name(state));
    for entry in view.book.states().of(state).filter(|entry| !entry.note.is_empty()) {
        let _ = writeln!(out, "  {}", entry.note);
    }
    for index in &view.instruments {
        let _ = writeln!(out, "  {}", view.id(*index));
        line(view, words, *index, state, out);
    }
}

/// Standing, acts and reservations of one State under one treaty.
fn line(view: &View<'_>, words: &Words, index: usize, state: CodeId, out: &mut String) {
    let standing = words.text(standing_key(view.standing(index, state)));
    let acts = acts_text(view, words, index, state).join("; ");
    let colon = if acts.is_empty() { "" } else { ": " };
    let _ = writeln!(out, "      {standing}{colon}{acts}");
    let label = words.text(key::STATUS_RESERVATIONS);
    let _ = writeln!(out, "      {label}: {}", reservations(view, words, index, state));
    for act in view.book.acts(index, state).iter().filter(|act| !act.note.is_empty()) {
        let _ = writeln!(out, "      {}", act.note);
    }
}

/// Every act, those after the day asked marked as later.
pub(super) fn acts_text(
    view: &View<'_>,
    words: &Words,
    index: usize,
    state: CodeId,
) -> Vec<String> {
    let said = view.book.acts(index, state).iter().map(|act| {
        let text = act_text(act, words);
        if act.deposited.first() > view.on {
            words.say(key::STATUS_LATER, &[("acts", text.into())])
        } else {
            text
        }
    });
    said.collect()
}

fn act_text(act: &Act, words: &Words) -> String {
    let mut text = format!("{} {}", words.text(action_key(act.action)), days_text(act.deposited));
    if let Some(days) = act.in_force.filter(|_| act.action != Action::Withdrawal) {
        let in_force = words.say(key::STATUS_IN_FORCE, &[("day", days_text(days).into())]);
        let _ = write!(text, ", {in_force}");
    }
    text
}

pub(super) fn reservations(view: &View<'_>, words: &Words, index: usize, state: CodeId) -> String {
    match view.book.reservations(index, state) {
        Reservations::NotKnown => words.text(key::STATUS_NOT_KNOWN),
        Reservations::NoneOnRecord { until } => {
            words.say(key::STATUS_NONE_ON_RECORD, &[("day", until.to_string().into())])
        }
        Reservations::OnRecord { sort, articles, .. } => {
            let sort = match sort.as_str() {
                "reservation" => key::STATUS_RESERVATION,
                _ => key::STATUS_DECLARATION,
            };
            let mut text = words.text(sort);
            if !articles.is_empty() {
                let named = words.say(key::STATUS_ARTICLES, &[("articles", articles.into())]);
                let _ = write!(text, " ({named})");
            }
            text
        }
    }
}

pub(super) const fn standing_key(standing: Standing) -> Key {
    match standing {
        Standing::Party => key::STANDING_PARTY,
        Standing::Deposited => key::STANDING_DEPOSITED,
        Standing::Signatory => key::STANDING_SIGNATORY,
        Standing::Nothing => key::STANDING_NOTHING,
        Standing::Withdrawn => key::STANDING_WITHDRAWN,
        Standing::Unknown => key::STANDING_UNKNOWN,
    }
}

/// One letter for a cell of the matrix.
pub(super) const fn letter(standing: Standing) -> char {
    match standing {
        Standing::Party => 'P',
        Standing::Deposited => 'd',
        Standing::Signatory => 's',
        Standing::Nothing => '·',
        Standing::Withdrawn => 'w',
        Standing::Unknown => '?',
    }
}

fn matrix(view: &View<'_>, words: &Words, out: &mut String) {
    let legend: Vec<String> = Standing::ALL
        .iter()
        .map(|standing| format!("{} {}", letter(*standing), words.text(standing_key(*standing))))
        .collect();
    let _ = writeln!(out, "{}\n", legend.join("   "));
    for (index, number) in view.instruments.iter().zip(1..) {
        let _ = writeln!(out, "{number:>3} {}: {}", view.id(*index), summary(view, words, *index));
    }
    let mut head = String::new();
    for number in 1..=view.instruments.len() {
        let _ = write!(head, "{number:>3}");
    }
    let _ = writeln!(out, "\n   {head}");
    for state in &view.states {
        let mut cells = String::new();
        for index in &view.instruments {
            let _ = write!(cells, "{:>3}", letter(view.standing(*index, *state)));
        }
        let _ = writeln!(out, "{}{cells}  {}", view.code(*state), view.name(*state));
    }
}

/// Only where the sources disagree.
pub(super) fn conflicts(view: &View<'_>, words: &Words) -> String {
    let mut out = format!("{}\n", words.text(key::STATUS_CONFLICTS));
    let mut any = false;
    for conflict in view.conflicts() {
        any = true;
        let said: Vec<String> = conflict
            .said
            .iter()
            .map(|(source, said)| format!("{source}: {}", told(said, words)))
            .collect();
        let _ = writeln!(
            out,
            "\n{} {} {} ({})\n  {}\n  {}: {}\n  {}",
            view.id(conflict.instrument),
            view.code(conflict.state),
            view.name(conflict.state),
            conflict.field,
            said.join("\n  "),
            words.text(key::STATUS_KEPT),
            conflict.kept,
            conflict.note
        );
    }
    if !any {
        let _ = writeln!(out, "{}", words.text(key::STATUS_CONFLICTS_NONE));
    }
    out
}

/// What a source says, or a dash where it says nothing.
pub(super) fn told(said: &str, words: &Words) -> String {
    if said.is_empty() { words.text(key::STATUS_NOT_KNOWN) } else { said.to_owned() }
}
