//! Passwords: which are accepted, how they are kept, and the bounded work of checking them.
//!
//! Invariants: a password is hashed as the exact bytes it was given in; every record carries its parameters and the id of
//! its pepper; a check against no record costs the same work as one against a record; memory and waiting room are bounded.

mod compute;
mod error;
mod generate;
mod params;
mod pending;
mod pepper;
mod policy;
mod record;
mod service;
mod well_known;
mod workers;

pub use error::PasswordError;
pub use generate::generate_password;
pub use params::Params;
pub use pending::Pending;
pub use pepper::{Pepper, Peppers};
pub use policy::{PasswordRefusal, check_password};
pub use record::PasswordRecord;
pub use service::{Passwords, Verdict};
