//! The server: what comes over HTTP becomes a visit to the office, and what the office says becomes JSON.
//!
//! [`routes::ROUTES`] is the whole surface, as a table: the router, the description of the API and the tests of who may do what are made
//! from it. Every answer that is no success is a problem document (RFC 9457) with a title in the reader's language and nothing
//! about anybody in it. Requests are bounded in size, time and number.
//!
//! It deliberately decides nothing: who somebody is, `accounts` says; what they may, `office`. Time and randomness are arguments.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
#![allow(clippy::result_large_err, reason = "a refusal is made once a request at most")]

pub mod api;
mod guard;
mod metrics;
mod openapi;
mod porter;
mod problem;
pub mod routes;
mod serve;

use std::fmt;
use std::sync::Arc;

use accounts::Setting;
use casebook::Desk;
use keeper::{Follower, Keeper};
use ledger::{Ledger, Random};
use office::Office;
use when::Instant;

pub use guard::{Guest, purpose_of};
pub use metrics::Metrics;
pub use openapi::openapi;
pub use porter::{Coming, Door, Issue, NotDone, Porter};
pub use problem::Problem;
pub use routes::{Access, ROUTES, Route, router};
pub use serve::{Limits, tick, with_limits};

/// What time it is: the program's clock, or a test's.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Instant;
}

/// Everything a handler needs. Clones are handles of the same one.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    office: Office,
    porter: Arc<Porter>,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    /// The origin of this site, as browsers write it.
    origin: String,
    metrics: Metrics,
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "App({:?})", self.0.office)
    }
}

/// What an app is made of.
pub struct Parts {
    /// The open ledger.
    pub ledger: Ledger,
    /// The law.
    pub desk: Arc<Desk>,
    /// Who may do what.
    pub policies: access::Policies,
    /// How sensitive each field is.
    pub fields: access::Fields,
    /// People, or invented cases.
    pub setting: Setting,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Where names and tokens come from.
    pub random: Arc<dyn Random>,
    /// The origin of this site, as in `https://amparo.example.org`.
    pub origin: String,
}

impl fmt::Debug for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Parts({:?} at {})", self.ledger, self.origin)
    }
}

impl App {
    /// Reads the log and makes the app of it.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn new(parts: Parts) -> keeper::Result<(App, keeper::Loaded)> {
        let porter = Arc::new(Porter::new(parts.setting));
        let followers: Vec<Arc<dyn Follower>> = vec![porter.clone()];
        let now = parts.clock.now();
        let (keeper, loaded) =
            Keeper::open(parts.ledger, parts.desk.clone(), now, followers).await?;
        let office = Office::new(keeper, parts.desk, parts.policies, parts.fields);
        let inner = Inner {
            office,
            porter,
            clock: parts.clock,
            random: parts.random,
            origin: parts.origin,
            metrics: Metrics::default(),
        };
        Ok((App(Arc::new(inner)), loaded))
    }

    /// The office.
    #[must_use]
    pub fn office(&self) -> &Office {
        &self.0.office
    }

    /// Who stands at the door.
    #[must_use]
    pub fn porter(&self) -> &Porter {
        &self.0.porter
    }

    /// What time it is.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.0.clock.now()
    }

    /// Measurements.
    #[must_use]
    pub fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// The origin of this site.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.0.origin
    }

    /// Random bytes for a token or a name.
    ///
    /// # Errors
    /// When the operating system has none.
    pub fn draw<const N: usize>(&self) -> Result<[u8; N], ledger::NoRandomness> {
        draw(&*self.0.random)
    }

    /// A new identifier (RFC 9562, version 7).
    ///
    /// # Errors
    /// When the operating system has no randomness.
    pub fn new_id(&self) -> Result<uuid::Uuid, ledger::NoRandomness> {
        new_id(self.now(), &*self.0.random)
    }
}

/// Random bytes for a token or a name.
///
/// # Errors
/// When there is no randomness.
pub fn draw<const N: usize>(random: &dyn Random) -> Result<[u8; N], ledger::NoRandomness> {
    let mut bytes = [0; N];
    random.fill(&mut bytes)?;
    Ok(bytes)
}

/// A new identifier (RFC 9562, version 7).
///
/// # Errors
/// When there is no randomness.
pub fn new_id(now: Instant, random: &dyn Random) -> Result<uuid::Uuid, ledger::NoRandomness> {
    let millis = u64::try_from(now.seconds()).unwrap_or(0).saturating_mul(1000);
    Ok(uuid::Builder::from_unix_timestamp_millis(millis, &draw(random)?).into_uuid())
}
