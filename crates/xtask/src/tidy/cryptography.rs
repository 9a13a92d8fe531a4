//! Cryptography: primitives are named in `vault` and `ledger` alone, so that there are two places to review. TLS is a protocol, not
//! a primitive: rustls may be named at the edge.

use super::floors::dependencies;
use crate::repo::{Finding, Repo};

const HOMES: &[&str] = &["vault", "ledger"];

/// Names, and beginnings of names (with `*`).
const PRIMITIVES: &[&str] = &[
    "aead*",
    "aes",
    "aes-*",
    "argon2",
    "bcrypt",
    "blake*",
    "chacha20",
    "chacha20poly1305",
    "cipher",
    "cmac",
    "crypto_box",
    "curve25519-dalek",
    "digest",
    "dryoc",
    "ed25519*",
    "elliptic-curve",
    "hkdf",
    "hmac",
    "hpke",
    "k256",
    "md-5",
    "md5",
    "openssl",
    "orion",
    "p256",
    "p384",
    "pbkdf2",
    "poly1305",
    "ring",
    "rsa",
    "salsa20",
    "scrypt",
    "sha1*",
    "sha2",
    "sha3",
    "signature",
    "sodiumoxide",
    "x25519-dalek",
];

pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, path, manifest) in repo.manifests().flatten().filter(|(name, ..)| !HOMES.contains(name)) {
        let named = dependencies(&manifest).into_iter().filter(|(_, uses)| is_primitive(uses));
        findings.extend(
            named.map(|(_, uses)| Finding::file(path, format!("{name} names {uses}: ask vault or ledger for what it is needed for"))),
        );
    }
    findings
}

fn is_primitive(name: &str) -> bool {
    PRIMITIVES.iter().any(|pattern| match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == *pattern,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, dependency: &str) -> usize {
        let manifest = format!("[dependencies]\n{dependency}.workspace = true");
        check(&Repo::of(&[(&format!("crates/{name}/Cargo.toml"), &manifest)])).len()
    }

    #[test]
    fn primitives_have_two_homes() {
        for primitive in ["sha2", "aes-gcm", "aes-kw", "chacha20poly1305", "ed25519-dalek", "argon2", "hkdf", "hmac"] {
            assert_eq!(found("access", primitive), 1, "{primitive}");
            assert_eq!(found("vault", primitive), 0, "{primitive}");
            assert_eq!(found("ledger", primitive), 0, "{primitive}");
        }
    }

    #[test]
    fn protocols_and_linking_are_no_primitives() {
        for other in ["rustls", "openssl-sys", "rand_chacha", "subtle", "zeroize", "rcgen"] {
            assert_eq!(found("gate", other), 0, "{other}");
        }
    }
}
