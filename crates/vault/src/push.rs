//! Push messages that one browser alone can open: RFC 8291, in one record of RFC 8188.
//!
//! Invariants: each message has a key pair and a salt of its own; its length tells nothing but how many kilobytes it fills.

use crate::error::SealError;
use crate::random::Random;
use crate::secret::{Secret, leaving_no_trace};
use aes_gcm::aead::AeadInOut as _;
use aes_gcm::{Aes128Gcm, KeyInit as _, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use p256::{PublicKey, SecretKey};
use sha2::Sha256;
use std::fmt;
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// A message is filled up to a multiple of so many bytes.
const FILLED: usize = 1024;
/// Most bytes of a message: push services take 4096 in all.
pub const PUSH_ROOM: usize = 3 * FILLED - 1;
/// The size of a record; a message is one, and shorter.
const RECORD: u32 = 4096;
const POINT: usize = 65;
const SALT: usize = 16;
const TAG: usize = 16;

/// A browser that can open push messages, by what it gave when it subscribed.
#[derive(Clone)]
pub struct PushReader {
    public: PublicKey,
    auth: Secret<16>,
}

/// What a browser gave is not what browsers give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoPushReader {
    /// `p256dh` is no point of the curve.
    #[error("must be the public key that the browser gave, base64url")]
    Key,
    /// `auth` is not 16 bytes.
    #[error("must be the secret that the browser gave, base64url")]
    Secret,
}

impl PushReader {
    /// Reads `p256dh` and `auth` of a browser's subscription, base64url.
    pub fn parse(p256dh: &str, auth: &str) -> Result<Self, NoPushReader> {
        let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok();
        let point = bytes(p256dh).filter(|point| point.len() == POINT).ok_or(NoPushReader::Key)?;
        let public = PublicKey::from_sec1_bytes(&point).map_err(|_| NoPushReader::Key)?;
        let auth = Zeroizing::new(bytes(auth).ok_or(NoPushReader::Secret)?);
        let auth = auth.as_slice().try_into().map_err(|_| NoPushReader::Secret)?;
        Ok(Self { public, auth: Secret::copied(auth) })
    }

    /// Encrypts a message for this browser: the body of a request to its push service, with `Content-Encoding: aes128gcm`.
    pub fn seal(&self, plain: &[u8], random: &mut dyn Random) -> Result<Vec<u8>, SealError> {
        if plain.len() > PUSH_ROOM {
            return Err(SealError::TooLong);
        }
        self.seal_filled(plain, (plain.len() + 1).next_multiple_of(FILLED), random)
    }

    /// What tells a push service that messages about one thing replace one another, and not about what: 32 characters.
    pub fn topic(&self, about: &str) -> String {
        let keyed = leaving_no_trace(|| {
            let mut padded = Zeroizing::new([0; 64]);
            padded[..SALT].copy_from_slice(self.auth.expose());
            Box::new(Hmac::<Sha256>::new((&*padded).into()))
        });
        let tag = Hmac::clone(&keyed).chain_update("muster topic\0").chain_update(about).finalize().into_bytes();
        URL_SAFE_NO_PAD.encode(&tag[..24])
    }

    fn seal_filled(&self, plain: &[u8], filled: usize, random: &mut dyn Random) -> Result<Vec<u8>, SealError> {
        let own = fresh(random)?;
        let mut salt = [0; SALT];
        random.fill(&mut salt)?;
        let sender = own.public_key().to_sec1_bytes();
        let (key, nonce) = self.keys(&own, &sender, &salt)?;
        let mut body = Vec::with_capacity(SALT + 5 + POINT + filled + TAG);
        body.extend_from_slice(&salt);
        body.extend_from_slice(&RECORD.to_be_bytes());
        body.extend_from_slice(&[65]);
        body.extend_from_slice(&sender);
        let mut record = Zeroizing::new(vec![0; filled]);
        record[..plain.len()].copy_from_slice(plain);
        // The last record, and what follows is filling.
        record[plain.len()] = 2;
        let cipher = leaving_no_trace(|| Box::new(Aes128Gcm::new(key.expose().into())));
        let nonce = Nonce::from(*nonce.expose());
        let tag = cipher.encrypt_inout_detached(&nonce, &[], record.as_mut_slice().into()).map_err(|_| SealError::TooLong)?;
        body.extend_from_slice(&record);
        body.extend_from_slice(&tag);
        Ok(body)
    }

    /// The key of the content and its nonce, as the RFC derives them.
    fn keys(&self, own: &SecretKey, sender: &[u8], salt: &[u8; SALT]) -> Result<(Secret<16>, Secret<12>), SealError> {
        let reader = self.public.to_sec1_bytes();
        let info = [b"WebPush: info\0", &*reader, sender].concat();
        let material: Secret<32> = leaving_no_trace(|| {
            let shared = own.diffie_hellman(&self.public);
            Secret::filled(|out| Hkdf::<Sha256>::new(Some(self.auth.expose()), shared.raw_secret_bytes()).expand(&info, out))
        })
        .map_err(|_| SealError::TooLong)?;
        let key = crate::derive::derive(material.expose(), Some(salt), b"Content-Encoding: aes128gcm\0");
        let nonce = crate::derive::derive(material.expose(), Some(salt), b"Content-Encoding: nonce\0");
        Ok((key, nonce))
    }
}

/// A key pair for one message. One number in four thousand million is none of this curve's: then another is drawn.
fn fresh(random: &mut dyn Random) -> Result<SecretKey, SealError> {
    loop {
        let drawn: Secret<32> = Secret::random(random)?;
        if let Ok(key) = leaving_no_trace(|| SecretKey::from_slice(drawn.expose())) {
            return Ok(key);
        }
    }
}

impl ZeroizeOnDrop for PushReader {}

impl fmt::Debug for PushReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PushReader(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::fake::counting;

    const P256DH: &str = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";

    /// RFC 8291, section 5 and appendix A.
    #[test]
    fn the_published_example() {
        let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
        let mut drawn = [bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), bytes("DGv6ra1nlYgDCS1FRnbzlw")].into_iter();
        let mut random = move |out: &mut [u8]| out.copy_from_slice(&drawn.next().unwrap());
        let plain = b"When I grow up, I want to be a watermelon";
        let body = PushReader::parse(P256DH, AUTH).unwrap().seal_filled(plain, plain.len() + 1, &mut random).unwrap();
        let right = concat!(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml",
            "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT",
            "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
        );
        assert_eq!(URL_SAFE_NO_PAD.encode(body), right);
    }

    #[test]
    fn the_length_tells_little_and_no_two_are_alike() {
        let reader = PushReader::parse(P256DH, AUTH).unwrap();
        let mut random = counting();
        let (short, long) = (reader.seal(b"a", &mut random).unwrap(), reader.seal(&[b'a'; 1023], &mut random).unwrap());
        assert_eq!((short.len(), long.len()), (86 + FILLED + TAG, 86 + FILLED + TAG));
        assert_ne!(short[..86], long[..86], "each has a key and a salt of its own");
        let most = reader.seal(&[0; PUSH_ROOM], &mut random).unwrap();
        assert!(most.len() <= 4096 && reader.seal(&[0; PUSH_ROOM + 1], &mut random).is_err());
    }

    #[test]
    fn a_topic_is_the_same_for_one_thing_at_one_browser() {
        let reader = PushReader::parse(P256DH, AUTH).unwrap();
        let other = PushReader::parse(P256DH, "AAAAAAAAAAAAAAAAAAAAAA").unwrap();
        assert_eq!((reader.topic("a").len(), reader.topic("a")), (32, reader.topic("a")));
        assert!(reader.topic("a") != reader.topic("b") && reader.topic("a") != other.topic("a"));
    }

    #[test]
    fn what_is_no_key_of_a_browser_is_refused() {
        let short = &P256DH[..80];
        let off_the_curve = format!("{}AAAA", &P256DH[..83]);
        for (p256dh, auth) in [("", AUTH), (short, AUTH), (off_the_curve.as_str(), AUTH), (P256DH, ""), (P256DH, "AAAA"), ("né", AUTH)] {
            assert!(PushReader::parse(p256dh, auth).is_err(), "{p256dh} {auth}");
        }
        assert!(PushReader::parse(&format!("{P256DH}="), &format!("{AUTH}==")).is_ok(), "filled up or not");
        assert!(!format!("{:?}", PushReader::parse(P256DH, AUTH).unwrap()).contains(AUTH));
    }
}
