//! Telling people: notices in the app, mail and push messages beside them, what each wants to hear how, and who has read and acknowledged what.
//!
//! Invariants:
//! 1. Somebody is told by the write that gives them cause: no change without its notice, no notice without its change.
//! 2. Nobody is told of what they did themself, and whoever has left or is shut out hears nothing.
//! 3. A notice stands in the app at once, whatever the hour; quiet hours hold back what makes itself heard.
//! 4. A notice is its member's alone: another's is not found.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod inbox;
mod kind;
mod occasion;
pub mod preferences;
pub mod push;
pub mod receipts;
pub mod retention;
mod schema;
mod taking_back;
mod telling;

pub use kind::{NoticeId, NoticeKind};
pub use occasion::Occasion;
pub use taking_back::take_back;
pub use telling::{Hearer, Telling, hearers, tell, tell_once};

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// Every action of this crate, slice by slice.
pub const ACTIONS: &[&[Action]] = &[inbox::ACTIONS, preferences::ACTIONS, push::ACTIONS];

/// Every route of this crate, without `/api/v1`.
pub fn routes() -> OpenApiRouter<Access> {
    inbox::routes().merge(preferences::routes()).merge(push::routes())
}
