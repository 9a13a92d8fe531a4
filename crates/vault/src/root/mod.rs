//! The root key: the one secret everything else hangs from, and where it comes from.
//!
//! Invariants: it is never stored beside what it protects by this crate; `Debug` and errors show only its id; whoever holds
//! several (during a rotation) wraps with the active one and unwraps with whichever the wrapped key names.

mod environment;
mod error;
mod key_file;
mod systemd;
mod text;

pub use environment::{EnvironmentWarning, from_environment};
pub use error::RootKeyError;
pub use key_file::KeyFile;
pub use systemd::from_systemd_credential;

use crate::contexts;
use crate::derive::derive;
use crate::random::{Random, RandomError};
use crate::secret::Secret;
use std::{fmt, str::FromStr};
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// 32 random bytes that wrap every other key.
#[derive(Clone, PartialEq, Eq)]
pub struct RootKey {
    bytes: Secret<32>,
    id: RootKeyId,
}

impl RootKey {
    /// A new root key.
    pub fn generate(random: &mut dyn Random) -> Result<Self, RandomError> {
        Secret::random(random).map(Self::of)
    }

    fn of(bytes: Secret<32>) -> Self {
        let id = RootKeyId(*derive::<8>(bytes.expose(), None, contexts::ROOT_ID.info()).expose());
        Self { bytes, id }
    }

    /// The name of this key; says nothing about its bytes.
    pub fn id(&self) -> RootKeyId {
        self.id
    }

    /// The one-line text form, as in a key file: for a recovery kit on paper, never for a log.
    pub fn to_text(&self) -> Zeroizing<String> {
        text::write(self.bytes.expose())
    }

    /// Reads the one-line text form.
    pub fn from_text(line: &str) -> Result<Self, RootKeyError> {
        Ok(Self::of(text::read(line)?))
    }

    pub(crate) fn expose(&self) -> &[u8; 32] {
        self.bytes.expose()
    }
}

impl ZeroizeOnDrop for RootKey {}

impl fmt::Debug for RootKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RootKey({})", self.id)
    }
}

/// The name of a root key: 8 bytes derived from it, shown as 16 hex digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RootKeyId(pub(crate) [u8; 8]);

impl fmt::Display for RootKeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for RootKeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RootKeyId({self})")
    }
}

impl FromStr for RootKeyId {
    type Err = RootKeyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut id = [0; 8];
        hex::decode_to_slice(text, &mut id).map_err(|_| RootKeyError::BadId)?;
        Ok(Self(id))
    }
}

/// The active root key and those that are on their way out.
#[derive(Debug, Clone)]
pub struct RootKeys {
    active: RootKey,
    retiring: Vec<RootKey>,
}

impl RootKeys {
    /// Only an active key.
    pub fn new(active: RootKey) -> Self {
        Self { active, retiring: Vec::new() }
    }

    /// Also unwraps what `old` wrapped; wraps nothing with it.
    #[must_use]
    pub fn and_retiring(mut self, old: RootKey) -> Self {
        self.retiring.push(old);
        self
    }

    /// The key that wraps.
    pub fn active(&self) -> &RootKey {
        &self.active
    }

    /// The key named `id`, if it is here.
    pub fn find(&self, id: RootKeyId) -> Option<&RootKey> {
        std::iter::once(&self.active).chain(&self.retiring).find(|key| key.id() == id)
    }
}

impl From<RootKey> for RootKeys {
    fn from(active: RootKey) -> Self {
        Self::new(active)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::fake::counting;

    #[test]
    fn two_keys_have_two_ids_and_an_id_survives_its_text() {
        let mut random = counting();
        let one = RootKey::generate(&mut random).unwrap();
        let two = RootKey::generate(&mut random).unwrap();
        assert_ne!(one.id(), two.id());
        assert_eq!(one.id().to_string().parse::<RootKeyId>().unwrap(), one.id());
        assert!("xyz".parse::<RootKeyId>().is_err());
    }

    #[test]
    fn both_keys_are_found_during_a_rotation() {
        let mut random = counting();
        let old = RootKey::generate(&mut random).unwrap();
        let new = RootKey::generate(&mut random).unwrap();
        let keys = RootKeys::new(new.clone()).and_retiring(old.clone());
        assert_eq!(keys.active().id(), new.id());
        assert_eq!(keys.find(old.id()), Some(&old));
        assert_eq!(RootKeys::from(new).find(old.id()), None);
    }
}
