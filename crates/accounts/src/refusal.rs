//! Why something was refused, in two voices: a message for the person, and a line for the log without personal data.
//!
//! A [`Refusal`] answers a command of somebody who is signed in, and says what is wrong. A [`Denied`] answers somebody who is
//! not yet known: its message is the same whether the account, the passkey or the link was wrong (ASVS 5.0, 6.3.8), and only
//! the log is told which.

use words::{Key, key};

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident => $key:ident, $log:literal;)*) => {
        /// Why a command was refused. `Display` is the log's voice; [`Refusal::key`] names the message for the person.
        #[derive(Copy, Clone, PartialEq, Eq, Debug, thiserror::Error)]
        pub enum Refusal {
            $($(#[$doc])* #[error($log)] $name,)*
        }

        impl Refusal {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The message for the person.
            #[must_use]
            pub const fn key(self) -> Key {
                match self { $(Self::$name => key::$key,)* }
            }
        }
    };
}

refusals! {
    /// Nothing was asked for.
    Nothing => ACCOUNTS_NOTHING, "refused: nothing to do";
    /// Too much at once.
    TooMany => ACCOUNTS_TOO_MANY, "refused: too many things at once";
    /// A text is empty, too long, or not one line.
    Text => ACCOUNTS_TEXT, "refused: a text is empty, too long, or not one line";
    /// No such account.
    UnknownAccount => ACCOUNTS_UNKNOWN, "refused: no such account";
    /// The account is disabled.
    Disabled => ACCOUNTS_DISABLED, "refused: the account is disabled";
    /// The account was erased.
    Erased => ACCOUNTS_ERASED, "refused: the account was erased";
    /// The identifier is taken.
    Exists => ACCOUNTS_EXISTS, "refused: the identifier is taken";
    /// It is so already.
    Already => ACCOUNTS_ALREADY, "refused: it is so already";
    /// An account without a post.
    NoPost => ACCOUNTS_NO_POST, "refused: an account needs a post";
    /// One account would run the system and work with cases.
    CaretakerAndCases => ACCOUNTS_CARETAKER_AND_CASES, "refused: one account would run the system and work with cases";
    /// Nobody changes their own posts.
    OwnPosts => ACCOUNTS_OWN_POSTS, "refused: nobody changes their own posts";
    /// Nobody could manage accounts any more.
    LastAdministrator => ACCOUNTS_LAST_ADMINISTRATOR, "refused: no administrator would be left who can sign in";
    /// There is an administrator already.
    HasAdministrator => ACCOUNTS_HAS_ADMINISTRATOR, "refused: there is an administrator who can sign in";
    /// Only from the terminal.
    OnlyTerminal => ACCOUNTS_ONLY_TERMINAL, "refused: only the terminal may do this";
    /// Only among invented cases.
    OnlyDemo => ACCOUNTS_ONLY_DEMO, "refused: only a demonstration has such links";
    /// A second person has to issue it.
    SecondPerson => ACCOUNTS_SECOND_PERSON, "refused: a second person has to issue the link";
    /// Nobody asked for it, or too long ago.
    NotAsked => ACCOUNTS_NOT_ASKED, "refused: nobody asked for this recovery, or too long ago";
    /// No such link.
    UnknownLink => ACCOUNTS_UNKNOWN_LINK, "refused: no such link";
    /// The link is over.
    LinkOver => ACCOUNTS_LINK_OVER, "refused: the link is over";
    /// It would be valid too long.
    TooLong => ACCOUNTS_TOO_LONG, "refused: it would be valid too long";
    /// Only whom it belongs to.
    OnlyOwner => ACCOUNTS_ONLY_OWNER, "refused: only its owner may do this";
    /// No such passkey.
    UnknownPasskey => ACCOUNTS_UNKNOWN_PASSKEY, "refused: no such passkey";
    /// The passkey belongs to an account already.
    PasskeyTaken => ACCOUNTS_PASSKEY_TAKEN, "refused: the passkey belongs to an account already";
    /// No way of signing in would be left.
    LastPasskey => ACCOUNTS_LAST_PASSKEY, "refused: no way of signing in would be left";
    /// The counter of the passkey did not go on.
    CounterBack => ACCOUNTS_SIGN_IN_FAILED, "refused: the counter of a passkey did not go on";
    /// No such provider.
    UnknownProvider => ACCOUNTS_UNKNOWN_PROVIDER, "refused: no such provider";
    /// The issuer is no https address.
    NotHttps => ACCOUNTS_NOT_HTTPS, "refused: the issuer of a provider is no https address";
    /// A group would make somebody run the system.
    GroupToCaretaker => ACCOUNTS_GROUP_TO_CARETAKER, "refused: a provider's group would make somebody run the system";
    /// The identity belongs to another account.
    IdentityTaken => ACCOUNTS_IDENTITY_TAKEN, "refused: the identity belongs to an account already";
    /// No such machine.
    UnknownMachine => ACCOUNTS_UNKNOWN_MACHINE, "refused: no such machine";
    /// A machine would run the system.
    MachineCaretaker => ACCOUNTS_MACHINE_CARETAKER, "refused: a machine would run the system";
}

/// What exactly was wrong: for the log alone.
#[derive(Copy, Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Cause {
    /// Not what a browser sends.
    #[error("the message cannot be read")]
    Malformed,
    /// Nothing was begun here, or it was finished already.
    #[error("no ceremony is under way here")]
    NoCeremony,
    /// It took too long.
    #[error("the ceremony took too long")]
    Late,
    /// The clock was set back.
    #[error("the clock was set back")]
    Clock,
    /// Nobody has this credential.
    #[error("the credential is unknown")]
    UnknownCredential,
    /// Somebody else has it.
    #[error("the credential belongs to another account")]
    OtherAccount,
    /// It opens nothing any more.
    #[error("the passkey is suspected of being a copy")]
    Suspected,
    /// The library found the answer of the authenticator wrong.
    #[error("the answer of the authenticator does not verify")]
    Assertion,
    /// The counter did not go on.
    #[error("the counter of the passkey went back: there may be a copy")]
    Counter,
    /// The authenticator did not verify who holds it.
    #[error("the authenticator did not verify its holder")]
    NotVerified,
    /// The authenticator could not say whom it is for.
    #[error("the passkey is not discoverable")]
    NotDiscoverable,
    /// The account may not be used.
    #[error("the account is not active")]
    Inactive,
    /// No such link.
    #[error("the link is unknown")]
    UnknownLink,
    /// The link was used, revoked or is too old.
    #[error("the link is over")]
    LinkOver,
    /// The answer came to another request.
    #[error("state, issuer or nonce do not belong to the request")]
    OtherRequest,
    /// The provider's token is not to be believed.
    #[error("the provider's token does not verify")]
    IdToken,
    /// Nobody is known by this identity.
    #[error("the identity is unknown and no trusted group admits it")]
    UnknownIdentity,
    /// No such session.
    #[error("the session is unknown")]
    UnknownSession,
    /// Nothing happened in it for too long.
    #[error("the session was idle too long")]
    Idle,
    /// It lasted too long.
    #[error("the session lasted too long")]
    Old,
    /// No such token.
    #[error("the token of a machine is unknown, over or taken back")]
    Machine,
}

/// Why somebody was not let in, or not so far.
#[derive(Copy, Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Denied {
    /// Signing in failed.
    #[error("sign-in failed: {0}")]
    SignIn(Cause),
    /// The link does not let in.
    #[error("link refused: {0}")]
    Link(Cause),
    /// Nobody is signed in here.
    #[error("no session: {0}")]
    NoSession(Cause),
    /// The passkey has to be shown again.
    #[error("a fresh passkey is needed")]
    StepUp,
    /// A passkey has to be made first.
    #[error("the session may only make a passkey")]
    EnrolFirst,
    /// The request does not come from a page of ours.
    #[error("the request comes from elsewhere")]
    Forged,
    /// Too many failures.
    #[error("too many failures: wait {0} s")]
    Wait(u32),
    /// Too many at once.
    #[error("too many sign-ins are under way")]
    Busy,
    /// The provider cannot be asked, or answers what nobody should.
    #[error("the provider cannot be used")]
    Provider,
    /// The program is set up wrongly.
    #[error("the address of this site cannot have passkeys")]
    Setup,
    /// A registration was not what it should be.
    #[error("the passkey cannot be registered: {0}")]
    Registration(Cause),
}

impl Denied {
    /// The message for the person.
    #[must_use]
    pub const fn key(self) -> Key {
        match self {
            Self::SignIn(_) => key::ACCOUNTS_SIGN_IN_FAILED,
            Self::Link(_) => key::ACCOUNTS_LINK_FAILED,
            Self::NoSession(_) => key::ACCOUNTS_SIGN_IN_AGAIN,
            Self::StepUp => key::ACCOUNTS_STEP_UP,
            Self::EnrolFirst => key::ACCOUNTS_ENROL_FIRST,
            Self::Forged => key::ACCOUNTS_FORGED,
            Self::Wait(_) => key::ACCOUNTS_WAIT,
            Self::Busy => key::ACCOUNTS_BUSY,
            Self::Provider => key::ACCOUNTS_PROVIDER_FAILED,
            Self::Setup => key::ACCOUNTS_SETUP,
            Self::Registration(_) => key::ACCOUNTS_REGISTRATION_FAILED,
        }
    }

    /// Whether it counts as a failed attempt to get in.
    #[must_use]
    pub const fn is_failure(self) -> bool {
        match self {
            Self::SignIn(_) | Self::Link(_) => true,
            Self::NoSession(_)
            | Self::StepUp
            | Self::EnrolFirst
            | Self::Forged
            | Self::Wait(_)
            | Self::Busy
            | Self::Provider
            | Self::Setup
            | Self::Registration(_) => false,
        }
    }
}
