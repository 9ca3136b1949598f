//! Commands about tokens of machines.

use super::{Asking, Verdict, line, unused};
use crate::fact::{Author, MachineFact};
use crate::ids::MachineId;
use crate::post::is_caretaker;
use crate::refusal::Refusal;
use crate::state::Machine;

/// A token is made anew at least once a year.
pub const MACHINE_SECONDS_MAX: i64 = 366 * 24 * 3600;

impl Asking<'_> {
    pub(super) fn machine_fact(&self, fact: &MachineFact) -> Verdict {
        match fact {
            MachineFact::Made { machine, label, post, hash, until, purpose: _ } => {
                if let Author::User(maker) = self.author {
                    self.active(maker)?;
                }
                unused(self.book.machines.contains_key(machine))?;
                unused(self.book.machine_hashes.contains_key(hash))?;
                line(label)?;
                super::accounts::post(post)?;
                if is_caretaker(post.role) {
                    return Err(Refusal::MachineCaretaker);
                }
                let over = *until <= self.at;
                if over || *until > self.at.plus(MACHINE_SECONDS_MAX) {
                    return Err(Refusal::TooLong);
                }
                Ok(())
            }
            MachineFact::Used { machine } => self.machine(*machine).map(|_| ()),
            MachineFact::Revoked { machine } => {
                if self.machine(*machine)?.revoked {
                    Err(Refusal::Already)
                } else {
                    Ok(())
                }
            }
        }
    }

    fn machine(&self, machine: MachineId) -> Result<&Machine, Refusal> {
        self.book.machines.get(&machine).ok_or(Refusal::UnknownMachine)
    }
}
