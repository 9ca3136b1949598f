//! "Did you mean": the known words nearest to a misspelt one. For everything that is called by a name: parts of the law,
//! columns of a file, clocks.

/// Words longer than this are not compared: the cost grows with the product of the lengths.
const WORD_MAX: usize = 80;
/// How many are told.
const NEAR_MAX: usize = 3;
/// No more than so many are told where none is near.
const KNOWN_MAX: usize = 12;
/// A word this short lies inside many others by chance.
const INSIDE_MIN: usize = 4;

/// The known words nearest to a misspelt one that are near enough to be meant: at most three, the nearest first.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    if word.len() > WORD_MAX {
        return Vec::new();
    }
    let lower = word.to_lowercase();
    let allowed = (word.chars().count() / 3).max(1);
    let mut near: Vec<(usize, &str)> = Vec::new();
    for candidate in known {
        if candidate.len() > WORD_MAX {
            continue;
        }
        let other = candidate.to_lowercase();
        let distance = strsim::osa_distance(&lower, &other);
        let inside = lower.len().min(other.len()) >= INSIDE_MIN
            && (lower.contains(&other) || other.contains(&lower));
        if distance <= allowed || inside {
            near.push((distance, candidate));
        }
    }
    near.sort_unstable();
    near.dedup();
    near.truncate(NEAR_MAX);
    near.into_iter().map(|(_, candidate)| candidate).collect()
}

/// "did you mean `x`?", or else what there is to choose from, or else the fallback.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
    fallback: &str,
) -> String {
    match nearest(word, known.clone()).first() {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let mut few: Vec<&str> = Vec::new();
            for candidate in known.into_iter().take(2 * KNOWN_MAX) {
                if !few.contains(&candidate) {
                    few.push(candidate);
                }
            }
            match few.len() {
                1..=KNOWN_MAX => format!("known are: {}", few.join(", ")),
                _ => fallback.to_owned(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_hand_is_recognised() {
        assert_eq!(nearest("relaese", ["arrest", "release"]), ["release"]);
        assert_eq!(nearest("Release", ["arrest", "release"]), ["release"]);
        assert_eq!(nearest("tracing", ["family-tracing", "release"]), ["family-tracing"]);
    }

    #[test]
    fn nothing_is_suggested_where_nothing_is_near() {
        assert!(nearest("photograph", ["arrest", "release"]).is_empty());
        assert!(nearest("xx", ["us", "eu"]).is_empty());
        assert!(nearest(&"a".repeat(1 << 20), ["arrest"]).is_empty());
    }
}
