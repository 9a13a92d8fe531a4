//! The key pair by which push services know one organisation: VAPID, RFC 8292.

use crate::secret::{Secret, leaving_no_trace};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use p256::SecretKey;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use sha2::Sha256;
use std::fmt;
use zeroize::ZeroizeOnDrop;

/// Signs what one organisation says of itself to push services. Derived, not kept: there is no moment at which it is made.
#[derive(Clone)]
pub struct PushKey {
    key: Secret<32>,
}

impl PushKey {
    pub(super) fn of(seed: &Secret<32>) -> Self {
        // One number in four thousand million is none of this curve's: then the next is taken.
        let candidates = (0..=u8::MAX).map(|at| candidate(seed, at));
        let key = candidates.into_iter().find(|key| leaving_no_trace(|| SecretKey::from_slice(key.expose()).is_ok()));
        Self { key: key.unwrap_or_else(|| Secret::copied(&[1; 32])) }
    }

    /// The public key, base64url: what a browser subscribes with, and what push services check signatures with.
    pub fn public(&self) -> String {
        self.with(|key| URL_SAFE_NO_PAD.encode(key.verifying_key().to_sec1_point(false).as_bytes())).unwrap_or_default()
    }

    /// The value of `Authorization` for a push service at this origin, good until `expires_at` (seconds since 1970); `contact` is where
    /// its operator can turn to, an address of the web or of mail.
    pub fn authorization(&self, origin: &str, contact: &str, expires_at: i64) -> String {
        let head = URL_SAFE_NO_PAD.encode(br#"{"typ":"JWT","alg":"ES256"}"#);
        let claims = format!(r#"{{"aud":{},"exp":{expires_at},"sub":{}}}"#, quoted(origin), quoted(contact));
        let said = format!("{head}.{}", URL_SAFE_NO_PAD.encode(claims));
        let signature = self.with(|key| -> Signature { key.sign(said.as_bytes()) });
        let signature = signature.map(|signature| URL_SAFE_NO_PAD.encode(signature.to_bytes())).unwrap_or_default();
        format!("vapid t={said}.{signature}, k={}", self.public())
    }

    fn with<T>(&self, act: impl FnOnce(&SigningKey) -> T) -> Option<T> {
        leaving_no_trace(|| SigningKey::from_slice(self.key.expose()).ok().map(|key| act(&key)))
    }
}

fn candidate(seed: &Secret<32>, at: u8) -> Secret<32> {
    let keyed = leaving_no_trace(|| {
        let mut padded = zeroize::Zeroizing::new([0; 64]);
        padded[..32].copy_from_slice(seed.expose());
        Box::new(Hmac::<Sha256>::new((&*padded).into()))
    });
    let mut tag = Hmac::clone(&keyed).chain_update([at]).finalize().into_bytes();
    let secret = Secret::copied(&tag.into());
    zeroize::Zeroize::zeroize(tag.as_mut_slice());
    secret
}

/// A text in JSON. Origins and addresses hold neither of what is escaped; a quotation mark must not end the text all the same.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for char in text.chars().filter(|char| !char.is_control()) {
        if matches!(char, '"' | '\\') {
            out.push('\\');
        }
        out.push(char);
    }
    out.push('"');
    out
}

impl ZeroizeOnDrop for PushKey {}

impl fmt::Debug for PushKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PushKey(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use p256::ecdsa::VerifyingKey;
    use p256::ecdsa::signature::Verifier as _;

    fn key(byte: u8) -> PushKey {
        PushKey::of(&Secret::copied(&[byte; 32]))
    }

    #[test]
    fn what_is_said_is_signed_by_the_key_that_is_shown() {
        let said = key(1).authorization("https://push.example.net", "https://muster.example.org", 1_453_523_768);
        let (token, public) = said.strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
        assert_eq!(public, key(1).public());
        let verifier = VerifyingKey::from_sec1_bytes(&URL_SAFE_NO_PAD.decode(public).unwrap()).unwrap();
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let signature = Signature::from_slice(&URL_SAFE_NO_PAD.decode(signature).unwrap()).unwrap();
        verifier.verify(signed.as_bytes(), &signature).unwrap();
        let claims = URL_SAFE_NO_PAD.decode(signed.split_once('.').unwrap().1).unwrap();
        let claims: serde_json::Value = serde_json::from_slice(&claims).unwrap();
        let right = serde_json::json!({"aud": "https://push.example.net", "exp": 1_453_523_768, "sub": "https://muster.example.org"});
        assert_eq!(claims, right);
        assert!(verifier.verify(b"something else", &signature).is_err(), "counter-proof");
    }

    #[test]
    fn each_organisation_has_its_own_and_always_the_same() {
        assert_eq!(key(1).public(), key(1).public());
        assert_ne!(key(1).public(), key(2).public());
        assert_eq!(URL_SAFE_NO_PAD.decode(key(1).public()).unwrap().len(), 65);
        assert_eq!(format!("{:?}", key(1)), "PushKey(hidden)");
        assert_eq!(quoted("a\"b\\\n"), r#""a\"b\\""#);
    }
}
