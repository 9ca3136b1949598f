//! The six official languages and the few words of each by which the skeleton
//! of a resolution is recognized: enacting formula, meeting line, ordinals of
//! sub-paragraphs. Verbs have their own tables.

use serde::{Deserialize, Serialize};

/// An official language of the United Nations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Arabic.
    #[serde(rename = "ar")]
    Arabic,
    /// Chinese.
    #[serde(rename = "zh")]
    Chinese,
    /// English.
    #[serde(rename = "en")]
    English,
    /// French.
    #[serde(rename = "fr")]
    French,
    /// Russian.
    #[serde(rename = "ru")]
    Russian,
    /// Spanish.
    #[serde(rename = "es")]
    Spanish,
}

impl Language {
    /// All six.
    pub const ALL: [Language; 6] = [
        Language::Arabic,
        Language::Chinese,
        Language::English,
        Language::French,
        Language::Russian,
        Language::Spanish,
    ];

    /// The two-letter code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Language::Arabic => "ar",
            Language::Chinese => "zh",
            Language::English => "en",
            Language::French => "fr",
            Language::Russian => "ru",
            Language::Spanish => "es",
        }
    }

    /// The three-letter code that Akoma Ntoso uses in addresses.
    #[must_use]
    pub fn code3(self) -> &'static str {
        match self {
            Language::Arabic => "ara",
            Language::Chinese => "zho",
            Language::English => "eng",
            Language::French => "fra",
            Language::Russian => "rus",
            Language::Spanish => "spa",
        }
    }

    /// The writing direction, as HTML names it.
    #[must_use]
    pub fn direction(self) -> &'static str {
        match self {
            Language::Arabic => "rtl",
            Language::Chinese
            | Language::English
            | Language::French
            | Language::Russian
            | Language::Spanish => "ltr",
        }
    }

    /// From a two- or three-letter code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Language> {
        Some(match code {
            "ar" | "ara" => Language::Arabic,
            "zh" | "zho" | "chi" | "ch" => Language::Chinese,
            "en" | "eng" => Language::English,
            "fr" | "fra" | "fre" => Language::French,
            "ru" | "rus" => Language::Russian,
            "es" | "spa" => Language::Spanish,
            _ => return None,
        })
    }

    /// The language whose enacting formula this clean line is.
    #[must_use]
    pub fn of_formula(line: &str) -> Option<Language> {
        let line = line.trim_end_matches([',', '،', '，', ' ', ':', '：']);
        if line.len() > 64 {
            return None;
        }
        let lower = line.to_lowercase().replace('\'', "’");
        Some(match lower.as_str() {
            "the general assembly" => Language::English,
            "l’assemblée générale" => Language::French,
            "la asamblea general" => Language::Spanish,
            "генеральная ассамблея" => Language::Russian,
            "大会" => Language::Chinese,
            "إن الجمعية العامة" | "الجمعية العامة" => Language::Arabic,
            _ => return None,
        })
    }

    /// Whether a clean line is the meeting that ends the text,
    /// "71st plenary meeting".
    #[must_use]
    pub fn is_meeting(line: &str) -> bool {
        if line.chars().count() > 48 || !line.chars().any(|c| c.is_ascii_digit()) {
            return false;
        }
        let lower = line.to_lowercase();
        [
            "plenary meeting",
            "séance plénière",
            "sesión plenaria",
            "пленарное заседание",
            "الجلسة العامة",
            "全体会议",
        ]
        .iter()
        .any(|words| lower.contains(words))
    }

    /// How the letter of a sub-paragraph is printed.
    #[must_use]
    pub fn print_label(self, label: &str) -> String {
        match self {
            Language::English | Language::Chinese => format!("({label})"),
            Language::French | Language::Spanish | Language::Russian => format!("{label})"),
            Language::Arabic => {
                let arabic = letter_ordinal(label)
                    .and_then(|n| ABJAD.get(n as usize - 1))
                    .map(|letter| (*letter).to_owned());
                format!("({})", arabic.unwrap_or_else(|| label.to_owned()))
            }
        }
    }

    /// How the number of an operative paragraph is printed.
    #[must_use]
    pub fn print_number(self, number: &str) -> String {
        match self {
            Language::Arabic => format!("{number} -"),
            Language::Chinese
            | Language::English
            | Language::French
            | Language::Russian
            | Language::Spanish => format!("{number}."),
        }
    }
}

/// The Arabic letters in the order in which they number.
pub(crate) const ABJAD: [&str; 28] = [
    "أ", "ب", "ج", "د", "هـ", "و", "ز", "ح", "ط", "ي", "ك", "ل", "م", "ن", "س", "ع", "ف", "ص", "ق",
    "ر", "ش", "ت", "ث", "خ", "ذ", "ض", "ظ", "غ",
];

/// The place of a Latin letter label: `a` 1, `z` 26, `aa` 27, `bb` 28.
pub(crate) fn letter_ordinal(label: &str) -> Option<u32> {
    let mut chars = label.chars();
    let first = chars.next().filter(char::is_ascii_lowercase)?;
    let repeats = u32::try_from(label.len()).ok()?;
    (repeats <= 3 && chars.all(|c| c == first))
        .then(|| (repeats - 1) * 26 + u32::from(first) - u32::from('a') + 1)
}

/// The letter label of a place; the inverse of [`letter_ordinal`].
pub(crate) fn letter_label(ordinal: u32) -> Option<String> {
    if ordinal == 0 || ordinal > 78 {
        return None;
    }
    let letter = char::from_u32(u32::from('a') + (ordinal - 1) % 26)?;
    Some(letter.to_string().repeat(((ordinal - 1) / 26 + 1) as usize))
}
