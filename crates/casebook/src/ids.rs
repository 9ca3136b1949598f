//! Identifiers: each kind of thing has a type of its own, so that a person is never looked up as a case.
//!
//! They are UUIDs of version 7 (RFC 9562), made by the caller: this crate has no randomness, and a device without a network
//! must be able to make them. They carry no identity, so they may stand in logs and addresses.

use serde::{Deserialize, Serialize};

apart::ids! {
    /// An event.
    EventId
    /// What a caller did at once: sent twice, it happens once.
    OperationId
    /// Somebody who works here.
    UserId
    /// A team.
    TeamId
    /// A person.
    PersonId
    /// One of several names, documents, contacts … of a person.
    ItemId
    /// A statement that two person records are one human being.
    LinkId
    /// How two persons belong together.
    RelationId
    /// A search for a missing relative.
    TracingId
    /// A case.
    CaseId
    /// A task.
    TaskId
    /// A note.
    NoteId
    /// A flag.
    FlagId
    /// A referral or a transfer.
    ReferralId
    /// A request for a second person's approval.
    ApprovalId
    /// A record of consent.
    ConsentId
    /// A best-interests procedure.
    ProcedureId
    /// An entry of the services directory.
    ServiceId
}

/// Where an event stands in the log.
#[derive(
    Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Position(pub u64);
