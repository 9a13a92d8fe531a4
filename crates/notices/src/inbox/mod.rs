//! What a member was told: theirs to read, and to acknowledge where that was asked for.
//!
//! Invariants: another's notice is not found; that something was read or acknowledged is noted once, with the first instant.

mod acknowledgement;
mod changes;
mod list;
mod reading;
mod reading_all;
mod rows;
pub mod wire;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// A member read what they were told.
pub const READ: Action = Action::new("notice.read", "A member read what they were told");
/// A member said that they have seen what they were told.
pub const ACKNOWLEDGED: Action = Action::new("notice.acknowledged", "A member said that they have seen what they were told");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[READ, ACKNOWLEDGED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_my_notices))
        .routes(access::route!(changes::follow_my_notices))
        .routes(access::route!(reading_all::read_my_notices))
        .routes(access::route!(reading::read_my_notice))
        .routes(access::route!(acknowledgement::acknowledge_my_notice))
}
