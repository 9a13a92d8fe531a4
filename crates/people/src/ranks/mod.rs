//! Ranks, and which member has which, from when to when.
//!
//! Invariants: names differ; a member has one rank at a time; a rank ends when the next one begins and is never overwritten.

mod create;
mod history;
mod list;
mod promotion;
pub mod rows;
mod update;
pub mod wire;

pub use wire::RankLink;

use access::Access;
use kernel::typed_id;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

typed_id!(
    /// A rank or grade.
    RankId, "rnk"
);
typed_id!(
    /// A member's holding of a rank.
    RankHoldingId, "rkh"
);

/// A rank was made.
pub const CREATED: Action = Action::new("rank.created", "A rank was made");
/// A rank was changed.
pub const UPDATED: Action = Action::new("rank.updated", "A rank's name or place was changed");
/// A member was given a rank.
pub const GIVEN: Action = Action::new("rank.given", "A member was given a rank, or has none from then on");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[CREATED, UPDATED, GIVEN];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_ranks))
        .routes(access::route!(create::create_rank))
        .routes(access::route!(update::update_rank))
        .routes(access::route!(history::list_member_ranks))
        .routes(access::route!(promotion::give_rank))
}
