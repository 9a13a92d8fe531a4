//! Calendars as feeds: what a member, or a unit, has agreed to, for telephones and desks to subscribe to.
//!
//! Invariants: an assignment keeps its UID for ever and its SEQUENCE rises with each change; what was called off, or went to somebody
//! else, is told as cancelled for thirty days, because an entry that is merely missing stays on a telephone; what did not change reads
//! the same, byte for byte, so that its tag holds.

mod entries;
mod read;
mod rows;

use access::Access;
use kernel::{MemberId, Result, UnitId};
use store::Tx;
use utoipa_axum::router::OpenApiRouter;

/// Whose calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// What a member has agreed to, and was asked.
    Member(MemberId),
    /// Who is where in a unit and those below it, as far as the right in use reaches.
    Unit(UnitId),
}

/// A calendar as text, under this name.
pub fn calendar(tx: &mut Tx<'_>, name: &str, whose: Whose) -> Result<String> {
    Ok(match whose {
        Whose::Member(member) => entries::text(name, rows::of_member(tx, member)?, false),
        Whose::Unit(unit) => entries::text(name, rows::of_unit(tx, unit)?, true),
    })
}

/// Every route of this slice. It is public: the address is the proof ([`access::feeds`]).
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new().routes(utoipa_axum::routes!(read::read_feed))
}
