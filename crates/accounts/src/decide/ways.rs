//! Commands about ways of signing in: passkeys and providers.

use super::{Asking, Verdict, line, unused};
use crate::fact::{GroupPost, PasskeyFact, Provider, ProviderFact};
use crate::ids::{PasskeyId, ProviderId, UserId};
use crate::post::is_caretaker;
use crate::refusal::Refusal;
use crate::state::{Account, Passkey};

/// More passkeys than anybody carries.
pub(crate) const PASSKEYS_MAX: usize = 20;
/// More groups than anybody maps.
const GROUPS_MAX: usize = 200;
/// OpenID Connect Core 1.0, section 2: a subject has at most 255 characters.
const SUBJECT_MAX: usize = 255;
/// What the library keeps of a credential is far smaller.
const STORED_MAX: usize = 16_384;

impl Asking<'_> {
    pub(super) fn passkey_fact(&self, fact: &PasskeyFact) -> Verdict {
        match fact {
            PasskeyFact::Registered { user, passkey, credential, .. } => {
                self.owner(*user)?;
                let account = self.active(*user)?;
                unused(self.book.credentials.values().any(|(_, id)| id == passkey))?;
                let credential = credential.here().ok_or(Refusal::Text)?;
                line(&credential.name)?;
                if credential.stored.len() > STORED_MAX {
                    return Err(Refusal::TooLong);
                }
                if account.passkeys.len() >= PASSKEYS_MAX {
                    return Err(Refusal::TooMany);
                }
                // WebAuthn level 3, 7.1, step 26: one credential, one account.
                if self.book.credentials.contains_key(credential.id.as_slice()) {
                    return Err(Refusal::PasskeyTaken);
                }
                Ok(())
            }
            PasskeyFact::Updated { user, passkey, counter, stored, .. } => {
                self.owner(*user)?;
                let known = self.passkey(*user, *passkey)?;
                let stored = stored.here().ok_or(Refusal::Text)?;
                if stored.len() > STORED_MAX {
                    return Err(Refusal::TooLong);
                }
                // WebAuthn level 3, 7.2, step 22, once more: another node may have seen a higher one.
                let goes_on = *counter > known.counter || (*counter == 0 && known.counter == 0);
                if goes_on { Ok(()) } else { Err(Refusal::CounterBack) }
            }
            PasskeyFact::Renamed { user, passkey, name } => {
                self.owner(*user)?;
                self.passkey(*user, *passkey)?;
                line(name.here().ok_or(Refusal::Text)?)
            }
            PasskeyFact::Removed { user, passkey } => {
                let account = self.account(*user)?;
                self.passkey(*user, *passkey)?;
                let others = account.usable().any(|other| other.id != *passkey);
                if others || !account.identities.is_empty() {
                    return Ok(());
                }
                if !self.can_recover(account) {
                    return Err(Refusal::LastPasskey);
                }
                // A link may also run out.
                self.administrator_left(*user)
            }
            PasskeyFact::Suspected { user, passkey } => {
                self.owner_or_program(*user)?;
                if self.passkey(*user, *passkey)?.suspected {
                    return Err(Refusal::Already);
                }
                Ok(())
            }
        }
    }

    fn passkey(&self, user: UserId, passkey: PasskeyId) -> Result<&Passkey, Refusal> {
        let account: &Account = self.account(user)?;
        account.passkey(passkey).ok_or(Refusal::UnknownPasskey)
    }

    pub(super) fn provider_fact(&self, fact: &ProviderFact) -> Verdict {
        match fact {
            ProviderFact::Set(provider) => self.provider(provider),
            ProviderFact::Removed { provider } => {
                self.known(*provider)?;
                self.way_left(|account| account.identities.contains_key(provider), *provider)
            }
            ProviderFact::Bound { user, provider, subject, managed: _ } => {
                let account = self.active(*user)?;
                self.known(*provider)?;
                self.owner_or_program(*user)?;
                let subject = subject.here().ok_or(Refusal::Text)?;
                if subject.is_empty() || subject.len() > SUBJECT_MAX {
                    return Err(Refusal::Text);
                }
                if account.identities.contains_key(provider) {
                    return Err(Refusal::Already);
                }
                if self.book.identities.contains_key(&(*provider, subject.clone())) {
                    return Err(Refusal::IdentityTaken);
                }
                Ok(())
            }
            ProviderFact::Unbound { user, provider } => {
                let account = self.account(*user)?;
                if !account.identities.contains_key(provider) {
                    return Err(Refusal::UnknownProvider);
                }
                self.way_left(|other| other.user == *user, *provider)
            }
        }
    }

    fn known(&self, provider: ProviderId) -> Verdict {
        self.book.provider(provider).map(|_| ()).ok_or(Refusal::UnknownProvider)
    }

    /// An administrator who signs in through nothing else keeps the provider: nobody could manage accounts.
    fn way_left(&self, touched: impl Fn(&Account) -> bool, provider: ProviderId) -> Verdict {
        let keeps = |account: &Account| {
            !touched(account)
                || account.usable().next().is_some()
                || account.identities.keys().any(|other| *other != provider)
        };
        let mut administrators = self
            .book
            .accounts()
            .filter(|account| self.book.active(account.user).is_some())
            .filter(|account| account.is_administrator() && !account.is_invited())
            .peekable();
        if administrators.peek().is_none() || administrators.any(keeps) {
            return Ok(());
        }
        Err(Refusal::LastAdministrator)
    }

    fn provider(&self, provider: &Provider) -> Verdict {
        let other = self
            .book
            .providers()
            .any(|known| known.id != provider.id && known.issuer == provider.issuer);
        unused(other)?;
        // Subjects were bound under the issuer: another issuer is another provider.
        if self.book.provider(provider.id).is_some_and(|known| known.issuer != provider.issuer) {
            return Err(Refusal::Exists);
        }
        line(&provider.issuer)?;
        line(&provider.client)?;
        // OpenID Connect Discovery 1.0, section 2: https, no query, no fragment.
        let https = provider.issuer.starts_with("https://");
        if !https || provider.issuer.contains(['?', '#', '@']) {
            return Err(Refusal::NotHttps);
        }
        provider.group_claim.as_deref().map_or(Ok(()), line)?;
        if provider.groups.len() > GROUPS_MAX {
            return Err(Refusal::TooMany);
        }
        provider.groups.iter().try_for_each(|GroupPost { group, post }| {
            line(group)?;
            super::accounts::post(post)?;
            // Whoever runs the provider would run this system.
            if is_caretaker(post.role) { Err(Refusal::GroupToCaretaker) } else { Ok(()) }
        })
    }
}
