//! Planned maintenance: plans over sites and assets, from which jobs are made ahead.
//!
//! Invariants: what is due on one target on one day has one job at most, which the database holds by its key; nothing that was due is
//! lost in silence: it has its job, or it is on record why not; whether it is done is read from its job and kept nowhere else.

mod create;
mod end;
mod forecast;
mod generation;
mod history;
mod list;
mod of_job;
mod resumption;
mod rows;
pub mod rules;
mod show;
mod skips;
mod suspension;
mod targets;
mod update;
pub mod wire;

pub use create::create_in;
pub use forecast::forecast;
pub use generation::{Generation, Slots, due, make, make_due};
pub use of_job::{JobMaintenance, of_job};
pub use resumption::resume_in;
pub use skips::{MaintenanceSkip, skip_in};
pub use suspension::suspend_in;
pub use targets::TargetId;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// A plan of maintenance.
    PlanId, "mpl"
);

/// A plan was made.
pub const CREATED: Action = Action::new("maintenance_plan.created", "A plan of maintenance was made");
/// A plan was changed.
pub const UPDATED: Action = Action::new("maintenance_plan.updated", "A plan of maintenance was changed");
/// A plan was suspended.
pub const SUSPENDED: Action = Action::new("maintenance_plan.suspended", "A plan of maintenance was suspended");
/// A plan was resumed.
pub const RESUMED: Action = Action::new("maintenance_plan.resumed", "A suspended plan of maintenance was resumed");
/// A plan was ended.
pub const ENDED: Action = Action::new("maintenance_plan.ended", "A plan of maintenance was ended");
/// Somebody said that one time is not needed.
pub const SKIPPED: Action = Action::new("maintenance_plan.skipped", "One time of a plan of maintenance was skipped");
/// Jobs were made.
pub const GENERATED: Action = Action::new("maintenance_plan.generated", "The jobs that a plan of maintenance asks for were made");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[CREATED, UPDATED, SUSPENDED, RESUMED, ENDED, SKIPPED, GENERATED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_maintenance_plans))
        .routes(access::route!(create::create_maintenance_plan))
        .routes(access::route!(forecast::forecast_maintenance))
        .routes(access::route!(show::get_maintenance_plan))
        .routes(access::route!(update::update_maintenance_plan))
        .routes(access::route!(suspension::suspend_maintenance_plan))
        .routes(access::route!(resumption::resume_maintenance_plan))
        .routes(access::route!(end::end_maintenance_plan))
        .routes(access::route!(skips::skip_maintenance))
        .routes(access::route!(generation::generate_maintenance))
}
