//! Consent records, with the fields of ISO/IEC TS 27560:2023.

use crate::fact::RecipientClass;
use crate::fact::maybe_seconds;
use crate::ids::{ConsentId, PersonId, ServiceId};
use serde::{Deserialize, Serialize};
use when::Instant;

/// Consent was given or taken back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConsentFact {
    /// Given; when, by whom it was written and in which operation stand in the event's head.
    Given(Consent),
    /// Taken back, which is as easy as giving it.
    Withdrawn {
        /// Which.
        consent: ConsentId,
        /// Why, if the person says so.
        told: Option<String>,
    },
}

/// What somebody agreed to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Consent {
    /// The record.
    pub consent: ConsentId,
    /// The principal.
    pub person: PersonId,
    /// The notice that was explained, by name and version.
    pub notice: String,
    /// The language in which it was explained (BCP 47).
    pub language: String,
    /// The jurisdiction whose rules it follows.
    pub jurisdiction: String,
    /// To whom data may go.
    pub recipients: Vec<RecipientClass>,
    /// If it is to one service only: which.
    pub only: Option<ServiceId>,
    /// What may go there.
    pub categories: Vec<DataCategory>,
    /// On what it rests.
    pub basis: LawfulBasis,
    /// Until when; none: until it is withdrawn.
    #[serde(with = "maybe_seconds")]
    pub until: Option<Instant>,
    /// Who gave it.
    pub given_by: GivenBy,
    /// How.
    pub manner: Manner,
    /// What the person wants to be withheld, in words.
    pub withheld: Option<String>,
}

/// A category of data.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DataCategory {
    /// Names, dates of birth, documents.
    Identity,
    /// How to reach them.
    Contact,
    /// What happened.
    History,
    /// Health.
    Health,
    /// Family.
    Family,
    /// The account in their own words.
    Account,
}

/// On what a processing rests.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LawfulBasis {
    /// Consent.
    Consent,
    /// Explicit consent to special categories.
    ExplicitConsent,
}

/// Who gave it.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GivenBy {
    /// The person.
    Themselves,
    /// A guardian or parent, for a child.
    Guardian(PersonId),
    /// A representative.
    Representative(PersonId),
}

/// How it was given.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Manner {
    /// Spoken, with an interpreter or without.
    Spoken,
    /// Signed.
    Signed,
    /// Recorded.
    Recorded,
}
