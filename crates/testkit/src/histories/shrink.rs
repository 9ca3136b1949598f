//! Making a failing sample small: drop what is not needed, make the rest plain, as long as it still fails.

use law::{Condition, KindSet, Series};
use when::{Doubt, Instant, Span};

use super::Sample;

/// The smallest sample that can be reached by one step after another and still `fails`.
#[must_use]
pub fn shrink(sample: &Sample, fails: &dyn Fn(&Sample) -> bool) -> Sample {
    let mut small = sample.clone();
    loop {
        let smaller = smaller(&small).into_iter().find(|candidate| fails(candidate));
        match smaller {
            Some(candidate) => small = candidate,
            None => return small,
        }
    }
}

/// Every sample one step plainer than this one.
fn smaller(sample: &Sample) -> Vec<Sample> {
    let mut all = Vec::new();
    let mut offer = |change: &dyn Fn(&mut Sample)| {
        let mut candidate = sample.clone();
        change(&mut candidate);
        let same = candidate.rule == sample.rule
            && candidate.history == sample.history
            && candidate.world == sample.world;
        if !same {
            all.push(candidate);
        }
    };
    for place in 0..sample.history.len() {
        offer(&|s| {
            s.history.remove(place);
        });
    }
    offer(&|s| s.rule.condition = Condition::Always);
    offer(&|s| s.rule.treaty = None);
    offer(&|s| s.rule.request = None);
    offer(&|s| s.rule.exceptions = KindSet::EMPTY);
    offer(&|s| s.rule.opened_by = KindSet::EMPTY);
    offer(&|s| s.rule.plus = None);
    offer(&|s| s.rule.ask = None);
    offer(&|s| s.rule.extension = None);
    offer(&|s| s.rule.toll = None);
    offer(&|s| s.rule.valid_from = None);
    offer(&|s| s.rule.valid_to = None);
    offer(&|s| s.rule.series = Series::Once);
    offer(&|s| s.rule.trigger.truncate(1));
    offer(&|s| s.world.coverage = KindSet::ALL);
    offer(&|s| s.world.as_known_on = Instant::MAX);
    offer(&|s| {
        if let Condition::All(parts) | Condition::Any(parts) = &mut s.rule.condition {
            parts.pop();
        }
    });
    for place in 0..sample.history.len() {
        offer(&|s| s.history[place].recorded = None);
        offer(&|s| s.history[place].corrects = None);
        offer(&|s| s.history[place].time.doubt = Doubt::NONE);
        for late in [false, true] {
            offer(&|s| {
                let span = s.history[place].time.span;
                let at = if late { span.latest() } else { span.earliest() };
                if !at.is_open() {
                    s.history[place].time.span = Span::at(at);
                }
            });
        }
    }
    all
}
