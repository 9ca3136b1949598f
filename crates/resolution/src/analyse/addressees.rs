//! Whom a verb addresses: "all States, international organizations and
//! relevant stakeholders"; or who bears the duty it reaffirms.
//!
//! Works on the words between one verb of the Assembly and the next. Insertions
//! ("in conformity with …") are dropped, clauses that narrow ("States that have
//! not done so") are kept.

use super::words::{Words, is_capital};
use crate::model::Class;

/// Words that name who can act.
const ACTORS: &[&str] = &[
    "academia",
    "actors",
    "administrations",
    "agencies",
    "all",
    "assembly",
    "authorities",
    "bank",
    "bodies",
    "board",
    "bureau",
    "businesses",
    "centre",
    "chair",
    "chairperson",
    "chairs",
    "commission",
    "commissioner",
    "commissions",
    "committee",
    "committees",
    "communities",
    "community",
    "companies",
    "conference",
    "coordinator",
    "council",
    "countries",
    "country",
    "department",
    "director",
    "director-general",
    "donors",
    "employers",
    "enterprises",
    "entities",
    "envoy",
    "executive",
    "experts",
    "forum",
    "fund",
    "funds",
    "governments",
    "government",
    "group",
    "groups",
    "holders",
    "individuals",
    "industry",
    "institutions",
    "judiciary",
    "leaders",
    "mechanism",
    "mechanisms",
    "media",
    "member",
    "members",
    "mission",
    "missions",
    "network",
    "office",
    "organization",
    "organizations",
    "parliaments",
    "parties",
    "partners",
    "persons",
    "powers",
    "president",
    "presidents",
    "procedures",
    "programme",
    "programmes",
    "rapporteur",
    "rapporteurs",
    "representative",
    "secretariat",
    "secretariats",
    "secretary-general",
    "sector",
    "society",
    "stakeholders",
    "state",
    "states",
    "system",
    "team",
    "teams",
    "them",
    "unit",
    "universities",
    "unions",
    "women",
    "youth",
];

/// Words with which another addressee begins after "and".
const STARTERS: &[&str] = &[
    "all",
    "any",
    "civil",
    "countries",
    "donors",
    "each",
    "funds",
    "governments",
    "governmental",
    "human",
    "intergovernmental",
    "international",
    "local",
    "member",
    "multilateral",
    "national",
    "non-governmental",
    "observer",
    "other",
    "parties",
    "private",
    "programmes",
    "regional",
    "relevant",
    "specialized",
    "states",
    "stakeholders",
    "subregional",
    "the",
    "their",
    "treaty",
    "united",
    "academia",
    "organizations",
    "those",
];

/// Words before "to" that make it a preposition.
const NOT_BEFORE_INFINITIVE: &[&str] = &[
    "according",
    "access",
    "addition",
    "addressed",
    "applicable",
    "belonging",
    "contrary",
    "due",
    "party",
    "parties",
    "prior",
    "pursuant",
    "regard",
    "related",
    "relating",
    "relation",
    "relevant",
    "respect",
    "signatories",
    "subject",
    "thereto",
];

/// Words after "to" that make it a preposition.
const NOT_INFINITIVE: &[&str] = &[
    "a", "all", "an", "any", "each", "its", "other", "persons", "such", "that", "the", "their",
    "them", "these", "this", "those", "which", "whom", "whose", "women", "children",
];

/// Words that begin an insertion and not an addressee.
const INSERTIONS: &[&str] = &[
    "as",
    "at",
    "bearing",
    "building",
    "by",
    "consistent",
    "for",
    "from",
    "if",
    "in",
    "namely",
    "on",
    "subject",
    "taking",
    "through",
    "to",
    "under",
    "upon",
    "when",
    "where",
    "which",
    "who",
    "whose",
    "with",
    "within",
    "without",
];

/// Reads the addressees from the words after a verb.
pub(crate) fn read(after: &str, class: Class) -> Vec<String> {
    let words = Words::new(after);
    if class.addresses() {
        match infinitive(&words) {
            Some(at) => split(after.get(..words.words[at].start).unwrap_or_default()),
            None => Vec::new(),
        }
    } else {
        match class {
            Class::Reaffirm | Class::Emphasize | Class::Acknowledge => bearers(&words),
            Class::ExpressConcern
            | Class::Condemn
            | Class::Commit
            | Class::Invite
            | Class::Encourage
            | Class::CallUpon
            | Class::Request
            | Class::Urge
            | Class::Decide => Vec::new(),
        }
    }
}

/// The word "to" that begins what is asked.
fn infinitive(words: &Words<'_>) -> Option<usize> {
    (1..words.words.len()).find(|i| {
        let next = words.get(i + 1);
        let preposition = words.gap_before(*i) == " "
            && NOT_BEFORE_INFINITIVE.contains(&words.get(i - 1).to_ascii_lowercase().as_str());
        words.is(*i, "to")
            && !preposition
            && next.starts_with(|c: char| c.is_ascii_lowercase())
            && !NOT_INFINITIVE.contains(&next)
    })
}

/// Splits "all States, international organizations and civil society".
fn split(phrase: &str) -> Vec<String> {
    let phrase = phrase.trim().trim_end_matches(',');
    let lower = phrase.to_ascii_lowercase();
    // What follows "parties to" is the name of an instrument, with its own
    // commas and conjunctions.
    if lower.contains("parties to the ") {
        let end = lower.find(", namely").or_else(|| lower.find(',')).unwrap_or(phrase.len());
        return vec![phrase[..end].to_owned()];
    }
    let mut out: Vec<String> = Vec::new();
    for chunk in phrase.split(", ") {
        let chunk = chunk.trim();
        let mut chunk = chunk.strip_prefix("and ").unwrap_or(chunk);
        chunk = chunk.strip_prefix("as well as ").unwrap_or(chunk);
        for narrowing in
            ["especially ", "in particular ", "including ", "particularly ", "notably "]
        {
            chunk = chunk.strip_prefix(narrowing).unwrap_or(chunk);
        }
        let first = chunk.split(' ').next().unwrap_or_default().to_ascii_lowercase();
        if chunk.is_empty() || INSERTIONS.contains(&first.as_str()) {
            continue;
        }
        for piece in conjuncts(chunk) {
            if names_actor(piece) {
                out.push(piece.to_owned());
            } else if let Some(last) = out.last_mut() {
                // "countries of origin, transit and destination"
                let joint =
                    if phrase.contains(&format!("{last}, {piece}")) { ", " } else { " and " };
                last.push_str(joint);
                last.push_str(piece);
            }
        }
    }
    out.retain(|a| a.len() <= 300);
    out
}

fn names_actor(piece: &str) -> bool {
    Words::new(piece)
        .words
        .iter()
        .any(|w| ACTORS.contains(&piece[w.start..w.end].to_ascii_lowercase().as_str()))
}

/// Splits at "and" where another addressee begins, not inside a name.
fn conjuncts(chunk: &str) -> Vec<&str> {
    let words = Words::new(chunk);
    let mut out = Vec::new();
    let mut start = 0;
    for i in 1..words.words.len() {
        if !words.is(i, "and") {
            continue;
        }
        let next = words.get(i + 1);
        let lower = next.to_ascii_lowercase();
        let starts = STARTERS.contains(&lower.as_str());
        let in_name = is_capital(words.get(i - 1)) && is_capital(next) && !starts;
        let left = chunk[start..words.words[i].start].trim();
        let right = chunk[words.words[i].end..].trim();
        if starts && !in_name && names_actor(left) && names_actor(right) {
            out.push(left);
            start = words.words[i].end;
        }
    }
    out.push(chunk[start..].trim());
    out
}

/// Who bears the duty: "the duty of States to …", "States must …".
fn bearers(words: &Words<'_>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut add = |who: &str| {
        let who = who.trim();
        // "the obligations of States reaffirmed in …"
        let qualified = who.split(' ').any(|w| w.ends_with("ed") && !is_capital(w));
        if !who.is_empty()
            && who.len() <= 80
            && names_actor(who)
            && !qualified
            && out.len() < 50
            && !out.iter().any(|o| o == who)
        {
            out.push(who.to_owned());
        }
    };
    for i in 0..words.words.len() {
        let word = words.get(i).to_ascii_lowercase();
        match word.as_str() {
            "duty" | "duties" | "obligation" | "obligations" | "responsibility"
            | "responsibilities"
                if words.is(i + 1, "of") =>
            {
                let end = (i + 3..(i + 10).min(words.words.len()))
                    .find(|j| matches!(words.get(*j), "to" | "under" | "in" | "for" | "with"));
                if let (Some(end), Some(start)) = (end, words.words.get(i + 2)) {
                    add(&words.text[start.start..words.words[end].start]);
                }
            }
            "must" | "shall" => subject(words, i).into_iter().for_each(&mut add),
            "have"
                if words.is(i + 1, "the")
                    && matches!(words.get(i + 2), "duty" | "obligation" | "responsibility") =>
            {
                subject(words, i).into_iter().for_each(&mut add);
            }
            _ => {}
        }
    }
    out
}

/// The actor directly before a verb.
fn subject<'t>(words: &Words<'t>, verb: usize) -> Option<&'t str> {
    let last = verb.checked_sub(1)?;
    let mut first = last;
    while first > 0
        && words.gap_before(first) == " "
        && matches!(
            words.get(first - 1).to_ascii_lowercase().as_str(),
            "all" | "member" | "states" | "the" | "receiving" | "sending" | "united"
        )
    {
        first -= 1;
    }
    let last_word = words.get(last);
    matches!(last_word, "States" | "State" | "parties" | "Governments" | "Government" | "countries")
        .then(|| &words.text[words.words[first].start..words.words[last].end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_insertions_and_narrowing_clauses() {
        // Invented.
        assert_eq!(
            read(
                " all States, the lighthouse system, civil society and all relevant stakeholders, especially the Keeper of Lamps and the Committee on Fog and Members of Their Crews, to act",
                Class::Request
            ),
            [
                "all States",
                "the lighthouse system",
                "civil society",
                "all relevant stakeholders",
                "the Keeper of Lamps and the Committee on Fog and Members of Their Crews"
            ]
        );
        assert_eq!(
            read(
                " all States, in conformity with instruments to which they are party, to enforce",
                Class::Request
            ),
            ["all States"]
        );
        assert_eq!(
            read(" States that have not done so to consider", Class::CallUpon),
            ["States that have not done so"]
        );
        assert_eq!(
            read(
                " States parties to the Convention on Lamps, Oil and Wicks and its protocols, namely, the Protocol to Light, to implement",
                Class::Urge
            ),
            ["States parties to the Convention on Lamps, Oil and Wicks and its protocols"]
        );
        assert_eq!(
            read(" countries of origin, transit and destination to meet", Class::Invite),
            ["countries of origin, transit and destination"]
        );
        assert_eq!(read(" oil", Class::CallUpon), [""; 0]);
    }

    #[test]
    fn bearers_of_duties() {
        assert_eq!(
            read(
                " the duty of States parties to ensure light, and the obligation of the receiving State to inform",
                Class::Reaffirm
            ),
            ["States parties", "the receiving State"]
        );
        assert_eq!(read(" that States must ensure light", Class::Reaffirm), ["States"]);
    }
}
