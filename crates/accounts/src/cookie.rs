//! The two cookies, spelt once.
//!
//! `__Host-` ties them to this host and to https (RFC 6265bis, 4.1.3.2); no script reads them. What comes before a session is `Lax`, because
//! a provider sends the browser back from another site; a session is `Strict` (ASVS 5.0, 3.3.1 to 3.3.4).

use crate::token::{Token, TokenKind};
use zeroize::Zeroizing;

/// The cookie of a session.
pub const SESSION: &str = "__Host-amparo";
/// The cookie of what comes before a session.
pub const BEFORE: &str = "__Host-amparo-before";

/// The value of `Set-Cookie` for a token. It ends with the browser: how long it is worth anything is decided here, not there.
/// Nothing for links and machines, which have no cookie.
#[must_use]
pub fn set(kind: TokenKind, token: &Token) -> Option<Zeroizing<String>> {
    let (name, site) = named(kind)?;
    let value = token.reveal();
    let text = format!("{name}={}; Path=/; Secure; HttpOnly; SameSite={site}", value.as_str());
    Some(Zeroizing::new(text))
}

/// The value of `Set-Cookie` that takes it away.
#[must_use]
pub fn clear(kind: TokenKind) -> Option<String> {
    let (name, site) = named(kind)?;
    Some(format!("{name}=; Path=/; Secure; HttpOnly; SameSite={site}; Max-Age=0"))
}

/// The token in the header `Cookie`. Two of the same name are none: somebody planted one.
#[must_use]
pub fn read(kind: TokenKind, header: &str) -> Option<Token> {
    let (name, _) = named(kind)?;
    let mut found = header.split(';').filter_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name).then_some(value)
    });
    let value = found.next()?;
    if found.next().is_some() { None } else { Token::parse(value) }
}

const fn named(kind: TokenKind) -> Option<(&'static str, &'static str)> {
    match kind {
        TokenKind::Session => Some((SESSION, "Strict")),
        TokenKind::Before => Some((BEFORE, "Lax")),
        TokenKind::Link | TokenKind::Machine => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{clear, read, set};
    use crate::token::{Token, TokenKind};

    #[test]
    fn a_cookie_is_read_back_and_a_planted_second_one_makes_it_none() {
        let token = Token::new([3; 32]);
        let text = set(TokenKind::Session, &token).unwrap();
        assert!(text.ends_with("; Path=/; Secure; HttpOnly; SameSite=Strict"), "{}", *text);
        let pair = text.split(';').next().unwrap();
        let hash =
            |header: &str| read(TokenKind::Session, header).map(|t| t.hash(TokenKind::Session));
        let own = Some(token.hash(TokenKind::Session));
        assert_eq!(hash(pair), own);
        assert_eq!(hash(&format!("theme=dark; {pair}; lang=ar")), own);
        assert_eq!(hash(&format!("{pair}; __Host-amparo=AAAA")), None);
        assert_eq!(hash("__Host-amparo=short"), None);
        assert_eq!(hash(""), None);
        // The cookie of what comes before a session is no session.
        assert!(read(TokenKind::Session, &set(TokenKind::Before, &token).unwrap()).is_none());
        assert!(clear(TokenKind::Session).unwrap().contains("Max-Age=0"));
        assert!(set(TokenKind::Machine, &token).is_none());
    }
}
