//! Facts about persons: identity fields, links between records, families, tracing.

use crate::ids::{EventId, ItemId, LinkId, PersonId, RelationId, TracingId};
use apart::Private;
use serde::{Deserialize, Serialize};

/// To the record of a person.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PersonFact {
    /// There is such a record.
    Registered {
        /// Its identifier.
        person: PersonId,
    },
    /// Somebody wrote a field.
    FieldWritten {
        /// Whose.
        person: PersonId,
        /// Which.
        field: FieldKey,
        /// The versions that the writer saw and replaces. What they did not see stays, and the two stand side by side.
        seen: Vec<EventId>,
        /// What was written.
        value: Private<FieldValue>,
    },
}

/// A field, the unit of versions and of conflicts.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKey {
    /// One of their names.
    Name(ItemId),
    /// When they were born.
    BirthDate,
    /// Sex.
    Sex,
    /// One of their nationalities.
    Nationality(ItemId),
    /// Whether they are stateless.
    Stateless,
    /// One of their languages.
    Language(ItemId),
    /// One of their documents.
    Document(ItemId),
    /// A way to reach them.
    Contact(ItemId),
    /// A photograph.
    Photo(ItemId),
}

/// What a field says.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldValue {
    /// A name.
    Name(Name),
    /// A date of birth as known, in EDTF.
    BirthDate(String),
    /// A code of the list `sexes`.
    Sex(String),
    /// A country and how sure it is.
    Nationality(String, Standing),
    /// Stateless, and how sure it is.
    Stateless(Standing),
    /// A language tag (BCP 47).
    Language(String),
    /// A document.
    Document(Document),
    /// A way to reach them.
    Contact(Contact),
    /// SHA-256 of the picture, in hexadecimal.
    Photo(String),
    /// Taken back.
    Removed,
}

impl std::fmt::Debug for FieldValue {
    /// Never the value: debug output ends in logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(private)")
    }
}

/// How sure something is.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Somebody says so.
    Claimed,
    /// Shown by a document or confirmed by an authority.
    Confirmed,
}

/// A name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Name {
    /// What sort.
    pub kind: NameKind,
    /// In which script it is written.
    pub script: Script,
    /// Given names, as written.
    pub given: String,
    /// Family names, patronymic, names of fathers: as written, in their order.
    pub family: String,
}

/// What sort of name.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameKind {
    /// Given at birth.
    Birth,
    /// Used now.
    Usual,
    /// By marriage.
    Married,
    /// Another name.
    Alias,
    /// The same name in another script.
    Transliteration,
    /// As a document misspells it.
    AsDocumented,
}

/// A script.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Script {
    /// Latin.
    Latin,
    /// Arabic.
    Arabic,
    /// Cyrillic.
    Cyrillic,
    /// Ethiopic.
    Ethiopic,
    /// Han.
    Han,
    /// Another.
    Other,
}

/// A document.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Document {
    /// What sort.
    pub kind: DocumentKind,
    /// Its number, as written.
    pub number: String,
    /// The issuing State, a code of the list `countries`.
    pub issuer: Option<String>,
    /// Until when it is valid, in EDTF.
    pub until: Option<String>,
}

/// What sort of document.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// Passport.
    Passport,
    /// National identity card.
    IdentityCard,
    /// Birth certificate.
    BirthCertificate,
    /// Residence permit.
    ResidencePermit,
    /// Certificate of an asylum seeker or refugee.
    ProtectionDocument,
    /// Travel document for stateless persons and refugees, laissez-passer.
    TravelDocument,
    /// A number that an organisation uses.
    OrganisationNumber,
    /// Another.
    Other,
}

/// A way to reach somebody.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Contact {
    /// What sort.
    pub kind: ContactKind,
    /// The number or address.
    pub value: String,
    /// Whether it is safe to call or write there.
    pub safe: bool,
}

/// What sort of contact.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContactKind {
    /// Telephone.
    Telephone,
    /// E-mail.
    Email,
    /// Address.
    Address,
    /// Another.
    Other,
}

/// Two records are, or are not, one human being. Neither record changes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkFact {
    /// They are one.
    Linked {
        /// The statement.
        link: LinkId,
        /// The two records.
        persons: [PersonId; 2],
        /// Why.
        reason: String,
    },
    /// Who may read both, joined, was looked at again.
    Approved {
        /// The statement.
        link: LinkId,
    },
    /// They are not.
    Unlinked {
        /// The statement that is taken back.
        link: LinkId,
        /// Why.
        reason: String,
    },
}

/// How two persons belong together.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FamilyFact {
    /// Somebody says so.
    Related {
        /// The statement.
        relation: RelationId,
        /// The one who is …
        from: PersonId,
        /// … what …
        kind: RelationKind,
        /// … of this one.
        of: PersonId,
    },
    /// It was verified.
    Verified {
        /// The statement.
        relation: RelationId,
        /// By what.
        by: String,
    },
    /// It is not so, or not any more.
    Withdrawn {
        /// The statement.
        relation: RelationId,
        /// Why.
        reason: String,
    },
}

/// What somebody is of another.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RelationKind {
    /// Mother or father.
    Parent,
    /// Sister or brother.
    Sibling,
    /// Wife, husband, partner.
    Spouse,
    /// Legal guardian.
    Guardian,
    /// Cares for them in fact.
    Caregiver,
    /// Another relative.
    Relative,
    /// Travels with them.
    TravellingWith,
}

impl RelationKind {
    /// Whether it reads the same from both sides.
    #[must_use]
    pub const fn is_mutual(self) -> bool {
        match self {
            Self::Sibling | Self::Spouse | Self::Relative | Self::TravellingWith => true,
            Self::Parent | Self::Guardian | Self::Caregiver => false,
        }
    }
}

/// A search for a missing relative.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TracingFact {
    /// Somebody looks for somebody.
    Opened {
        /// The search.
        tracing: TracingId,
        /// Who looks.
        seeker: PersonId,
        /// What the sought person is of the seeker.
        kind: RelationKind,
        /// Who is sought, under the seeker's key.
        sought: Private<Sought>,
    },
    /// A record may be the one; a person decides.
    Proposed {
        /// The search.
        tracing: TracingId,
        /// The record.
        person: PersonId,
    },
    /// It is not.
    Rejected {
        /// The search.
        tracing: TracingId,
        /// The record.
        person: PersonId,
        /// Why.
        reason: String,
    },
    /// The search ended.
    Closed {
        /// The search.
        tracing: TracingId,
        /// How.
        outcome: TracingOutcome,
    },
}

/// Who is sought, as the seeker describes them.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Sought {
    /// Names by which they are known.
    pub names: Vec<Name>,
    /// Date of birth as known, in EDTF.
    pub birth: Option<String>,
    /// Nationality, a code of the list `countries`.
    pub nationality: Option<String>,
    /// Where and when last seen, and what else may help.
    pub told: String,
}

impl std::fmt::Debug for Sought {
    /// Never what is told: debug output ends in logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(private)")
    }
}

/// How a search ended.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TracingOutcome {
    /// Found: this record.
    Found(PersonId),
    /// Found dead.
    FoundDead(PersonId),
    /// The seeker does not want to go on.
    Declined,
    /// Going on would put somebody in danger.
    Unsafe,
    /// Every way was tried.
    Exhausted,
}
