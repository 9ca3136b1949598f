//! The register of fields: sensitivity, purposes and retention of each, from `access/fields.toml`. A field that is not in
//! it does not exist for anybody. It deliberately does not know values.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::words::{Purpose, Sensitivity};

/// How long a field is kept.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Retention {
    /// As long as the case.
    Case,
    /// Until the person's key is destroyed.
    Person,
    /// One year after the case closes.
    Year,
}

/// What is said of a field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    /// How much harm it can do.
    pub sensitivity: Sensitivity,
    /// What it is used for.
    pub purposes: Vec<Purpose>,
    /// How long it is kept.
    pub retention: Retention,
}

impl Field {
    /// Whether it is used for a purpose.
    #[must_use]
    pub fn serves(&self, purpose: Purpose) -> bool {
        self.purposes.contains(&purpose)
    }
}

/// A register that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FieldsError {
    /// Not the shape it should have.
    #[error("access/fields.toml cannot be read: {0}")]
    Shape(#[from] toml::de::Error),
    /// A word that is in no list.
    #[error("{field} in access/fields.toml: {word} is no sensitivity and no purpose")]
    Word {
        /// The field.
        field: String,
        /// The word.
        word: String,
    },
    /// One name for an event and a record's field.
    #[error("{0} stands twice in access/fields.toml")]
    Twice(String),
    /// Nobody uses it.
    #[error("{0} in access/fields.toml serves no purpose: then it must not be kept at all")]
    Useless(String),
}

/// The register.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fields(BTreeMap<String, Field>);

type Rows = BTreeMap<String, (String, String, Retention)>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    events: Rows,
    records: Rows,
}

impl Fields {
    /// The register that comes with the program.
    ///
    /// # Errors
    /// If it is not valid; a test shows that it is.
    pub fn shipped() -> Result<Fields, FieldsError> {
        Self::read(include_str!("../../../access/fields.toml"))
    }

    /// A register from the text of a file.
    ///
    /// # Errors
    /// If it has another shape, an unknown word, a field twice, or one without a purpose.
    pub fn read(text: &str) -> Result<Fields, FieldsError> {
        let file: File = toml::from_str(text)?;
        let mut fields = BTreeMap::new();
        for (id, (sensitivity, purposes, retention)) in file.events.into_iter().chain(file.records)
        {
            let unknown =
                |word: &str| FieldsError::Word { field: id.clone(), word: word.to_owned() };
            let sensitivity =
                Sensitivity::named(&sensitivity).ok_or_else(|| unknown(&sensitivity))?;
            let purposes = purposes
                .split_whitespace()
                .map(|word| Purpose::named(word).ok_or_else(|| unknown(word)))
                .collect::<Result<Vec<_>, _>>()?;
            if purposes.is_empty() {
                return Err(FieldsError::Useless(id));
            }
            let field = Field { sensitivity, purposes, retention };
            if fields.insert(id.clone(), field).is_some() {
                return Err(FieldsError::Twice(id));
            }
        }
        Ok(Fields(fields))
    }

    /// What is said of a field.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Field> {
        self.0.get(id)
    }

    /// All fields, in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Field)> {
        self.0.iter().map(|(id, field)| (id.as_str(), field))
    }
}
