//! The instance: its id, and its own master key with the keys derived from it.
//!
//! The instance's keys hang from a random, wrapped master key as an organisation's do, and not from the root directly:
//! otherwise a new root key would change the directory's key, every login index entry and every pepper, and the old root
//! could not be let go of before the last member had signed in once more.

use super::wrap::{unwrap, wrap};
use super::{DatabaseKey, LoginIndexKey, MacKey, WrapContext, WrappedKey};
use crate::contexts::{self, Purpose};
use crate::derive::derive;
use crate::error::SealError;
use crate::password::Pepper;
use crate::random::{Random, RandomError};
use crate::root::RootKeys;
use crate::seal::FieldSealer;
use crate::secret::Secret;
use std::{fmt, str::FromStr};
use zeroize::ZeroizeOnDrop;

/// Names one installation; salts what is derived from its root key. Not secret, never changes, kept in the clear.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct InstanceId([u8; 16]);

impl InstanceId {
    /// A new random id.
    pub fn generate(random: &mut dyn Random) -> Result<Self, RandomError> {
        let mut bytes = [0; 16];
        random.fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// The id with these bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for InstanceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for InstanceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InstanceId({self})")
    }
}

impl FromStr for InstanceId {
    type Err = SealError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut bytes = [0; 16];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| SealError::Malformed("an instance id is 32 hex digits"))?;
        Ok(Self(bytes))
    }
}

/// 32 random bytes from which the keys of the instance itself are derived.
#[derive(Clone)]
pub struct InstanceMaster {
    version: u8,
    key: Secret<32>,
}

impl InstanceMaster {
    /// The first master key of a new instance.
    pub fn generate(random: &mut dyn Random) -> Result<Self, RandomError> {
        Ok(Self { version: 1, key: Secret::random(random)? })
    }

    /// Its form for storing.
    pub fn wrap(&self, roots: &RootKeys, instance: &InstanceId) -> Result<WrappedKey, SealError> {
        wrap(roots.active(), instance, WrapContext::Instance, self.version, &self.key)
    }

    /// Reads the stored form; refuses another instance's.
    pub fn unwrap(roots: &RootKeys, instance: &InstanceId, wrapped: &WrappedKey) -> Result<Self, SealError> {
        let key = unwrap(roots, instance, WrapContext::Instance, wrapped)?;
        Ok(Self { version: wrapped.version(), key })
    }

    /// The key of the directory database.
    pub fn database_key(&self) -> DatabaseKey {
        DatabaseKey::of(self.purpose(&contexts::INSTANCE_DATABASE))
    }

    /// What seals single fields of the directory.
    pub fn field_sealer(&self) -> FieldSealer {
        FieldSealer::of(self.version, &self.purpose(&contexts::INSTANCE_FIELDS))
    }

    /// What turns a sign-in e-mail into the entry under which its organisations are found.
    pub fn login_index_key(&self) -> LoginIndexKey {
        LoginIndexKey::of(&self.purpose(&contexts::LOGIN_INDEX))
    }

    /// The secret that goes into every password record.
    pub fn password_pepper(&self) -> Pepper {
        Pepper::of(self.purpose(&contexts::PASSWORD_PEPPER))
    }

    /// What authenticates cookies that carry a value.
    pub fn cookie_key(&self) -> MacKey {
        MacKey::of(&self.purpose(&contexts::COOKIE))
    }

    /// What authenticates cross-site request tokens.
    pub fn csrf_key(&self) -> MacKey {
        MacKey::of(&self.purpose(&contexts::CSRF))
    }

    fn purpose<const N: usize>(&self, purpose: &Purpose) -> Secret<N> {
        derive(self.key.expose(), None, purpose.info())
    }
}

impl ZeroizeOnDrop for InstanceMaster {}

impl fmt::Debug for InstanceMaster {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InstanceMaster(version {})", self.version)
    }
}
