//! Who may sign in, and how.
//!
//! Commands become events ([`Accounts::decide`]), events become state ([`Accounts::apply`]), as in the casebook: no storage, no clock;
//! instants, identifiers and random bytes are arguments. [`codec`] puts events into bytes, with what identifies somebody in
//! a part of its own. Beside the state stand three things that live in memory only: [`Sessions`], [`Throttle`], and the ceremonies that
//! are under way. `docs/accounts.md` is the manual.
//!
//! It deliberately knows no password, no SMS and no secret question, does not decide who may do what ([`access`] does), and
//! sends nothing to anybody.
//!
//! ```
//! # use accounts::*;
//! # use when::Instant;
//! # fn run(append: impl Fn(&[Event])) -> Result<(), Box<dyn std::error::Error>> {
//! # let (now, drawn) = (Instant::from_seconds(1_790_000_000), [[1; 32], [2; 32]]);
//! # let user = UserId::from_u128(1);
//! # let mut accounts = Accounts::new(Setting::Real);
//! # let mut sessions = Sessions::new(Limits::default());
//! // Every change goes this way. A conflict of `append` means: apply what came in between, and decide again.
//! let mut change = |accounts: &mut Accounts, sessions: &mut Sessions, author, facts| {
//!     let command = Command { operation: OperationId::from_u128(9), author, at: now, facts };
//!     let events = accounts.decide(&command)?;
//!     append(&events); // one event an entry, expecting the stream at `accounts.version()`
//!     for event in &events {
//!         if accounts.apply(accounts.version() + 1, event) {
//!             sessions.apply(event);
//!         }
//!     }
//!     Ok::<(), Refusal>(())
//! };
//!
//! // The terminal makes the first administrator and prints a link.
//! let posts = vec![Post::new(access::Role::Administrator, "house", "xx")];
//! let profile = Profile { name: "A. Invented".into(), ..Profile::default() }.into();
//! let opened = Fact::Account(AccountFact::Opened { user, posts, profile });
//! let purpose = LinkPurpose::FirstAdministrator;
//! let (link, issued) = new_link(LinkId::from_u128(2), user, purpose, now, drawn[0]);
//! change(&mut accounts, &mut sessions, Author::Terminal, vec![opened, issued])?;
//!
//! // Somebody follows it. First the facts, then the session.
//! let entry = accounts.enter_by_link(now, &link)?;
//! let id = SessionId::from_u128(3);
//! change(&mut accounts, &mut sessions, entry.author(), entry.facts(id))?;
//! let cookie = sessions.open(now, &entry, id, "Firefox on Linux", (None, drawn[1]))?;
//!
//! // The session may only make a passkey, and the link lets nobody in again.
//! assert_eq!(sessions.find(now, &cookie), Err(Denied::EnrolFirst));
//! assert!(accounts.enter_by_link(now, &link).is_err());
//! # Ok(()) }
//! # run(|_| ()).unwrap();
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

mod apply;
mod ceremony;
pub mod codec;
pub mod cookie;
pub mod csrf;
mod decide;
mod entry;
mod fact;
mod ids;
mod passkeys;
mod post;
mod providers;
mod refusal;
mod sessions;
mod state;
mod step_up;
mod throttle;
mod token;
mod watch;

/// What the caller's client for requests to providers takes and gives.
pub use openidconnect::{HttpRequest, HttpResponse};

pub use apart::Private;
pub use decide::{Command, FACTS_MAX, MACHINE_SECONDS_MAX, SHORT_MAX};
pub use entry::{Entry, new_link};
pub use fact::*;
pub use ids::*;
pub use passkeys::{ANSWER_BYTES_MAX, Failure, Passkeys, Site};
pub use post::{Post, is_caretaker};
pub use providers::{Callback, Claimed, Discovered, Exchange, Providers};
pub use refusal::{Cause, Denied, Refusal};
pub use sessions::{Limits, Session, Sessions};
pub use state::{Account, Accounts, Link, Machine, Passkey, Setting, Status};
pub use step_up::Sensitive;
pub use throttle::{Source, Throttle};
pub use token::{Token, TokenHash, TokenKind};

#[cfg(test)]
mod tests;
