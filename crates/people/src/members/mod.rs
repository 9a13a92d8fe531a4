//! Members: who belongs to the organisation, how they are reached, what they may do, and whether they are here.
//!
//! Invariants: addresses and staff numbers are unique; there is at least one role while somebody is here; a member changes only with
//! an event record; whoever is suspended or has left cannot be signed in, from that instant on; there is always an owner; what is kept
//! out of the directory (`hidden`) leaves through [`told`] alone, which asks who is asking.

mod add;
pub(crate) mod address;
mod beside;
mod create;
pub(crate) mod ending;
mod export;
pub(crate) mod first_roles;
mod has;
mod leave_of_absence;
mod leaving;
mod left_by_date;
mod list;
mod orphans;
mod reset_password;
pub mod rows;
pub mod rules;
mod show;
mod suspension;
pub mod told;
mod update;
pub mod wire;

pub use add::{NewMember, add, by_email};
pub use left_by_date::{due_to_leave, see_out};
pub use reset_password::reset_password;
pub use told::page;
pub use wire::{Filter, HeldRole, MemberStatus, MemberView};

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// A member was added.
pub const MEMBER_ADDED: Action = Action::new("member.added", "A member was added");
/// A member was changed.
pub const MEMBER_UPDATED: Action = Action::new("member.updated", "What is kept about a member was changed");
/// A member was suspended.
pub const MEMBER_SUSPENDED: Action = Action::new("member.suspended", "A member was suspended, and signed out everywhere");
/// A suspension ended.
pub const MEMBER_SUSPENSION_ENDED: Action = Action::new("member.suspension_ended", "A member's suspension was ended");
/// A leave of absence was set.
pub const MEMBER_LEAVE_SET: Action = Action::new("member.leave_set", "A member was given leave of absence, or another one");
/// A leave of absence was ended.
pub const MEMBER_LEAVE_ENDED: Action = Action::new("member.leave_ended", "A member's leave of absence was ended");
/// A day of leaving was set.
pub const MEMBER_LEAVING_SET: Action = Action::new("member.leaving_set", "The day on which a member leaves was set");
/// A day of leaving was taken back.
pub const MEMBER_LEAVING_WITHDRAWN: Action = Action::new("member.leaving_withdrawn", "The day on which a member leaves was taken back");
/// A member left.
pub const MEMBER_LEFT: Action = Action::new("member.left", "A member left: postings, roles and every way to sign in ended");
/// A member came back.
pub const MEMBER_CAME_BACK: Action = Action::new("member.came_back", "A member who had left is back");
/// A member's password was set by somebody else.
pub const MEMBER_PASSWORD_RESET: Action =
    Action::new("member.password_reset", "A member's password was set anew, and the member signed out everywhere");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[
    MEMBER_ADDED,
    MEMBER_UPDATED,
    MEMBER_SUSPENDED,
    MEMBER_SUSPENSION_ENDED,
    MEMBER_LEAVE_SET,
    MEMBER_LEAVE_ENDED,
    MEMBER_LEAVING_SET,
    MEMBER_LEAVING_WITHDRAWN,
    MEMBER_LEFT,
    MEMBER_CAME_BACK,
    MEMBER_PASSWORD_RESET,
];

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_members))
        .routes(access::route!(create::create_member))
        .routes(access::route!(export::export_members))
        .routes(access::route!(show::show_member))
        .routes(access::route!(update::update_member))
        .routes(access::route!(suspension::suspend_member))
        .routes(access::route!(suspension::end_member_suspension))
        .routes(access::route!(leave_of_absence::set_leave_of_absence))
        .routes(access::route!(leave_of_absence::end_leave_of_absence))
        .routes(access::route!(leaving::set_leaving))
        .routes(access::route!(leaving::withdraw_leaving))
        .routes(access::route!(orphans::show_orphans))
}
