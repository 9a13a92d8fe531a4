//! Why there is no root key, and what mends it.

use crate::random::RandomError;
use std::io;
use std::path::PathBuf;

/// A root key could not be made or read. The texts name the mend, as they are what an operator sees at start.
#[derive(Debug, thiserror::Error)]
pub enum RootKeyError {
    /// No randomness for a new key.
    #[error(transparent)]
    Random(#[from] RandomError),
    /// The key file is not there.
    #[error("there is no root key file {0}: restore it from its backup, or let a first run create it")]
    Missing(PathBuf),
    /// A new key would overwrite one that exists.
    #[error("{0} exists already and is never overwritten: move it away if you mean to make a new root key")]
    Exists(PathBuf),
    /// Others than the owner may touch the key file.
    #[error("{path} is open to others (mode {mode:04o}): chmod 0400 {path}")]
    Open {
        /// The key file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// Somebody else owns the key file and could swap it.
    #[error("{path} belongs to user {owner}, not to user {us} who runs this: chown {us} {path}")]
    Owner {
        /// The key file.
        path: PathBuf,
        /// Its owner's user id.
        owner: u32,
        /// Our user id.
        us: u32,
    },
    /// A symbolic link, folder, device or pipe.
    #[error("{0} is not a plain file (a link, folder or device is refused): name the key file itself")]
    NotPlain(PathBuf),
    /// The content of a key file or credential is at fault.
    #[error("{path}: {fault}")]
    Content {
        /// The key file or credential.
        path: PathBuf,
        /// What is wrong with what it contains.
        fault: Box<RootKeyError>,
    },
    /// The text is cut short.
    #[error("the root key is cut short: restore it from its backup")]
    Truncated,
    /// The text does not agree with its own checksum.
    #[error("the root key does not agree with its checksum, so it was altered or mistyped: restore it from its backup")]
    Checksum,
    /// Not a root key text.
    #[error("this is not a root key: it is one line, muster-root-v1:KEY:CHECKSUM")]
    Foreign,
    /// Not the id of a root key.
    #[error("the id of a root key is 16 hex digits")]
    BadId,
    /// The service manager passed no credentials.
    #[error("CREDENTIALS_DIRECTORY is not set: start through systemd with LoadCredential={0}:PATH or LoadCredentialEncrypted=")]
    NoCredentials(String),
    /// The environment variable is not set.
    #[error("the environment variable {0} is not set: give it a root key, or use a key file")]
    NotSet(String),
    /// The environment variable holds something else.
    #[error("the environment variable {0} holds no root key: 32 bytes as hex or base64, or the line of a key file")]
    Environment(String),
    /// Reading or writing failed.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}
