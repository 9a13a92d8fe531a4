//! Why a password could not be hashed or checked; never that it was wrong, which is a verdict.

use crate::random::RandomError;

/// Why a password could not be hashed or checked.
#[derive(Debug, Clone, thiserror::Error)]
pub enum PasswordError {
    /// Too many are waiting: answer "try again soon".
    #[error("too many passwords are being checked: try again in a few seconds")]
    Busy,
    /// The threads are gone, or the work was lost with one of them.
    #[error("password hashing has stopped")]
    Stopped,
    /// The threads could not be started.
    #[error("password hashing could not be started: {0}")]
    NotStarted(String),
    /// No randomness for a salt.
    #[error(transparent)]
    Random(#[from] RandomError),
    /// Parameters below the floor or beyond what this server would ever compute.
    #[error(
        "password parameters m={memory_kib} KiB, t={passes}, p={lanes} are out of bounds: at least m=19456, t=2, p=1; at most m=1048576, t=16, p=8"
    )]
    OutOfBounds {
        /// Memory in KiB.
        memory_kib: u32,
        /// Passes over it.
        passes: u32,
        /// Lanes.
        lanes: u32,
    },
    /// The stored record is not one of ours.
    #[error("the password record is damaged or foreign: {0}")]
    Record(&'static str),
    /// The record was made with a pepper that was not given.
    #[error("the password record was made with pepper {0}, which was not given")]
    UnknownPepper(String),
    /// The password is longer than any that is accepted.
    #[error("the password is longer than 1024 bytes")]
    TooLong,
    /// No memory for the work.
    #[error("no memory for hashing passwords: choose the small host profile")]
    OutOfMemory,
}
