//! The root key from an environment variable, for containers that have nothing better.
//!
//! Every process of the same user can read it under `/proc`, child processes inherit it, and orchestrators print it: hence
//! the warning that comes with the key. The caller must not start child processes with its own environment.

use super::{RootKey, RootKeyError, text};
use crate::secret::Secret;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use std::fmt;
use zeroize::Zeroizing;

/// What to log when the root key came from the environment.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "an operator must be told that the environment is a poor place for the root key"]
pub struct EnvironmentWarning {
    variable: String,
}

impl fmt::Display for EnvironmentWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the root key came from the environment variable {}, which other processes of this user and whoever can inspect \
             this container can read; a key file or a systemd credential is safer",
            self.variable
        )
    }
}

/// Reads the root key from `variable`: 32 bytes as hex or base64, or the line of a key file.
#[expect(clippy::disallowed_methods, reason = "a root key must not pass through settings, which are printed and explained")]
pub fn from_environment(variable: &str) -> Result<(RootKey, EnvironmentWarning), RootKeyError> {
    let value = std::env::var_os(variable).ok_or_else(|| RootKeyError::NotSet(variable.into()))?;
    let value = value.into_string().map_err(|_| RootKeyError::Environment(variable.into()))?;
    from_value(variable, &Zeroizing::new(value))
}

fn from_value(variable: &str, value: &str) -> Result<(RootKey, EnvironmentWarning), RootKeyError> {
    let key = match RootKey::from_text(value) {
        Err(RootKeyError::Foreign) => {
            let bytes = bare(value.trim()).ok_or_else(|| RootKeyError::Environment(variable.into()))?;
            RootKey::of(bytes)
        }
        Err(RootKeyError::Truncated) if value.trim().is_empty() => return Err(RootKeyError::NotSet(variable.into())),
        read => read?,
    };
    Ok((key, EnvironmentWarning { variable: variable.into() }))
}

fn bare(value: &str) -> Option<Secret<32>> {
    if value.len() == 64 {
        return Secret::filled(|bytes| hex::decode_to_slice(value, bytes)).ok();
    }
    if value.len() > 44 {
        return None;
    }
    [STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD].iter().find_map(|engine| text::decode(engine, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine as _;

    #[test]
    fn hex_base64_and_key_lines_are_the_same_key() {
        let bytes: [u8; 32] = std::array::from_fn(|at| 0xf8 | u8::try_from(at).unwrap());
        let key = RootKey::of(Secret::copied(&bytes));
        let ways = [
            hex::encode(bytes),
            hex::encode_upper(bytes),
            STANDARD.encode(bytes),
            STANDARD_NO_PAD.encode(bytes),
            URL_SAFE.encode(bytes),
            URL_SAFE_NO_PAD.encode(bytes),
            key.to_text().to_string(),
        ];
        for way in ways {
            let (read, warning) = from_value("MUSTER_ROOT_KEY", &way).unwrap();
            assert_eq!(read, key, "{way}");
            assert!(warning.to_string().contains("MUSTER_ROOT_KEY"));
        }
    }

    #[test]
    fn anything_else_is_refused_without_being_repeated() {
        let short = STANDARD.encode([1; 31]);
        let long = STANDARD.encode([1; 33]);
        for bad in ["", "  ", "secret-needle", &short, &long, &"g".repeat(64), &"A".repeat(300)] {
            let error = from_value("MUSTER_ROOT_KEY", bad).unwrap_err();
            assert!(error.to_string().contains("MUSTER_ROOT_KEY"), "{error}");
            assert!(bad.trim().is_empty() || !format!("{error} {error:?}").contains(bad));
        }
        assert!(matches!(from_environment("MUSTER_VAULT_TEST_NEVER_SET"), Err(RootKeyError::NotSet(_))));
    }
}
