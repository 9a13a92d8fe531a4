//! Postings: where and under whom a member serves, from when to when. Moves are a series, never an overwrite.
//!
//! Invariants: intervals are half-open and not empty; a posting that is not beside another ends what ran before it; nobody is their
//! own supervisor; what has ended stays as it was.

mod create;
mod end;
mod list;
pub mod rows;
pub mod rules;
pub mod wire;

pub use access::postings::{PostingId, post};

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// A member was posted to a unit.
pub const STARTED: Action = Action::new("posting.started", "A member was posted to a unit");
/// A posting was given its end.
pub const ENDED: Action = Action::new("posting.ended", "A posting was given its end");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[STARTED, ENDED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_postings))
        .routes(access::route!(create::create_posting))
        .routes(access::route!(end::end_posting))
}
