//! How a log says that it does not keep details for ever.
//!
//! An organisation may decide that details older than so many months are erased, with their salts. Leaves stay, so the log still verifies,
//! and the record says that its detail is gone. So that nobody can erase what is inconvenient and call it that, a record of the log itself
//! says so before: its *leaf* names the first record that keeps its detail, and records are a year old at least when it says so.

use crate::entry::{Entry, Outcome};

/// The action of the record that says so.
pub const LAPSE_ACTION: &str = "audit.lapsed";
/// What kind its subject is; the subject's id is the number of the first record that keeps its detail.
pub const LAPSE_SUBJECT: &str = "record";
/// Records younger than this when it is said keep their details, whatever is said: 365 days, in milliseconds.
pub const LEAST_KEPT_MILLIS: u64 = 365 * 24 * 60 * 60 * 1000;

/// The first record that keeps its detail, if this record says so.
#[must_use]
pub fn lapsed_before(entry: &Entry<'_>) -> Option<u64> {
    let says = entry.action == LAPSE_ACTION
        && entry.actor_kind == "system"
        && entry.outcome == Outcome::Done
        && entry.subject_kind == LAPSE_SUBJECT;
    entry.subject_id.filter(|_| says)?.parse().ok()
}
