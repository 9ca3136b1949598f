//! Referrals, transfers and the services directory.
//!
//! **The firewall.** A recipient is made from an entry of the directory and from nothing else, and the classes an entry can have are
//! those of [`RecipientClass`]: immigration enforcement is not among them, and there is no word for "other". Such a recipient
//! cannot be written down, so nothing can be sent to it (Committees on Migrant Workers and on the Rights of the Child, joint
//! general comments 3 and 22 (2017), paragraph 17):
//!
//! ```compile_fail,E0599
//! let class = casebook::RecipientClass::Enforcement;
//! ```
//!
//! ```compile_fail,E0451
//! # fn of(service: casebook::ServiceId) -> casebook::Recipient {
//! casebook::Recipient { service, class: casebook::RecipientClass::Legal }
//! # }
//! ```

use crate::ids::{CaseId, ConsentId, PersonId, ReferralId, ServiceId};
use serde::{Deserialize, Serialize};

/// Who may receive somebody's data.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecipientClass {
    /// Doctors, hospitals.
    Medical,
    /// Psychosocial help.
    Psychosocial,
    /// Lawyers, legal aid.
    Legal,
    /// Shelters, safe houses.
    Shelter,
    /// Schools.
    School,
    /// Child protection authorities, guardianship.
    ChildProtection,
    /// The consulate of the person's State.
    Consular,
    /// Labour inspection.
    LabourInspection,
    /// Courts and prosecutors, for crimes against the person.
    Justice,
    /// Ombudsperson, national human rights institution, prevention of torture.
    HumanRights,
    /// Search for missing relatives.
    FamilyTracing,
    /// Humanitarian and refugee organisations.
    Humanitarian,
}

/// Where something goes: an entry of the directory as it was when it was chosen.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Recipient {
    service: ServiceId,
    class: RecipientClass,
}

impl Recipient {
    /// Only the directory makes recipients: see [`crate::Casebook::recipient`].
    pub(crate) const fn of(service: &Service) -> Self {
        Self { service: service.service, class: service.class }
    }

    /// Which entry.
    #[must_use]
    pub const fn service(&self) -> ServiceId {
        self.service
    }

    /// Which class.
    #[must_use]
    pub const fn class(&self) -> RecipientClass {
        self.class
    }
}

/// The services directory.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ServiceFact {
    /// A new entry, or a new version of one.
    Listed(Service),
    /// It takes nobody any more.
    Retired {
        /// Which.
        service: ServiceId,
        /// Why.
        reason: String,
    },
}

/// An entry of the directory.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Service {
    /// The entry.
    pub service: ServiceId,
    /// What it is called.
    pub name: String,
    /// Its class; an entry never changes it.
    pub class: RecipientClass,
    /// Places of jurisdictions where it works.
    pub places: Vec<String>,
    /// Languages spoken (BCP 47).
    pub languages: Vec<String>,
    /// How to reach it.
    pub contact: String,
}

/// What is asked of the recipient.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReferralKind {
    /// To help with something; the case stays here.
    Referral,
    /// To take the case over.
    Transfer,
}

/// To whom, about whom and on what ground.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Referral {
    /// The referral.
    pub referral: ReferralId,
    /// Its case.
    pub case: CaseId,
    /// About whom.
    pub person: PersonId,
    /// What is asked.
    pub kind: ReferralKind,
    /// To whom.
    pub to: Recipient,
    /// On what it rests.
    pub ground: Ground,
    /// Why, and what is needed.
    pub reason: String,
}

/// On what a referral rests.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// The person agreed.
    Consent(ConsentId),
    /// Another ground, with the reasons in words.
    Recorded(GroundKind, String),
}

/// A ground other than consent. None of them leads to a consulate: that is for the person alone to decide (VCCR, article 36).
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GroundKind {
    /// Somebody's life is in danger and they cannot be asked.
    VitalInterest,
    /// Decided in the best interests of a child.
    BestInterests,
}

/// A referral or a transfer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReferralFact {
    /// Offered.
    Offered(Referral),
    /// Answered, done or revoked; who and when stand in the event's head.
    Stepped {
        /// Which.
        referral: ReferralId,
        /// Its case.
        case: CaseId,
        /// What became of it.
        step: ReferralStep,
        /// Why.
        told: String,
    },
}

impl ReferralFact {
    /// Which case.
    #[must_use]
    pub const fn case(&self) -> CaseId {
        match self {
            Self::Offered(referral) => referral.case,
            Self::Stepped { case, .. } => *case,
        }
    }
}

/// What became of an offer: offered → accepted | rejected, accepted → done, and revoked from either.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReferralStep {
    /// Offered.
    Offered,
    /// The recipient takes it.
    Accepted,
    /// The recipient does not take it.
    Rejected,
    /// What was asked is done.
    Done,
    /// Taken back by the one who offered.
    Revoked,
}

impl ReferralStep {
    /// Whether this may follow `before`.
    #[must_use]
    pub const fn may_follow(self, before: Self) -> bool {
        match (before, self) {
            (Self::Offered, Self::Accepted | Self::Rejected | Self::Revoked)
            | (Self::Accepted, Self::Done | Self::Revoked) => true,
            (
                Self::Offered | Self::Accepted | Self::Rejected | Self::Done | Self::Revoked,
                Self::Offered | Self::Accepted | Self::Rejected | Self::Done | Self::Revoked,
            ) => false,
        }
    }
}
