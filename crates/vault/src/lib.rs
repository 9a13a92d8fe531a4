//! Ground floor: keys, sealing, password hashing, tokens. With `ledger` the only crate that names a cryptographic primitive.
//!
//! Invariants: every key is derived or wrapped under a context of the one registry ([`inventory`]); secrets are wiped when
//! dropped and never shown by `Debug`; what is opened was authenticated first; randomness comes in as an argument
//! ([`Random`]). Unix only: key files are judged by owner and mode.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod base32;
mod contexts;
mod derive;
mod digest;
mod error;
mod keys;
mod password;
mod push;
mod random;
mod recovery;
mod root;
mod seal;
mod secret;
mod token;
mod totp;
mod webhook;

pub use contexts::{Purpose, inventory};
pub use digest::digest;
pub use error::SealError;
pub use keys::{
    CodeKey, DatabaseKey, InstanceId, InstanceMaster, LogSeed, LoginIndexKey, MacKey, MasterKey, PushKey, WrapContext, WrappedKey, rewrap,
};
pub use password::{
    Params, PasswordError, PasswordRecord, PasswordRefusal, Passwords, Pending, Pepper, Peppers, Verdict, check_password, generate_password,
};
pub use push::{NoPushReader, PUSH_ROOM, PushReader};
pub use random::{OsRandom, Random, RandomError};
pub use recovery::RecoveryCode;
pub use root::{EnvironmentWarning, KeyFile, RootKey, RootKeyError, RootKeyId, RootKeys, from_environment, from_systemd_credential};
pub use seal::{CHUNK, FieldContext, FieldSealer, FileReader, FileSealer, FileWriter};
pub use token::{NotAToken, Token, TokenDigest};
pub use totp::TotpSecret;
pub use webhook::WebhookSecret;
pub use zeroize::Zeroizing;
