//! Published vectors, run against the very primitives this crate is built from.

mod argon2;
mod key_wrap;
mod wycheproof;
mod xchacha;

use serde_json::Value;

/// The bytes of a hex field.
fn bytes(value: &Value) -> Vec<u8> {
    hex::decode(value.as_str().unwrap()).unwrap()
}

fn unhex(digits: &str) -> Vec<u8> {
    hex::decode(digits.split_whitespace().collect::<String>()).unwrap()
}
