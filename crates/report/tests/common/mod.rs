//! The invented law of Freedonia, invented histories, and what the engine makes of them. Nobody here exists.
#![allow(dead_code, reason = "not every test needs everything")]
#![allow(clippy::unwrap_used, clippy::panic)]

use duty::{Context, Event, EventId, Reason, Value};
use law::{KindSet, Law, RuleBook, Source};
use std::path::Path;
use when::{Instant, Known, Span};

pub(crate) struct World {
    pub(crate) law: Law,
    pub(crate) book: RuleBook,
}

impl World {
    pub(crate) fn new() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/law");
        let law = Law::load(&Source::Folder(folder)).unwrap();
        let book = law.rules(law.jurisdiction("freedonia").unwrap());
        Self { law, book }
    }

    /// Everything is covered: silence means no.
    pub(crate) fn context(&self, as_of: &str) -> Context<'_> {
        Context {
            treaties: &self.law.treaties,
            lists: &self.law.lists,
            roles: self.law.vocabulary.roles(),
            place: self.law.jurisdiction("freedonia").unwrap().default_place().unwrap(),
            as_of: at(as_of).earliest(),
            as_known_on: Instant::MAX,
            coverage: KindSet::ALL,
        }
    }

    /// An event; its number is that of its place in the history, which the caller gives.
    pub(crate) fn event(&self, id: u32, kind: &str, time: Known, value: Value) -> Event {
        let kind = self.law.vocabulary.kind(kind).unwrap();
        Event { id: EventId(id), kind, time, recorded: None, corrects: None, value }
    }

    pub(crate) fn code(&self, code: &str) -> Value {
        Value::Code(self.law.vocabulary.any_code(code).unwrap())
    }

    pub(crate) fn explain(
        &self,
        rule: &str,
        history: &[Event],
        context: &Context<'_>,
    ) -> (usize, Reason) {
        let index = self.book.rules.iter().position(|known| known.id == rule).unwrap();
        let number = u16::try_from(index).unwrap();
        (index, duty::explain(number, &self.book.rules[index], history, context))
    }
}

/// A time in Freedonia City, as EDTF.
pub(crate) fn known(text: &str) -> Known {
    let zone = when::Zone::named("Europe/Rome").unwrap();
    text.parse::<when::Edtf>().unwrap().known(&zone).unwrap()
}

pub(crate) fn at(text: &str) -> Span {
    known(text).span
}
