//! Placeholder for the compiler of treaty status.

/// Says that the command is not here yet.
pub(crate) fn run(_args: &[String]) -> Result<(), String> {
    Err("the treaty status compiler is not part of this version".to_owned())
}
