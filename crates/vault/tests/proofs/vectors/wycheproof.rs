//! Wycheproof: AES-256-GCM, HKDF-SHA-256, HMAC-SHA-256, Ed25519.

use super::bytes;
use aes_gcm::aead::AeadInOut as _;
use aes_gcm::{Aes256Gcm, KeyInit as _, Nonce, Tag};
use ed25519_dalek::{Signature, VerifyingKey};
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use serde_json::Value;
use sha2::Sha256;

/// Runs `check` on every case of the groups that `fits` lets through; the number that ran and of those said to be valid.
fn run(file: &str, fits: impl Fn(&Value) -> bool, check: impl Fn(&Value, &Value) -> bool) -> (usize, usize) {
    let file: Value = serde_json::from_str(file).unwrap();
    let (mut ran, mut valid) = (0, 0);
    for group in file["testGroups"].as_array().unwrap().iter().filter(|group| fits(group)) {
        for case in group["tests"].as_array().unwrap() {
            let expected = case["result"] == "valid";
            assert_eq!(check(group, case), expected, "{case}");
            ran += 1;
            valid += usize::from(expected);
        }
    }
    (ran, valid)
}

#[test]
fn aes_256_gcm() {
    let fits = |group: &Value| group["keySize"] == 256 && group["ivSize"] == 96 && group["tagSize"] == 128;
    let counts = run(include_str!("../../vectors/aes_gcm_test.json"), fits, |_, case| {
        let key: [u8; 32] = bytes(&case["key"]).try_into().unwrap();
        let nonce: [u8; 12] = bytes(&case["iv"]).try_into().unwrap();
        let tag: [u8; 16] = bytes(&case["tag"]).try_into().unwrap();
        let (aad, message, mut text) = (bytes(&case["aad"]), bytes(&case["msg"]), bytes(&case["ct"]));
        let cipher = Aes256Gcm::new(&key.into());
        let opened = cipher.decrypt_inout_detached(&Nonce::from(nonce), &aad, text.as_mut_slice().into(), &Tag::from(tag));
        if opened.is_err() {
            return false;
        }
        assert_eq!(text, message);
        let made = cipher.encrypt_inout_detached(&Nonce::from(nonce), &aad, text.as_mut_slice().into()).unwrap();
        text == bytes(&case["ct"]) && made[..] == tag
    });
    assert_eq!(counts, (33, 20));
}

#[test]
fn hkdf_sha_256() {
    let counts = run(
        include_str!("../../vectors/hkdf_sha256_test.json"),
        |_| true,
        |_, case| {
            let mut okm = vec![0; usize::try_from(case["size"].as_u64().unwrap()).unwrap()];
            let hkdf = Hkdf::<Sha256>::new(Some(&bytes(&case["salt"])), &bytes(&case["ikm"]));
            hkdf.expand(&bytes(&case["info"]), &mut okm).is_ok() && okm == bytes(&case["okm"])
        },
    );
    assert_eq!(counts, (43, 42));
}

#[test]
fn hmac_sha_256() {
    let counts = run(
        include_str!("../../vectors/hmac_sha256_test.json"),
        |_| true,
        |_, case| {
            let mac = Hmac::<Sha256>::new_from_slice(&bytes(&case["key"])).unwrap().chain_update(bytes(&case["msg"]));
            let tag = bytes(&case["tag"]);
            if tag.len() == 32 { mac.verify_slice(&tag).is_ok() } else { mac.verify_truncated_left(&tag).is_ok() }
        },
    );
    assert_eq!(counts, (87, 33));
}

#[test]
fn ed25519() {
    let counts = run(
        include_str!("../../vectors/ed25519_test.json"),
        |_| true,
        |group, case| {
            let key: [u8; 32] = bytes(&group["publicKey"]["pk"]).try_into().unwrap();
            let Ok(key) = VerifyingKey::from_bytes(&key) else { return false };
            let Ok(signature) = Signature::from_slice(&bytes(&case["sig"])) else { return false };
            key.verify_strict(&bytes(&case["msg"]), &signature).is_ok()
        },
    );
    assert_eq!(counts, (76, 44));
}
