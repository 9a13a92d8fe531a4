//! A passkey made of software, which can do everything that an honest one would not.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use std::sync::Arc;

/// What it is, and how it lies.
#[derive(Clone)]
pub(crate) struct Authenticator {
    pub(crate) key: Arc<EcdsaKeyPair>,
    pub(crate) id: Vec<u8>,
    pub(crate) counter: u32,
    pub(crate) origin: String,
    pub(crate) rp_id: String,
    pub(crate) verified: bool,
    pub(crate) cross_origin: bool,
    /// It may be copied to other devices.
    pub(crate) synchronised: bool,
    /// What it calls its member, once it was told.
    pub(crate) handle: Option<String>,
}

impl Authenticator {
    pub(crate) fn new() -> Self {
        let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
        let id = digest(&SHA256, key.public_key().as_ref()).as_ref().to_vec();
        Self {
            key: Arc::new(key),
            id,
            counter: 0,
            origin: "https://muster.test".into(),
            rp_id: "muster.test".into(),
            verified: true,
            cross_origin: false,
            synchronised: false,
            handle: None,
        }
    }

    /// Another key that says it is this one.
    pub(crate) fn forged(&self) -> Self {
        Self { id: self.id.clone(), handle: self.handle.clone(), counter: self.counter, ..Self::new() }
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let told = json!({"type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": self.cross_origin});
        serde_json::to_vec(&told).unwrap()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let verified = if self.verified { 0x04 } else { 0 };
        let backup = if self.synchronised { 0x18 } else { 0 };
        let mut data = digest(&SHA256, self.rp_id.as_bytes()).as_ref().to_vec();
        data.push(0x01 | verified | backup | flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// Makes itself known: the answer to options for a new passkey.
    pub(crate) fn create(&mut self, options: &Value) -> Value {
        self.handle = options["user"]["id"].as_str().map(str::to_owned);
        let mut data = self.data(0x40);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        let point = self.key.public_key().as_ref();
        // COSE: {1: 2, 3: -7, -1: 1, -2: x, -3: y}
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..65]);
        // CBOR: {"fmt": "none", "attStmt": {}, "authData": data}
        let mut object = vec![0xa3, 0x63];
        object.extend(b"fmt\x64none\x67attStmt\xa0\x68authData\x59");
        object.extend(u16::try_from(data.len()).unwrap().to_be_bytes());
        object.extend(&data);
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        json!({
            "id": text(&self.id), "rawId": text(&self.id), "type": "public-key", "clientExtensionResults": {},
            "response": {"clientDataJSON": text(&self.client_data("webauthn.create", options)), "attestationObject": text(&object)},
        })
    }

    /// Proves itself: the answer to options for a proof.
    pub(crate) fn get(&mut self, options: &Value) -> Value {
        if self.counter > 0 {
            self.counter += 1;
        }
        let (data, client_data) = (self.data(0), self.client_data("webauthn.get", options));
        let signed = [data.as_slice(), digest(&SHA256, &client_data).as_ref()].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        json!({
            "id": text(&self.id), "rawId": text(&self.id), "type": "public-key", "clientExtensionResults": {},
            "response": {"clientDataJSON": text(&client_data), "authenticatorData": text(&data), "signature": text(signature.as_ref()),
                "userHandle": self.handle},
        })
    }
}
