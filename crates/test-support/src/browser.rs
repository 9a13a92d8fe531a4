//! A browser at its push service: subscribes, checks who sends, and opens what comes. By another library than the one that seals, so
//! that the two agree on the standard and not with themselves.

use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::agreement::{ECDH_P256, PrivateKey, UnparsedPublicKey as Peer, agree};
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Salt};
use aws_lc_rs::rand::{SecureRandom as _, SystemRandom};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

/// A browser that push messages go to.
pub struct Browser {
    key: PrivateKey,
    public: Vec<u8>,
    auth: [u8; 16],
}

impl std::fmt::Debug for Browser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Browser")
    }
}

/// So many bytes are derived.
struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

impl Browser {
    /// A browser with keys of its own.
    pub fn new() -> Self {
        let key = PrivateKey::generate(&ECDH_P256).expect("a key can be made");
        let public = key.compute_public_key().expect("a key has a public key").as_ref().to_vec();
        let mut auth = [0; 16];
        SystemRandom::new().fill(&mut auth).expect("the system has random bytes");
        Self { key, public, auth }
    }

    /// What it tells of its subscription at this address.
    pub fn subscription(&self, endpoint: &str) -> Value {
        json!({"endpoint": endpoint, "p256dh": URL_SAFE_NO_PAD.encode(&self.public), "auth": URL_SAFE_NO_PAD.encode(self.auth)})
    }

    /// What a message says; nothing when it cannot be opened: RFC 8291.
    pub fn open(&self, body: &[u8]) -> Option<Vec<u8>> {
        let (salt, rest) = body.split_at_checked(16)?;
        let (head, rest) = rest.split_at_checked(5)?;
        let (sender, sealed) = rest.split_at_checked(usize::from(head[4]))?;
        let shared = agree(&self.key, Peer::new(&ECDH_P256, sender), (), |shared| Ok(shared.to_vec())).ok()?;
        let info = [b"WebPush: info\0", self.public.as_slice(), sender].concat();
        let material = derive(&self.auth, &shared, &info, 32);
        let key = derive(salt, &material, b"Content-Encoding: aes128gcm\0", 16);
        let nonce = derive(salt, &material, b"Content-Encoding: nonce\0", 12);
        let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).ok()?);
        let mut record = sealed.to_vec();
        let plain = key.open_in_place(Nonce::try_assume_unique_for_key(&nonce).ok()?, Aad::empty(), &mut record).ok()?;
        let end = plain.iter().rposition(|byte| *byte != 0).filter(|end| plain[*end] == 2)?;
        Some(plain[..end].to_vec())
    }
}

impl Default for Browser {
    fn default() -> Self {
        Self::new()
    }
}

fn derive(salt: &[u8], key: &[u8], info: &[u8], length: usize) -> Vec<u8> {
    let mut out = vec![0; length];
    let derived = Salt::new(HKDF_SHA256, salt).extract(key);
    derived.expand(&[info], Length(length)).and_then(|okm| okm.fill(&mut out)).expect("it is not too long");
    out
}

/// What the value of `Authorization` claims, once its signature is that of this key: RFC 8292.
pub fn vouched(authorization: &str, key: &str) -> Option<Value> {
    let (token, shown) = authorization.strip_prefix("vapid t=")?.split_once(", k=")?;
    let (said, signature) = token.rsplit_once('.')?;
    let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).ok();
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, decode(key)?).verify(said.as_bytes(), &decode(signature)?).ok()?;
    if shown != key {
        return None;
    }
    serde_json::from_slice(&decode(said.split_once('.')?.1)?).ok()
}
