//! Sessions: signing in, being known, signing out, and keeping one's own account. The token lives in the browser's cookie; here only its digest.
//!
//! A session ends 12 hours after it began or after 60 minutes without a request, unless the organisation decides otherwise; a member has
//! at most ten.

mod ask_passkey;
pub(crate) mod asked;
mod change_password;
mod create;
mod destroy;
pub(crate) mod device;
mod end_mine;
mod end_others;
pub(crate) mod guesses;
pub(crate) mod half;
pub(crate) mod known;
mod list_mine;
mod me;
pub(crate) mod opening;
pub(crate) mod refusal;
pub mod rows;
mod second_step;
mod seen;
mod shut_door;
mod step_up;
pub(crate) mod token;
mod welcome;
mod with_code;
mod with_passkey;

pub use create::SessionId;
pub(crate) use create::{admit, hash};
pub use me::MeView;
pub(crate) use opening::Opening;
pub use seen::Identity;
pub(crate) use seen::{Home, Person, SessionFacts, Sessions, identify, nobody, record_denial};
pub use token::SESSION_COOKIE;
#[doc(hidden)]
pub use token::fuzz_cookie;
pub(crate) use welcome::refuse_signed_in;

use crate::state::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// Most sessions of one member; the oldest gives way.
pub(crate) const MOST: i64 = 10;

/// Someone signed in.
pub const SESSION_STARTED: Action = Action::new("session.started", "A member signed in");
/// A sign-in did not succeed.
pub const SESSION_REFUSED: Action = Action::new("session.refused", "A sign-in failed");
/// Tries for an account ran out, and its member was told.
pub const SESSION_SHUT: Action =
    Action::new("session.shut", "Tries for an account ran out because of wrong passwords, and its member was told by mail");
/// The first step was right, and a second factor was asked for.
pub const FACTOR_ASKED: Action =
    Action::new("session.factor_asked", "The first step of a sign-in was right, and a second factor was asked for");
/// A passkey was asked for.
pub const PASSKEY_ASKED: Action = Action::new("passkey.asked", "A member was asked for a passkey");
/// A member proved again who they are.
pub const SESSION_PROVED: Action = Action::new("session.proved", "A member proved again who they are, or failed to");
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
pub const ACTIONS: &[Action] = &[
    SESSION_STARTED,
    SESSION_REFUSED,
    SESSION_SHUT,
    FACTOR_ASKED,
    PASSKEY_ASKED,
    SESSION_PROVED,
    SESSION_ENDED,
    SESSION_REVOKED,
    SESSIONS_REVOKED,
    PASSWORD_CHANGED,
    PERMISSION_DENIED,
];

/// Forgets what was read about the session behind a request, so that the next one asks the database.
pub(crate) fn forget(access: &Access, headers: &http::HeaderMap) {
    if let Some((_, digest)) = token::SESSION.among(headers) {
        access.0.sessions.forget(&digest);
    }
}

/// Signing in, signing out, who am I.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(utoipa_axum::routes!(create::create_session))
        .routes(utoipa_axum::routes!(with_code::finish_with_totp))
        .routes(utoipa_axum::routes!(with_code::finish_with_recovery_code))
        .routes(utoipa_axum::routes!(ask_passkey::ask_for_passkey))
        .routes(utoipa_axum::routes!(with_passkey::sign_in_with_passkey))
        .routes(crate::route!(step_up::step_up))
        .routes(crate::route!(step_up::ask_for_step_up))
        .routes(crate::route!(destroy::delete_session))
        .routes(crate::route!(me::me))
        .routes(crate::route!(list_mine::list_my_sessions))
        .routes(crate::route!(end_others::end_my_other_sessions))
        .routes(crate::route!(end_mine::end_my_session))
        .routes(crate::route!(change_password::change_my_password))
}
