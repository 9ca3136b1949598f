//! From the whole status back to what the engine asks: who was bound when.
//!
//! A table that a person brought is first taken in by [`StatusBook`], with its contradictions; then the engine's table is
//! made anew from the book. Without a newer table that gives what the law folder gave, which a test holds it to.

use crate::model::treaties::{Action, Bond, TreatyStatus};
use crate::status::{Act, StatusBook, newer::edtf, standing::binds};
use when::{Day, Days};

impl StatusBook {
    /// The treaty status of the book, newer tables included, as the engine reads it.
    #[must_use]
    pub fn treaties(&self) -> TreatyStatus {
        let mut bonds = Vec::with_capacity(self.acts.len());
        for states in &self.acts {
            let states = states.iter().map(|(state, acts)| (*state, self.bonds(acts)));
            bonds.push(states.filter(|(_, bonds): &(_, Vec<Bond>)| !bonds.is_empty()).collect());
        }
        TreatyStatus {
            bonds,
            as_of: self.as_of.clone(),
            earlier: self.earlier.clone(),
            sources: self.sources.iter().map(|one| (one.id.clone(), one.title.clone())).collect(),
        }
    }

    /// The periods of one State, from its acts in order of time.
    fn bonds(&self, acts: &[Act]) -> Vec<Bond> {
        let mut bonds: Vec<Bond> = Vec::new();
        for act in acts {
            let Some(in_force) = act.in_force.map(both) else { continue };
            if act.action == Action::Withdrawal {
                // Leaving what nobody knows to have been joined is listed as an act and closes nothing.
                let last = bonds.last_mut().filter(|bond| bond.to.is_none());
                if let Some(bond) = last.filter(|bond| bond.from.0 <= in_force.1) {
                    bond.to = Some(in_force);
                }
            } else if binds(act.action) {
                bonds.push(Bond {
                    from: in_force,
                    to: None,
                    action: act.action,
                    deposited: edtf(act.deposited),
                    source: self
                        .sources
                        .get(act.source)
                        .map(|one| one.id.clone())
                        .unwrap_or_default(),
                    note: act.note.clone(),
                });
            }
        }
        bonds.sort_by_key(|bond| bond.from.0);
        bonds
    }
}

fn both(days: Days) -> (Day, Day) {
    (days.first(), days.last())
}
