//! All lengths of a limit in one line.

use law::{Rule, Series};
use when::Counting;
use words::{Key, Words, key};

/// 48 hours, then 7 days, then every 30 days.
pub(crate) fn lengths(rule: &Rule, words: &Words) -> String {
    let mut text = words.length(rule.counting.length);
    let mut join = |key: Key, counting: &Counting| {
        let next = words.length(counting.length);
        text = words.say(key, &[("so-far", text.as_str().into()), ("next", next.into())]);
    };
    if let Some(plus) = &rule.plus {
        join(key::LENGTH_PLUS, plus);
    }
    let (then, every) = match &rule.series {
        Series::Once => (&[][..], &None),
        Series::Reset { then, every }
        | Series::FixedGrid { then, every }
        | Series::Cumulative { then, every, .. } => (then.as_slice(), every),
    };
    then.iter().for_each(|counting| join(key::LENGTH_THEN, counting));
    every.iter().for_each(|counting| join(key::LENGTH_EVERY, counting));
    text
}
