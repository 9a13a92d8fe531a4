//! Plans made elsewhere, brought in: a file becomes a drafted event with its sessions and what they need.
//!
//! Invariants: a file is read whole before anything is written, and what is written is one commit; each row is taken, or told with the
//! reason why not; what is odd about a row that is taken is told too. Nothing of it is published.

mod bring;
mod make;
mod wire;

pub use wire::{Format, NewPlan, PlanReport, RowRefusal, RowRemark};

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// A plan was brought in.
pub const IMPORTED: Action = Action::new("event.imported", "An event was drafted from a file, with its sessions and what they need");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[IMPORTED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new().routes(access::route!(bring::import_plan))
}
