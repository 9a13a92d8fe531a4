//! Sessions: signing in, being known, signing out, and keeping one's own account. The token lives in the browser's cookie; here only its digest.
//!
//! A session ends 12 hours after it began or after 60 minutes without a request; a member has at most ten.

mod change_password;
mod create;
mod destroy;
mod device;
mod end_mine;
mod end_others;
mod list_mine;
mod me;
pub mod rows;
mod seen;
mod token;
mod welcome;

pub(crate) use create::hash;
pub use me::MeView;
pub use seen::Identity;
pub(crate) use seen::{Home, Person, SessionFacts, Sessions, identify, nobody, record_denial};
pub use token::SESSION_COOKIE;
#[doc(hidden)]
pub use token::fuzz_cookie;
pub(crate) use welcome::{Opening, refuse_signed_in};

use crate::state::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// Longest life of a session: 12 hours.
pub(crate) const ABSOLUTE_MILLIS: i64 = 12 * 60 * 60 * 1000;
/// Longest silence: 60 minutes.
pub(crate) const IDLE_MILLIS: i64 = 60 * 60 * 1000;
/// Most sessions of one member; the oldest gives way.
pub(crate) const MOST: i64 = 10;

/// Someone signed in.
pub const SESSION_STARTED: Action = Action::new("session.started", "A member signed in");
/// A sign-in did not succeed.
pub const SESSION_REFUSED: Action = Action::new("session.refused", "A sign-in failed");
/// Someone signed out.
pub const SESSION_ENDED: Action = Action::new("session.ended", "A member signed out");
/// A member ended one of their own sessions from another.
pub const SESSION_REVOKED: Action = Action::new("session.revoked", "A member ended one of their sessions");
/// A member ended all their sessions but the one in use.
pub const SESSIONS_REVOKED: Action = Action::new("sessions.revoked", "A member ended all their other sessions");
/// A member changed their password, or tried with a wrong one.
pub const PASSWORD_CHANGED: Action = Action::new("password.changed", "A member changed their own password");
/// A request was refused for want of a permission.
pub const PERMISSION_DENIED: Action = Action::new("permission.denied", "A request was refused for want of a permission");

/// Every action of this slice.
pub const ACTIONS: &[Action] =
    &[SESSION_STARTED, SESSION_REFUSED, SESSION_ENDED, SESSION_REVOKED, SESSIONS_REVOKED, PASSWORD_CHANGED, PERMISSION_DENIED];

/// Signing in, signing out, who am I.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(utoipa_axum::routes!(create::create_session))
        .routes(crate::route!(destroy::delete_session))
        .routes(crate::route!(me::me))
        .routes(crate::route!(list_mine::list_my_sessions))
        .routes(crate::route!(end_others::end_my_other_sessions))
        .routes(crate::route!(end_mine::end_my_session))
        .routes(crate::route!(change_password::change_my_password))
}
