//! A guard around libraries that may panic on damaged files.
//!
//! Readers of binary formats trust offsets and sizes of the file more than they should. What can be checked beforehand is checked where the
//! format is read; this is for the rest, so that a damaged file is an error and not the end of the program. The panic
//! message itself still goes where the program sends such messages.

use crate::error::Fault;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs code of a library that may panic on a damaged file, and says that the file is damaged instead.
pub(crate) fn guarded<T>(run: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
        let detail = "its parts contradict each other".to_owned();
        Err(Fault::Damaged { what: "file", detail })
    })
}
