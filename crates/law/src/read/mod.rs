//! From files to values: one module for each sort of file.
//!
//! Each reader resolves names as it goes, because what it may name has been read before: vocabulary, instruments,
//! lists, duties, limits. A reader reports what is wrong and goes on; whatever it returns after a report is never
//! shown to anybody, because a folder with problems is refused as a whole.

pub(crate) mod calendar;
pub(crate) mod condition;
pub(crate) mod csv;
pub(crate) mod duty;
pub(crate) mod instrument;
pub(crate) mod jurisdiction;
pub(crate) mod limit;
pub(crate) mod list;
pub(crate) mod page;
pub(crate) mod place;
pub(crate) mod register;
pub(crate) mod status;
pub(crate) mod table;
pub(crate) mod vocabulary;
pub(crate) mod words;
