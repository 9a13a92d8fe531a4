//! Verifier keys: `name+id+base64(type ‖ key)`, what one hands out so that others can check a log's notes.

use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};

/// The only signature type understood here: Ed25519 over the text.
pub(crate) const ED25519: u8 = 0x01;

/// The short hint by which a signature line names its key: the first four bytes of a hash over name and key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KeyId(pub(crate) [u8; 4]);

/// A public key with its name.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    id: KeyId,
    key: VerifyingKey,
}

/// Why a text is not a verifier key, or a name not a key's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Empty, or with a space, a plus or an ASCII control character.
    #[error("a key name is not empty and has neither space nor plus nor control character")]
    Name,
    /// Not `name+id+base64`.
    #[error("a verifier key is written name+id+base64")]
    Form,
    /// A kind of key not understood here.
    #[error("only Ed25519 keys (type 1) are understood, not type {0}")]
    Type(u8),
    /// The bytes are no point of the curve, or one that would accept signatures by anyone.
    #[error("not a usable Ed25519 public key")]
    Key,
    /// The id is not the one of this name and key.
    #[error("the id does not belong to this name and key")]
    Id,
}

/// Refuses what cannot be a key's name (and so not a log's origin).
pub fn check_name(name: &str) -> Result<(), KeyError> {
    let unfit = |c: char| c.is_whitespace() || c < ' ' || c == '+';
    if name.is_empty() || name.chars().any(unfit) {
        return Err(KeyError::Name);
    }
    Ok(())
}

impl KeyId {
    pub(crate) fn of(name: &str, kind: u8, key: &VerifyingKey) -> Self {
        let hash = Sha256::new().chain_update(name).chain_update([b'\n', kind]).chain_update(key.as_bytes()).finalize();
        let [a, b, c, d, ..] = <[u8; 32]>::from(hash);
        Self([a, b, c, d])
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", u32::from_be_bytes(self.0))
    }
}

impl VerifierKey {
    /// A key from its name and its 32 bytes.
    pub fn new(name: &str, public: &[u8; 32]) -> Result<Self, KeyError> {
        check_name(name)?;
        let key = VerifyingKey::from_bytes(public).map_err(|_| KeyError::Key)?;
        if key.is_weak() {
            return Err(KeyError::Key);
        }
        Ok(Self { name: name.to_owned(), id: KeyId::of(name, ED25519, &key), key })
    }

    pub(crate) fn of_signer(name: &str, key: VerifyingKey) -> Self {
        Self { name: name.to_owned(), id: KeyId::of(name, ED25519, &key), key }
    }

    /// The name, which is the log's origin.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The hint in signature lines.
    #[must_use]
    pub const fn id(&self) -> KeyId {
        self.id
    }

    /// The 32 bytes of the public key.
    #[must_use]
    pub fn public(&self) -> &[u8; 32] {
        self.key.as_bytes()
    }

    pub(crate) fn verifies(&self, text: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature).is_ok_and(|signature| self.key.verify_strict(text, &signature).is_ok())
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifierKey({self})")
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut typed = vec![ED25519];
        typed.extend_from_slice(self.key.as_bytes());
        write!(f, "{}+{}+{}", self.name, self.id, STANDARD.encode(typed))
    }
}

impl FromStr for VerifierKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        // The base64 may contain a plus, the name may not.
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(KeyError::Form);
        };
        let typed = STANDARD.decode(key).map_err(|_| KeyError::Form)?;
        let public = match typed.split_first() {
            Some((&ED25519, public)) => public.try_into().map_err(|_| KeyError::Key)?,
            Some((&other, _)) => return Err(KeyError::Type(other)),
            None => return Err(KeyError::Form),
        };
        let key = Self::new(name, public)?;
        if key.id.to_string() == id { Ok(key) } else { Err(KeyError::Id) }
    }
}
