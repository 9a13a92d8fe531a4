//! The board: who is where and what is uncovered, for some days and some units, in one answer; and a member's own part of it.
//!
//! Invariants: what is told is bounded, and says when it was cut; what changed can be asked for alone, and is told rather twice than
//! not at all.

mod abilities;
mod changes;
mod coverage;
mod people;
mod rows;
mod show;
mod window;
mod wire;
mod work;

pub use wire::{Board, BoardMember, OpenPlace, Work};

use access::Access;
use utoipa_axum::router::OpenApiRouter;

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(show::get_board))
        .routes(access::route!(changes::follow_board))
        .routes(access::route!(coverage::get_coverage))
        .routes(access::route!(work::get_my_work))
}
