//! Signing in through an organisation: an invented provider with real signatures, and what it or others may not get away with.

use super::house::*;
use super::provided::*;
use crate::*;
use access::Role;
use openidconnect::core::CoreRsaPrivateSigningKey;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};

const BACK: &str = "https://amparo.example/sign-in/back/1";

struct Office {
    house: House,
    providers: Providers,
    provided: Arc<Provided>,
    provider: Provider,
    before: Token,
}

impl Office {
    fn new() -> Self {
        Self::with(None)
    }

    fn with(rsa: Option<CoreRsaPrivateSigningKey>) -> Self {
        let provider = Provider {
            id: ProviderId::from_u128(0x1d),
            issuer: ISSUER.to_owned(),
            client: "amparo".to_owned(),
            group_claim: Some("groups".to_owned()),
            groups: vec![
                GroupPost {
                    group: "north-desk".to_owned(),
                    post: Post::new(Role::CaseWorker, "north", "xx"),
                },
                GroupPost {
                    group: "counsel".to_owned(),
                    post: Post::new(Role::Lawyer, "law", "xx"),
                },
            ],
        };
        let mut house = House::staffed();
        house.act(Author::User(AMAL), Fact::Provider(ProviderFact::Set(provider.clone())));
        let provided = Arc::new(Provided {
            claims: Mutex::new(Value::Null),
            signed: Mutex::new(Signed::Well),
            challenge: Mutex::new(String::new()),
            seen: Mutex::new(Vec::new()),
            change: Mutex::new(BTreeMap::new()),
            rsa,
        });
        let before = Token::new(house.drawn());
        Self { house, providers: Providers::new(), provided, provider, before }
    }

    fn discovered(&self) -> Result<Arc<Discovered>, Denied> {
        let http = client(&self.provided);
        wait(Discovered::fetch(self.house.now, &self.provider, &http)).map(Arc::new)
    }

    /// Sends the browser away and gives what the provider sees in the address.
    fn leave(&mut self) -> BTreeMap<String, String> {
        let discovered = self.discovered().unwrap();
        let drawn = [self.house.drawn(), self.house.drawn(), self.house.drawn()];
        let source = Source::of(IpAddr::from([192, 0, 2, 7]));
        let url = self
            .providers
            .start(
                self.house.now,
                (source, &self.before),
                (&self.provider, &discovered),
                BACK,
                drawn,
            )
            .unwrap();
        let url = openidconnect::url::Url::parse(&url).unwrap();
        let seen: BTreeMap<String, String> = url.query_pairs().into_owned().collect();
        *self.provided.challenge.lock().unwrap() = seen["code_challenge"].clone();
        let now = self.house.now.seconds();
        *self.provided.claims.lock().unwrap() = json!({
            "iss": ISSUER, "sub": "u-4711", "aud": "amparo", "nonce": seen["nonce"],
            "iat": now, "exp": now + 300, "name": "Noor Invented",
            "email": "amal@example.org", "email_verified": true,
        });
        seen
    }

    fn back(&mut self, state: &str) -> Result<Claimed, Denied> {
        let callback = Callback { code: "invented-code", state, issuer: Some(ISSUER) };
        let exchange = self.providers.answered(self.house.now, &self.before, callback)?;
        let http = client(&self.provided);
        wait(exchange.finish(Some(SECRET), &http))
    }

    /// All of it, with what the provider says changed.
    fn claim(&mut self, change: impl FnOnce(&mut Value)) -> Result<Claimed, Denied> {
        let seen = self.leave();
        change(&mut self.provided.claims.lock().unwrap());
        self.back(&seen["state"])
    }

    fn enter(&mut self, claimed: &Claimed) -> Result<(Token, UserId), Failed> {
        let fresh = UserId::from_u128(self.house.next());
        let entry = self.house.accounts.enter_by_provider(claimed, fresh)?;
        Ok((self.house.enter(&entry, Some(&self.before))?, entry.user))
    }
}

const UNKNOWN: Failed = Failed::Denied(Denied::SignIn(Cause::UnknownIdentity));
const WRONG: Denied = Denied::SignIn(Cause::IdToken);

#[test]
fn carla_binds_her_identity_and_signs_in_by_it_the_next_day_whatever_else_the_provider_says() {
    let mut office = Office::new();
    let claimed = office.claim(|_| ()).unwrap();
    // Nobody is known by it yet. That its e-mail is that of an administrator means nothing.
    assert_eq!(office.enter(&claimed).unwrap_err(), UNKNOWN);
    office.house.act(Author::User(CARLA), claimed.bind(CARLA));
    office.house.later(DAY);
    // A claimed group does not change what somebody is whom an administrator gave a post.
    let claimed = office.claim(|claims| claims["groups"] = json!(["counsel"])).unwrap();
    let (cookie, user) = office.enter(&claimed).unwrap();
    assert_eq!(user, CARLA);
    let now = office.house.now;
    assert!(office.house.sessions.find(now, &cookie).is_ok());
    // A provider is no passkey.
    let answer = office.house.sessions.require(now, &cookie, Sensitive::Export);
    assert_eq!(answer, Err(Denied::StepUp));
    let carla = office.house.accounts.account(CARLA).unwrap();
    assert_eq!(carla.posts[0].role, Role::CaseWorker);
    // An identity belongs to one account.
    office.house.refuses(Author::User(BEN), claimed.bind(BEN), Refusal::IdentityTaken);
    // Nobody binds an identity to somebody else.
    let other = office.claim(|claims| claims["sub"] = "u-2".into()).unwrap();
    office.house.refuses(Author::User(AMAL), other.bind(BEN), Refusal::OnlyOwner);
}

#[test]
fn what_the_browser_is_sent_away_with_has_pkce_state_and_nonce_and_asks_for_little() {
    let mut office = Office::new();
    let seen = office.leave();
    assert_eq!(seen["response_type"], "code");
    assert_eq!(seen["code_challenge_method"], "S256");
    assert_eq!(seen["scope"], "openid profile");
    assert_eq!((&seen["redirect_uri"][..], &seen["client_id"][..]), (BACK, "amparo"));
    for name in ["state", "nonce", "code_challenge"] {
        assert_eq!(seen[name].len(), 43, "{name}");
    }
    let again = office.leave();
    for name in ["state", "nonce", "code_challenge"] {
        assert_ne!(seen[name], again[name], "{name}");
    }
}

#[test]
fn a_token_that_is_not_to_be_believed_lets_nobody_in() {
    type Change = fn(&mut Value);
    let wrong: [(&str, Change); 12] = [
        ("another issuer", |c| c["iss"] = "https://evil.example".into()),
        ("the issuer with a slash", |c| c["iss"] = "https://id.example/".into()),
        ("another audience", |c| c["aud"] = "other".into()),
        ("an audience more", |c| c["aud"] = json!(["amparo", "other"])),
        ("another party", |c| c["azp"] = "other".into()),
        ("another nonce", |c| c["nonce"] = "AAAA".into()),
        ("no nonce", |c| drop(c.as_object_mut().unwrap().remove("nonce"))),
        ("expired this second", |c| c["exp"] = c["iat"].clone()),
        ("issued an hour ago", |c| c["iat"] = (c["iat"].as_i64().unwrap() - 3600).into()),
        ("issued in an hour", |c| c["iat"] = (c["iat"].as_i64().unwrap() + 3600).into()),
        ("no subject", |c| drop(c.as_object_mut().unwrap().remove("sub"))),
        ("no expiry", |c| drop(c.as_object_mut().unwrap().remove("exp"))),
    ];
    let mut office = Office::new();
    for (name, change) in wrong {
        let answer = office.claim(change);
        assert!(matches!(answer, Err(WRONG | Denied::Provider)), "{name}: {answer:?}");
        // The control: the same again without the change.
        assert!(office.claim(|_| ()).is_ok(), "{name}");
    }
}

#[test]
fn a_signature_that_is_none_or_another_ones_lets_nobody_in() {
    let mut office = Office::new();
    let wrong =
        [Signed::ByAnotherKey, Signed::Not, Signed::WithTheClientSecret, Signed::AndThenChanged];
    for signed in wrong {
        *office.provided.signed.lock().unwrap() = signed;
        let answer = office.claim(|_| ());
        assert!(matches!(answer, Err(WRONG | Denied::Provider)), "{answer:?}");
        *office.provided.signed.lock().unwrap() = Signed::Well;
        assert!(office.claim(|_| ()).is_ok());
    }
}

#[test]
fn an_answer_belongs_to_the_browser_the_question_the_provider_and_the_five_minutes() {
    let mut office = Office::new();
    let other = Denied::SignIn(Cause::OtherRequest);
    // Another state, as of somebody who wants Carla to sign in as them.
    office.leave();
    assert_eq!(office.back("AAAA").unwrap_err(), other);
    // The question is used up by it.
    let seen = office.leave();
    assert!(office.back(&seen["state"]).is_ok());
    assert_eq!(office.back(&seen["state"]).unwrap_err(), Denied::SignIn(Cause::NoCeremony));
    // Another provider's answer (RFC 9207).
    let seen = office.leave();
    let callback =
        Callback { code: "c", state: &seen["state"], issuer: Some("https://evil.example") };
    let (now, before) = (office.house.now, office.before.clone());
    assert_eq!(office.providers.answered(now, &before, callback).unwrap_err(), other);
    // Another browser.
    let seen = office.leave();
    let own = std::mem::replace(&mut office.before, Token::new([0x99; 32]));
    assert_eq!(office.back(&seen["state"]).unwrap_err(), Denied::SignIn(Cause::NoCeremony));
    office.before = own;
    office.house.later(300);
    assert_eq!(office.back(&seen["state"]).unwrap_err(), Denied::SignIn(Cause::Late));
    // A stolen code without the verifier that stayed here.
    let seen = office.leave();
    *office.provided.challenge.lock().unwrap() = "another".to_owned();
    assert_eq!(office.back(&seen["state"]).unwrap_err(), Denied::Provider);
}

#[test]
fn a_group_makes_somebody_what_the_administrator_said_and_nothing_else() {
    let mut office = Office::new();
    let with = |office: &mut Office, groups: Value| {
        let claimed = office.claim(|claims| claims["groups"] = groups).unwrap();
        office.enter(&claimed)
    };
    for untrusted in
        [json!([]), json!(["administrators"]), json!("NORTH-DESK"), json!(7), json!({ "a": 1 })]
    {
        assert_eq!(with(&mut office, untrusted).unwrap_err(), UNKNOWN);
    }
    let (cookie, noor) = with(&mut office, json!(["administrators", "north-desk"])).unwrap();
    let account = office.house.accounts.account(noor).unwrap();
    assert_eq!(account.profile.as_ref().unwrap().name, "Noor Invented");
    let roles = |office: &Office| -> Vec<Role> {
        office.house.accounts.account(noor).unwrap().posts.iter().map(|post| post.role).collect()
    };
    assert_eq!(roles(&office), [Role::CaseWorker]);
    // Another group the next day: another post, and the session of yesterday is over.
    office.house.later(MINUTE);
    let (_, again) = with(&mut office, json!(["counsel"])).unwrap();
    assert_eq!((again, roles(&office)), (noor, vec![Role::Lawyer]));
    let now = office.house.now;
    assert!(office.house.sessions.find(now, &cookie).is_err());
    // An administrator decides otherwise, and the provider does not undo it.
    let posts = vec![Post::new(Role::Supervisor, "north", "xx")];
    let fact = Fact::Account(AccountFact::PostsChanged { user: noor, posts });
    office.house.act(Author::User(AMAL), fact);
    with(&mut office, json!(["north-desk"])).unwrap();
    assert_eq!(roles(&office), [Role::Supervisor]);
}

#[test]
fn whoever_left_all_trusted_groups_was_disabled_or_came_through_a_provider_that_was_removed_stays_out()
 {
    let mut office = Office::new();
    let desk = |claims: &mut Value| claims["groups"] = json!(["north-desk"]);
    let claimed = office.claim(desk).unwrap();
    let (cookie, noor) = office.enter(&claimed).unwrap();
    let left = office.claim(|claims| claims["groups"] = json!([])).unwrap();
    assert_eq!(office.enter(&left).unwrap_err(), UNKNOWN);
    let amal = Author::User(AMAL);
    office.house.act(amal, Fact::Account(AccountFact::Disabled { user: noor }));
    let inactive = Failed::Denied(Denied::SignIn(Cause::Inactive));
    assert_eq!(office.enter(&claimed).unwrap_err(), inactive);
    office.house.act(amal, Fact::Account(AccountFact::Enabled { user: noor }));
    let now = office.house.now;
    assert!(office.house.sessions.find(now, &cookie).is_err());
    let (cookie, _) = office.enter(&claimed).unwrap();
    let removed = ProviderFact::Removed { provider: office.provider.id };
    office.house.act(amal, Fact::Provider(removed));
    assert!(office.house.sessions.find(now, &cookie).is_err());
    assert_eq!(office.enter(&claimed).unwrap_err(), UNKNOWN);
}

#[test]
fn a_provider_makes_nobody_who_runs_the_system_and_has_an_address_to_be_trusted() {
    let mut office = Office::new();
    let amal = Author::User(AMAL);
    let set = |change: &dyn Fn(&mut Provider)| {
        let mut provider = office.provider.clone();
        change(&mut provider);
        Fact::Provider(ProviderFact::Set(provider))
    };
    let facts = [
        (set(&|p| p.groups[0].post.role = Role::Administrator), Refusal::GroupToCaretaker),
        (set(&|p| p.groups[0].post.role = Role::KeyCustodian), Refusal::GroupToCaretaker),
        // Subjects were bound under the old one.
        (set(&|p| p.issuer = "https://other.example".to_owned()), Refusal::Exists),
        (set(&|p| p.id = ProviderId::from_u128(2)), Refusal::Exists),
    ];
    for (fact, why) in facts {
        office.house.refuses(amal, fact, why);
    }
    for issuer in
        ["http://id.example", "https://id.example?x=1", "https://u@id.example", "id.example"]
    {
        let fact = set(&|p| {
            p.id = ProviderId::from_u128(3);
            p.issuer = issuer.to_owned();
        });
        office.house.refuses(amal, fact, Refusal::NotHttps);
    }
}

#[test]
fn a_provider_that_publishes_what_nobody_should_use_is_not_used() {
    let office = Office::new();
    assert!(office.discovered().is_ok());
    let wrong = [
        ("issuer", json!("https://evil.example")),
        ("token_endpoint", json!("http://id.example/token")),
        ("token_endpoint", Value::Null),
        ("authorization_endpoint", json!("http://id.example/authorize")),
        ("jwks_uri", json!("http://169.254.169.254/latest")),
        ("padding", json!("x".repeat(600 * 1024))),
    ];
    for (name, value) in wrong {
        *office.provided.change.lock().unwrap() = BTreeMap::from([(name, value)]);
        assert_eq!(office.discovered().map(|_| ()), Err(Denied::Provider), "{name}");
    }
    // Nothing went out without https.
    let seen = office.provided.seen.lock().unwrap();
    assert!(seen.iter().all(|address| address.starts_with(ISSUER)), "{seen:?}");
    drop(seen);
    office.provided.change.lock().unwrap().clear();
    let found = office.discovered().unwrap();
    let now = office.house.now;
    assert!(!found.is_stale(now.plus(3599)) && found.is_stale(now.plus(3600)));
    assert!(found.is_stale(now.plus(-1)));
}

#[test]
fn what_a_provider_said_waits_five_minutes_for_the_session_it_is_bound_in() {
    let mut office = Office::new();
    let claimed = office.claim(|_| ()).unwrap();
    let (now, before) = (office.house.now, office.before.clone());
    let source = Source::of(IpAddr::from([192, 0, 2, 7]));
    office.providers.keep(now, source, &before, claimed.clone()).unwrap();
    assert_eq!(office.providers.kept(now, &before), Ok(claimed.clone()));
    assert!(office.providers.kept(now, &before).is_err());
    office.providers.keep(now, source, &before, claimed).unwrap();
    assert!(office.providers.kept(now.plus(300), &before).is_err());
    assert!(!format!("{:?}", office.claim(|_| ())).contains("4711"));
}

#[test]
fn a_provider_that_signs_as_most_do_is_believed_and_not_when_the_token_was_changed() {
    let mut office = Office::with(Some(rsa_key()));
    *office.provided.signed.lock().unwrap() = Signed::AsMostDo;
    assert!(office.claim(|_| ()).is_ok());
    assert_eq!(office.claim(|claims| claims["aud"] = "other".into()).unwrap_err(), WRONG);
    // The key is of another kind than the token says.
    *office.provided.signed.lock().unwrap() = Signed::AndThenChanged;
    assert_eq!(office.claim(|_| ()).unwrap_err(), WRONG);
}
