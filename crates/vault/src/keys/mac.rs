//! HMAC-SHA-256: authenticating what leaves the server and comes back, and indexing what must not be readable.

use crate::secret::{Secret, leaving_no_trace};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::fmt;
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// A key that authenticates messages.
#[derive(Clone)]
pub struct MacKey {
    /// Keyed once; cloned for each message, which spares hashing the key again.
    keyed: Box<Hmac<Sha256>>,
}

impl MacKey {
    pub(super) fn of(key: &Secret<32>) -> Self {
        // RFC 2104 pads a short key with zeros to the block size, which is the form the crate takes without a length check.
        let keyed = leaving_no_trace(|| {
            let mut padded = Zeroizing::new([0; 64]);
            padded[..32].copy_from_slice(key.expose());
            Box::new(Hmac::new((&*padded).into()))
        });
        Self { keyed }
    }

    /// The 32-byte tag of `message`.
    pub fn tag(&self, message: &[u8]) -> [u8; 32] {
        Hmac::clone(&self.keyed).chain_update(message).finalize().into_bytes().into()
    }

    /// Whether `tag` is the whole tag of `message`; takes the same time whichever byte differs.
    pub fn verify(&self, message: &[u8], tag: &[u8]) -> bool {
        Hmac::clone(&self.keyed).chain_update(message).verify_slice(tag).is_ok()
    }
}

impl ZeroizeOnDrop for MacKey {}

impl fmt::Debug for MacKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MacKey(hidden)")
    }
}

/// Finds a sign-in e-mail without storing it.
#[derive(Clone)]
pub struct LoginIndexKey {
    key: MacKey,
}

impl LoginIndexKey {
    pub(super) fn of(key: &Secret<32>) -> Self {
        Self { key: MacKey::of(key) }
    }

    /// The entry of `email`, which the caller has brought into the one form it stores.
    pub fn entry(&self, email: &str) -> [u8; 32] {
        self.key.tag(email.as_bytes())
    }
}

impl ZeroizeOnDrop for LoginIndexKey {}

impl fmt::Debug for LoginIndexKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LoginIndexKey(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_right_tag_verifies() {
        let key = MacKey::of(&Secret::copied(&[3; 32]));
        let tag = key.tag(b"message");
        assert!(key.verify(b"message", &tag));
        assert!(!key.verify(b"massage", &tag));
        assert!(!key.verify(b"message", &tag[..31]));
        assert!(!key.verify(b"message", &[]));
        for at in 0..32 {
            let mut other = tag;
            other[at] ^= 1;
            assert!(!key.verify(b"message", &other));
        }
    }

    #[test]
    fn an_entry_is_stable_and_tells_e_mails_apart() {
        let key = LoginIndexKey::of(&Secret::copied(&[3; 32]));
        assert_eq!(key.entry("anna@example.org"), key.entry("anna@example.org"));
        assert_ne!(key.entry("anna@example.org"), key.entry("anne@example.org"));
    }
}
