//! "Did you mean": the nearest known word to a misspelt one.

/// Words longer than this are not compared: the cost grows with the product of the lengths.
const WORD_MAX: usize = 64;

/// The known word nearest to a misspelt one, if one is near enough to be meant. The first of equally near ones.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > WORD_MAX {
        return None;
    }
    let lower = word.to_lowercase();
    let allowed = (word.chars().count() / 3).max(2);
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        if candidate.len() > WORD_MAX {
            continue;
        }
        let distance = strsim::osa_distance(&lower, &candidate.to_lowercase());
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// "did you mean `x`?", or else what there is to choose from, or else the fallback.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
    fallback: &str,
) -> String {
    match nearest(word, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let few: Vec<&str> = known.into_iter().take(13).collect();
            match few.len() {
                1..=12 => format!("known are: {}", few.join(", ")),
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
        assert_eq!(nearest("relaese", ["arrest", "release"]), Some("release"));
        assert_eq!(nearest("Release", ["arrest", "release"]), Some("release"));
    }

    #[test]
    fn nothing_is_suggested_where_nothing_is_near() {
        assert_eq!(nearest("photograph", ["arrest", "release"]), None);
        assert_eq!(nearest(&"a".repeat(1 << 20), ["arrest"]), None);
    }
}
