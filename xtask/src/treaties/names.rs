//! Names and codes of States.
//!
//! Lists of the United Nations write names in ways of their own, with footnote digits stuck to
//! them and with States that no longer exist. A name becomes an ISO 3166-1 alpha-3 code, or the
//! alpha-3 code that ISO 3166-3 keeps for a former State; a former State's acts are not handed to
//! its successors here, because each successor decided for itself. Unknown names are reported, not
//! dropped.

use std::collections::BTreeMap;

use serde_json::Value;

/// Spellings of the lists that ISO 3166-1 does not have. The European Union is no State and has no
/// alpha-3 code of ISO 3166-1; EUE is the one reserved for it.
const SPELLINGS: [(&str, &str); 9] = [
    ("Democratic Republic of the Congo", "COD"),
    ("European Union", "EUE"),
    ("Holy See", "VAT"),
    ("Republic of Korea", "KOR"),
    ("Republic of Moldova", "MDA"),
    ("State of Palestine", "PSE"),
    ("Swaziland", "SWZ"),
    ("The former Yugoslav Republic of Macedonia", "MKD"),
    ("Turkey", "TUR"),
];

/// A State, present or former.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct State {
    /// The alpha-3 code.
    pub(super) code: String,
    /// For a former State: what became of it, in words.
    pub(super) former: Option<String>,
}

/// Names and codes, ready to look up.
pub(super) struct Names {
    /// Folded name to State.
    names: BTreeMap<String, State>,
    /// Alpha-2 to alpha-3, former codes with one successor included.
    alpha2: BTreeMap<String, String>,
}

impl Names {
    /// Reads the two lists of codes.
    pub(super) fn parse(iso_3166_1: &str, iso_3166_3: &str) -> Result<Names, String> {
        let mut names = BTreeMap::new();
        let mut alpha2 = BTreeMap::new();
        for entry in entries("iso_3166-1.json", iso_3166_1, "3166-1")? {
            let (Some(two), Some(three)) = (text(&entry, "alpha_2"), text(&entry, "alpha_3"))
            else {
                return Err("iso_3166-1.json: an entry without alpha_2 or alpha_3".to_owned());
            };
            alpha2.insert(two.to_owned(), three.to_owned());
            for key in ["name", "official_name", "common_name"] {
                if let Some(name) = text(&entry, key) {
                    names.insert(fold(name), State { code: three.to_owned(), former: None });
                }
            }
        }
        let former = entries("iso_3166-3.json", iso_3166_3, "3166-3")?;
        add_former(&former, &mut names, &mut alpha2);
        for (name, code) in SPELLINGS {
            names.insert(fold(name), State { code: code.to_owned(), former: None });
        }
        Ok(Names { names, alpha2 })
    }

    /// The State that a list means by a name.
    pub(super) fn by_name(&self, name: &str) -> Option<&State> {
        let folded = fold(without_footnotes(name));
        self.names.get(&folded).or_else(|| self.names.get(&inverted(&folded)?))
    }

    /// The alpha-3 code for an alpha-2 code, a former one with a single successor included.
    pub(super) fn by_alpha2(&self, code: &str) -> Option<&str> {
        self.alpha2.get(code).map(String::as_str)
    }
}

/// Former States. The last two letters of the four-letter code are those of the one successor, if
/// there is one; HH and XX say there are several or none.
fn add_former(
    former: &[Value],
    names: &mut BTreeMap<String, State>,
    alpha2: &mut BTreeMap<String, String>,
) {
    let present = alpha2.clone();
    for entry in former {
        let (Some(name), Some(three)) = (text(entry, "name"), text(entry, "alpha_3")) else {
            continue;
        };
        let successor = text(entry, "alpha_4").and_then(|four| present.get(four.get(2..)?));
        let became = match successor {
            Some(code) => format!("former State; now {code}"),
            None => "former State; its successors' own acts are theirs".to_owned(),
        };
        let state = State { code: three.to_owned(), former: Some(became) };
        let short = name.split(',').next().unwrap_or(name);
        for name in [name, short] {
            names.entry(fold(name)).or_insert_with(|| state.clone());
        }
        if let (Some(two), Some(code)) = (text(entry, "alpha_2"), successor) {
            alpha2.entry(two.to_owned()).or_insert_with(|| code.clone());
        }
    }
}

fn entries(file: &str, json: &str, key: &str) -> Result<Vec<Value>, String> {
    let value: Value = serde_json::from_str(json).map_err(|error| format!("{file}: {error}"))?;
    match value.get(key).and_then(Value::as_array) {
        Some(entries) => Ok(entries.clone()),
        None => Err(format!("{file}: no list under the key {key}")),
    }
}

fn text<'v>(entry: &'v Value, key: &str) -> Option<&'v str> {
    entry.get(key).and_then(Value::as_str)
}

/// `Ruritania 3, 4` is Ruritania with footnotes.
fn without_footnotes(name: &str) -> &str {
    name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',' || c.is_whitespace())
}

/// One spelling for comparison: lower case, single spaces, `Saint` for `St.`.
fn fold(name: &str) -> String {
    let words: Vec<String> = name
        .split_whitespace()
        .map(|word| if word == "St." { "saint".to_owned() } else { word.to_lowercase() })
        .collect();
    words.join(" ").replace('\u{2019}', "'")
}

/// `ruritania (kingdom of)` as ISO writes it: `ruritania, kingdom of`.
fn inverted(folded: &str) -> Option<String> {
    let (name, rest) = folded.strip_suffix(')')?.split_once(" (")?;
    Some(format!("{name}, {rest}"))
}
