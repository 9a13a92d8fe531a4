//! Competencies: what members can be proven able to do, each with its levels.
//!
//! Invariants: names differ; levels are numbered from 1, the lowest first, and never become fewer, so that what certificates and
//! requirements say stays true; a competency is retired and never removed, so that old records hold.

mod create;
mod list;
pub(crate) mod rows;
pub mod rules;
mod show;
mod update;
pub mod wire;

pub use rows::{check_named, named};
pub use wire::CompetencyLink;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// A competency was made.
pub const CREATED: Action = Action::new("competency.created", "A competency was made");
/// A competency was changed.
pub const UPDATED: Action = Action::new("competency.updated", "A competency was changed, retired, or is in use again");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[CREATED, UPDATED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_competencies))
        .routes(access::route!(create::create_competency))
        .routes(access::route!(show::show_competency))
        .routes(access::route!(update::update_competency))
}
