//! Members: who belongs to the organisation, their roles, and whether they can sign in.
//!
//! Invariants: addresses are unique; there is at least one role; names and roles change only with an event record.

mod add;
mod export;
mod list;
mod reset_password;
pub mod rows;
mod show;
mod wire;

pub use add::{NewMember, add};
pub use reset_password::reset_password;
pub use rows::{by_email, page};
pub use wire::{Filter, MemberStatus, MemberView};

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// A member was added.
pub const MEMBER_ADDED: Action = Action::new("member.added", "A member was added");
/// A member's password was set by somebody else.
pub const MEMBER_PASSWORD_RESET: Action =
    Action::new("member.password_reset", "A member's password was set anew, and the member signed out everywhere");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[MEMBER_ADDED, MEMBER_PASSWORD_RESET];

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_members))
        .routes(access::route!(export::export_members))
        .routes(access::route!(show::show_member))
}
