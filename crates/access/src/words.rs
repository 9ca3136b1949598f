//! The closed lists that policies speak in: roles, purposes, actions, sensitivities. A word that is not here cannot be
//! granted. They deliberately carry no rights: those stand in the policies alone.

/// A closed list with the names that policies and files use.
macro_rules! closed {
    ($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($(#[$about])* $variant),+ }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// Its name in policies and files.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            /// The one with this name.
            #[must_use]
            pub fn named(id: &str) -> Option<$name> {
                Self::ALL.iter().copied().find(|one| one.id() == id)
            }
        }
    };
}

closed! {
    /// What somebody is in the organisation.
    Role {
        /// Works on cases of a team.
        CaseWorker = "case-worker",
        /// Represents the person.
        Lawyer = "lawyer",
        /// Watches borders and places of detention.
        Monitor = "monitor",
        /// Assists nationals of the sending State.
        ConsularOfficer = "consular-officer",
        /// Stands in for the parents of a child.
        Guardian = "guardian",
        /// Cares for body and mind.
        HealthWorker = "health-worker",
        /// Follows up complaints about work.
        LabourInspector = "labour-inspector",
        /// Leads a team.
        Supervisor = "supervisor",
        /// Makes statistics.
        DataOfficer = "data-officer",
        /// Writes reports from releases.
        ReportWriter = "report-writer",
        /// Manages accounts.
        Administrator = "administrator",
        /// Reads the audit log.
        Auditor = "auditor",
        /// Holds a share of the root key.
        KeyCustodian = "key-custodian",
    }
}

closed! {
    /// What an access is for. Enforcement of immigration law is not among them.
    Purpose {
        /// Protecting the person.
        Protection = "protection",
        /// Consular assistance.
        Consular = "consular",
        /// Legal aid.
        LegalAid = "legal_aid",
        /// Health care.
        Health = "health",
        /// Following up a complaint about work, and nothing else.
        Labour = "labour",
        /// Counting.
        Statistics = "statistics",
        /// Overseeing a team.
        Supervision = "supervision",
        /// Running the system.
        Administration = "administration",
        /// Checking how the system was used.
        Audit = "audit",
    }
}

closed! {
    /// What somebody wants to do.
    Action {
        /// See a case in a list.
        List = "list",
        /// Read a field.
        Read = "read",
        /// Add an event.
        Record = "record",
        /// Give a case to somebody.
        Assign = "assign",
        /// Offer it to a recipient.
        Share = "share",
        /// Seal it to named members.
        Seal = "seal",
        /// Make a release.
        Release = "release",
        /// Create users, roles, teams.
        ManageAccounts = "manage_accounts",
        /// Read the audit log.
        ReadAudit = "read_audit",
        /// Hold and rotate keys.
        HoldKeys = "hold_keys",
        /// Approve the opening of a sealed case.
        ApproveBreakGlass = "approve_break_glass",
    }
}

closed! {
    /// How much harm a field can do in the wrong hands.
    Sensitivity {
        /// None.
        Public = "public",
        /// Some, together with other facts.
        Restricted = "restricted",
        /// What happened to somebody.
        Confidential = "confidential",
        /// Who somebody is.
        Identity = "identity",
        /// Body and mind.
        Health = "health",
        /// Anything about a claim for asylum.
        Asylum = "asylum",
        /// What endangers a witness.
        Witness = "witness",
    }
}

closed! {
    /// What an action is done to.
    Kind {
        /// A case, one person's part of it.
        Case = "case",
        /// A part of the system that is no case.
        Service = "service",
    }
}

impl Action {
    /// What it is done to.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Action::List
            | Action::Read
            | Action::Record
            | Action::Assign
            | Action::Share
            | Action::Seal => Kind::Case,
            Action::Release
            | Action::ManageAccounts
            | Action::ReadAudit
            | Action::HoldKeys
            | Action::ApproveBreakGlass => Kind::Service,
        }
    }
}
