//! Public keys: `name+id+base64(kind ‖ key)`, what one hands out so that others can check a log's notes and a witness's cosignatures.
//!
//! The kind is part of the type: a log's key never checks a cosignature, nor a witness's a log's signature.

use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};

/// Ed25519 over the text: what a log signs with.
const LOG: u8 = 0x01;
/// Ed25519 over the time and the text: what a witness signs with.
const WITNESS: u8 = 0x04;

/// The short hint by which a signature line names its key: the first four bytes of a hash over name and key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KeyId(pub(crate) [u8; 4]);

/// A public key with its name, of one kind of signature.
#[derive(Clone, PartialEq, Eq)]
pub struct NamedKey<const KIND: u8> {
    name: String,
    id: KeyId,
    key: VerifyingKey,
}

/// A log's public key; its name is the log's origin.
pub type VerifierKey = NamedKey<LOG>;

/// A witness's public key.
pub type WitnessKey = NamedKey<WITNESS>;

/// Why a text is not a public key, or a name not a key's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Empty, or with a space, a plus or an ASCII control character.
    #[error("a key name is not empty and has neither space nor plus nor control character")]
    Name,
    /// Not `name+id+base64`.
    #[error("a key is written name+id+base64")]
    Form,
    /// Another kind of key than the one asked for.
    #[error("a key of type {expected} is wanted here (1 is a log's, 4 a witness's), not of type {found}")]
    Type {
        /// The kind asked for.
        expected: u8,
        /// The kind it is.
        found: u8,
    },
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
    fn of(name: &str, kind: u8, key: &VerifyingKey) -> Self {
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

impl<const KIND: u8> NamedKey<KIND> {
    /// A key from its name and its 32 bytes.
    pub fn new(name: &str, public: &[u8; 32]) -> Result<Self, KeyError> {
        let key = VerifyingKey::from_bytes(public).map_err(|_| KeyError::Key)?;
        if key.is_weak() {
            return Err(KeyError::Key);
        }
        Self::of_signer(name, key)
    }

    /// The public half of a secret that is at hand.
    pub(super) fn of_signer(name: &str, key: VerifyingKey) -> Result<Self, KeyError> {
        check_name(name)?;
        Ok(Self { name: name.to_owned(), id: KeyId::of(name, KIND, &key), key })
    }

    /// The name.
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

    /// Whether these bytes are this key's signature of that message.
    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature).is_ok_and(|signature| self.key.verify_strict(message, &signature).is_ok())
    }
}

impl<const KIND: u8> fmt::Debug for NamedKey<KIND> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if KIND == WITNESS { "WitnessKey" } else { "VerifierKey" };
        write!(f, "{kind}({self})")
    }
}

impl<const KIND: u8> fmt::Display for NamedKey<KIND> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut typed = vec![KIND];
        typed.extend_from_slice(self.key.as_bytes());
        write!(f, "{}+{}+{}", self.name, self.id, STANDARD.encode(typed))
    }
}

impl<const KIND: u8> FromStr for NamedKey<KIND> {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        // The base64 may contain a plus, the name may not.
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(KeyError::Form);
        };
        let typed = STANDARD.decode(key).map_err(|_| KeyError::Form)?;
        let public = match typed.split_first() {
            Some((kind, public)) if *kind == KIND => public.try_into().map_err(|_| KeyError::Key)?,
            Some((&found, _)) => return Err(KeyError::Type { expected: KIND, found }),
            None => return Err(KeyError::Form),
        };
        let key = Self::new(name, public)?;
        if key.id.to_string() == id { Ok(key) } else { Err(KeyError::Id) }
    }
}
