//! Akoma Ntoso 3.0 by the guidelines of the United Nations (AKN4UN): read as
//! published, and written better than published.

pub(crate) mod inline;
mod meta;
pub(crate) mod read;
pub(crate) mod write;

use crate::{
    draft::assemble,
    error::{ImportError, MAX_BYTES},
    model::Resolution,
};

/// Reads Akoma Ntoso XML.
///
/// # Errors
/// When the XML is too large, malformed, or tries to declare entities, and when
/// it is not a resolution.
pub fn import_akn(xml: &str) -> Result<Resolution, ImportError> {
    if xml.len() > MAX_BYTES {
        return Err(ImportError::TooLarge { what: "XML", limit: MAX_BYTES });
    }
    assemble(read::read(xml)?)
}
