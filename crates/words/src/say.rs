//! One language: messages with arguments.
//!
//! A message that a language lacks is said in English, and one that English lacks is said as its identifier: a report with
//! one foreign sentence is better than no report. The tests do not let either happen.

use crate::numbers::grouped;
use crate::{Arg, FILES, Key, Language};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::OnceLock;

type Bundle = FluentBundle<FluentResource>;

/// First strong isolate: what follows keeps its own direction …
const FSI: char = '\u{2068}';
/// … up to here.
const PDI: char = '\u{2069}';

/// The words of one language.
pub struct Words {
    language: Language,
    bundle: Bundle,
    english: OnceLock<Bundle>,
}

impl Words {
    /// Reads the words of a language. What is put into a message of a language that runs from right to left is wrapped in
    /// isolates, so that a Latin name does not turn the sentence around.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let isolate = matches!(language.dir(), crate::Direction::Rtl);
        Self { language, bundle: read(language, isolate), english: OnceLock::new() }
    }

    /// The same without isolates: terminals that do not know them show boxes instead.
    #[must_use]
    pub fn without_isolates(language: Language) -> Self {
        Self { language, bundle: read(language, false), english: OnceLock::new() }
    }

    /// Which language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Whether the language itself has the message; otherwise it is said in English.
    #[must_use]
    pub fn has(&self, key: Key) -> bool {
        self.bundle.get_message(key.id()).is_some_and(|message| message.value().is_some())
    }

    /// A message without arguments.
    #[must_use]
    pub fn text(&self, key: Key) -> String {
        self.say(key, &[])
    }

    /// A message.
    #[must_use]
    pub fn say(&self, key: Key, args: &[(&str, Arg<'_>)]) -> String {
        let mut fluent = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            let value = match arg {
                Arg::Text(text) => FluentValue::from(text.as_ref()),
                Arg::Number(number) => self.counted(*number),
            };
            fluent.set((*name).to_owned(), value);
        }
        format(&self.bundle, key, &fluent)
            .or_else(|| {
                let english = self.english.get_or_init(|| read(Language::En, false));
                format(english, key, &fluent)
            })
            .unwrap_or_else(|| key.id().to_owned())
    }

    /// A number that chooses plural forms.
    fn counted(&self, number: i64) -> FluentValue<'static> {
        let tail = number.unsigned_abs() % 100;
        if self.language != Language::Ar || number.unsigned_abs() < 100 || tail < 3 {
            return FluentValue::from(number);
        }
        // CLDR chooses Arabic forms above 100 by the last two digits (103 as 3, 111 as 11); intl_pluralrules 7 looks
        // at the whole number. So it is shown those digits, and the number itself travels as a text.
        let options = FluentNumberOptions {
            currency: Some(grouped(number, self.language)),
            ..FluentNumberOptions::default()
        };
        FluentNumber { options, ..FluentNumber::from(tail) }.into()
    }

    /// A whole number as the language writes it.
    #[must_use]
    pub fn number(&self, number: impl Into<i64>) -> String {
        grouped(number.into(), self.language)
    }

    /// A count as the language writes it.
    #[must_use]
    pub fn count(&self, count: u64) -> String {
        grouped(i64::try_from(count).unwrap_or(i64::MAX), self.language)
    }

    /// Several things as a list.
    #[must_use]
    pub fn list<S: AsRef<str>>(&self, items: impl IntoIterator<Item = S>) -> String {
        let separator = self.text(crate::key::LIST_SEPARATOR);
        let mut text = String::new();
        for item in items {
            if !text.is_empty() {
                text.push_str(&separator);
            }
            text.push_str(item.as_ref());
        }
        text
    }

    /// A foreign text set apart, so that its direction does not disturb the sentence; unchanged where lines run from left
    /// to right.
    #[must_use]
    pub fn isolated(&self, text: &str) -> String {
        match self.language.dir() {
            crate::Direction::Ltr => text.to_owned(),
            crate::Direction::Rtl => format!("{FSI}{text}{PDI}"),
        }
    }
}

fn format(bundle: &Bundle, key: Key, args: &FluentArgs<'_>) -> Option<String> {
    let pattern = bundle.get_message(key.id())?.value()?;
    let mut problems = Vec::new();
    Some(bundle.format_pattern(pattern, Some(args), &mut problems).into_owned())
}

fn read(language: Language, isolate: bool) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![language.identifier()]);
    bundle.set_use_isolating(isolate);
    // A plain function pointer is asked for: one for each way of grouping.
    bundle.set_formatter(Some(match language {
        Language::En => |value, _| number(value, Language::En),
        Language::Fr => |value, _| number(value, Language::Fr),
        Language::Es => |value, _| number(value, Language::Es),
        Language::Ar => |value, _| number(value, Language::Ar),
        Language::Ru => |value, _| number(value, Language::Ru),
        Language::Zh => |value, _| number(value, Language::Zh),
    }));
    for file in FILES[language.index()] {
        // What cannot be parsed is left out and falls back to English.
        let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(good, _)| good);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// Only whole numbers are ever put in: the conversion is exact for all counts below 2⁵³.
#[allow(clippy::cast_possible_truncation)]
fn number(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(number) => {
            let written = number.options.currency.clone();
            Some(written.unwrap_or_else(|| grouped(number.value as i64, language)))
        }
        FluentValue::String(_)
        | FluentValue::Custom(_)
        | FluentValue::None
        | FluentValue::Error => None,
    }
}
