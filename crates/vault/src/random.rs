//! Randomness as an argument: whoever makes a key, a nonce or a token says where its bytes come from.
//!
//! Invariant: nothing else in this crate reads randomness.

/// A source of random bytes.
///
/// A closure `FnMut(&mut [u8])` is one too, so that another crate's source can be passed without a wrapper.
pub trait Random {
    /// Fills `bytes`, or says why it cannot; bytes of a failed call must not be used.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomError>;
}

/// The operating system gave no random bytes.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the operating system gives no random bytes: {0}")]
pub struct RandomError(String);

/// The operating system's generator.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsRandom;

impl Random for OsRandom {
    #[expect(clippy::disallowed_methods, reason = "the one place in this crate that asks the system")]
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomError> {
        getrandom::fill(bytes).map_err(|error| RandomError(error.to_string()))
    }
}

impl<F: FnMut(&mut [u8])> Random for F {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomError> {
        self(bytes);
        Ok(())
    }
}

#[cfg(test)]
pub(crate) mod fake {
    //! Exact randomness for tests.

    /// Bytes 1, 2, 3 … so that a test can say what a nonce will be.
    pub(crate) fn counting() -> impl FnMut(&mut [u8]) {
        let mut next = 0_u8;
        move |bytes| {
            for byte in bytes {
                next = next.wrapping_add(1);
                *byte = next;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Dry;

    impl Random for Dry {
        fn fill(&mut self, _: &mut [u8]) -> Result<(), RandomError> {
            Err(RandomError("dry".into()))
        }
    }

    #[test]
    fn the_system_gives_different_bytes_each_time() {
        let (mut one, mut two) = ([0; 32], [0; 32]);
        OsRandom.fill(&mut one).unwrap();
        OsRandom.fill(&mut two).unwrap();
        assert_ne!(one, two);
    }

    #[test]
    fn a_dry_source_stops_whatever_needs_it() {
        assert!(crate::MasterKey::generate("org_1", &mut Dry).is_err());
        assert!(crate::Token::generate(&mut Dry).is_err());
        assert!(crate::generate_password(&mut Dry).is_err());
    }
}
