//! How soon jobs are promised, in time of work, and the clocks that hold to it.
//!
//! Invariants: a job keeps what was promised when it was opened; a clock waits while its job waits; that it ran out is put on record
//! once; reading a job puts nothing on record.

pub mod clock;
mod held;
pub mod hours;
mod recorded;
pub mod rows;
mod show;
mod targets;
mod update;
pub mod wire;

pub use held::{attended, moved, started};
pub use recorded::{due, record};
pub use targets::{Promises, Targets};
pub use wire::{JobClocks, ServiceHours, clocks_of};

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// Hours and promises were changed.
pub const CHANGED: Action = Action::new("service_hours.changed", "The hours of work, days off or promised times were changed");
/// A promised time passed.
pub const MISSED: Action = Action::new("job.target_missed", "A promised time passed before it was kept");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[CHANGED, MISSED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new().routes(access::route!(show::get_service_hours)).routes(access::route!(update::set_service_hours))
}
