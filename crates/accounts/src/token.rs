//! Secrets that open something: links, sessions, what comes before a session, and the tokens of machines.
//!
//! A token is 256 bits that the caller drew (ASVS 5.0, 7.2.3 asks for 128 from a secure generator); of what is kept, only a hash is, and
//! a plain one suffices for a secret that long (6.5.2). The hash is made for one kind of token, so that one is never taken for
//! another: what comes before a session cannot be used as a session. A token has no way into a log: it is shown by
//! [`Token::reveal`] alone.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fmt;
use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// Letters of a token as it is shown.
const LETTERS: usize = 43;

/// What a token opens.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum TokenKind {
    /// A sign-in link.
    Link,
    /// What a browser holds before it has a session: ceremonies are bound to it.
    Before,
    /// A session.
    Session,
    /// What a program calls with.
    Machine,
}

impl TokenKind {
    const fn domain(self) -> &'static str {
        match self {
            Self::Link => "amparo token 1 link",
            Self::Before => "amparo token 1 before",
            Self::Session => "amparo token 1 session",
            Self::Machine => "amparo token 1 machine",
        }
    }
}

/// A secret. It leaves memory with this value.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Token([u8; 32]);

impl Token {
    /// The token of 32 bytes that the caller drew from the operating system's generator.
    #[must_use]
    pub const fn new(drawn: [u8; 32]) -> Self {
        Self(drawn)
    }

    /// Reads a token as it is shown: exactly 43 letters of base64url, and no second spelling of the same.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != LETTERS {
            return None;
        }
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text).ok()?);
        <[u8; 32]>::try_from(bytes.as_slice()).ok().map(Self)
    }

    /// The token as it is shown: once, to whom it belongs.
    #[must_use]
    pub fn reveal(&self) -> Zeroizing<String> {
        Zeroizing::new(URL_SAFE_NO_PAD.encode(self.0))
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self, kind: TokenKind) -> TokenHash {
        let hash = Sha256::new().chain_update(kind.domain()).chain_update(self.0).finalize();
        TokenHash(hash.into())
    }

    /// Another secret that follows from this one and does not tell it.
    pub(crate) fn derive(&self, what: &str) -> [u8; 32] {
        // An HMAC takes a key of any length.
        match Hmac::<Sha256>::new_from_slice(&self.0) {
            Ok(mac) => mac.chain_update(what).finalize().into_bytes().into(),
            Err(_) => [0; 32],
        }
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(token)")
    }
}

/// What is kept of a token. It opens nothing. Compared in constant time.
#[derive(Copy, Clone, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TokenHash([u8; 32]);

impl PartialEq for TokenHash {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(hash)")
    }
}

#[cfg(test)]
mod tests {
    use super::{Token, TokenKind};

    #[test]
    fn a_token_has_one_spelling_and_no_other_is_read() {
        let token = Token::new([7; 32]);
        let shown = token.reveal();
        assert_eq!(shown.len(), 43);
        let read = Token::parse(&shown).unwrap();
        assert_eq!(read.hash(TokenKind::Link), token.hash(TokenKind::Link));
        // The last letter carries four bits; another one with the same four must not be taken for it.
        let last = shown.chars().last().unwrap();
        for other in ['A', 'B', 'c', 'z', '_', '=', '+'].into_iter().filter(|c| *c != last) {
            let twin = format!("{}{other}", &shown[..42]);
            let same = Token::parse(&twin)
                .is_some_and(|t| t.hash(TokenKind::Link) == token.hash(TokenKind::Link));
            assert!(!same, "{other} was taken for {last}");
        }
        for wrong in ["", " ", &shown[..42], &format!("{}=", *shown), &format!(" {}", &shown[1..])]
        {
            assert!(Token::parse(wrong).is_none(), "{wrong:?}");
        }
    }

    #[test]
    fn the_hash_for_one_use_is_not_the_hash_for_another() {
        let token = Token::new([7; 32]);
        let kinds = [TokenKind::Link, TokenKind::Before, TokenKind::Session, TokenKind::Machine];
        for (n, a) in kinds.into_iter().enumerate() {
            for b in kinds.into_iter().skip(n + 1) {
                assert_ne!(token.hash(a), token.hash(b), "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn debug_output_shows_no_secret() {
        let token = Token::new([7; 32]);
        let shown = format!("{token:?} {:?}", token.hash(TokenKind::Link));
        assert_eq!(shown, "(token) (hash)");
    }
}
