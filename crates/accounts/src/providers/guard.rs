//! A client for requests to providers, around the one that the caller brings: nothing goes out without https, and no answer is larger than
//! it may be. Whatever goes wrong says nothing of what was asked or answered.

use openidconnect::{HttpRequest, HttpResponse};
use std::future::{Future, ready};
use std::pin::Pin;

/// The largest answer of a provider, in bytes.
const ANSWER_BYTES_MAX: usize = 512 * 1024;

#[derive(Debug, thiserror::Error)]
pub(super) enum Guarded {
    #[error("a provider has an address without https")]
    NotHttps,
    #[error("a provider does not answer")]
    Away,
    #[error("a provider answers with too much")]
    TooLarge,
}

/// It borrows nothing, or whoever waits for it could not be moved between threads.
type Answer = Pin<Box<dyn Future<Output = Result<HttpResponse, Guarded>> + Send>>;

pub(super) fn guard<H, F, E>(http: &H) -> impl Fn(HttpRequest) -> Answer + Send
where
    H: Fn(HttpRequest) -> F + Sync,
    F: Future<Output = Result<HttpResponse, E>> + Send + 'static,
{
    move |request| {
        if request.uri().scheme_str() != Some("https") {
            return Box::pin(ready(Err(Guarded::NotHttps)));
        }
        let answer = http(request);
        Box::pin(async move {
            let answer = answer.await.map_err(|_| Guarded::Away)?;
            if answer.body().len() > ANSWER_BYTES_MAX {
                return Err(Guarded::TooLarge);
            }
            Ok(answer)
        })
    }
}
