//! To whom data may leave, and which fields. The list of classes is closed, and immigration enforcement is not in it: such
//! a recipient cannot be written down (joint general comment CMW 3 / CRC 22 of 2017, paragraph 17).
//!
//! ```compile_fail,E0599
//! let nobody = access::Recipient::Enforcement;
//! ```
//! ```compile_fail,E0599
//! let no_role = access::Role::Enforcement;
//! ```
//! ```compile_fail,E0599
//! let no_purpose = access::Purpose::Enforcement;
//! ```
//! ```compile_fail,E0451
//! let forged = access::Disclosure { recipient: access::Recipient::Shelter, fields: vec![] };
//! ```
//! ```
//! let somebody = access::Recipient::Shelter;
//! let known = (access::Role::Lawyer, access::Purpose::Labour);
//! ```

use crate::fields::Fields;
use crate::words::{Purpose, Sensitivity};

/// A class of recipients.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Recipient {
    /// A consular post of the person's State.
    ConsularPost,
    /// A lawyer or legal clinic.
    LegalAid,
    /// A hospital, clinic or psychosocial service.
    HealthService,
    /// Whoever is responsible for children without parents.
    ChildProtection,
    /// A shelter.
    Shelter,
    /// Another organisation that protects migrants.
    ProtectionPartner,
    /// An ombudsman, human rights institution or prevention body.
    OversightBody,
}

impl Recipient {
    /// All of them.
    pub const ALL: [Recipient; 7] = [
        Recipient::ConsularPost,
        Recipient::LegalAid,
        Recipient::HealthService,
        Recipient::ChildProtection,
        Recipient::Shelter,
        Recipient::ProtectionPartner,
        Recipient::OversightBody,
    ];

    /// The one purpose it receives data for.
    #[must_use]
    pub const fn purpose(self) -> Purpose {
        match self {
            Recipient::ConsularPost => Purpose::Consular,
            Recipient::LegalAid => Purpose::LegalAid,
            Recipient::HealthService => Purpose::Health,
            Recipient::ChildProtection
            | Recipient::Shelter
            | Recipient::ProtectionPartner
            | Recipient::OversightBody => Purpose::Protection,
        }
    }

    /// Whether facts of a sensitivity may reach it at all.
    #[must_use]
    pub const fn may_learn(self, sensitivity: Sensitivity) -> bool {
        match sensitivity {
            Sensitivity::Public | Sensitivity::Restricted => true,
            Sensitivity::Confidential => !matches!(self, Recipient::ConsularPost),
            Sensitivity::Identity => !matches!(self, Recipient::OversightBody),
            Sensitivity::Health => matches!(
                self,
                Recipient::HealthService | Recipient::LegalAid | Recipient::ChildProtection
            ),
            Sensitivity::Asylum => matches!(
                self,
                Recipient::LegalAid | Recipient::ChildProtection | Recipient::ProtectionPartner
            ),
            Sensitivity::Witness => matches!(self, Recipient::LegalAid),
        }
    }
}

/// What may leave to one recipient. It can only be made by [`Disclosure::of`], so it never holds more.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Disclosure {
    recipient: Recipient,
    fields: Vec<String>,
}

impl Disclosure {
    /// Of the fields wanted, those that the register lets reach the recipient; unknown ones never do.
    #[must_use]
    pub fn of<'a>(
        register: &Fields,
        recipient: Recipient,
        wanted: impl IntoIterator<Item = &'a str>,
    ) -> Disclosure {
        let passes = |id: &&str| {
            register.get(id).is_some_and(|field| {
                field.serves(recipient.purpose()) && recipient.may_learn(field.sensitivity)
            })
        };
        let fields = wanted.into_iter().filter(passes).map(str::to_owned).collect();
        Disclosure { recipient, fields }
    }

    /// To whom.
    #[must_use]
    pub fn recipient(&self) -> Recipient {
        self.recipient
    }

    /// Which fields.
    #[must_use]
    pub fn fields(&self) -> &[String] {
        &self.fields
    }
}
