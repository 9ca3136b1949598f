//! Identifiers: each kind of thing has a type of its own.

/// Makes a type for each name: a UUID of version 7 (RFC 9562) that the caller makes.
#[macro_export]
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(
            Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub $crate::uuid::Uuid);

        impl $name {
            /// The identifier with this number.
            #[must_use]
            pub const fn from_u128(number: u128) -> Self {
                Self($crate::uuid::Uuid::from_u128(number))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}
