//! How the program fails: what the person reads, and the exit code a script sees.
//!
//! Exit codes: 0 done, 1 our fault, 2 usage, 3 input, 4 refused. A failure is one paragraph that says what, where and how
//! to mend it. Nothing of a record's content stands in it.

use std::fmt;
use std::process::ExitCode;

/// Whose turn it is to mend it.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Ours.
    Internal,
    /// The command line's.
    Usage,
    /// The input's, or the disk's.
    Input,
    /// Nobody's: it may not be done.
    Refused,
}

impl Kind {
    pub(crate) fn exit_code(self) -> ExitCode {
        match self {
            Self::Internal => ExitCode::from(1),
            Self::Usage => ExitCode::from(2),
            Self::Input => ExitCode::from(3),
            Self::Refused => ExitCode::from(4),
        }
    }
}

/// A failure with its message.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) kind: Kind,
    pub(crate) message: String,
}

impl Failure {
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { kind: Kind::Usage, message: message.into() }
    }

    pub(crate) fn input(message: impl Into<String>) -> Self {
        Self { kind: Kind::Input, message: message.into() }
    }

    pub(crate) fn refused(message: impl Into<String>) -> Self {
        Self { kind: Kind::Refused, message: message.into() }
    }

    pub(crate) fn internal(message: impl fmt::Display) -> Self {
        Self {
            kind: Kind::Internal,
            message: format!(
                "{message}. This is a fault of the program, not of your files; please report it."
            ),
        }
    }

    /// A failure to read a file.
    pub(crate) fn reading(what: &std::path::Path, error: &std::io::Error) -> Self {
        Self::input(format!("Could not read {}: {error}.", what.display()))
    }

    /// A failure to write, with the usual causes told apart.
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "the standard library adds kinds; each new one is a check of the disk"
    )]
    pub(crate) fn writing(what: &std::path::Path, error: &std::io::Error) -> Self {
        let mend = match error.kind() {
            std::io::ErrorKind::StorageFull => {
                "The disk is full: free some space and run the command again."
            }
            std::io::ErrorKind::QuotaExceeded => {
                "Your share of that disk is used up: free some space, or choose another folder with --out."
            }
            std::io::ErrorKind::FileTooLarge => {
                "That disk, or the limit set for this program, allows no file so large: choose another folder with --out."
            }
            std::io::ErrorKind::PermissionDenied => {
                "You may not write there: choose another folder with --out, or change its permissions."
            }
            std::io::ErrorKind::NotFound => "The folder above it does not exist: create it first.",
            std::io::ErrorKind::ReadOnlyFilesystem => {
                "That disk is read-only: choose another folder with --out."
            }
            _ => "Check the disk and the folder, and run the command again.",
        };
        Self::input(format!(
            "Could not write {}: {error}. {mend} Nothing half-written was left behind.",
            what.display()
        ))
    }
}
