//! The six official languages of the United Nations.

use std::fmt;
use std::str::FromStr;
use unic_langid::LanguageIdentifier;

/// A language that the program speaks.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
    /// Spanish.
    Es,
    /// Arabic.
    Ar,
    /// Russian.
    Ru,
    /// Chinese, simplified.
    Zh,
}

/// Which way lines run.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl Language {
    /// All six.
    pub const ALL: [Self; 6] = [Self::En, Self::Fr, Self::Es, Self::Ar, Self::Ru, Self::Zh];

    /// The tag: `en`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::Es => "es",
            Self::Ar => "ar",
            Self::Ru => "ru",
            Self::Zh => "zh",
        }
    }

    /// Which way its lines run.
    #[must_use]
    pub const fn dir(self) -> Direction {
        match self {
            Self::Ar => Direction::Rtl,
            Self::En | Self::Fr | Self::Es | Self::Ru | Self::Zh => Direction::Ltr,
        }
    }

    /// Its place among the files.
    pub(crate) const fn index(self) -> usize {
        match self {
            Self::En => 0,
            Self::Fr => 1,
            Self::Es => 2,
            Self::Ar => 3,
            Self::Ru => 4,
            Self::Zh => 5,
        }
    }

    /// For plural rules; those of no language in particular if the tag were malformed, which it is not.
    pub(crate) fn identifier(self) -> LanguageIdentifier {
        self.tag().parse().unwrap_or_default()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// A text that names none of the six languages.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "there are no words for the language {read:?}; choose one of en (English), fr (French), es (Spanish), ar (Arabic), \
     ru (Russian), zh (Chinese)"
)]
pub struct UnknownLanguage {
    /// What was read, cut to its first characters.
    pub read: String,
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Takes `fr` and also `fr-CA`, `fr_CH.UTF-8`: the words do not differ by region.
    fn from_str(text: &str) -> Result<Self, UnknownLanguage> {
        let primary = text.split(['-', '_', '.']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| language.tag().eq_ignore_ascii_case(primary))
            .ok_or_else(|| UnknownLanguage { read: text.chars().take(32).collect() })
    }
}
