//! Seeing and ending how others are signed in, and one's own known browsers.

mod end_one;
mod end_sessions;
mod forget_browser;
mod my_browsers;
mod reset_factors;
mod rows;
mod show;

pub(crate) use reset_factors::Resetting;
pub(crate) use rows::remove_factors;

use crate::state::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// All sessions of a member were ended by somebody else.
pub const SESSIONS_ENDED: Action = Action::new("member.sessions_ended", "All sessions of a member were ended by somebody else");
/// One session was ended by somebody else.
pub const SESSION_CUT: Action = Action::new("session.cut", "A session was ended by somebody else");
/// A member's factors were reset.
pub const FACTORS_RESET: Action = Action::new("member.factors_reset", "A member's factors were removed by somebody else");
/// A member forgot a browser.
pub const BROWSER_FORGOTTEN: Action = Action::new("browser.forgotten", "A member had a known browser forgotten");

/// Every action of oversight.
pub const ACTIONS: &[Action] = &[SESSIONS_ENDED, SESSION_CUT, FACTORS_RESET, BROWSER_FORGOTTEN];

/// Sign-ins of others, and one's own browsers.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(crate::route!(show::show_sign_ins))
        .routes(crate::route!(end_sessions::end_sessions_of_member))
        .routes(crate::route!(end_one::end_session_of_anybody))
        .routes(crate::route!(reset_factors::reset_factors))
        .routes(crate::route!(my_browsers::list_my_browsers))
        .routes(crate::route!(forget_browser::forget_my_browser))
}
