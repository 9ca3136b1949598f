//! The invented provider: what it publishes, what its next token says, and how that is signed.

use crate::{HttpRequest, HttpResponse};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use openidconnect::core::{
    CoreEdDsaPrivateSigningKey, CoreHmacKey, CoreJwsSigningAlgorithm, CoreRsaPrivateSigningKey,
};
use openidconnect::{JsonWebKeyId, PrivateSigningKey, http};
use rsa::pkcs1::{EncodeRsaPrivateKey as _, LineEnding};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::future::{Ready, ready};
use std::sync::{Arc, Mutex};

pub(crate) const ISSUER: &str = "https://id.example";
pub(crate) const SECRET: &str =
    "an invented secret of an invented client, thirty-two bytes and more";

/// How a token is signed.
#[derive(Copy, Clone)]
pub(crate) enum Signed {
    Well,
    ByAnotherKey,
    Not,
    WithTheClientSecret,
    AndThenChanged,
    AsMostDo,
}

/// The provider: what its next token says, and what it saw.
pub(crate) struct Provided {
    pub(crate) claims: Mutex<Value>,
    pub(crate) signed: Mutex<Signed>,
    pub(crate) challenge: Mutex<String>,
    pub(crate) seen: Mutex<Vec<String>>,
    pub(crate) change: Mutex<BTreeMap<&'static str, Value>>,
    pub(crate) rsa: Option<CoreRsaPrivateSigningKey>,
}

fn key(seed: u8) -> CoreEdDsaPrivateSigningKey {
    // PKCS #8 of an Ed25519 key (RFC 8410, section 7): a fixed head and 32 bytes.
    let head = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
    let der = [&head[..], &[seed; 32]].concat();
    let pem = format!(
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
        STANDARD.encode(der)
    );
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(JsonWebKeyId::new("k1".to_owned())))
        .unwrap()
}

impl Provided {
    fn token(&self) -> String {
        let signed = *self.signed.lock().unwrap();
        let alg = match signed {
            Signed::Not => "none",
            Signed::WithTheClientSecret => "HS256",
            Signed::AsMostDo => "RS256",
            Signed::Well | Signed::ByAnotherKey | Signed::AndThenChanged => "EdDSA",
        };
        let kid = if matches!(signed, Signed::AsMostDo) { "k2" } else { "k1" };
        let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let claims = self.claims.lock().unwrap().clone();
        let head = encode(&json!({ "alg": alg, "kid": kid, "typ": "JWT" }));
        let text = format!("{head}.{}", encode(&claims));
        let eddsa =
            |seed: u8| key(seed).sign(&CoreJwsSigningAlgorithm::EdDsa, text.as_bytes()).unwrap();
        let signature = match signed {
            Signed::Well | Signed::AndThenChanged => eddsa(1),
            Signed::ByAnotherKey => eddsa(2),
            Signed::Not => Vec::new(),
            Signed::AsMostDo => self
                .rsa
                .as_ref()
                .unwrap()
                .sign(&CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256, text.as_bytes())
                .unwrap(),
            Signed::WithTheClientSecret => CoreHmacKey::new(SECRET)
                .sign(&CoreJwsSigningAlgorithm::HmacSha256, text.as_bytes())
                .unwrap(),
        };
        let text = if matches!(signed, Signed::AndThenChanged) {
            let mut other = claims;
            other["sub"] = "somebody-else".into();
            format!("{head}.{}", encode(&other))
        } else {
            text
        };
        format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    fn answer(&self, request: &HttpRequest) -> Option<Value> {
        let address = request.uri().to_string();
        self.seen.lock().unwrap().push(address.clone());
        let changed = self.change.lock().unwrap();
        match address.strip_prefix(ISSUER)? {
            "/.well-known/openid-configuration" => {
                let mut about = json!({
                    "issuer": ISSUER,
                    "authorization_endpoint": format!("{ISSUER}/authorize"),
                    "token_endpoint": format!("{ISSUER}/token"),
                    "jwks_uri": format!("{ISSUER}/keys"),
                    "response_types_supported": ["code"],
                    "subject_types_supported": ["public"],
                    "id_token_signing_alg_values_supported": ["EdDSA", "none", "HS256"],
                });
                for (name, value) in changed.iter() {
                    about[*name] = value.clone();
                }
                Some(about)
            }
            "/keys" => {
                let rsa = self.rsa.as_ref().map(PrivateSigningKey::as_verification_key);
                let keys: Vec<_> = [key(1).as_verification_key()].into_iter().chain(rsa).collect();
                Some(json!({ "keys": keys }))
            }
            "/token" => {
                let form = String::from_utf8(request.body().clone()).unwrap();
                let field = |name: &str| {
                    form.split('&')
                        .find_map(|pair| pair.strip_prefix(&format!("{name}=")))
                        .map(str::to_owned)
                };
                let hash = Sha256::digest(field("code_verifier")?);
                // RFC 7636, 4.6.
                let proven = URL_SAFE_NO_PAD.encode(hash) == *self.challenge.lock().unwrap();
                let ours = field("code")? == "invented-code" && proven;
                ours.then(|| {
                    json!({ "access_token": "unused", "token_type": "Bearer", "id_token": self.token() })
                })
            }
            _ => None,
        }
    }
}

type Answer = Ready<Result<HttpResponse, std::io::Error>>;

pub(crate) fn client(provided: &Arc<Provided>) -> impl Fn(HttpRequest) -> Answer + Sync + use<> {
    let provided = Arc::clone(provided);
    move |request| {
        let (status, body) = match provided.answer(&request) {
            Some(answer) => (200, answer.to_string()),
            None => (400, json!({ "error": "invalid_grant" }).to_string()),
        };
        let answer = http::Response::builder()
            .status(status)
            .header("content-type", "application/json")
            .body(body.into_bytes());
        ready(answer.map_err(std::io::Error::other))
    }
}

/// A server moves them between threads: that they can be is part of the test.
pub(crate) fn wait<T>(future: impl Future<Output = T> + Send) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

/// A key as most providers have.
pub(crate) fn rsa_key() -> CoreRsaPrivateSigningKey {
    let made = rsa::RsaPrivateKey::new(&mut Seeded(65_212), 2048).unwrap();
    let pem = made.to_pkcs1_pem(LineEnding::LF).unwrap();
    CoreRsaPrivateSigningKey::from_pem(&pem, Some(JsonWebKeyId::new("k2".to_owned()))).unwrap()
}

/// Bytes that follow from a number: the same key on every run.
struct Seeded(u64);

impl rsa::rand_core::RngCore for Seeded {
    fn next_u32(&mut self) -> u32 {
        rsa::rand_core::impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        rsa::rand_core::impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, to: &mut [u8]) {
        for part in to.chunks_mut(32) {
            self.0 += 1;
            let bytes = Sha256::digest(self.0.to_be_bytes());
            part.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
        }
    }

    fn try_fill_bytes(&mut self, to: &mut [u8]) -> Result<(), rsa::rand_core::Error> {
        self.fill_bytes(to);
        Ok(())
    }
}

impl rsa::rand_core::CryptoRng for Seeded {}
