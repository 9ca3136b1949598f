//! Reservations and declarations: which State has one on record under which treaty, and which articles its words name.
//!
//! The depositary's texts are long and are not carried by the project; what is kept is that there is one, whether its words
//! speak of a reservation or of not being bound, and the articles it names. That is told from the words alone, in English;
//! objections, withdrawals in part and effects are not. Who needs more reads the depositary's page.

use std::collections::BTreeMap;

use super::csv;
use super::names::Names;

/// What is on record for one State.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) sort: &'static str,
    pub(super) articles: String,
}

/// No State names more articles than a reader would want to see in a cell.
const ARTICLES_MAX: usize = 12;

/// Reads a list: a line `#Name`, then the words of that State.
pub(super) fn parse(
    file: &str,
    text: &str,
    names: &Names,
    unknown: &mut Vec<String>,
) -> BTreeMap<String, Entry> {
    let mut words: BTreeMap<String, String> = BTreeMap::new();
    let mut state: Option<String> = None;
    for (line, number) in text.lines().zip(1..) {
        if let Some(name) = line.strip_prefix('#') {
            // "Yugoslavia (former)" is how the depositary writes a State that is gone.
            let name = name.trim().trim_end_matches("(former)").trim();
            state = names.by_name(name).map(|state| state.code.clone());
            if state.is_none() {
                unknown.push(format!("{file}:{number}: {name}"));
            }
        } else if let Some(state) = &state {
            let said = words.entry(state.clone()).or_default();
            said.push_str(line);
            said.push('\n');
        }
    }
    words.retain(|_, said| !said.trim().is_empty());
    words.into_iter().map(|(state, said)| (state, entry(&said))).collect()
}

fn entry(said: &str) -> Entry {
    let lower = said.to_lowercase();
    let reserves = ["reserv", "not consider itself bound", "not be bound", "not bound by"];
    let reserves = reserves.iter().any(|words| lower.contains(words));
    Entry { sort: if reserves { "reservation" } else { "declaration" }, articles: articles(&lower) }
}

/// The numbers behind "article" and "articles", each once, in their order.
fn articles(lower: &str) -> String {
    let mut found: Vec<u32> = Vec::new();
    for (at, _) in lower.match_indices("article") {
        let rest = lower.get(at + "article".len()..).unwrap_or("");
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        let Some(rest) = rest.strip_prefix(' ') else { continue };
        for word in rest.split_whitespace() {
            let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
            match digits.parse() {
                // A number in brackets behind it is a paragraph of that article.
                Ok(number) if number > 0 && number < 200 => found.push(number),
                _ if word == "and" || word == "or" || word == "to" => {}
                _ => break,
            }
            // "article 92, paragraph 1" goes on with a word; "articles 15, 46 and 47" with a number.
        }
    }
    found.sort_unstable();
    found.dedup();
    let more = if found.len() > ARTICLES_MAX { " …" } else { "" };
    let shown: Vec<String> = found.iter().take(ARTICLES_MAX).map(u32::to_string).collect();
    shown.join(" ") + more
}

/// Appends the rows of one treaty.
pub(super) fn write(out: &mut String, id: &str, list: &BTreeMap<String, Entry>, until: &str) {
    for (state, entry) in list {
        csv::write_row(out, &[id, state, entry.sort, &entry.articles, until]);
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, entry};

    fn of(said: &str) -> (&'static str, String) {
        let Entry { sort, articles } = entry(said);
        (sort, articles)
    }

    #[test]
    fn the_sort_and_the_articles_are_told_from_the_words() {
        assert_eq!(
            of("Ruritania makes a reservation to article 22, paragraph 5, of this Convention."),
            ("reservation", "22".to_owned())
        );
        assert_eq!(
            of(
                "Borduria does not consider itself bound by article 92 (1). Articles 15, 46 and 47 stand."
            ),
            ("reservation", "15 46 47 92".to_owned())
        );
        assert_eq!(of("Syldavia greets the parties."), ("declaration", String::new()));
    }
}
