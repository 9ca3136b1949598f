//! Signing in through an organisation's provider: OpenID Connect, by a library, with PKCE, state and nonce for every sign-in.
//!
//! What the provider says is believed as far as the administrator trusts it, and no further: issuer and subject name an account
//! (ASVS 5.0, 10.5.2), a name is a suggestion, an address of e-mail is nothing, and a group makes somebody something only where the
//! administrator said so, never somebody who runs this system. Requests go through a client that the caller brings: it must
//! check certificates, follow no redirect, and give up after some seconds. Here https is asked of every address and answers are bounded.
//!
//! It deliberately asks for no access to anything, keeps no token of the provider, and knows no single sign-out.

mod guard;
mod types;

use crate::ceremony::Ceremonies;
use crate::entry::Entry;
use crate::fact::{AccountFact, Fact, GroupPost, How, Profile, Provider, ProviderFact};
use crate::ids::{ProviderId, UserId};
use crate::post::Post;
use crate::refusal::{Cause, Denied};
use crate::state::{Accounts, Status};
use crate::throttle::Source;
use crate::token::{Token, TokenKind};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::core::{CoreAuthenticationFlow, CoreProviderMetadata};
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest, HttpResponse, IssuerUrl,
    Nonce, OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
    TokenResponse as _,
};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;
use subtle::ConstantTimeEq as _;
use types::{ALGORITHMS, Claims, Client};
use when::Instant;

use guard::guard;

/// How long what a provider published is taken for true, in seconds: its keys change.
const DISCOVERED_SECONDS: i64 = 3600;
/// How old an ID token may be when it comes, in seconds.
const ISSUED_SECONDS: i64 = 600;
/// More groups than anybody is in.
const GROUPS_MAX: usize = 1_000;

/// What a provider published about itself.
pub struct Discovered {
    metadata: CoreProviderMetadata,
    at: Instant,
}

impl fmt::Debug for Discovered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Discovered")
    }
}

impl Discovered {
    /// Asks a provider (OpenID Connect Discovery 1.0).
    ///
    /// # Errors
    ///
    /// [`Denied::Provider`] when it does not answer, answers for another issuer, or has an address without https.
    pub async fn fetch<H, F, E>(now: Instant, provider: &Provider, http: &H) -> Result<Self, Denied>
    where
        H: Fn(HttpRequest) -> F + Sync,
        F: Future<Output = Result<HttpResponse, E>> + Send + 'static,
    {
        let issuer = IssuerUrl::new(provider.issuer.clone()).map_err(|_| Denied::Provider)?;
        let guarded = guard(http);
        let metadata = CoreProviderMetadata::discover_async(issuer, &guarded)
            .await
            .map_err(|_| Denied::Provider)?;
        let token = metadata.token_endpoint().map(|endpoint| endpoint.url());
        let authorization = metadata.authorization_endpoint().url();
        let secure = token.is_some_and(|url| url.scheme() == "https");
        if !secure || authorization.scheme() != "https" {
            return Err(Denied::Provider);
        }
        Ok(Self { metadata, at: now })
    }

    /// Whether it should be asked again.
    #[must_use]
    pub fn is_stale(&self, now: Instant) -> bool {
        now < self.at || now >= self.at.plus(DISCOVERED_SECONDS)
    }
}

/// What was asked of a browser and its provider.
struct Asked {
    provider: Provider,
    discovered: Arc<Discovered>,
    redirect: RedirectUrl,
    state: CsrfToken,
    nonce: Nonce,
    verifier: PkceCodeVerifier,
}

/// What a browser brings back from its provider.
#[derive(Copy, Clone, Debug)]
pub struct Callback<'a> {
    /// The parameter `code`.
    pub code: &'a str,
    /// The parameter `state`.
    pub state: &'a str,
    /// The parameter `iss`, where the provider sends it (RFC 9207).
    pub issuer: Option<&'a str>,
}

/// Whom a provider says somebody is.
#[derive(Clone, PartialEq, Eq)]
pub struct Claimed {
    provider: ProviderId,
    subject: String,
    name: Option<String>,
    groups: BTreeSet<String>,
}

impl fmt::Debug for Claimed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Claimed({})", self.provider)
    }
}

impl Claimed {
    /// The fact that an account signs in by this from now on. Its owner appends it, from a session in which a passkey is fresh, or
    /// which an invitation opened.
    #[must_use]
    pub fn bind(&self, user: UserId) -> Fact {
        let (provider, subject) = (self.provider, self.subject.clone().into());
        Fact::Provider(ProviderFact::Bound { user, provider, subject, managed: false })
    }
}

/// Sign-ins through providers that are under way on this node.
#[derive(Default)]
pub struct Providers {
    asked: Ceremonies<Asked>,
    claimed: Ceremonies<Claimed>,
}

impl fmt::Debug for Providers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Providers")
    }
}

/// An answer that belongs to a question, before the provider was asked whether it is true.
pub struct Exchange {
    asked: Asked,
    code: AuthorizationCode,
    now: Instant,
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Exchange")
    }
}

impl Providers {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Where to send a browser. `redirect` is where the provider sends it back to, one address for each provider; `drawn` are
    /// three times 32 bytes.
    ///
    /// # Errors
    ///
    /// [`Denied::Busy`] when too many sign-ins are under way, [`Denied::Setup`] when the address cannot be one.
    pub fn start(
        &mut self,
        now: Instant,
        (source, before): (Source, &Token),
        (provider, discovered): (&Provider, &Arc<Discovered>),
        redirect: &str,
        drawn: [[u8; 32]; 3],
    ) -> Result<String, Denied> {
        let [state, nonce, verifier] = drawn.map(|bytes| URL_SAFE_NO_PAD.encode(bytes));
        let asked = Asked {
            provider: provider.clone(),
            discovered: Arc::clone(discovered),
            redirect: RedirectUrl::new(redirect.to_owned()).map_err(|_| Denied::Setup)?,
            state: CsrfToken::new(state),
            nonce: Nonce::new(nonce),
            verifier: PkceCodeVerifier::new(verifier),
        };
        let (state, nonce) = (asked.state.clone(), asked.nonce.clone());
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&asked.verifier);
        let (url, _, _) = client(&asked, None)
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, move || state, move || nonce)
            .add_scope(Scope::new("profile".to_owned()))
            .set_pkce_challenge(challenge)
            .set_redirect_uri(Cow::Borrowed(&asked.redirect))
            .url();
        self.asked.begin(now, source, before.hash(TokenKind::Before), asked)?;
        Ok(url.into())
    }

    /// Takes the answer of a browser. What follows asks the provider, and needs nothing of this any more.
    ///
    /// # Errors
    ///
    /// [`Denied::SignIn`] when nothing was asked here, or something else.
    pub fn answered(
        &mut self,
        now: Instant,
        before: &Token,
        callback: Callback<'_>,
    ) -> Result<Exchange, Denied> {
        let holder = before.hash(TokenKind::Before);
        let asked = self.asked.take(now, holder).map_err(Denied::SignIn)?;
        let same = asked.state.secret().as_bytes().ct_eq(callback.state.as_bytes());
        let issuer = callback.issuer.is_none_or(|issuer| issuer == asked.provider.issuer);
        if !bool::from(same) || !issuer {
            return Err(Denied::SignIn(Cause::OtherRequest));
        }
        let code = AuthorizationCode::new(callback.code.to_owned());
        Ok(Exchange { asked, code, now })
    }

    /// Keeps for five minutes whom a provider says the holder of `before` is: the session in which it is to be bound is of another
    /// cookie, which does not come along when a provider sends the browser back.
    ///
    /// # Errors
    ///
    /// [`Denied::Busy`] when too many are kept.
    pub fn keep(
        &mut self,
        now: Instant,
        source: Source,
        before: &Token,
        claimed: Claimed,
    ) -> Result<(), Denied> {
        self.claimed.begin(now, source, before.hash(TokenKind::Before), claimed)
    }

    /// Takes out what was kept.
    ///
    /// # Errors
    ///
    /// [`Denied::SignIn`] when nothing was, or too long ago.
    pub fn kept(&mut self, now: Instant, before: &Token) -> Result<Claimed, Denied> {
        self.claimed.take(now, before.hash(TokenKind::Before)).map_err(Denied::SignIn)
    }

    /// Forgets what nobody finished. Call it once a minute or so.
    pub fn sweep(&mut self, now: Instant) {
        self.asked.sweep(now);
        self.claimed.sweep(now);
    }
}

fn client(asked: &Asked, secret: Option<&str>) -> Client {
    Client::from_provider_metadata(
        asked.discovered.metadata.clone(),
        ClientId::new(asked.provider.client.clone()),
        secret.map(|secret| ClientSecret::new(secret.to_owned())),
    )
}

impl Exchange {
    /// Asks the provider whom the code belongs to. `secret` is what it gave us, if it did; this crate does not keep it.
    ///
    /// # Errors
    ///
    /// [`Denied::Provider`] when it does not answer, [`Denied::SignIn`] when its token is not to be believed.
    pub async fn finish<H, F, E>(self, secret: Option<&str>, http: &H) -> Result<Claimed, Denied>
    where
        H: Fn(HttpRequest) -> F + Sync,
        F: Future<Output = Result<HttpResponse, E>> + Send + 'static,
    {
        let Self { asked, code, now } = self;
        let client = client(&asked, secret);
        let guarded = guard(http);
        let Asked { provider, redirect, nonce, verifier, .. } = asked;
        let response = client
            .exchange_code(code)
            .map_err(|_| Denied::Provider)?
            .set_pkce_verifier(verifier)
            .set_redirect_uri(Cow::Owned(redirect))
            .request_async(&guarded)
            .await
            .map_err(|_| Denied::Provider)?;
        // It is not used; that it is dropped here is all that happens to it.
        let _ = response.access_token();
        let wrong = Denied::SignIn(Cause::IdToken);
        let token = response.id_token().ok_or(wrong)?;
        let at = chrono::DateTime::from_timestamp(now.seconds(), 0).ok_or(wrong)?;
        let issued = move |issued: chrono::DateTime<chrono::Utc>| {
            let age = now.seconds().saturating_sub(issued.timestamp());
            let fresh = (-crate::watch::TOLERANCE..=ISSUED_SECONDS).contains(&age);
            if fresh { Ok(()) } else { Err("too old".to_owned()) }
        };
        let verifier = client
            .id_token_verifier()
            .set_allowed_algs(ALGORITHMS)
            .set_time_fn(move || at)
            .set_issue_time_verifier_fn(issued);
        let claims = token.claims(&verifier, &nonce).map_err(|_| wrong)?;
        // OpenID Connect Core 1.0, 3.1.3.7, step 5; the library leaves it to us.
        let party = claims.authorized_party();
        if party.is_some_and(|party| party.as_str() != provider.client) {
            return Err(wrong);
        }
        Ok(claimed(&provider, claims))
    }
}

fn claimed(provider: &Provider, claims: &Claims) -> Claimed {
    let name = claims.name().and_then(|name| name.get(None)).map(|name| name.as_str().to_owned());
    let listed =
        provider.group_claim.as_ref().and_then(|claim| claims.additional_claims().get(claim));
    let groups = match listed {
        Some(serde_json::Value::String(one)) => BTreeSet::from([one.clone()]),
        Some(serde_json::Value::Array(several)) => several
            .iter()
            .take(GROUPS_MAX)
            .filter_map(|group| group.as_str().map(str::to_owned))
            .collect(),
        Some(
            serde_json::Value::Null
            | serde_json::Value::Bool(_)
            | serde_json::Value::Number(_)
            | serde_json::Value::Object(_),
        )
        | None => BTreeSet::new(),
    };
    Claimed { provider: provider.id, subject: claims.subject().as_str().to_owned(), name, groups }
}

impl Accounts {
    /// Whom a provider lets in. `fresh` is the id of an account that is made where a trusted group admits somebody unknown.
    ///
    /// # Errors
    ///
    /// [`Denied::SignIn`] when the provider is not trusted any more, or no account and no trusted group is there for them.
    pub fn enter_by_provider(&self, claimed: &Claimed, fresh: UserId) -> Result<Entry, Denied> {
        let unknown = Denied::SignIn(Cause::UnknownIdentity);
        let provider = self.provider(claimed.provider).ok_or(unknown)?;
        let how = How::Provider(provider.id);
        let posts = trusted(provider, &claimed.groups);
        let key = (provider.id, claimed.subject.clone());
        let Some(user) = self.identities.get(&key).copied() else {
            if posts.is_empty() {
                return Err(unknown);
            }
            let name = suggested(claimed);
            let profile = Profile { name, ..Profile::default() }.into();
            let opened = AccountFact::Opened { user: fresh, posts, profile };
            let bound = ProviderFact::Bound {
                user: fresh,
                provider: provider.id,
                subject: claimed.subject.clone().into(),
                managed: true,
            };
            let facts = vec![Fact::Account(opened), Fact::Provider(bound)];
            return Ok(Entry { user: fresh, how, facts });
        };
        let account = self.account(user).ok_or(unknown)?;
        if account.status != Status::Active {
            return Err(Denied::SignIn(Cause::Inactive));
        }
        let mut facts = Vec::new();
        if account.managed == Some(provider.id) {
            // Whoever left all groups left.
            if posts.is_empty() {
                return Err(unknown);
            }
            if posts != account.posts {
                facts.push(Fact::Account(AccountFact::PostsChanged { user, posts }));
            }
        }
        Ok(Entry { user, how, facts })
    }
}

/// What somebody's groups make them, in the order the administrator wrote.
fn trusted(provider: &Provider, groups: &BTreeSet<String>) -> Vec<Post> {
    let mut posts: Vec<Post> = Vec::new();
    for GroupPost { group, post } in &provider.groups {
        if groups.contains(group) && !posts.contains(post) {
            posts.push(post.clone());
        }
    }
    posts.truncate(crate::decide::POSTS_MAX);
    posts
}

/// A name that fits; their own to change.
fn suggested(claimed: &Claimed) -> String {
    let name: Option<String> = claimed
        .name
        .as_ref()
        .map(|name| name.trim().chars().take(crate::decide::SHORT_MAX).collect());
    name.filter(|name| crate::decide::line(name).is_ok()).unwrap_or_else(|| "?".to_owned())
}
