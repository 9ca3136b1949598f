//! How instants are written: whole seconds, for `#[serde(with = …)]`.

/// Instants as integer seconds.
pub mod seconds {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use when::Instant;

    /// Writes it.
    pub fn serialize<S: Serializer>(at: &Instant, out: S) -> Result<S::Ok, S::Error> {
        at.seconds().serialize(out)
    }

    /// Reads it.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Instant, D::Error> {
        i64::deserialize(from).map(Instant::from_seconds)
    }
}

/// The same for an instant that may be absent.
pub mod maybe_seconds {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use when::Instant;

    /// Writes it.
    pub fn serialize<S: Serializer>(at: &Option<Instant>, out: S) -> Result<S::Ok, S::Error> {
        at.map(Instant::seconds).serialize(out)
    }

    /// Reads it.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Instant>, D::Error> {
        Ok(Option::<i64>::deserialize(from)?.map(Instant::from_seconds))
    }
}
