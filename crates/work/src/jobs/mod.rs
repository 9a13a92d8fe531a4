//! Jobs: agreed work, with a status that moves only as [`rules`] allow.
//!
//! Invariants: a job has no times of its own but instants that follow from its status; its number is never given twice; what a
//! member may only do with their own jobs is not found on others'.

mod cancellation;
mod closure;
mod completion;
mod counts;
mod create;
mod export;
mod filter;
mod hold;
mod list;
mod lists;
mod moves;
mod note;
mod opening;
pub mod priority;
mod reopening;
pub mod rows;
pub mod rules;
mod show;
mod tally;
mod timeline;
mod types;
mod update;
pub mod wire;

pub(crate) use create::create_planned_in;
pub use create::{create_in, created};
pub use filter::{Dates, Filter, JobQuery, JobSort};
pub use lists::{Place, count, list, plan};
pub use moves::move_in;
pub use priority::Priority;
pub(crate) use tally::cells;
pub use tally::{JobCounts, Tally};
pub use wire::{JobItem, JobView, NewJob};

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// A job.
    JobId, "job"
);

/// A job was added.
pub const CREATED: Action = Action::new("job.created", "A job was added");
/// A job's fields were changed.
pub const UPDATED: Action = Action::new("job.updated", "A job was changed");
/// A draft was opened.
pub const OPENED: Action = Action::new("job.opened", "A draft was opened");
/// A job was put on hold.
pub const HELD: Action = Action::new("job.held", "A job was put on hold");
/// A job was resumed.
pub const RESUMED: Action = Action::new("job.resumed", "A job on hold was resumed");
/// The work was done.
pub const COMPLETED: Action = Action::new("job.completed", "The work of a job was done");
/// A job was closed.
pub const CLOSED: Action = Action::new("job.closed", "A job was closed");
/// A job was cancelled.
pub const CANCELLED: Action = Action::new("job.cancelled", "A job was cancelled");
/// A job was reopened.
pub const REOPENED: Action = Action::new("job.reopened", "A finished or cancelled job was opened again");
/// A note was written.
pub const NOTED: Action = Action::new("job.noted", "A note was written on a job");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[CREATED, UPDATED, OPENED, HELD, RESUMED, COMPLETED, CLOSED, CANCELLED, REOPENED, NOTED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_jobs))
        .routes(access::route!(create::create_job))
        .routes(access::route!(counts::count_jobs))
        .routes(access::route!(types::list_job_types))
        .routes(access::route!(export::export_jobs))
        .routes(access::route!(show::get_job))
        .routes(access::route!(update::update_job))
        .routes(access::route!(opening::open_job))
        .routes(access::route!(hold::hold_job))
        .routes(access::route!(hold::resume_job))
        .routes(access::route!(completion::complete_job))
        .routes(access::route!(closure::close_job))
        .routes(access::route!(cancellation::cancel_job))
        .routes(access::route!(reopening::reopen_job))
        .routes(access::route!(note::note_job))
        .routes(access::route!(timeline::job_timeline))
}
