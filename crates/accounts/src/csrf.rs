//! Requests that a foreign page makes a browser send.
//!
//! Three looks, each of which is enough to refuse (ASVS 5.0, 3.5.1 to 3.5.3): `Sec-Fetch-Site` where the browser sends it, `Origin` where it sends
//! that, and a token in the form that follows from the token in the cookie, so that a page that cannot read the cookie
//! cannot write it. It is new with every session. It deliberately does not look at `Referer`, which people switch off. Requests with a
//! machine's token have no cookie and need none of this.

use crate::refusal::Denied;
use crate::token::Token;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq as _;

/// What a request says of where it comes from.
#[derive(Copy, Clone, Debug, Default)]
pub struct Asked<'a> {
    /// The method, in capitals.
    pub method: &'a str,
    /// The header `Origin`.
    pub origin: Option<&'a str>,
    /// The header `Sec-Fetch-Site`.
    pub fetch_site: Option<&'a str>,
    /// The field of the form, or the header that a script sends.
    pub token: Option<&'a str>,
}

/// What a form or a script has to send along, for whoever holds this cookie (a session or what comes before one).
#[must_use]
pub fn form_token(cookie: &Token) -> String {
    URL_SAFE_NO_PAD.encode(cookie.derive("amparo csrf 1"))
}

/// Whether a request may change something. `own` is the origin of this site, as in `https://amparo.example.org`.
///
/// # Errors
///
/// [`Denied::Forged`] when any of the looks finds something, or the token is missing.
pub fn check(own: &str, cookie: &Token, asked: Asked<'_>) -> Result<(), Denied> {
    // RFC 9110, 9.2.1: these change nothing.
    if matches!(asked.method, "GET" | "HEAD" | "OPTIONS") {
        return Ok(());
    }
    let site = asked.fetch_site.is_none_or(|site| site == "same-origin");
    // A browser writes "null" where it hides the origin: that is not ours either.
    let origin = asked.origin.is_none_or(|origin| origin == own);
    let expected = form_token(cookie);
    let token = asked.token.is_some_and(|sent| sent.as_bytes().ct_eq(expected.as_bytes()).into());
    if site && origin && token { Ok(()) } else { Err(Denied::Forged) }
}

#[cfg(test)]
mod tests {
    use super::{Asked, check, form_token};
    use crate::refusal::Denied;
    use crate::token::Token;

    const OWN: &str = "https://amparo.example.org";

    #[test]
    fn a_form_of_ours_passes_and_each_sign_of_another_page_is_enough_to_refuse() {
        let cookie = Token::new([1; 32]);
        let token = form_token(&cookie);
        let ours = Asked {
            method: "POST",
            origin: Some(OWN),
            fetch_site: Some("same-origin"),
            token: Some(&token),
        };
        assert_eq!(check(OWN, &cookie, ours), Ok(()));
        // An old browser sends neither header: the token suffices.
        assert_eq!(check(OWN, &cookie, Asked { origin: None, fetch_site: None, ..ours }), Ok(()));
        let other = form_token(&Token::new([2; 32]));
        let forged = [
            Asked { fetch_site: Some("cross-site"), ..ours },
            Asked { fetch_site: Some("same-site"), ..ours },
            Asked { fetch_site: Some("none"), ..ours },
            Asked { origin: Some("https://evil.example.org"), ..ours },
            Asked { origin: Some("https://amparo.example.org.evil.example"), ..ours },
            Asked { origin: Some("http://amparo.example.org"), ..ours },
            Asked { origin: Some("null"), ..ours },
            Asked { token: None, ..ours },
            Asked { token: Some(""), ..ours },
            Asked { token: Some(&other), ..ours },
            Asked { method: "post", fetch_site: Some("cross-site"), ..ours },
        ];
        for asked in forged {
            assert_eq!(check(OWN, &cookie, asked), Err(Denied::Forged), "{asked:?}");
        }
        for method in ["GET", "HEAD", "OPTIONS"] {
            assert_eq!(check(OWN, &cookie, Asked { method, ..Asked::default() }), Ok(()));
        }
    }

    #[test]
    fn the_form_token_does_not_tell_the_cookie() {
        let cookie = Token::new([1; 32]);
        assert_ne!(form_token(&cookie), *cookie.reveal());
    }
}
