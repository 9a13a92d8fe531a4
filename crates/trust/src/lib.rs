//! What lets an organisation check its server without trusting it: the audit log, its signed heads, proofs and tiles.
//!
//! Invariants:
//! 1. Nothing here writes: a log that its reader could change would prove nothing.
//! 2. Whatever is answered can be recomputed: an entry comes with the bytes, salt and detail that make its leaf, and every
//!    proof is one that the `ledger` crate alone verifies.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod audit;

use access::Access;
use utoipa_axum::router::OpenApiRouter;

/// Every route of this crate.
pub fn routes() -> OpenApiRouter<Access> {
    audit::routes()
}
