//! Passkeys: the two ceremonies of WebAuthn (level 3), by a library; nothing of them is written here.
//!
//! Nobody types a name: the authenticator says who it is for (discoverable credentials), so there is nothing to try names with. The
//! authenticator must verify its holder. A counter that does not go on means a copy: the passkey opens nothing any more, and all
//! sessions of the account end. Answers are read with a bound, once, by the browser that was asked.
//!
//! The library draws its challenges from the operating system itself: they are the one randomness that is not an argument.

use crate::ceremony::{CEREMONY_SECONDS, Ceremonies};
use crate::entry::Entry;
use crate::fact::{Backup, Credential, Fact, How, PasskeyFact, SessionFact};
use crate::ids::{PasskeyId, SessionId, UserId};
use crate::refusal::{Cause, Denied};
use crate::state::{Account, Accounts, Passkey, Status};
use crate::throttle::Source;
use crate::token::{Token, TokenHash, TokenKind};
use serde_json::{Value, json};
use std::fmt;
use std::time::Duration;
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, PasskeyAuthentication, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, Url, Webauthn, WebauthnBuilder,
    WebauthnError,
};
use when::Instant;

/// The largest answer of a browser, in bytes. Real ones have two or three thousand.
pub const ANSWER_BYTES_MAX: usize = 32 * 1024;

/// What passkeys are bound to. It can never change without everybody losing theirs.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Site<'a> {
    /// The name of the host, as in `amparo.example.org`.
    pub id: &'a str,
    /// Where pages come from, as in `https://amparo.example.org`.
    pub origin: &'a str,
    /// What authenticators show. It stands on devices that may be searched: choose a word that says nothing.
    pub name: &'a str,
}

/// Why an authenticator's answer opens nothing.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// The answer to whoever sent it.
    pub denied: Denied,
    /// Whose credential was shown, for the throttle.
    pub user: Option<UserId>,
    suspected: Option<PasskeyId>,
}

impl Failure {
    /// What has to be appended, by [`crate::Author::System`]: that a passkey may be a copy.
    #[must_use]
    pub fn fact(&self) -> Option<Fact> {
        let (user, passkey) = (self.user?, self.suspected?);
        Some(Fact::Passkey(PasskeyFact::Suspected { user, passkey }))
    }
}

impl From<Denied> for Failure {
    fn from(denied: Denied) -> Self {
        Self { denied, user: None, suspected: None }
    }
}

fn sign_in(cause: Cause) -> Failure {
    Denied::SignIn(cause).into()
}

/// The ceremonies of this node.
pub struct Passkeys {
    webauthn: Webauthn,
    registrations: Ceremonies<(UserId, PasskeyRegistration)>,
    sign_ins: Ceremonies<DiscoverableAuthentication>,
    step_ups: Ceremonies<(UserId, PasskeyAuthentication)>,
}

impl fmt::Debug for Passkeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passkeys")
    }
}

impl Passkeys {
    /// For a site.
    ///
    /// # Errors
    ///
    /// [`Denied::Setup`] when the origin does not belong to the id, is a number, or is neither https nor this machine.
    pub fn new(site: Site<'_>) -> Result<Self, Denied> {
        let origin = Url::parse(site.origin).map_err(|_| Denied::Setup)?;
        let near = origin.scheme() == "http" && origin.host_str() == Some("localhost");
        if origin.scheme() != "https" && !near {
            return Err(Denied::Setup);
        }
        let timeout = Duration::from_secs(CEREMONY_SECONDS.unsigned_abs());
        let webauthn = WebauthnBuilder::new(site.id, &origin)
            .and_then(|builder| builder.rp_name(site.name).timeout(timeout).build())
            .map_err(|_| Denied::Setup)?;
        Ok(Self {
            webauthn,
            registrations: Ceremonies::new(),
            sign_ins: Ceremonies::new(),
            step_ups: Ceremonies::new(),
        })
    }

    /// Asks a browser that is signed in to make a passkey. Gives the options for `navigator.credentials.create`, as JSON.
    ///
    /// # Errors
    ///
    /// When the account may not be used, or too many ceremonies are under way.
    pub fn start_registration(
        &mut self,
        now: Instant,
        source: Source,
        session: &Token,
        account: &Account,
    ) -> Result<String, Denied> {
        let failed = Denied::Registration(Cause::Inactive);
        let profile = account.profile.as_ref().ok_or(failed)?;
        if account.status != Status::Active {
            return Err(failed);
        }
        let known = account.passkeys.iter().map(|passkey| passkey.credential.clone()).collect();
        let (options, state) = self
            .webauthn
            .start_passkey_registration(account.user.0, &profile.name, &profile.name, Some(known))
            .map_err(|_| failed)?;
        let mut options = serde_json::to_value(options).map_err(|_| failed)?;
        // The library asks for no particular kind; without a name to type only a discoverable one is of use.
        let selection = options.pointer_mut("/publicKey/authenticatorSelection").ok_or(failed)?;
        if let Value::Object(selection) = selection {
            selection.insert("residentKey".to_owned(), json!("required"));
            selection.insert("requireResidentKey".to_owned(), json!(true));
        }
        self.registrations.begin(now, source, holder(session), (account.user, state))?;
        Ok(options.to_string())
    }

    /// Reads what the browser made. Gives the fact to append, by its owner; afterwards
    /// [`crate::Sessions::freshen`] makes a whole session of one that might only make a passkey.
    ///
    /// # Errors
    ///
    /// [`Denied::Registration`] when it is not what was asked for.
    pub fn finish_registration(
        &mut self,
        now: Instant,
        session: &Token,
        user: UserId,
        (passkey, name): (PasskeyId, &str),
        answer: &[u8],
    ) -> Result<Fact, Denied> {
        let (asked, state) =
            self.registrations.take(now, holder(session)).map_err(Denied::Registration)?;
        if asked != user {
            return Err(Denied::Registration(Cause::OtherAccount));
        }
        let answer: RegisterPublicKeyCredential = read(answer).map_err(Denied::Registration)?;
        // The browser says so itself: this one could never say whom it is for.
        if answer.extensions.cred_props.as_ref().is_some_and(|props| props.rk == Some(false)) {
            return Err(Denied::Registration(Cause::NotDiscoverable));
        }
        let made = self
            .webauthn
            .finish_passkey_registration(&answer, &state)
            .map_err(|error| Denied::Registration(cause(&error)))?;
        let unreadable = Denied::Registration(Cause::Malformed);
        let stored = serde_json::to_string(&made).map_err(|_| unreadable)?;
        let (counter, backup) = kept(&stored).ok_or(unreadable)?;
        let id = made.cred_id().clone();
        let credential = Credential { name: name.to_owned(), id, stored }.into();
        Ok(Fact::Passkey(PasskeyFact::Registered { user, passkey, counter, backup, credential }))
    }

    /// Asks a browser that nobody is signed in with who it is. `before` is the token that it holds already. Gives the options for
    /// `navigator.credentials.get`, as JSON.
    ///
    /// # Errors
    ///
    /// [`Denied::Busy`] when too many ceremonies are under way.
    pub fn start_sign_in(
        &mut self,
        now: Instant,
        source: Source,
        before: &Token,
    ) -> Result<String, Denied> {
        let (mut options, state) =
            self.webauthn.start_discoverable_authentication().map_err(|_| Denied::Setup)?;
        // The page decides whether it waits in the background.
        options.mediation = None;
        let options = serde_json::to_string(&options).map_err(|_| Denied::Setup)?;
        self.sign_ins.begin(now, source, before.hash(TokenKind::Before), state)?;
        Ok(options)
    }

    /// Reads the answer of the authenticator.
    ///
    /// # Errors
    ///
    /// [`Denied::SignIn`], the same to the sender whatever was wrong.
    pub fn finish_sign_in(
        &mut self,
        now: Instant,
        before: &Token,
        accounts: &Accounts,
        answer: &[u8],
    ) -> Result<Entry, Failure> {
        let state = self.sign_ins.take(now, before.hash(TokenKind::Before)).map_err(sign_in)?;
        let answer: PublicKeyCredential = read(answer).map_err(sign_in)?;
        let (named, _) = self
            .webauthn
            .identify_discoverable_authentication(&answer)
            .map_err(|_| sign_in(Cause::Malformed))?;
        let (account, passkey) = shown(accounts, &answer)?;
        if account.user.0 != named {
            return Err(sign_in(Cause::OtherAccount));
        }
        let facts = verified(account, passkey, |stored| {
            self.webauthn.finish_discoverable_authentication_v2(&answer, state, stored)
        })?;
        Ok(Entry {
            user: account.user,
            how: How::Passkey(passkey.id),
            facts: facts.into_iter().collect(),
        })
    }

    /// Asks a browser that somebody is signed in with whether it is still them.
    ///
    /// # Errors
    ///
    /// [`Denied::EnrolFirst`] when they have no passkey.
    pub fn start_step_up(
        &mut self,
        now: Instant,
        source: Source,
        session: &Token,
        account: &Account,
    ) -> Result<String, Denied> {
        let keys: Vec<webauthn_rs::prelude::Passkey> =
            account.usable().filter_map(|key| serde_json::from_str(&key.stored).ok()).collect();
        if keys.is_empty() {
            return Err(Denied::EnrolFirst);
        }
        let (options, state) =
            self.webauthn.start_passkey_authentication(&keys).map_err(|_| Denied::Setup)?;
        let options = serde_json::to_string(&options).map_err(|_| Denied::Setup)?;
        self.step_ups.begin(now, source, holder(session), (account.user, state))?;
        Ok(options)
    }

    /// Reads the answer. Gives the facts to append, by `user`; afterwards [`crate::Sessions::freshen`].
    ///
    /// # Errors
    ///
    /// [`Denied::SignIn`], the same to the sender whatever was wrong.
    pub fn finish_step_up(
        &mut self,
        now: Instant,
        session: &Token,
        (user, session_id): (UserId, SessionId),
        accounts: &Accounts,
        answer: &[u8],
    ) -> Result<Vec<Fact>, Failure> {
        let (asked, state) = self.step_ups.take(now, holder(session)).map_err(sign_in)?;
        let answer: PublicKeyCredential = read(answer).map_err(sign_in)?;
        let (account, passkey) = shown(accounts, &answer)?;
        if account.user != user || asked != user {
            return Err(sign_in(Cause::OtherAccount));
        }
        let counted = verified(account, passkey, |_| {
            // The state holds the credentials as they were when this was asked; the counter is looked at again below.
            self.webauthn.finish_passkey_authentication(&answer, &state)
        })?;
        let up = SessionFact::SteppedUp { user, session: session_id, passkey: passkey.id };
        Ok([Fact::Session(up)].into_iter().chain(counted).collect())
    }

    /// Forgets ceremonies that nobody finished. Call it once a minute or so.
    pub fn sweep(&mut self, now: Instant) {
        self.registrations.sweep(now);
        self.sign_ins.sweep(now);
        self.step_ups.sweep(now);
    }
}

fn holder(session: &Token) -> TokenHash {
    session.hash(TokenKind::Session)
}

fn read<T: serde::de::DeserializeOwned>(answer: &[u8]) -> Result<T, Cause> {
    if answer.len() > ANSWER_BYTES_MAX {
        return Err(Cause::Malformed);
    }
    serde_json::from_slice(answer).map_err(|_| Cause::Malformed)
}

/// Whose credential the answer shows.
fn shown<'a>(
    accounts: &'a Accounts,
    answer: &PublicKeyCredential,
) -> Result<(&'a Account, &'a Passkey), Failure> {
    let unknown = || sign_in(Cause::UnknownCredential);
    let (user, id) = accounts.credentials.get(answer.get_credential_id()).ok_or_else(unknown)?;
    let account = accounts.account(*user).ok_or_else(unknown)?;
    let passkey = account.passkey(*id).ok_or_else(unknown)?;
    Ok((account, passkey))
}

/// Whether the passkey opens the account, and how it counts on.
fn verified(
    account: &Account,
    passkey: &Passkey,
    verify: impl FnOnce(&webauthn_rs::prelude::Passkey) -> Result<AuthenticationResult, WebauthnError>,
) -> Result<Option<Fact>, Failure> {
    let user = account.user;
    let fail = |cause| Failure { user: Some(user), ..sign_in(cause) };
    let mut stored: webauthn_rs::prelude::Passkey =
        serde_json::from_str(&passkey.stored).map_err(|_| fail(Cause::Malformed))?;
    let copy = || {
        let suspected = (!passkey.suspected).then_some(passkey.id);
        Failure { suspected, ..fail(Cause::Counter) }
    };
    let result = match verify(&stored) {
        Ok(result) => result,
        Err(WebauthnError::CredentialPossibleCompromise) => return Err(copy()),
        Err(error) => return Err(fail(cause(&error))),
    };
    // What is wrong with the account is told after the signature, to nobody who has none.
    if account.status != Status::Active {
        return Err(fail(Cause::Inactive));
    }
    if passkey.suspected {
        return Err(fail(Cause::Suspected));
    }
    if !result.user_verified() {
        return Err(fail(Cause::NotVerified));
    }
    let counts = result.counter() != 0 || passkey.counter != 0;
    if counts && result.counter() <= passkey.counter {
        return Err(copy());
    }
    if stored.update_credential(&result) != Some(true) {
        return Ok(None);
    }
    let stored = serde_json::to_string(&stored).map_err(|_| fail(Cause::Malformed))?;
    let (counter, backup) = kept(&stored).ok_or_else(|| fail(Cause::Malformed))?;
    let (passkey, stored) = (passkey.id, stored.into());
    Ok(Some(Fact::Passkey(PasskeyFact::Updated { user, passkey, counter, backup, stored })))
}

/// The counter and the backup flags, out of what the library keeps: it shows them nowhere else.
fn kept(stored: &str) -> Option<(u32, Backup)> {
    let value: Value = serde_json::from_str(stored).ok()?;
    let credential = value.get("cred")?;
    let counter = u32::try_from(credential.get("counter")?.as_u64()?).ok()?;
    let eligible = credential.get("backup_eligible")?.as_bool()?;
    let state = credential.get("backup_state")?.as_bool()?;
    Some((counter, Backup { eligible, state }))
}

/// What the log is told.
#[allow(clippy::wildcard_enum_match_arm)] // The library's list, not ours: it is long and grows.
fn cause(error: &WebauthnError) -> Cause {
    match error {
        WebauthnError::UserNotVerified | WebauthnError::UserNotPresent => Cause::NotVerified,
        WebauthnError::MismatchedChallenge => Cause::OtherRequest,
        WebauthnError::CredentialNotFound => Cause::UnknownCredential,
        _ => Cause::Assertion,
    }
}
