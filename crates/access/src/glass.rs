//! Breaking the seal of a case: two custodians, a reason, and a delay of 24 hours unless a life is at risk. The members are
//! told when it is asked for, so that they can object before it opens. It deliberately decides nothing about the role: who
//! is let through the seal still needs a permission of their own.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use crate::actor::{Actor, Grant};
use crate::words::Role;

/// Hours between the second approval and the opening.
pub const DELAY_HOURS: i64 = 24;

/// Hours for which a broken seal stays open.
const OPEN_HOURS: i64 = 72;

/// A request to open one sealed case to one user.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Glass {
    case: String,
    requester: String,
    reason: String,
    life_at_risk: bool,
    approvals: BTreeSet<String>,
    approved_at: Option<Timestamp>,
}

/// Why a request or an approval is refused.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum GlassError {
    /// No reason.
    #[error("say why the case must be opened: its members will read it")]
    NoReason,
    /// Not a custodian.
    #[error("only a key custodian approves this")]
    NotCustodian,
    /// Approving for oneself.
    #[error("nobody approves their own request: ask another custodian")]
    OwnRequest,
    /// The same custodian again.
    #[error("you have approved this already: a second custodian is needed")]
    Again,
}

impl Glass {
    /// Asks for it.
    ///
    /// # Errors
    /// Without a reason.
    pub fn ask(
        case: &str,
        requester: &str,
        reason: &str,
        life_at_risk: bool,
    ) -> Result<Glass, GlassError> {
        if reason.trim().is_empty() {
            return Err(GlassError::NoReason);
        }
        Ok(Glass {
            case: case.to_owned(),
            requester: requester.to_owned(),
            reason: reason.to_owned(),
            life_at_risk,
            approvals: BTreeSet::new(),
            approved_at: None,
        })
    }

    /// Approves it.
    ///
    /// # Errors
    /// By anybody but a custodian, by the requester, or twice by one.
    pub fn approve(&mut self, custodian: &Actor, at: Timestamp) -> Result<(), GlassError> {
        if custodian.role != Role::KeyCustodian {
            return Err(GlassError::NotCustodian);
        }
        if custodian.id == self.requester {
            return Err(GlassError::OwnRequest);
        }
        if !self.approvals.insert(custodian.id.clone()) {
            return Err(GlassError::Again);
        }
        if self.approvals.len() >= 2 && self.approved_at.is_none() {
            self.approved_at = Some(at);
        }
        Ok(())
    }

    /// For whom alone the opening is.
    #[must_use]
    pub fn requester(&self) -> &str {
        &self.requester
    }

    /// The opening, once two have approved: from the end of the delay, for three days.
    #[must_use]
    pub fn opening(&self) -> Option<Grant> {
        let delay = if self.life_at_risk { 0 } else { DELAY_HOURS };
        let from = self.approved_at?.checked_add(SignedDuration::from_hours(delay)).ok()?;
        let until = from.checked_add(SignedDuration::from_hours(OPEN_HOURS)).ok()?;
        Some(Grant { case: self.case.clone(), from, until })
    }

    /// What each member of the case is told, as soon as it is asked for: who, and why.
    #[must_use]
    pub fn notices<'a>(
        &'a self,
        members: &'a BTreeSet<String>,
    ) -> Vec<(&'a str, &'a str, &'a str)> {
        let told = members.iter().filter(|member| **member != self.requester);
        told.map(|member| (member.as_str(), self.requester.as_str(), self.reason.as_str()))
            .collect()
    }
}
