//! Why a command was refused, in two voices: a message for the person, and a line for the log without personal data.

use words::{Key, key};

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident => $key:ident, $log:literal;)*) => {
        /// Why a command was refused. `Display` is the log's voice; [`Refusal::key`] names the message for the person.
        #[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
        pub enum Refusal {
            $($(#[$doc])* #[error($log)] $name,)*
            /// The vocabulary has no such kind.
            #[error("refused: no such kind of event")]
            UnknownKind {
                /// What was probably meant.
                nearest: Option<String>,
            },
            /// A text is too long.
            #[error("refused: a text has more than {max} characters")]
            TooLong {
                /// The most characters.
                max: usize,
            },
        }

        impl Refusal {
            /// The message for the person.
            #[must_use]
            pub const fn key(&self) -> Key {
                match self {
                    $(Self::$name => key::$key,)*
                    Self::UnknownKind { .. } => key::REFUSED_UNKNOWN_KIND,
                    Self::TooLong { .. } => key::REFUSED_TOO_LONG,
                }
            }
        }
    };
}

refusals! {
    /// No such person.
    UnknownPerson => REFUSED_UNKNOWN_PERSON, "refused: no such person";
    /// The person's key is destroyed.
    PersonErased => REFUSED_PERSON_ERASED, "refused: the person was erased";
    /// No such case.
    UnknownCase => REFUSED_UNKNOWN_CASE, "refused: no such case";
    /// The case is closed.
    CaseClosed => REFUSED_CASE_CLOSED, "refused: the case is closed";
    /// The case is open.
    CaseOpen => REFUSED_CASE_OPEN, "refused: the case is open";
    /// The identifier is taken.
    Exists => REFUSED_EXISTS, "refused: the identifier is taken";
    /// No such thing.
    Unknown => REFUSED_UNKNOWN, "refused: what the command names does not exist";
    /// Nothing was asked for.
    Nothing => REFUSED_NOTHING, "refused: nothing to do";
    /// Too much at once.
    TooMany => REFUSED_TOO_MANY, "refused: too many things at once";
    /// A text is needed.
    Empty => REFUSED_EMPTY, "refused: a text is empty";
    /// The value is not of the field.
    WrongField => REFUSED_WRONG_FIELD, "refused: the value does not belong to the field";
    /// Not a time in EDTF.
    NotATime => REFUSED_NOT_A_TIME, "refused: not a date or time";
    /// It lies ahead.
    InTheFuture => REFUSED_IN_THE_FUTURE, "refused: a happening lies in the future";
    /// No such code of the kind's list.
    UnknownCode => REFUSED_UNKNOWN_CODE, "refused: no such code";
    /// The kind carries something else.
    ValueDoesNotFit => REFUSED_VALUE_DOES_NOT_FIT, "refused: the kind of event carries another value";
    /// No such place.
    UnknownPlace => REFUSED_UNKNOWN_PLACE, "refused: no such place";
    /// The person is not in the case.
    NotInCase => REFUSED_NOT_IN_CASE, "refused: the person does not belong to the case";
    /// A case needs a subject.
    NoSubject => REFUSED_NO_SUBJECT, "refused: a case needs a subject";
    /// Sealed to nobody.
    NoMembers => REFUSED_NO_MEMBERS, "refused: a sealed case needs members";
    /// Only members act in a sealed case.
    NotAMember => REFUSED_NOT_A_MEMBER, "refused: the case is sealed and the author is no member";
    /// One person cannot be two.
    SamePerson => REFUSED_SAME_PERSON, "refused: both persons are the same";
    /// It was said already.
    Already => REFUSED_ALREADY, "refused: it is so already";
    /// A second person has to approve first.
    NeedsApproval => REFUSED_NEEDS_APPROVAL, "refused: a second person has not approved";
    /// Nobody approves what they asked for.
    SelfApproval => REFUSED_SELF_APPROVAL, "refused: the author asked for it themselves";
    /// Consent is missing, over, withdrawn or does not reach so far.
    NoConsent => REFUSED_NO_CONSENT, "refused: no consent covers it";
    /// Only the person can send somebody to a consulate.
    ConsulateNeedsConsent => REFUSED_CONSULATE_NEEDS_CONSENT, "refused: a consulate needs the person's consent";
    /// No such recipient in the directory.
    NoRecipient => REFUSED_NO_RECIPIENT, "refused: the recipient is not in the directory";
    /// A step that may not follow.
    WrongStep => REFUSED_WRONG_STEP, "refused: this step cannot follow";
    /// The child was not heard.
    ChildNotHeard => REFUSED_CHILD_NOT_HEARD, "refused: the child was neither heard nor is it recorded why not";
    /// The case must be kept.
    MustBeKept => REFUSED_MUST_BE_KEPT, "refused: the case is active, held, or its time has not come";
}
