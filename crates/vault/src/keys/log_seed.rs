//! The seed of a log's signing key: random and wrapped like a master key, under a context of its own.

use super::wrap::{unwrap, wrap};
use super::{InstanceId, WrapContext, WrappedKey};
use crate::error::SealError;
use crate::random::{Random, RandomError};
use crate::root::RootKeys;
use crate::secret::{Secret, leaving_no_trace};
use ed25519_dalek::SigningKey;
use std::fmt;
use zeroize::ZeroizeOnDrop;

/// An Ed25519 seed (RFC 8032). Signing itself is the ledger's work.
#[derive(Clone)]
pub struct LogSeed {
    version: u8,
    seed: Secret<32>,
}

impl LogSeed {
    /// A new seed.
    pub fn generate(random: &mut dyn Random) -> Result<Self, RandomError> {
        Ok(Self { version: 1, seed: Secret::random(random)? })
    }

    /// Its form for storing, for the log that `context` names.
    pub fn wrap(&self, roots: &RootKeys, instance: &InstanceId, context: WrapContext<'_>) -> Result<WrappedKey, SealError> {
        wrap(roots.active(), instance, log(context)?, self.version, &self.seed)
    }

    /// Reads the stored form; refuses another log's.
    pub fn unwrap(roots: &RootKeys, instance: &InstanceId, context: WrapContext<'_>, wrapped: &WrappedKey) -> Result<Self, SealError> {
        Ok(Self { version: wrapped.version(), seed: unwrap(roots, instance, log(context)?, wrapped)? })
    }

    /// The seed itself, for the signer.
    pub fn expose(&self) -> &[u8; 32] {
        self.seed.expose()
    }

    /// The public key that belongs to it, for checking that the right seed was unwrapped.
    pub fn public_key(&self) -> [u8; 32] {
        leaving_no_trace(|| SigningKey::from_bytes(self.seed.expose()).verifying_key().to_bytes())
    }
}

/// A master key is no seed.
fn log(context: WrapContext<'_>) -> Result<WrapContext<'_>, SealError> {
    match context {
        WrapContext::InstanceLog | WrapContext::OrganisationLog(_) => Ok(context),
        WrapContext::Instance | WrapContext::Organisation(_) => Err(SealError::Malformed("this context is not a log's")),
    }
}

impl ZeroizeOnDrop for LogSeed {}

impl fmt::Debug for LogSeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LogSeed(version {})", self.version)
    }
}
