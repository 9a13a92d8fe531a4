//! What a session needs: the kind and number of people, and how their places are given out.
//!
//! Invariants: the requirement itself is roster's, so that a duty's place is judged and held as any other; its places are never fewer
//! than those taken; how they are given out does not change once applications were drawn.

mod add;
mod ballot;
mod change;
mod remove;
pub mod rows;
pub mod wire;

pub use roster::requirements::RequirementId;

use access::Access;
use kernel::word;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

word! {
    /// How places are given out.
    Allocation {
        /// Whoever comes first.
        FirstCome = "first_come",
        /// At the deadline, to those who have the fewest hours.
        FewestHours = "fewest_hours",
        /// At the deadline, by lot.
        Ballot = "ballot",
    }
}

/// A requirement was added.
pub const ADDED: Action = Action::new("requirement.added", "A session was said to need people of some kind");
/// A requirement was changed.
pub const CHANGED: Action = Action::new("requirement.changed", "What a session needs was changed");
/// A requirement was removed.
pub const REMOVED: Action = Action::new("requirement.removed", "A session does not need people of some kind any more");
/// Places were allocated.
pub const ALLOCATED: Action = Action::new(
    "requirement.allocated",
    "Places were given to those who applied, by fewest hours or by lot; the seed stands in the record",
);

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[ADDED, CHANGED, REMOVED, ALLOCATED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(add::add_requirement))
        .routes(access::route!(change::change_requirement))
        .routes(access::route!(remove::remove_requirement))
        .routes(access::route!(ballot::draw_ballot))
}
