//! Duties that members book for themselves: a duty type, from when to when.
//!
//! Invariants: such a duty is an assignment of roster's with no requirement, judged as any other; it is one's own to change and to take back.

mod create;
pub mod rows;
mod update;
pub mod wire;
mod withdrawal;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// A member booked a duty.
pub const BOOKED: Action = Action::new("duty.booked", "A member booked a duty for themself");
/// They changed it.
pub const CHANGED: Action = Action::new("duty.changed", "A member changed a duty they had booked for themself");
/// They took it back.
pub const WITHDRAWN: Action = Action::new("duty.withdrawn", "A member took back a duty they had booked for themself");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[BOOKED, CHANGED, WITHDRAWN];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(create::book_duty))
        .routes(access::route!(update::change_duty))
        .routes(access::route!(withdrawal::withdraw_duty))
}
