//! Commands about accounts: their posts, their profile, their end.

use super::{Asking, Verdict, line, unused};
use crate::fact::{AccountFact, Author, Profile};
use crate::post::{Post, is_caretaker};
use crate::refusal::Refusal;
use crate::state::Status;
use apart::Private;
use std::collections::BTreeSet;

/// More posts than anybody fills.
pub(crate) const POSTS_MAX: usize = 12;
/// More languages, jurisdictions or places than anybody works in.
const LIST_MAX: usize = 64;

impl Asking<'_> {
    pub(super) fn account_fact(&self, fact: &AccountFact) -> Verdict {
        match fact {
            AccountFact::Opened { user, posts, profile: who } => {
                unused(self.book.account(*user).is_some())?;
                held(posts)?;
                profile(who)
            }
            AccountFact::ProfileChanged { user, profile: who } => {
                self.account(*user)?;
                profile(who)
            }
            AccountFact::PostsChanged { user, posts } => {
                let account = self.account(*user)?;
                if self.author == Author::User(*user) {
                    return Err(Refusal::OwnPosts);
                }
                held(posts)?;
                if account.posts == *posts {
                    return Err(Refusal::Already);
                }
                let administers = posts.iter().any(|post| crate::fact::is_administrator(post.role));
                if administers { Ok(()) } else { self.administrator_left(*user) }
            }
            AccountFact::Disabled { user } => {
                if self.account(*user)?.status == Status::Disabled {
                    return Err(Refusal::Already);
                }
                self.administrator_left(*user)
            }
            AccountFact::Enabled { user } => match self.account(*user)?.status {
                Status::Active => Err(Refusal::Already),
                // Whoever was disabled does not come back by their own hand.
                Status::Disabled if self.author == Author::User(*user) => Err(Refusal::Disabled),
                Status::Disabled | Status::Erased => Ok(()),
            },
            AccountFact::Erased { user } => {
                self.account(*user)?;
                self.administrator_left(*user)
            }
        }
    }
}

/// Posts one account may have together.
fn held(posts: &[Post]) -> Verdict {
    if posts.is_empty() {
        return Err(Refusal::NoPost);
    }
    if posts.len() > POSTS_MAX {
        return Err(Refusal::TooMany);
    }
    posts.iter().try_for_each(post)?;
    let caretakers = posts.iter().filter(|post| is_caretaker(post.role)).count();
    if caretakers != 0 && caretakers != posts.len() {
        return Err(Refusal::CaretakerAndCases);
    }
    Ok(())
}

pub(super) fn post(post: &Post) -> Verdict {
    line(&post.team)?;
    list(&post.jurisdictions)?;
    list(&post.places)?;
    post.state.as_deref().map_or(Ok(()), line)
}

fn list(texts: &BTreeSet<String>) -> Verdict {
    if texts.len() > LIST_MAX {
        return Err(Refusal::TooMany);
    }
    texts.iter().try_for_each(|text| line(text))
}

fn profile(who: &Private<Profile>) -> Verdict {
    // A profile that is not here cannot be written down.
    let who = who.here().ok_or(Refusal::Text)?;
    line(&who.name)?;
    who.contact.as_deref().map_or(Ok(()), line)?;
    if who.languages.len() > LIST_MAX {
        return Err(Refusal::TooMany);
    }
    who.languages.iter().try_for_each(|tag| line(tag))
}
