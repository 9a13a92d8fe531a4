//! How long the log keeps the details of its records. What is older lapses: the log says so, and a day later detail and salt are erased.
//!
//! Invariants:
//! 1. What is erased was told before: a record lapses by an event whose leaf names the first record that keeps its detail, so that
//!    whoever checks the log without the server can tell erasing from tampering.
//! 2. Leaves, places and proofs stay. Nothing else of a record is changed, ever; the engine refuses it.
//! 3. Keeping for less than before takes a second person, where there is one. What lapsed and is not erased yet stays when it was
//!    decided meanwhile to keep it longer.

mod change;
mod round;
mod rows;
mod rules;
mod show;
mod wire;

pub(crate) use change::{check, shorten};
pub use round::{Due, erase, horizon, lapse, look};
pub use wire::RetentionView;

use crate::state::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// It was decided to keep details as long as before, or longer.
pub const RETENTION_CHANGED: Action = Action::new("retention.changed", "It was decided how long the log keeps the details of its records");
/// It was decided to keep details for less long than before.
pub const RETENTION_SHORTENED: Action = Action::new("retention.shortened", "The log keeps the details of its records for less long");
/// Details are older than they are kept.
pub const LAPSED: Action = Action::new(
    "audit.lapsed",
    "Details of the records before the one named are older than they are kept: a day later they are erased, and their leaves stay",
);

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[RETENTION_CHANGED, RETENTION_SHORTENED, LAPSED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new().routes(crate::route!(show::show_retention)).routes(crate::route!(change::change_retention))
}

#[cfg(test)]
mod tests {
    #[test]
    fn verifiers_know_the_record_by_its_name() {
        assert_eq!((super::LAPSED.name, super::round::SUBJECT), (ledger::LAPSE_ACTION, ledger::LAPSE_SUBJECT));
    }
}
