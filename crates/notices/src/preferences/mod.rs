//! How a member wants to be told: by which ways, not at which hours, and how long before.

pub(crate) mod rows;
pub mod rules;
mod set;
mod show;
pub mod wire;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// A member said how they want to be told.
pub const SET: Action = Action::new("notice_preferences.set", "A member said how they want to be told");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[SET];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new().routes(access::route!(show::show_my_notice_preferences)).routes(access::route!(set::set_my_notice_preferences))
}
