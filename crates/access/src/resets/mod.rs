//! A new password for somebody who forgot the old one, or whom an administrator asks for one, by a link to their address.
//!
//! Invariants: asking tells nothing, by body, status or work, about who has an account; a link works once, for ten minutes, and in no
//! other browser than the one that asked, if it is used in one that asked for another; a new password ends every session, and opens none.

mod ask;
mod rows;
mod set;
mod trigger;

pub(crate) use rows::end_of;

use crate::state::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// A reset was asked for.
pub const RESET_ASKED: Action = Action::new("password_reset.asked", "A link to choose a new password was sent to a member");
/// A new password was chosen by a link.
pub const RESET_DONE: Action = Action::new("password_reset.done", "A member chose a new password by a link, and was signed out everywhere");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[RESET_ASKED, RESET_DONE];

/// How long a link works.
pub(crate) const RESET_MILLIS: i64 = 10 * 60 * 1000;

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(utoipa_axum::routes!(ask::ask_for_reset))
        .routes(utoipa_axum::routes!(set::set_by_reset))
        .routes(crate::route!(trigger::send_reset))
}
