//! The people of an organisation: members, their roles and passwords.
//!
//! Invariants: an address belongs to one member of the organisation; a password is stored sealed and only as its record; whoever's
//! password is changed by another is signed out everywhere in the same transaction.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod members;
mod spreadsheet;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// Every action of this crate.
pub const ACTIONS: &[Action] = members::ACTIONS;

/// The routes of this crate, without `/api/v1`.
pub fn routes() -> OpenApiRouter<Access> {
    members::routes()
}
