//! Tokens of programs: a member's rights, some of them, lent to a program until a day.
//!
//! Invariants: a token is shown once and kept as its SHA-256; it does at most what its creator may do at the moment of the request,
//! and never what decides over rights, sign-ins or other tokens; it is worth nothing once it is revoked, has run out, or its creator
//! is not an active member, at the latest half a second later on every server.

mod create;
mod list;
mod revoke;
mod rows;
pub(crate) mod rules;
mod seen;
pub(crate) mod text;
mod wire;

pub use rows::revoke_all;
pub use seen::TokenFacts;
pub(crate) use seen::{Tokens, identify};
#[doc(hidden)]
pub use text::fuzz_token;

use crate::state::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// A program's token; not the token itself.
    ApiTokenId, "tok"
);

/// A token was made.
pub const TOKEN_MADE: Action = Action::new("token.made", "A token for a program was made");
/// A token was revoked.
pub const TOKEN_REVOKED: Action = Action::new("token.revoked", "A token of a program was revoked");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[TOKEN_MADE, TOKEN_REVOKED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(crate::route!(list::list_tokens))
        .routes(crate::route!(create::create_token))
        .routes(crate::route!(revoke::revoke_token))
}
