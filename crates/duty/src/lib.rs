//! Duties: events, their sessions, what each session needs, and members' claims on its places.
//!
//! Invariants: a place is an assignment of `roster` and nothing else, so that the database refuses overlap and overfill here as it does
//! for visits; a booking is a claim, and while it holds a place its state is its assignment's; what is cancelled frees everybody in the
//! same commit, and tells them; no state moves but along the lines of the slice's `rules`.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod bookings;
pub mod call_outs;
pub mod events;
pub mod forced;
mod letters;
mod named;
pub mod needs;
pub mod plans;
pub mod quick;
mod reach;
mod schema;
pub mod sessions;
pub mod swaps;
pub mod types;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// Every action of this crate, slice by slice.
pub const ACTIONS: &[&[Action]] = &[
    types::ACTIONS,
    events::ACTIONS,
    sessions::ACTIONS,
    needs::ACTIONS,
    bookings::ACTIONS,
    swaps::ACTIONS,
    quick::ACTIONS,
    plans::ACTIONS,
    call_outs::ACTIONS,
];

/// The routes of this crate, without `/api/v1`.
pub fn routes() -> OpenApiRouter<Access> {
    let planned = types::routes().merge(events::routes()).merge(sessions::routes()).merge(needs::routes());
    planned
        .merge(bookings::routes())
        .merge(swaps::routes())
        .merge(quick::routes())
        .merge(forced::routes())
        .merge(plans::routes())
        .merge(call_outs::routes())
}
