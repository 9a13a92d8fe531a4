//! Passkeys: a key in the member's device or keyring, unlocked there by the member, that signs what this server made up a moment ago.
//!
//! Invariants:
//! 1. The server's name in the ceremony is the configured host, never what a request says.
//! 2. The member must have been verified by the device: a passkey is two factors in one.
//! 3. What was asked for is kept on the server, for five minutes, and is good for one answer, right or wrong.
//! 4. A counter that does not grow is a copied key: refused, and on record.

mod add;
pub(crate) mod challenge;
mod offer;
pub(crate) mod relying;
mod remove;
mod rename;
pub(crate) mod rows;
#[cfg(test)]
mod vectors_tests;

use crate::state::Access;
use utoipa_axum::router::OpenApiRouter;

/// Most passkeys of one member.
const MOST: i64 = 10;

/// One's own passkeys.
pub(super) fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(crate::route!(offer::offer_passkey))
        .routes(crate::route!(add::add_passkey))
        .routes(crate::route!(rename::rename_passkey))
        .routes(crate::route!(remove::remove_passkey))
}
