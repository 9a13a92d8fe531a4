//! Codes that people type to show that they are there: six digits that change every minute, from a key of the organisation and the
//! thing they are for. No secret of theirs is kept anywhere, so none can be read out of a database.
//!
//! A code is good in its own minute and in the next, for whoever reads it at the end of one.

use super::MacKey;
use crate::secret::Secret;
use std::fmt;
use subtle::ConstantTimeEq as _;
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// How long a code is shown.
const STEP_MILLIS: i64 = 60_000;

/// Makes and checks the codes of one organisation.
#[derive(Clone)]
pub struct CodeKey {
    key: MacKey,
}

impl CodeKey {
    pub(super) fn of(key: &Secret<32>) -> Self {
        Self { key: MacKey::of(key) }
    }

    /// The code of `subject` at an instant, and the instant from which on another is shown; both in milliseconds since 1970.
    pub fn code(&self, subject: &str, millis: i64) -> (Zeroizing<String>, i64) {
        let step = millis.div_euclid(STEP_MILLIS);
        (self.of_step(subject, step), (step + 1) * STEP_MILLIS)
    }

    /// Whether `code` is good for `subject` at an instant. Both minutes are looked at whatever the first says.
    pub fn accepts(&self, subject: &str, code: &str, millis: i64) -> bool {
        let step = millis.div_euclid(STEP_MILLIS);
        let meets = |step: i64| self.of_step(subject, step).as_bytes().ct_eq(code.as_bytes());
        bool::from(meets(step) | meets(step - 1))
    }

    fn of_step(&self, subject: &str, step: i64) -> Zeroizing<String> {
        let mut message = step.to_be_bytes().to_vec();
        message.extend_from_slice(subject.as_bytes());
        let tag = self.key.tag(&message);
        // Truncated as RFC 4226 does: four bytes from a place that the last one names.
        let at = usize::from(tag[31] & 15);
        let number = u32::from_be_bytes([tag[at] & 0x7f, tag[at + 1], tag[at + 2], tag[at + 3]]);
        Zeroizing::new(format!("{:06}", number % 1_000_000))
    }
}

impl ZeroizeOnDrop for CodeKey {}

impl fmt::Debug for CodeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeKey(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: i64 = 1_795_000_020_000 - 1_795_000_020_000 % STEP_MILLIS;

    fn key(byte: u8) -> CodeKey {
        CodeKey::of(&Secret::copied(&[byte; 32]))
    }

    #[test]
    fn a_code_is_good_for_its_minute_and_the_next() {
        let (code, until) = key(1).code("session", START);
        assert_eq!((code.len(), until), (6, START + STEP_MILLIS));
        let good = |millis: i64| key(1).accepts("session", &code, START + millis);
        assert!(!good(-1), "not before");
        assert!(good(0) && good(59_999) && good(60_000) && good(119_999));
        assert!(!good(120_000), "not later");
    }

    #[test]
    fn a_code_is_of_one_thing_and_one_organisation() {
        let (code, _) = key(1).code("session", START);
        assert!(!key(1).accepts("another", &code, START) && !key(2).accepts("session", &code, START));
        assert!(!key(1).accepts("session", "", START) && !key(1).accepts("session", "1234567", START));
        assert_eq!(format!("{:?}", key(1)), "CodeKey(hidden)");
    }
}
