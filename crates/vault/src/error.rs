//! What can go wrong with sealed bytes and wrapped keys.

use crate::random::RandomError;
use crate::root::RootKeyId;

/// Why something could not be sealed, opened, wrapped or unwrapped.
#[derive(Debug, Clone, thiserror::Error)]
pub enum SealError {
    /// No randomness for a key or a nonce.
    #[error(transparent)]
    Random(#[from] RandomError),
    /// Wrong key, wrong context, or altered bytes; which of them cannot be told, and must not be.
    #[error("refused: the key or the context is not the one it was sealed with, or the bytes were altered")]
    Refused,
    /// The bytes are not in a format this version writes or reads.
    #[error("not in a sealed format this version knows: {0}")]
    Malformed(&'static str),
    /// The key was wrapped by a root key that was not given.
    #[error("wrapped by root key {0}, which is not among the root keys given; supply that key beside the active one")]
    UnknownRootKey(RootKeyId),
    /// The bytes were sealed by a version of the master key that was not given.
    #[error("sealed with version {0} of the master key, which was not given")]
    UnknownKeyVersion(u8),
    /// An id that may not stand in a context string.
    #[error("an id is 1 to 64 letters, digits, '-' or '_'")]
    BadId,
    /// More chunks than one file key may seal.
    #[error("the file is longer than one file key may seal")]
    TooLong,
}
