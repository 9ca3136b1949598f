//! Where a ledger lives and how it is to be kept.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Where the tables are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Config {
    /// In a folder of this machine, in SQLite. One process at a time.
    Folder {
        /// The folder; made when the ledger is.
        folder: PathBuf,
        /// Whether every commit waits for the disk.
        durability: Durability,
    },
    /// In PostgreSQL; any number of nodes.
    Postgres {
        /// `postgres://user@host/database`.
        address: String,
    },
}

/// Whether a commit waits for the disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::manual_non_exhaustive, reason = "the hidden one is meant to be built, by drills")]
pub enum Durability {
    /// It does: what was acknowledged survives a power cut.
    #[default]
    Full,
    /// It does not, and a power cut loses acknowledged entries. Here so that the drills
    /// have something to find; nothing else may ask for it.
    #[doc(hidden)]
    BrokenForDrills,
}

impl Config {
    /// A ledger in a folder.
    #[must_use]
    pub fn folder(folder: impl AsRef<Path>) -> Config {
        Config::Folder { folder: folder.as_ref().to_owned(), durability: Durability::Full }
    }

    /// Reads `--database`: a folder or `postgres://…`.
    ///
    /// # Errors
    /// When it is an address of another kind of database.
    pub fn parse(database: &str) -> Result<Config> {
        if database.starts_with("postgres://") || database.starts_with("postgresql://") {
            return Ok(Config::Postgres { address: database.to_owned() });
        }
        if database.is_empty() || database.contains("://") {
            return Err(Error::NotADatabase);
        }
        Ok(Config::folder(database))
    }

    /// The place, without a password, for messages.
    #[must_use]
    pub fn place(&self) -> String {
        match self {
            Config::Folder { folder, .. } => folder.display().to_string(),
            Config::Postgres { address } => {
                let rest = address.split_once("://").map_or("", |(_, rest)| rest);
                let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
                let place = place.split_once('?').map_or(place, |(place, _)| place);
                format!("postgres://{place}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Config;

    #[test]
    fn a_database_is_a_folder_or_postgres() {
        assert_eq!(Config::parse("data").unwrap(), Config::folder("data"));
        let postgres = Config::parse("postgres://maria:secret@host:5432/amparo?password=secret");
        assert_eq!(postgres.unwrap().place(), "postgres://host:5432/amparo");
        assert!(Config::parse("mysql://host/amparo").is_err());
        assert!(Config::parse("").is_err());
    }
}
