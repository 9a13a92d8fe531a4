//! Plans made elsewhere, brought in: a file becomes a drafted event with its sessions and what they need, or says what members can do.
//!
//! Invariants: a file is read whole before anything is written, and what is written is one commit; each row is taken, or told with the
//! reason why not; what is odd about a row that is taken is told too. Nothing of it is published. Brought in again, it makes nothing twice.

mod again;
mod bring;
mod make;
mod members;
mod rows;
mod wire;

pub use bring::{bring, seen};
pub use wire::{Format, NewPlan, PlanReport, RowRefusal, RowRemark};

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// A plan was brought in.
pub const IMPORTED: Action = Action::new("event.imported", "An event was drafted from a file, with its sessions and what they need");

/// What members can do was brought in.
pub const CERTIFICATES_IMPORTED: Action =
    Action::new("certificates.imported", "Certificates of members were recorded from a file, by names of competencies");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[IMPORTED, CERTIFICATES_IMPORTED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new().routes(access::route!(bring::import_plan))
}
