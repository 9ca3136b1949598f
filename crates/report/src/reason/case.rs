//! What is asked, and the pieces of the law that it touches.

use crate::keys;
use duty::{Clock, Context, Event, EventId, Reason, Step, Value};
use law::{CodeId, Duty, KindId, KindSet, Law, Limit, Rule};
use when::{Span, Tri, Zone};
use words::{Arg, Key, Words, key};

/// Which clock is to be explained.
#[derive(Copy, Clone)]
pub struct Question<'a> {
    /// The law that the rule comes from.
    pub law: &'a Law,
    /// The rule.
    pub rule: &'a Rule,
    /// The circumstances it was evaluated in.
    pub context: &'a Context<'a>,
    /// The events it was evaluated on.
    pub history: &'a [Event],
    /// What the engine wrote down.
    pub reason: &'a Reason,
    /// Which of a series, from 1.
    pub instance: u16,
}

/// Why there is nothing to explain.
#[derive(Copy, Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotExplained {
    /// No clock has that number.
    #[error("there is no clock number {asked}; this limit has {has} in this case")]
    NoSuchInstance {
        /// What was asked for.
        asked: u16,
        /// How many there are.
        has: usize,
    },
    /// The rule points at nothing.
    #[error(
        "the rule belongs to another law folder; explain with the folder that the clock was made with"
    )]
    OtherLaw,
}

/// Everything that the lines of a reason are made of.
pub(crate) struct Case<'a> {
    pub(crate) words: &'a Words,
    pub(crate) law: &'a Law,
    pub(crate) rule: &'a Rule,
    pub(crate) duty: &'a Duty,
    pub(crate) limit: &'a Limit,
    pub(crate) context: &'a Context<'a>,
    pub(crate) history: &'a [Event],
    pub(crate) reason: &'a Reason,
    pub(crate) clock: &'a Clock,
}

impl<'a> Case<'a> {
    pub(crate) fn new(question: &Question<'a>, words: &'a Words) -> Result<Self, NotExplained> {
        let Question { law, rule, context, history, reason, instance } = *question;
        let clocks = &reason.clocks;
        let clock = clocks.iter().find(|clock| clock.instance == instance);
        let clock =
            clock.ok_or(NotExplained::NoSuchInstance { asked: instance, has: clocks.len() })?;
        let duty = law.duties.get(rule.duty).ok_or(NotExplained::OtherLaw)?;
        let limit = law.limits.get(rule.limit).ok_or(NotExplained::OtherLaw)?;
        Ok(Self { words, law, rule, duty, limit, context, history, reason, clock })
    }

    pub(crate) fn say(&self, key: Key, args: &[(&str, Arg<'_>)]) -> String {
        self.words.say(key, args)
    }

    pub(crate) fn zone(&self) -> &Zone {
        &self.context.place.place.zone
    }

    pub(crate) fn span(&self, span: Span) -> String {
        self.words.span(span, self.zone())
    }

    pub(crate) fn answer(&self, answer: Tri) -> String {
        self.words.text(keys::answer(answer))
    }

    /// A number of a standard that has none.
    pub(crate) fn is_threshold(&self) -> bool {
        self.rule.ask.is_some()
    }

    pub(crate) fn event(&self, id: EventId) -> Option<&'a Event> {
        self.history.iter().find(|event| event.id == id)
    }

    pub(crate) fn kind(&self, kind: KindId) -> &'a str {
        self.law.vocabulary.event(kind).map_or("?", |event| &event.title)
    }

    pub(crate) fn kinds(&self, kinds: &KindSet) -> String {
        self.words.list(kinds.iter().map(|kind| format!("“{}”", self.kind(kind))))
    }

    pub(crate) fn code(&self, code: CodeId) -> &'a str {
        self.law.vocabulary.code_entry(code).map_or("?", |code| &code.title)
    }

    /// What an event says; nothing for one that only happened.
    pub(crate) fn value(&self, event: &Event) -> Option<String> {
        Some(match event.value {
            Value::None => return None,
            Value::Yes => self.words.text(key::ANSWER_YES),
            Value::No => self.words.text(key::ANSWER_NO),
            Value::Unknown => self.words.text(key::ANSWER_UNKNOWN),
            Value::Withdrawn => self.words.text(key::VALUE_WITHDRAWN),
            Value::Code(code) => self.code(code).to_owned(),
            Value::Count(count) => self.words.number(count),
            Value::Date(span) => self.span(span),
        })
    }

    /// An event in one line.
    pub(crate) fn event_line(&self, id: EventId) -> String {
        let Some(event) = self.event(id) else { return "?".to_owned() };
        self.known_event(event, key::NODE_EVENT, key::NODE_EVENT_VALUE)
    }

    pub(crate) fn known_event(&self, event: &Event, plain: Key, with_value: Key) -> String {
        let when = self.words.known(event.time, self.zone());
        let kind = self.kind(event.kind);
        match self.value(event) {
            None => self.say(plain, &[("event", kind.into()), ("when", when.into())]),
            Some(value) => {
                let args = [("event", kind.into()), ("value", value.into()), ("when", when.into())];
                self.say(with_value, &args)
            }
        }
    }

    pub(crate) fn steps(&self) -> impl Iterator<Item = &'a Step> {
        self.reason.steps.iter()
    }

    /// The act that this clock's answer rests on.
    pub(crate) fn act(&self) -> Option<EventId> {
        self.steps().find_map(|step| {
            let Step::Act { instance, event } = step else { return None };
            (*instance == self.clock.instance).then_some(*event)
        })
    }
}
