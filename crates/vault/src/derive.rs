//! HKDF-SHA-256: one key from another, by salt and context.

use crate::secret::{Secret, leaving_no_trace};
use hkdf::Hkdf;
use sha2::Sha256;

/// Derives `N` bytes from `key` for the context `info`.
pub(crate) fn derive<const N: usize>(key: &[u8; 32], salt: Option<&[u8]>, info: &[u8]) -> Secret<N> {
    const { assert!(N <= 255 * 32, "HKDF-SHA-256 gives no more") };
    let filled: Result<_, std::convert::Infallible> = Secret::filled(|out| {
        // The only failure of `expand` is an output that is too long, which the assertion above excludes.
        let expanded = leaving_no_trace(|| Hkdf::<Sha256>::new(salt, key).expand(info, out));
        debug_assert!(expanded.is_ok());
        Ok(())
    });
    match filled {
        Ok(secret) => secret,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn salt_and_context_both_matter() {
        let key = [1; 32];
        let one: Secret<32> = derive(&key, Some(b"s"), b"a");
        assert_eq!(one, derive(&key, Some(b"s"), b"a"));
        assert_ne!(one, derive(&key, Some(b"s"), b"b"));
        assert_ne!(one, derive(&key, Some(b"t"), b"a"));
        assert_ne!(one, derive(&key, None, b"a"));
        assert_ne!(one, derive(&[2; 32], Some(b"s"), b"a"));
    }
}
