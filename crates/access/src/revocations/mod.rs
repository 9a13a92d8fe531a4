//! Shutting somebody out, in one act: they are suspended, and everything by which they could come in is dead before the answer leaves;
//! on every server at the latest half a second later, for that long a server believes what it has read.

mod end;
mod revoke;

pub use end::{Ended, end_everything, end_links};

use crate::state::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// A member was shut out.
pub const MEMBER_REVOKED: Action =
    Action::new("member.revoked", "A member was suspended, and everything by which they could come in ended");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[MEMBER_REVOKED];

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new().routes(crate::route!(revoke::revoke_member))
}
