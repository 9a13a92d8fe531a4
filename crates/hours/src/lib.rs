//! Who was there, the hours that follow from it, and what it cost them.
//!
//! Invariants: what was said about attendance is never changed, only corrected by more; hours have versions, of which one holds and
//! all are kept; nobody approves their own hours or their own expenses, which the database holds as well; what is locked stays.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod attendance;
mod day;
pub mod expenses;
pub mod minimum;
pub mod rates;
mod reach;
pub mod records;
pub mod reports;
mod schema;
mod settings;
mod telling;

pub use day::Day;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// Every action of this crate, slice by slice.
pub const ACTIONS: &[&[Action]] = &[attendance::ACTIONS, records::ACTIONS, rates::ACTIONS, minimum::ACTIONS, expenses::ACTIONS];

/// The routes of this crate, without `/api/v1`.
pub fn routes() -> OpenApiRouter<Access> {
    let counted = attendance::routes().merge(records::routes()).merge(rates::routes());
    counted.merge(minimum::routes()).merge(reports::routes()).merge(expenses::routes())
}
