//! Leave: asked for, decided on, withdrawn. Leave of absence, during which somebody cannot sign in, is kept with the members.
//!
//! Invariants: nobody is on approved leave twice at once, which the database refuses as well; whoever asked for leave, or is to have
//! it, decides on it only with a right that reaches the whole organisation, and so above whom nobody else decides; leave that was
//! approved takes nobody's place away by itself.

mod ask;
mod decision;
mod list;
pub(crate) mod rows;
pub mod rules;
pub mod wire;
mod withdrawal;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// Leave that was asked for.
    LeaveId, "lve"
);

/// Leave was asked for.
pub const ASKED: Action = Action::new("leave.asked", "Leave was asked for");
/// Leave was approved.
pub const APPROVED: Action = Action::new("leave.approved", "Leave was approved");
/// Leave was refused.
pub const REFUSED: Action = Action::new("leave.refused", "Leave was refused");
/// Leave was withdrawn.
pub const WITHDRAWN: Action = Action::new("leave.withdrawn", "Leave was withdrawn");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[ASKED, APPROVED, REFUSED, WITHDRAWN];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_leave))
        .routes(access::route!(ask::ask_for_leave))
        .routes(access::route!(decision::decide_on_leave))
        .routes(access::route!(withdrawal::withdraw_leave))
}
