//! Missing facts in words.

use duty::Missing;
use law::Vocabulary;
use words::{Words, key};

/// What is missing, and what would settle it.
pub(crate) fn say(missing: Missing, vocabulary: &Vocabulary, words: &Words) -> String {
    let of = |key, kind| {
        let title = vocabulary.event(kind).map_or("?", |event| &event.title);
        words.say(key, &[("kind", title.into())])
    };
    match missing {
        Missing::Time(kind) => of(key::MISSING_TIME, kind),
        Missing::Happened(kind) => of(key::MISSING_HAPPENED, kind),
        Missing::Value(kind) => of(key::MISSING_VALUE, kind),
        Missing::TreatyStatus => words.text(key::MISSING_TREATY),
        Missing::Rounding => words.text(key::MISSING_ROUNDING),
        Missing::Calendar => words.text(key::MISSING_CALENDAR),
    }
}

/// The words that files use: `time:arrest`, `treaty-status`.
pub(crate) fn code(missing: Missing) -> (&'static str, Option<law::KindId>) {
    match missing {
        Missing::Time(kind) => ("time", Some(kind)),
        Missing::Happened(kind) => ("happened", Some(kind)),
        Missing::Value(kind) => ("value", Some(kind)),
        Missing::TreatyStatus => ("treaty-status", None),
        Missing::Rounding => ("rounding", None),
        Missing::Calendar => ("calendar", None),
    }
}
