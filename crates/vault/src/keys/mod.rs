//! The hierarchy below the root key: wrapped random keys, and keys derived from them for one purpose each.
//!
//! ```text
//! root key
//!  └ HKDF-SHA-256 (salt = instance id, info = context)      wrapping key, one for each thing wrapped
//!     └ AES-256-KWP                                          master key (random): an organisation's, the instance's; log seed
//!        └ HKDF-SHA-256 (info = context)                     database, fields, files, codes; login index, pepper, cookies
//! ```
//! Invariants: every wrapped key is bound to its instance, its owner and its kind by the key that wraps it; changing the
//! root key rewraps and touches nothing below.

mod codes;
mod database;
mod instance;
mod log_seed;
mod mac;
mod organisation;
mod push;
mod rotate;
mod wrap;

pub use codes::CodeKey;
pub use database::DatabaseKey;
pub use instance::{InstanceId, InstanceMaster};
pub use log_seed::LogSeed;
pub use mac::{LoginIndexKey, MacKey};
pub use organisation::MasterKey;
pub use push::PushKey;
pub use rotate::rewrap;
pub use wrap::{WrapContext, WrappedKey};
pub(crate) use wrap::{kwp_unwrap, kwp_wrap};
