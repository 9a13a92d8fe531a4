//! Recovery codes: 120 random bits on paper, each good once. With that many bits a plain SHA-256 may be kept in their place.

use crate::base32;
use crate::random::{Random, RandomError};
use crate::secret::Secret;
use crate::token::TokenDigest;
use sha2::{Digest as _, Sha256};
use std::fmt;
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// A recovery code: shown once, kept as its digest.
pub struct RecoveryCode {
    bytes: Secret<15>,
}

impl RecoveryCode {
    /// A new one.
    pub fn generate(random: &mut dyn Random) -> Result<Self, RandomError> {
        Ok(Self { bytes: Secret::random(random)? })
    }

    /// Reads what somebody typed: 24 letters and digits, capital or small, with or without hyphens and spaces.
    pub fn parse(text: &str) -> Option<Self> {
        Some(Self { bytes: Secret::copied(&*base32::decode::<15>(text)?) })
    }

    /// Its text: six groups of four.
    pub fn text(&self) -> Zeroizing<String> {
        let letters = base32::encode(self.bytes.expose());
        let mut text = Zeroizing::new(String::with_capacity(29));
        for (at, letter) in letters.chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                text.push('-');
            }
            text.push(letter);
        }
        text
    }

    /// What is stored in its place.
    pub fn digest(&self) -> TokenDigest {
        TokenDigest::from_bytes(Sha256::digest(self.bytes.expose()).into())
    }
}

impl ZeroizeOnDrop for RecoveryCode {}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::fake::counting;

    #[test]
    fn what_was_shown_is_recognised_however_it_is_typed() {
        let code = RecoveryCode::generate(&mut counting()).unwrap();
        let text = code.text();
        assert_eq!(*text, "AEBA-GBAF-AYDQ-QCIK-BMGA-2DQP");
        for typed in [text.to_string(), text.to_lowercase(), text.replace('-', ""), text.replace('-', " ")] {
            assert_eq!(RecoveryCode::parse(&typed).unwrap().digest(), code.digest(), "{typed}");
        }
        for bad in ["", "AEBA-GBAF-AYDQ-QCIK-BMGA-2DQ", "AEBA-GBAF-AYDQ-QCIK-BMGA-2DQ1", "AEBA-GBAF-AYDQ-QCIK-BMGA-2DQPA"] {
            assert!(RecoveryCode::parse(bad).is_none(), "{bad}");
        }
    }
}
