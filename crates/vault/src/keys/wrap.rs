//! Wrapping: a 32-byte key, encrypted under a key derived from the root for exactly this owner and kind.

use super::InstanceId;
use crate::contexts;
use crate::derive::derive;
use crate::error::SealError;
use crate::root::{RootKey, RootKeyId, RootKeys};
use crate::secret::{Secret, leaving_no_trace};
use aes_kw::{KeyInit as _, KwpAes256};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::{fmt, str::FromStr};

/// Whose key is wrapped, and of which kind: what unwraps as one does not unwrap as another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrapContext<'id> {
    /// The instance's master key.
    Instance,
    /// The signing seed of the instance's log.
    InstanceLog,
    /// The master key of the organisation with this id.
    Organisation(&'id str),
    /// The signing seed of this organisation's log.
    OrganisationLog(&'id str),
}

impl WrapContext<'_> {
    fn info(self) -> Result<String, SealError> {
        match self {
            Self::Instance => Ok(String::from_utf8_lossy(contexts::WRAP_INSTANCE.info()).into_owned()),
            Self::InstanceLog => Ok(String::from_utf8_lossy(contexts::WRAP_INSTANCE_LOG.info()).into_owned()),
            Self::Organisation(id) => contexts::WRAP_ORGANISATION.info_for(id),
            Self::OrganisationLog(id) => contexts::WRAP_ORGANISATION_LOG.info_for(id),
        }
    }
}

const FORMAT: u8 = 1;
const WRAPPED: usize = 40;
const BYTES: usize = 1 + 1 + 8 + WRAPPED;
const PREFIX: &str = "mwk1.";

/// A wrapped key: safe to store beside what it protects, useless without the root key it names.
#[derive(Clone, PartialEq, Eq)]
pub struct WrappedKey {
    version: u8,
    root_key_id: RootKeyId,
    bytes: [u8; WRAPPED],
}

impl WrappedKey {
    /// The version of the key inside, counted from 1.
    pub fn version(&self) -> u8 {
        self.version
    }

    /// The root key that wrapped it.
    pub fn root_key_id(&self) -> RootKeyId {
        self.root_key_id
    }

    /// The stored form, always 50 bytes: format, version, id of the root key, wrapped key.
    pub fn to_bytes(&self) -> [u8; BYTES] {
        let mut out = [0; BYTES];
        out[0] = FORMAT;
        out[1] = self.version;
        out[2..10].copy_from_slice(&self.root_key_id.0);
        out[10..].copy_from_slice(&self.bytes);
        out
    }

    /// Reads the stored form.
    pub fn from_bytes(stored: &[u8]) -> Result<Self, SealError> {
        let stored: &[u8; BYTES] = stored.try_into().map_err(|_| SealError::Malformed("a wrapped key is 50 bytes"))?;
        if stored[0] != FORMAT || stored[1] == 0 {
            return Err(SealError::Malformed("a wrapped key of another format"));
        }
        let mut wrapped = Self { version: stored[1], root_key_id: RootKeyId([0; 8]), bytes: [0; WRAPPED] };
        wrapped.root_key_id.0.copy_from_slice(&stored[2..10]);
        wrapped.bytes.copy_from_slice(&stored[10..]);
        Ok(wrapped)
    }
}

/// The text form: `mwk1.` and base64url of the stored form.
impl fmt::Display for WrappedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PREFIX}{}", URL_SAFE_NO_PAD.encode(self.to_bytes()))
    }
}

impl FromStr for WrappedKey {
    type Err = SealError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let letters = text.strip_prefix(PREFIX).ok_or(SealError::Malformed("a wrapped key begins with mwk1."))?;
        let bytes = URL_SAFE_NO_PAD.decode(letters).map_err(|_| SealError::Malformed("a wrapped key is base64url"))?;
        Self::from_bytes(&bytes)
    }
}

impl fmt::Debug for WrappedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WrappedKey(version {}, root key {})", self.version, self.root_key_id)
    }
}

/// Wraps `key` with `root`.
pub(super) fn wrap(
    root: &RootKey,
    instance: &InstanceId,
    context: WrapContext<'_>,
    version: u8,
    key: &Secret<32>,
) -> Result<WrappedKey, SealError> {
    let wrapping = wrapping_key(root, instance, context)?;
    Ok(WrappedKey { version, root_key_id: root.id(), bytes: kwp_wrap(&wrapping, key)? })
}

/// Unwraps with whichever root key the wrapped key names.
pub(super) fn unwrap(
    roots: &RootKeys,
    instance: &InstanceId,
    context: WrapContext<'_>,
    wrapped: &WrappedKey,
) -> Result<Secret<32>, SealError> {
    let root = roots.find(wrapped.root_key_id).ok_or(SealError::UnknownRootKey(wrapped.root_key_id))?;
    kwp_unwrap(&wrapping_key(root, instance, context)?, &wrapped.bytes)
}

fn wrapping_key(root: &RootKey, instance: &InstanceId, context: WrapContext<'_>) -> Result<Secret<32>, SealError> {
    Ok(derive(root.expose(), Some(instance.as_bytes()), context.info()?.as_bytes()))
}

/// AES-256-KWP of a 32-byte key.
pub(crate) fn kwp_wrap(wrapping: &Secret<32>, key: &Secret<32>) -> Result<[u8; WRAPPED], SealError> {
    let mut out = [0; WRAPPED];
    let wrap = || KwpAes256::new(wrapping.expose().into()).wrap_key(key.expose(), &mut out).is_ok();
    if leaving_no_trace(wrap) { Ok(out) } else { Err(SealError::Refused) }
}

/// The key that [`kwp_wrap`] wrapped.
pub(crate) fn kwp_unwrap(wrapping: &Secret<32>, wrapped: &[u8; WRAPPED]) -> Result<Secret<32>, SealError> {
    Secret::filled(|key| {
        let unwrap = || KwpAes256::new(wrapping.expose().into()).unwrap_key(wrapped, key).is_ok_and(|key| key.len() == 32);
        if leaving_no_trace(unwrap) { Ok(()) } else { Err(SealError::Refused) }
    })
}
