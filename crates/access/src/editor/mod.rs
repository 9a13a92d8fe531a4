//! The editor of roles: what permissions there are, which roles, and the organisation's own ones made and changed.
//!
//! Invariants: a role grants a permission once, and no further than that permission can reach; nobody makes a role that grants more
//! than they have themselves, for as long as it may be held; nobody widens a role that they hold, and nobody alone lets those who
//! hold a role decide about rights; what somebody holds is not removed.

mod create;
mod list;
mod permissions;
mod remove;
mod rows;
mod rules;
mod update;
mod wire;

pub use wire::{PermissionName, RoleGrantView, RoleView};

use crate::state::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// A role was made.
pub const CREATED: Action = Action::new("role.created", "A role was made");
/// A role was changed.
pub const UPDATED: Action = Action::new("role.updated", "A role was changed");
/// A role was removed.
pub const REMOVED: Action = Action::new("role.removed", "A role that nobody held was removed");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[CREATED, UPDATED, REMOVED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(crate::route!(permissions::list_permissions))
        .routes(crate::route!(list::list_roles))
        .routes(crate::route!(create::create_role))
        .routes(crate::route!(update::update_role))
        .routes(crate::route!(remove::remove_role))
}
