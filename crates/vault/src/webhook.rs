//! Signatures of webhooks, as Standard Webhooks has them: HMAC-SHA-256 over id, time and body, under a secret of the webhook's own.

use crate::random::{Random, RandomError};
use crate::secret::leaving_no_trace;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::fmt;
use zeroize::Zeroizing;

const START: &str = "whsec_";
/// Bytes of a new secret.
const NEW: usize = 32;
/// Bytes of a secret that is taken.
const TAKEN: std::ops::RangeInclusive<usize> = 24..=64;

/// The secret that a receiver checks signatures with.
#[derive(Clone)]
pub struct WebhookSecret(Zeroizing<Vec<u8>>);

impl WebhookSecret {
    /// A new secret.
    pub fn generate(random: &mut dyn Random) -> Result<Self, RandomError> {
        let mut bytes = Zeroizing::new(vec![0; NEW]);
        random.fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// The secret with these bytes, if there are as many as a secret has.
    pub fn from_bytes(bytes: Vec<u8>) -> Option<Self> {
        let bytes = Zeroizing::new(bytes);
        TAKEN.contains(&bytes.len()).then_some(Self(bytes))
    }

    /// Reads `whsec_…`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::from_bytes(STANDARD.decode(text.strip_prefix(START)?).ok()?)
    }

    /// Its bytes, to be sealed.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// `whsec_` and the bytes in base64, as receivers are given it.
    pub fn text(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("{START}{}", STANDARD.encode(&*self.0)))
    }

    /// The signature of a message: `v1,` and the tag in base64. `at` is in seconds since 1970.
    pub fn sign(&self, id: &str, at: i64, body: &[u8]) -> String {
        // RFC 2104 pads a short key with zeros to the block size, and a secret is never longer than a block.
        let keyed = leaving_no_trace(|| {
            let mut padded = Zeroizing::new([0; 64]);
            padded[..self.0.len()].copy_from_slice(&self.0);
            Box::new(Hmac::<Sha256>::new((&*padded).into()))
        });
        let tag = Hmac::clone(&keyed).chain_update(format!("{id}.{at}.")).chain_update(body).finalize().into_bytes();
        format!("v1,{}", STANDARD.encode(tag))
    }
}

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookSecret(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::fake::counting;

    /// The vector of the Standard Webhooks reference libraries.
    #[test]
    fn the_published_example() {
        let secret = WebhookSecret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let signed = secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, br#"{"test": 2432232314}"#);
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn every_part_is_signed() {
        let secret = WebhookSecret::generate(&mut counting()).unwrap();
        let right = secret.sign("dlv_1", 1_000, b"{}");
        for other in [secret.sign("dlv_2", 1_000, b"{}"), secret.sign("dlv_1", 1_001, b"{}"), secret.sign("dlv_1", 1_000, b"{ }")] {
            assert_ne!(other, right);
        }
        assert_eq!(WebhookSecret::parse(&secret.text()).unwrap().sign("dlv_1", 1_000, b"{}"), right);
        assert!(!format!("{secret:?}").contains(&secret.text()[6..]));
        for bad in ["", "whsec_", "whsec_QUFBQQ==", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS"] {
            assert!(WebhookSecret::parse(bad).is_none(), "{bad}");
        }
    }
}
