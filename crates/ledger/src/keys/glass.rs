//! Breaking the glass: opening a sealed case without its members.
//!
//! One key pair stands beside the members of sealed cases when the caller names it among
//! them ([`Keys::glass`]). Its private half is sealed under a secret that custodians
//! share; any two or more of them, as many as were asked for, bring it back. The reason,
//! the delay and the notice to the members are the caller's to see to before it asks for
//! the shares; this only makes sure that nobody alone can do it, and that the root cannot.

use std::str;

use zeroize::Zeroizing;

use crate::bytes::Put;
use crate::error::{Error, Result, Unopenable};
use crate::id::LedgerId;
use crate::keys::custodians::{Dealing, deal, hex, unhex};
use crate::keys::{Identity, Keys, Member, Share};
use crate::seal::{self, Key};
use crate::sql;

const TABLE: &str = "key behind the glass";

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    dealing: Dealing,
    sealed: String,
    tag: String,
}

fn place(ledger: LedgerId, member: &str) -> Vec<u8> {
    Put::default().raw(b"amparo glass v1").raw(ledger.as_bytes()).raw(member.as_bytes()).0
}

impl Keys<'_> {
    /// Puts a new key behind the glass, for `threshold` of `count` custodians. Their
    /// shares are given here and are nowhere else. Cases sealed from now on can name the
    /// new [`Keys::glass`]; those that name the one before need its shares, so wrap them
    /// to the new one first ([`Keys::seal_case`]).
    ///
    /// # Errors
    /// When the numbers are improper or the database cannot be written.
    pub async fn put_behind_glass(&self, threshold: u8, count: u8) -> Result<Vec<Share>> {
        let ring = self.0.ring();
        let random = &*ring.random;
        let identity = Identity::generate();
        let member = identity.member().to_string();
        let (secret, dealing, shares) = deal(threshold, count, random)?;
        let key = Key::stretch(&*secret, "glass");
        let place = place(ring.own.id, &member);
        let sealed = seal::seal(&key, &place, identity.expose().as_bytes(), random)?;
        // Nobody who can write to the database may put a key of his own there.
        let tag = hex(&ring.own.rows.blind(&place));
        let stored = Stored { dealing, sealed: hex(&sealed), tag };
        let text =
            serde_json::to_string(&stored).map_err(|_| Error::Improper("it cannot be written"))?;
        let mut tx = self.0.db().begin().await?;
        sql::put_glass(&mut tx, &member, &text).await?;
        tx.commit().await?;
        Ok(shares)
    }

    /// The public half of the key behind the glass: name it among the members of a case
    /// that may be opened this way. `None` where there is no such key.
    ///
    /// # Errors
    /// When it cannot be read, or is not the one this ledger put there.
    pub async fn glass(&self) -> Result<Option<Member>> {
        Ok(self.stored().await?.map(|(member, _)| member))
    }

    /// Brings back the private half with a quorum of custodians. Use it once and drop it.
    ///
    /// # Errors
    /// When there are too few, or a share is wrong; it is named.
    pub async fn break_glass(&self, shares: &[Share]) -> Result<Identity> {
        let (member, stored) = self.stored().await?.ok_or(Unopenable::NoSuchSeal)?;
        let secret = stored.dealing.combine(shares)?;
        let key = Key::stretch(&*secret, "glass");
        let place = place(self.0.id(), &member.to_string());
        let sealed = unhex(&stored.sealed).ok_or(Error::DamagedTable(TABLE))?;
        let text: Zeroizing<Vec<u8>> =
            seal::open(&key, &place, &sealed).map_err(|_| Error::DamagedTable(TABLE))?;
        let identity = str::from_utf8(&text).ok().and_then(Identity::parse);
        identity.ok_or(Error::DamagedTable(TABLE))
    }

    async fn stored(&self) -> Result<Option<(Member, Stored)>> {
        let damaged = || Error::DamagedTable(TABLE);
        let Some((member, text)) = sql::glass(self.0.db()).await? else { return Ok(None) };
        let stored: Stored = serde_json::from_str(&text).map_err(|_| damaged())?;
        let own = &self.0.ring().own;
        if stored.tag != hex(&own.rows.blind(&place(own.id, &member))) {
            return Err(damaged());
        }
        let member = Member::parse(&member).ok_or_else(damaged)?;
        Ok(Some((member, stored)))
    }
}
