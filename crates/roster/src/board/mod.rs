//! The board: who is where and what is uncovered, for some days and some units, in one answer; and a member's own part of it.
//!
//! Invariants: what is told is bounded, and says when it was cut; what changed can be asked for alone, and is told rather twice than
//! not at all.

mod abilities;
mod changes;
mod concern;
mod coverage;
mod people;
mod rows;
mod show;
mod situation;
mod window;
mod wire;
mod work;

pub use wire::{Board, BoardMember, OpenPlace, Work};

use crate::requirements::RequirementView;
use access::Access;
use kernel::{Result, Timestamp, UnitId};
use store::Tx;
use utoipa_axum::router::OpenApiRouter;

pub(crate) use rows::with_places;
pub(crate) use window::check as check_window;

/// The live requirements of that time that the right in use reaches, each with places and demands.
pub(crate) fn requirements(tx: &mut Tx<'_>, from: Timestamp, until: Timestamp, units: Option<&[UnitId]>) -> Result<Vec<RequirementView>> {
    rows::requirements(tx, rows::Asked { from, until, units })
}

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(show::get_board))
        .routes(access::route!(changes::follow_board))
        .routes(access::route!(coverage::get_coverage))
        .routes(access::route!(situation::get_situation))
        .routes(access::route!(work::get_my_work))
}
