//! Swaps: one member's place for another, or for another's place.
//!
//! Invariants: nothing moves before both agree, and whoever plans where the event asks for that; both are judged anew when it is done; it is
//! done in one transaction or not at all.

mod answer;
mod approval;
mod carry;
mod list;
mod propose;
pub mod rows;
pub mod rules;
mod told;
pub mod wire;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// A swap.
    SwapId, "swp"
);

/// A swap was proposed.
pub const PROPOSED: Action = Action::new("swap.proposed", "A member asked another to take their place, or to swap");
/// A swap was answered.
pub const ANSWERED: Action = Action::new("swap.answered", "A member accepted or refused a swap; where nobody has to agree it was done");
/// A swap was decided on.
pub const DECIDED: Action = Action::new("swap.decided", "Whoever plans agreed to a swap, which was done, or refused it");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[PROPOSED, ANSWERED, DECIDED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_swaps))
        .routes(access::route!(propose::propose_swap))
        .routes(access::route!(answer::answer_swap))
        .routes(access::route!(approval::decide_swap))
}
