//! What a session alone does not suffice for: a passkey must have been shown within so many minutes (ASVS 5.0, 7.5.1 and 7.5.3).
//!
//! Whether somebody may do it at all is for the access policies; this is about whether it is still them.

/// A closed list with its table.
macro_rules! table {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $minutes:literal;)*) => {
        /// Something for which a passkey must have been shown lately.
        #[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Sensitive { $($(#[$doc])* $name),* }

        impl Sensitive {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its name in logs and files.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id),* }
            }

            /// Within how many minutes.
            #[must_use]
            pub const fn minutes(self) -> i64 {
                match self { $(Self::$name => $minutes),* }
            }

            /// Within how many seconds.
            #[must_use]
            pub const fn seconds(self) -> i64 {
                self.minutes() * 60
            }
        }
    };
}

table! {
    /// Rotate, seal, hand out keys.
    Keys = "keys", 5;
    /// Ask for or approve the breaking of a seal.
    BreakGlass = "break-glass", 5;
    /// Erase a person, a case or an account.
    Erase = "erase", 5;
    /// Let somebody in who lost their passkeys.
    Recover = "recover", 5;
    /// Make, change or disable accounts and providers.
    Users = "users", 10;
    /// Make or take back tokens of machines.
    Machines = "machines", 10;
    /// Take data out in bulk.
    Export = "export", 10;
    /// Add, rename or remove one's own passkeys, where there is one already.
    Passkeys = "passkeys", 10;
    /// End sessions other than the one at hand.
    Sessions = "sessions", 15;
}
