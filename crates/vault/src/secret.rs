//! Secret bytes: wiped when dropped, never shown, compared in constant time.

use crate::random::{Random, RandomError};
use std::fmt;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Runs `act` and overwrites the stack it ran on. Moving a value copies it, and a key schedule that was built on the stack and
/// moved to its place is wiped there alone; `tests/wiped.rs` found the copies before this was here.
pub(crate) fn leaving_no_trace<T>(act: impl FnOnce() -> T) -> T {
    let done = apart(act);
    overwrite_stack();
    done
}

/// A frame of its own, so that what `act` leaves lies below the caller's.
#[inline(never)]
fn apart<T>(act: impl FnOnce() -> T) -> T {
    act()
}

/// Lies where [`apart`] lay, and is larger than what setting up any of our ciphers takes.
#[inline(never)]
fn overwrite_stack() {
    let mut frame = [0_u64; 1024];
    std::hint::black_box(&mut frame);
}

/// `N` secret bytes on the heap: moving the value moves a pointer and leaves no copy behind on the stack.
pub(crate) struct Secret<const N: usize> {
    bytes: Box<[u8; N]>,
}

impl<const N: usize> Secret<N> {
    /// A place for a secret, to be filled by `fill`.
    pub(crate) fn filled<E>(fill: impl FnOnce(&mut [u8; N]) -> Result<(), E>) -> Result<Self, E> {
        let mut secret = Self { bytes: Box::new([0; N]) };
        fill(&mut secret.bytes)?;
        Ok(secret)
    }

    /// A copy of `bytes`; wiping those is the caller's business.
    pub(crate) fn copied(bytes: &[u8; N]) -> Self {
        let mut secret = Self { bytes: Box::new([0; N]) };
        secret.bytes.copy_from_slice(bytes);
        secret
    }

    pub(crate) fn random(random: &mut dyn Random) -> Result<Self, RandomError> {
        Self::filled(|bytes| random.fill(bytes))
    }

    pub(crate) fn expose(&self) -> &[u8; N] {
        &self.bytes
    }
}

impl<const N: usize> Clone for Secret<N> {
    fn clone(&self) -> Self {
        Self::copied(&self.bytes)
    }
}

impl<const N: usize> Zeroize for Secret<N> {
    fn zeroize(&mut self) {
        self.bytes.zeroize();
    }
}

impl<const N: usize> Drop for Secret<N> {
    fn drop(&mut self) {
        self.zeroize();
    }
}

impl<const N: usize> ZeroizeOnDrop for Secret<N> {}

impl<const N: usize> PartialEq for Secret<N> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes.ct_eq(&*other.bytes).into()
    }
}

impl<const N: usize> Eq for Secret<N> {}

impl<const N: usize> fmt::Debug for Secret<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wiping_leaves_nothing() {
        let mut secret = Secret::copied(&[7; 32]);
        assert_eq!(secret.expose(), &[7; 32]);
        secret.zeroize();
        assert_eq!(secret.expose(), &[0; 32]);
    }

    #[test]
    fn equal_only_when_every_byte_is() {
        let one = Secret::copied(&[1, 2, 3, 4]);
        let two = Secret::copied(&[1, 2, 3, 5]);
        assert_eq!(one, one.clone());
        assert_ne!(one, two);
    }
}
