//! The one registry of cryptographic purposes: every context string and what it is for.
//!
//! Invariants: no two purposes share a context; a context is fixed text with at most one `{organisation}`; an id put there
//! cannot contain `/`, so that no id can turn one context into another. The crypto inventory in the documentation is
//! generated from [`inventory`]. A context in use is never changed: what it protects could not be opened again.

use crate::error::SealError;

/// One use of cryptography: for what, by which algorithm, with how long a key, under which context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purpose {
    /// What it protects or proves.
    pub name: &'static str,
    /// The algorithm the key is used with.
    pub algorithm: &'static str,
    /// Size of the key in bits; of the output where there is no key.
    pub key_bits: u16,
    /// What the key is derived from, and how.
    pub derived_from: &'static str,
    /// HKDF info string, `{organisation}` standing for an organisation's id; none where nothing is derived.
    pub context: Option<&'static str>,
}

const ROOT: &str = "root key, HKDF-SHA-256 salted with the instance id";
const ORGANISATION: &str = "organisation master key, HKDF-SHA-256";
const INSTANCE: &str = "instance master key, HKDF-SHA-256";

macro_rules! purposes {
    ($($id:ident: $name:literal, $algorithm:literal, $bits:literal, $from:expr, $context:expr;)+) => {
        $(pub(crate) const $id: Purpose =
            Purpose { name: $name, algorithm: $algorithm, key_bits: $bits, derived_from: $from, context: $context };)+
        const ALL: &[Purpose] = &[$($id),+];
    };
}

purposes! {
    ROOT_ID: "naming a root key without showing it", "HKDF-SHA-256", 64, "root key, HKDF-SHA-256", Some("muster/v1/root/id");
    WRAP_INSTANCE: "wrapping the instance master key", "AES-256-KWP (SP 800-38F)", 256, ROOT, Some("muster/v1/wrap/instance");
    WRAP_INSTANCE_LOG: "wrapping the signing seed of the instance log", "AES-256-KWP (SP 800-38F)", 256, ROOT, Some("muster/v1/wrap/instance/log");
    WRAP_ORGANISATION: "wrapping an organisation's master key", "AES-256-KWP (SP 800-38F)", 256, ROOT, Some("muster/v1/wrap/org/{organisation}");
    WRAP_ORGANISATION_LOG: "wrapping the signing seed of an organisation's log", "AES-256-KWP (SP 800-38F)", 256, ROOT, Some("muster/v1/wrap/org/{organisation}/log");
    ORGANISATION_DATABASE: "an organisation's database", "SQLCipher 4: AES-256-CBC with HMAC-SHA-512 per page", 256, ORGANISATION, Some("muster/v1/org/{organisation}/db");
    ORGANISATION_FIELDS: "single fields of an organisation", "XChaCha20-Poly1305", 256, ORGANISATION, Some("muster/v1/org/{organisation}/fields");
    ORGANISATION_FILES: "wrapping the key of each file of an organisation", "AES-256-KWP (SP 800-38F)", 256, ORGANISATION, Some("muster/v1/org/{organisation}/files");
    ORGANISATION_CODES: "codes that show that somebody is there", "HMAC-SHA-256, truncated to six digits", 256, ORGANISATION, Some("muster/v1/org/{organisation}/codes");
    ORGANISATION_PUSH: "showing push services who sends (VAPID)", "ECDSA P-256 with SHA-256 (RFC 8292)", 256, ORGANISATION, Some("muster/v1/org/{organisation}/push");
    INSTANCE_DATABASE: "the directory database", "SQLCipher 4: AES-256-CBC with HMAC-SHA-512 per page", 256, INSTANCE, Some("muster/v1/instance/db");
    INSTANCE_FIELDS: "single fields of the directory", "XChaCha20-Poly1305", 256, INSTANCE, Some("muster/v1/instance/fields");
    LOGIN_INDEX: "finding organisations by sign-in e-mail", "HMAC-SHA-256", 256, INSTANCE, Some("muster/v1/instance/login-index");
    PASSWORD_PEPPER: "the pepper of password records", "Argon2 secret input", 256, INSTANCE, Some("muster/v1/instance/pw-pepper");
    PEPPER_ID: "naming a pepper without showing it", "HKDF-SHA-256", 64, "password pepper, HKDF-SHA-256", Some("muster/v1/instance/pw-pepper/id");
    COOKIE: "authenticating cookies that carry a value", "HMAC-SHA-256", 256, INSTANCE, Some("muster/v1/instance/cookie");
    CSRF: "cross-site request tokens", "HMAC-SHA-256", 256, INSTANCE, Some("muster/v1/instance/csrf");
    FILE_CHUNKS: "the contents of a file, in chunks of 64 KiB", "AES-256-GCM", 256, "random for each file", None;
    LOG_SEED: "signing the checkpoints of a log", "Ed25519", 256, "random for each log", None;
    PASSWORD: "password records", "Argon2id v1.3, 128-bit salt, 256-bit tag", 256, "the password and the pepper", None;
    TOTP: "one-time codes of authenticator apps", "HMAC-SHA-1 (RFC 6238)", 160, "random for each member", None;
    RECOVERY_CODE: "recovery codes", "random; kept as SHA-256", 120, "random for each code", None;
    WEBHOOK: "signatures of webhooks", "HMAC-SHA-256", 256, "random for each webhook", None;
    PUSH_MESSAGE: "push messages, which their browser alone opens", "ECDH P-256, HKDF-SHA-256, AES-128-GCM (RFC 8291)", 128, "random for each message, and the browser's own key", None;
    PUSH_TOPIC: "telling a push service which messages replace one another", "HMAC-SHA-256, truncated to 192 bits", 128, "the secret of the browser", None;
    TOKEN: "tokens of sessions, resets and programs", "random; kept as SHA-256", 256, "random for each token", None;
}

/// Every use of cryptography in this crate, in a fixed order.
pub fn inventory() -> &'static [Purpose] {
    ALL
}

impl Purpose {
    /// The HKDF info bytes of an instance-wide purpose.
    pub(crate) fn info(&self) -> &'static [u8] {
        self.context.unwrap_or_default().as_bytes()
    }

    /// The HKDF info of an organisation's purpose.
    pub(crate) fn info_for(&self, organisation: &str) -> Result<String, SealError> {
        checked(organisation)?;
        Ok(self.context.unwrap_or_default().replace("{organisation}", organisation))
    }
}

/// Refuses an id that could change the meaning of the context it is put into.
pub(crate) fn checked(id: &str) -> Result<&str, SealError> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if (1..=64).contains(&id.len()) && id.bytes().all(plain) { Ok(id) } else { Err(SealError::BadId) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_purpose_has_its_own_name_and_context() {
        let names: HashSet<_> = ALL.iter().map(|purpose| purpose.name).collect();
        assert_eq!(names.len(), ALL.len());
        let contexts: Vec<_> = ALL.iter().filter_map(|purpose| purpose.context).collect();
        let distinct: HashSet<_> = contexts.iter().collect();
        assert_eq!(distinct.len(), contexts.len());
        assert!(contexts.iter().all(|context| context.starts_with("muster/v1/")));
    }

    #[test]
    fn no_id_turns_one_context_into_another() {
        for bad in ["", "a/b", "org_1/log", "{organisation}", "a b", "é", &"x".repeat(65)] {
            assert!(WRAP_ORGANISATION.info_for(bad).is_err(), "{bad:?}");
        }
        assert_eq!(ORGANISATION_DATABASE.info_for("org_01").unwrap(), "muster/v1/org/org_01/db");
    }

    #[test]
    fn a_context_in_use_never_changes() {
        let contexts: Vec<_> = ALL.iter().filter_map(|purpose| purpose.context).collect();
        assert_eq!(
            contexts,
            [
                "muster/v1/root/id",
                "muster/v1/wrap/instance",
                "muster/v1/wrap/instance/log",
                "muster/v1/wrap/org/{organisation}",
                "muster/v1/wrap/org/{organisation}/log",
                "muster/v1/org/{organisation}/db",
                "muster/v1/org/{organisation}/fields",
                "muster/v1/org/{organisation}/files",
                "muster/v1/org/{organisation}/codes",
                "muster/v1/org/{organisation}/push",
                "muster/v1/instance/db",
                "muster/v1/instance/fields",
                "muster/v1/instance/login-index",
                "muster/v1/instance/pw-pepper",
                "muster/v1/instance/pw-pepper/id",
                "muster/v1/instance/cookie",
                "muster/v1/instance/csrf",
            ]
        );
    }
}
