//! Types of jobs: what goes without saying for each job of a type.
//!
//! Invariants: names differ; a job names its type by word, so that a job of a type that nobody described is a job all the same; what a
//! type says holds for jobs and visits made from then on.

mod create;
mod list;
pub mod rows;
mod update;
pub mod wire;

pub use wire::JobTypeView;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// A type of jobs.
    JobTypeId, "jty"
);

/// A type of jobs was described.
pub const CREATED: Action = Action::new("job_type.created", "A type of jobs was described");
/// A type of jobs was changed.
pub const UPDATED: Action = Action::new("job_type.updated", "What goes for a type of jobs was changed");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[CREATED, UPDATED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_described_job_types))
        .routes(access::route!(create::create_job_type))
        .routes(access::route!(update::update_job_type))
}
