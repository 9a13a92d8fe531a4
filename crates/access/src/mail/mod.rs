//! Whether mail leaves: how the organisation's outbox stands, and a mail to oneself to try it out.

mod show;
mod tried;

use crate::state::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// Somebody tried whether mail leaves.
pub const MAIL_TRIED: Action = Action::new("mail.tried", "A member sent themselves a mail, to see whether mail leaves");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[MAIL_TRIED];

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new().routes(crate::route!(show::show_mail)).routes(crate::route!(tried::try_mail))
}
