//! Tokens: 32 random bytes that prove who holds them, of which only the digest is kept.

use crate::random::{Random, RandomError};
use crate::secret::Secret;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use std::fmt;
use subtle::ConstantTimeEq as _;
use zeroize::{ZeroizeOnDrop, Zeroizing};

const LETTERS: usize = 43;

/// A bearer's proof: given out once, as text, and never stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    bytes: Secret<32>,
}

/// The text is not a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a token")]
pub struct NotAToken;

impl Token {
    /// A new token.
    pub fn generate(random: &mut dyn Random) -> Result<Self, RandomError> {
        Ok(Self { bytes: Secret::random(random)? })
    }

    /// Reads the text form; there is exactly one for each token.
    pub fn parse(text: &str) -> Result<Self, NotAToken> {
        if text.len() != LETTERS {
            return Err(NotAToken);
        }
        let mut bytes = Zeroizing::new([0; 36]);
        let length = URL_SAFE_NO_PAD.decode_slice(text, &mut *bytes).map_err(|_| NotAToken)?;
        let bytes: &[u8; 32] = bytes[..length].try_into().map_err(|_| NotAToken)?;
        Ok(Self { bytes: Secret::copied(bytes) })
    }

    /// The text form: 43 letters of base64url.
    pub fn text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(LETTERS));
        URL_SAFE_NO_PAD.encode_string(self.bytes.expose(), &mut text);
        text
    }

    /// What is stored in its place.
    pub fn digest(&self) -> TokenDigest {
        TokenDigest(Sha256::digest(self.bytes.expose()).into())
    }
}

impl ZeroizeOnDrop for Token {}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(hidden)")
    }
}

/// SHA-256 of a token: enough to recognise it, useless for presenting it. Compared in constant time.
#[derive(Clone, Copy, Eq)]
pub struct TokenDigest([u8; 32]);

impl TokenDigest {
    /// The digest of a token that is kept as text: a program's.
    pub fn of_text(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// The digest with these stored bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes, for storing and looking up.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl PartialEq for TokenDigest {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for TokenDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenDigest(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::fake::counting;

    #[test]
    fn a_token_survives_its_text_and_meets_its_digest() {
        let mut random = counting();
        let token = Token::generate(&mut random).unwrap();
        let text = token.text();
        assert_eq!(text.len(), LETTERS);
        let back = Token::parse(&text).unwrap();
        assert_eq!(back.digest(), token.digest());
        assert_eq!(TokenDigest::from_bytes(*token.digest().as_bytes()), token.digest());
        assert_ne!(Token::generate(&mut random).unwrap().digest(), token.digest());
    }

    #[test]
    fn a_digest_is_sha_256_of_the_bytes() {
        let token = Token::parse(&URL_SAFE_NO_PAD.encode([0; 32])).unwrap();
        assert_eq!(hex::encode(token.digest().as_bytes()), "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925");
    }

    #[test]
    fn nothing_else_is_a_token() {
        let good = Token::generate(&mut counting()).unwrap().text();
        // The last letter carries two spare bits: any but zero would be a second text for the same token.
        let spare = format!("{}B", "A".repeat(42));
        for bad in ["", "x", &good[1..], &format!("{}=", *good), &format!("{}A", *good), &"é".repeat(21), &spare, &"+".repeat(43)] {
            assert_eq!(Token::parse(bad).err(), Some(NotAToken), "{bad}");
        }
    }
}
