//! The key of an encrypted database file, in the form SQLCipher takes.

use crate::secret::Secret;
use std::fmt;
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// A raw 32-byte SQLCipher key and its 16-byte salt: no passphrase, so no key stretching at each opening.
#[derive(Clone)]
pub struct DatabaseKey {
    key_and_salt: Secret<48>,
}

impl DatabaseKey {
    pub(super) fn of(key_and_salt: Secret<48>) -> Self {
        Self { key_and_salt }
    }

    /// 96 hex digits: 64 of the key, 32 of the salt.
    pub fn hex(&self) -> Zeroizing<String> {
        let mut digits = Zeroizing::new(String::with_capacity(96));
        self.push_hex(&mut digits);
        digits
    }

    /// The value of `PRAGMA key` without its quotes around: `x'…'` with the 96 hex digits inside.
    pub fn pragma_value(&self) -> Zeroizing<String> {
        let mut value = Zeroizing::new(String::with_capacity(96 + 3));
        value.push_str("x'");
        self.push_hex(&mut value);
        value.push('\'');
        value
    }

    fn push_hex(&self, out: &mut String) {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        for byte in self.key_and_salt.expose() {
            out.push(char::from(DIGITS[usize::from(byte >> 4)]));
            out.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
}

impl ZeroizeOnDrop for DatabaseKey {}

impl fmt::Debug for DatabaseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DatabaseKey(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_what_sqlcipher_takes() {
        let bytes: [u8; 48] = std::array::from_fn(|at| u8::try_from(at).unwrap() * 5);
        let key = DatabaseKey::of(Secret::copied(&bytes));
        assert_eq!(*key.hex(), hex::encode(bytes));
        assert_eq!(*key.pragma_value(), format!("x'{}'", hex::encode(bytes)));
    }
}
