//! Whether a treaty binds a State on a day, in the five ways in which a page can say it, and what that makes of a sentence
//! that rests on several articles.
//!
//! The answers are those of [`law::TreatyStatus`]; nothing is added. Reservations are not known, and a page says so.

use crate::rights::Basis;
use law::{CodeId, Law};
use when::{Day, Tri};

/// How a treaty stands to a State on a day.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Standing {
    /// It binds since a day that lies between these.
    Binds(Day, Day),
    /// It will bind from a day that lies between these.
    Soon(Day, Day),
    /// It did not bind on the last day of which we know.
    NotThen(Day),
    /// It does not bind on the day itself.
    No,
    /// Nobody here knows.
    Unknown,
}

/// Looks it up. A place that no treaty lists as a party is no State of its own in the table: nothing is known of it.
pub(crate) fn standing(law: &Law, instrument: usize, state: CodeId, day: Day) -> Standing {
    let treaties = &law.treaties;
    match treaties.bound(instrument, state, day) {
        Tri::Yes => {
            let bond = treaties.status(instrument, state).iter().rfind(|bond| bond.from.0 <= day);
            bond.map_or(Standing::Unknown, |bond| Standing::Binds(bond.from.0, bond.from.1))
        }
        _ if !is_party_to_anything(law, state) => Standing::Unknown,
        Tri::No => match treaties.entry_after(instrument, state, day) {
            Some((earliest, latest)) => Standing::Soon(earliest, latest),
            None => Standing::No,
        },
        Tri::Unknown => match treaties.as_of(instrument) {
            Some(then) if then < day && treaties.bound(instrument, state, then) == Tri::No => {
                Standing::NotThen(then)
            }
            _ => Standing::Unknown,
        },
    }
}

/// Whether the table knows it as a State.
pub(crate) fn is_party_to_anything(law: &Law, state: CodeId) -> bool {
    (0..law.instruments.len()).any(|instrument| !law.treaties.status(instrument, state).is_empty())
}

/// What a sentence is worth in a State.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Worth {
    /// These articles bind it.
    Binding(Vec<Basis>),
    /// Nobody here knows whether these do.
    Perhaps(Vec<Basis>),
    /// No treaty that binds it, but a declaration.
    Declared(Vec<Basis>),
    /// These did not bind it on the last day of which we know; on the day itself, where no day stands.
    Not(Vec<Basis>, Option<Day>),
}

/// Weighs the articles of a sentence: what binds comes before what may bind, and that before what does not.
pub(crate) fn worth(law: &Law, basis: &[Basis], state: CodeId, day: Day) -> Worth {
    let (mut binding, mut perhaps, mut declared, mut not) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut then = None;
    for one in basis {
        if one.declaration {
            declared.push(one.clone());
            continue;
        }
        match standing(law, one.instrument, state, day) {
            Standing::Binds(..) => binding.push(one.clone()),
            Standing::Unknown => perhaps.push(one.clone()),
            Standing::NotThen(last) => {
                then = Some(then.map_or(last, |known: Day| known.min(last)));
                not.push(one.clone());
            }
            Standing::Soon(..) | Standing::No => not.push(one.clone()),
        }
    }
    if !binding.is_empty() {
        Worth::Binding(binding)
    } else if !perhaps.is_empty() {
        Worth::Perhaps(perhaps)
    } else if !declared.is_empty() {
        Worth::Declared(declared)
    } else {
        Worth::Not(not, then)
    }
}
