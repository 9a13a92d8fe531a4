//! What lets an organisation check its server without trusting it: the audit log, its signed heads, proofs and tiles, and the watch
//! over it; how the log leaves the server; and who of outside is let in or told: the operator's leave to look in.
//!
//! Invariants:
//! 1. Nothing writes to the log but by committing: a log that its reader could change would prove nothing.
//! 2. Whatever is answered can be recomputed: an entry comes with the bytes, salt and detail that make its leaf, and every
//!    proof is one that the `ledger` crate alone verifies.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod alert_letters;
pub mod alerts;
pub mod audit;
pub mod publication;
mod signed;
pub mod streams;
pub mod support;
pub mod webhooks;

use access::Access;
use utoipa_axum::router::OpenApiRouter;

/// Every route of this crate.
pub fn routes() -> OpenApiRouter<Access> {
    audit::routes()
        .merge(alerts::routes())
        .merge(alert_letters::routes())
        .merge(streams::routes())
        .merge(publication::routes())
        .merge(support::routes())
        .merge(webhooks::routes())
}

/// Every action of this crate in an organisation's log.
pub const ACTIONS: &[&[store::Action]] =
    &[audit::ACTIONS, alerts::ACTIONS, alert_letters::ACTIONS, streams::ACTIONS, publication::ACTIONS, support::ACTIONS, webhooks::ACTIONS];
