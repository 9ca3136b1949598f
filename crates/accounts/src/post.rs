//! What somebody is in the organisation, and the step from there to who asks: [`access::Actor`].
//!
//! An account has one or more posts; a session acts in one of them at a time, because access is decided for one role, one team and
//! one purpose. What a post may do stands in the policies alone.

use access::{Actor, Grant, Role};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One role in one team.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Post {
    /// The role.
    #[serde(with = "role")]
    pub role: Role,
    /// The team.
    pub team: String,
    /// Jurisdictions they work for.
    pub jurisdictions: BTreeSet<String>,
    /// Places they watch.
    pub places: BTreeSet<String>,
    /// The sending State of a consular post.
    pub state: Option<String>,
}

impl Post {
    /// A role in a team, for one jurisdiction.
    #[must_use]
    pub fn new(role: Role, team: &str, jurisdiction: &str) -> Self {
        Self {
            role,
            team: team.to_owned(),
            jurisdictions: BTreeSet::from([jurisdiction.to_owned()]),
            places: BTreeSet::new(),
            state: None,
        }
    }

    /// Who asks, when somebody with this id acts in this post. Grants and broken seals are kept by whoever keeps cases.
    #[must_use]
    pub fn actor(&self, id: String, grants: Vec<Grant>, opened: Vec<Grant>) -> Actor {
        Actor {
            id,
            role: self.role,
            team: self.team.clone(),
            jurisdictions: self.jurisdictions.clone(),
            places: self.places.clone(),
            state: self.state.clone(),
            grants,
            opened,
        }
    }
}

/// Whether a role runs the system rather than works with cases. One account never does both: whoever hands out access does
/// not use it, and a second post would only be a click away.
#[must_use]
pub const fn is_caretaker(role: Role) -> bool {
    match role {
        Role::Administrator | Role::Auditor | Role::KeyCustodian => true,
        Role::CaseWorker
        | Role::Lawyer
        | Role::Monitor
        | Role::ConsularOfficer
        | Role::Guardian
        | Role::HealthWorker
        | Role::LabourInspector
        | Role::Supervisor
        | Role::DataOfficer
        | Role::ReportWriter => false,
    }
}

/// Roles by their names in the policies: a number would change its meaning with the list.
pub(crate) mod role {
    use access::Role;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(role: &Role, out: S) -> Result<S::Ok, S::Error> {
        role.id().serialize(out)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Role, D::Error> {
        Role::named(&String::deserialize(from)?).ok_or_else(|| D::Error::custom("no such role"))
    }
}

/// Purposes by their names in the policies.
pub(crate) mod purpose {
    use access::Purpose;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(purpose: &Purpose, out: S) -> Result<S::Ok, S::Error> {
        purpose.id().serialize(out)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Purpose, D::Error> {
        let id = String::deserialize(from)?;
        Purpose::named(&id).ok_or_else(|| D::Error::custom("no such purpose"))
    }
}
