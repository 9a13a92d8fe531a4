//! Single fields: XChaCha20-Poly1305 with a random nonce, bound to organisation, table, column and row.
//!
//! Sealed form: format (1 byte), version of the master key (1), nonce (24), ciphertext, tag (16).

use super::associated::with_associated;
use crate::error::SealError;
use crate::random::Random;
use crate::secret::{Secret, leaving_no_trace};
use chacha20poly1305::aead::AeadInOut as _;
use chacha20poly1305::{KeyInit as _, Tag, XChaCha20Poly1305, XNonce};
use std::fmt;
use zeroize::ZeroizeOnDrop;

const FORMAT: u8 = 1;
const HEADER: usize = 2;
const NONCE: usize = 24;
const TAG: usize = 16;

/// The place a sealed field belongs to. What was sealed for one place does not open in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldContext<'a> {
    /// Id of the organisation.
    pub organisation: &'a str,
    /// Table the field is stored in.
    pub table: &'a str,
    /// Its column.
    pub column: &'a str,
    /// Id of its row.
    pub row: &'a str,
}

/// Seals and opens fields under one master key, and opens what older versions of it sealed.
#[derive(Clone)]
pub struct FieldSealer {
    version: u8,
    cipher: Box<XChaCha20Poly1305>,
    older: Vec<FieldSealer>,
}

impl FieldSealer {
    /// How many bytes longer than the plaintext the sealed form is.
    pub const OVERHEAD: usize = HEADER + NONCE + TAG;

    pub(crate) fn of(version: u8, key: &Secret<32>) -> Self {
        let cipher = leaving_no_trace(|| Box::new(XChaCha20Poly1305::new(key.expose().into())));
        Self { version, cipher, older: Vec::new() }
    }

    /// Also opens what `older` sealed, while fields are being sealed anew.
    #[must_use]
    pub fn and_older(mut self, older: Self) -> Self {
        self.older.push(older);
        self
    }

    /// Seals `plaintext` for the place `context`.
    pub fn seal(&self, context: FieldContext<'_>, plaintext: &[u8], random: &mut dyn Random) -> Result<Vec<u8>, SealError> {
        let mut nonce = [0; NONCE];
        random.fill(&mut nonce)?;
        let header = [FORMAT, self.version];
        let mut sealed = Vec::with_capacity(plaintext.len() + Self::OVERHEAD);
        sealed.extend_from_slice(&header);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(plaintext);
        let tag = context
            .associated(header, |associated| {
                let body = (&mut sealed[HEADER + NONCE..]).into();
                self.cipher.encrypt_inout_detached(&XNonce::from(nonce), associated, body)
            })
            .map_err(|_| SealError::TooLong)?;
        sealed.extend_from_slice(&tag);
        Ok(sealed)
    }

    /// Opens what was sealed for the same place.
    pub fn open(&self, context: FieldContext<'_>, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let (header, rest) = sealed.split_first_chunk::<HEADER>().ok_or(SealError::Malformed("a sealed field cut short"))?;
        let (nonce, rest) = rest.split_first_chunk::<NONCE>().ok_or(SealError::Malformed("a sealed field cut short"))?;
        let (body, tag) = rest.split_last_chunk::<TAG>().ok_or(SealError::Malformed("a sealed field cut short"))?;
        if header[0] != FORMAT {
            return Err(SealError::Malformed("a sealed field of another format"));
        }
        let cipher = &self.version(header[1])?.cipher;
        let mut plaintext = body.to_vec();
        context
            .associated(*header, |associated| {
                let body = plaintext.as_mut_slice().into();
                cipher.decrypt_inout_detached(&XNonce::from(*nonce), associated, body, &Tag::from(*tag))
            })
            .map_err(|_| SealError::Refused)?;
        Ok(plaintext)
    }

    fn version(&self, version: u8) -> Result<&Self, SealError> {
        std::iter::once(self).chain(&self.older).find(|sealer| sealer.version == version).ok_or(SealError::UnknownKeyVersion(version))
    }
}

impl FieldContext<'_> {
    fn associated<T>(&self, header: [u8; HEADER], act: impl FnOnce(&[u8]) -> T) -> T {
        let parts = [self.organisation, self.table, self.column, self.row].map(str::as_bytes);
        with_associated(&header, &parts, act)
    }
}

impl ZeroizeOnDrop for FieldSealer {}

impl fmt::Debug for FieldSealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FieldSealer(version {})", self.version)
    }
}
