//! Deleting the organisation: its keys are destroyed, and with them everything that they opened.
//!
//! Invariants: an owner asks, by the organisation's name and with a reason and a fresh proof, and a second person confirms, where there is
//! somebody who could; from then on seven days pass, in which everybody in the house sees the day and any owner takes it back; nothing is
//! erased that the organisation's own log does not say first, and once it says so nobody takes it back. Whoever looks whether it is time is
//! the binary; what is done then is the store's.

mod ask;
mod due;
mod operator;
mod rows;
mod rules;
mod show;
mod take_back;
mod wire;

pub(crate) use ask::Wanted;
pub use due::{Stage, begin, look};
pub use operator::{could_be_taken_back, decide_as_operator, take_back_as_operator};
pub use wire::DeletionView;

use crate::state::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// It was decided.
pub const DELETION_DECIDED: Action =
    Action::new("organisation.deletion_decided", "It was decided to delete the organisation; on the day named it is erased");
/// It was taken back.
pub const DELETION_TAKEN_BACK: Action =
    Action::new("organisation.deletion_taken_back", "It was taken back that the organisation is deleted");
/// The day has come.
pub const DELETION_BEGUN: Action =
    Action::new("organisation.deletion_begun", "The organisation's day has come: its keys are destroyed now, and this log ends");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[DELETION_DECIDED, DELETION_TAKEN_BACK, DELETION_BEGUN];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(crate::route!(show::show_deletion))
        .routes(crate::route!(ask::ask_for_deletion))
        .routes(crate::route!(take_back::take_back_deletion))
}
