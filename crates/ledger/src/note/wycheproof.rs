//! Signatures of keys are checked as Project Wycheproof asks.

use super::key::VerifierKey;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vectors {
    number_of_tests: usize,
    test_groups: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Group {
    public_key: PublicKey,
    tests: Vec<Test>,
}

#[derive(Deserialize)]
struct PublicKey {
    pk: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Test {
    tc_id: u32,
    msg: String,
    sig: String,
    result: String,
}

fn hex(text: &str) -> Vec<u8> {
    text.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

#[test]
fn ed25519() {
    let vectors: Vectors = serde_json::from_str(include_str!("../../tests/vectors/ed25519_test.json")).unwrap();
    let mut seen = 0;
    for group in vectors.test_groups {
        let key = VerifierKey::new("wycheproof", &hex(&group.public_key.pk).try_into().unwrap()).unwrap();
        for test in group.tests {
            let verified = key.verifies(&hex(&test.msg), &hex(&test.sig));
            assert_eq!(verified, test.result == "valid", "tcId {}", test.tc_id);
            seen += 1;
        }
    }
    assert_eq!(seen, vectors.number_of_tests);
}
