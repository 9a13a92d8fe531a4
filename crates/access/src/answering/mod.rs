//! Links by which a member answers one question without signing in: a call-out reaches them where they are.
//!
//! Invariants: only a link's SHA-256 is kept, and that only until it is used, its time is over, what it asks is over, or its member is
//! shut out or has another address; it lends nothing but to read and to answer what it is about, as its member, from where they may come; one answer
//! for every link that does not work; reading spends nothing; uses are counted by network, those that work given back.

mod opened;
mod rows;

pub use opened::Answering;
pub use rows::{end_about, make, use_up};

pub(crate) use rows::end_of;

use kernel::Error;

/// One answer for a link that was used, has expired, was ended, or never was.
pub(super) fn void() -> Error {
    Error::Void { code: "answer-void", message: "This link does not work any more. Sign in to see whether people are still needed." }
}
