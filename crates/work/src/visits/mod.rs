//! Visits: trips for a job, by one member or several.
//!
//! Invariants: a visit moves only as [`rules`] allow, and never backwards; when it is and whom it needs is a requirement of the roster,
//! and who goes are its assignments, so that nobody is double-booked; a job stands where its visits are, in the same transaction; what
//! a device tells twice is taken once.

mod allowed;
mod change;
mod follow;
mod list;
mod of_job;
mod plan;
mod reach;
mod recall;
mod report;
mod reports;
pub mod rows;
pub mod rules;
mod show;
mod wanted;
pub mod wire;

pub use follow::{follow, job_changed, meet};
pub use plan::plan_in;
pub use report::{hear, repeated};
pub use wanted::{Ability, People};
pub use wire::{NewReport, NewVisit, VisitView};

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// A visit.
    VisitId, "vst"
);
kernel::typed_id!(
    /// Something told of a visit.
    ReportId, "vrp"
);

/// A visit was planned.
pub const PLANNED: Action = Action::new("visit.planned", "A visit was planned");
/// A visit was changed.
pub const CHANGED: Action = Action::new("visit.changed", "A visit was moved, or what it needs was changed");
/// A visit was taken back.
pub const RECALLED: Action = Action::new("visit.recalled", "A visit was taken back by the office");
/// Something was told of a visit.
pub const REPORTED: Action = Action::new("visit.reported", "Somebody told how a visit goes");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[PLANNED, CHANGED, RECALLED, REPORTED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_visits))
        .routes(access::route!(of_job::list_job_visits))
        .routes(access::route!(plan::plan_visit))
        .routes(access::route!(show::get_visit))
        .routes(access::route!(change::change_visit))
        .routes(access::route!(recall::recall_visit))
        .routes(access::route!(report::report_visit))
}
