//! The thing a fact is said of: what two people may collide on when they write at once.

use super::{
    ApprovalFact, ConsentFact, Fact, FamilyFact, LinkFact, PersonFact, RetentionFact, ServiceFact,
    TracingFact,
};
use uuid::Uuid;

impl Fact {
    /// The identifier of the thing. Facts of one thing are written one after another; those of different things are
    /// independent, so that nobody waits for a stranger.
    #[must_use]
    pub const fn thing(&self) -> Uuid {
        match self {
            Self::Person(
                PersonFact::Registered { person } | PersonFact::FieldWritten { person, .. },
            )
            // Erasing somebody must meet everything that is written about them.
            | Self::Retention(RetentionFact::PersonErased { person, .. }) => person.0,
            Self::Link(
                LinkFact::Linked { link, .. }
                | LinkFact::Approved { link }
                | LinkFact::Unlinked { link, .. },
            ) => link.0,
            Self::Family(
                FamilyFact::Related { relation, .. }
                | FamilyFact::Verified { relation, .. }
                | FamilyFact::Withdrawn { relation, .. },
            ) => relation.0,
            Self::Tracing(
                TracingFact::Opened { tracing, .. }
                | TracingFact::Proposed { tracing, .. }
                | TracingFact::Rejected { tracing, .. }
                | TracingFact::Closed { tracing, .. },
            ) => tracing.0,
            Self::Case(fact) => fact.case().0,
            Self::Task(fact) => fact.case().0,
            Self::Note(fact) => fact.case().0,
            Self::Flag(fact) => fact.case().0,
            Self::Referral(fact) => fact.case().0,
            Self::Procedure(fact) => fact.case().0,
            Self::Approval(
                ApprovalFact::Requested { approval, .. } | ApprovalFact::Decided { approval, .. },
            ) => approval.0,
            Self::Consent(ConsentFact::Given(consent)) => consent.consent.0,
            Self::Consent(ConsentFact::Withdrawn { consent, .. }) => consent.0,
            Self::Service(ServiceFact::Listed(service)) => service.service.0,
            Self::Service(ServiceFact::Retired { service, .. }) => service.0,
            Self::Retention(
                RetentionFact::CaseDestroyed { case }
                | RetentionFact::Held { case, .. }
                | RetentionFact::Released { case },
            ) => case.0,
        }
    }
}
