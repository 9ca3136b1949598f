//! Identifiers: each kind of thing has a type of its own, so that a session is never looked up as a link.
//!
//! They are UUIDs of version 7 (RFC 9562), made by the caller: this crate has no clock and no randomness. They carry no
//! identity, so they may stand in logs. None of them opens anything: what opens is a [`crate::Token`].

use sha2::{Digest as _, Sha256};

apart::ids! {
    /// What a caller did at once: sent twice, it happens once.
    OperationId
    /// Somebody who may sign in.
    UserId
    /// One of the passkeys of an account.
    PasskeyId
    /// A sign-in link, or a request for one.
    LinkId
    /// A session.
    SessionId
    /// A provider of an organisation.
    ProviderId
    /// A program that calls with a token.
    MachineId
}

impl UserId {
    /// The name of the key that the account's personal data stand under. It is not the identifier itself: names of keys stand in
    /// the clear, and a UUID of version 7 tells when it was made.
    #[must_use]
    pub fn key_name(self) -> [u8; 16] {
        let hash =
            Sha256::new().chain_update("amparo account key 1").chain_update(self.0).finalize();
        let mut name = [0; 16];
        name.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
        name
    }
}
