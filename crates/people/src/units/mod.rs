//! Units: station, branch, team. A tree whose edges are dated: where a unit stood last year can still be told.
//!
//! Invariants: a unit has one parent or stands at the top, at every instant since it was made; no unit stands below itself, now or
//! later; open units beside one another differ in name; a unit that is in use is not closed.

mod closure;
mod create;
mod list;
mod parent;
mod parents;
pub mod rows;
pub mod rules;
mod update;
pub mod wire;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// A unit was made.
pub const CREATED: Action = Action::new("unit.created", "A unit was made");
/// A unit was changed.
pub const UPDATED: Action = Action::new("unit.updated", "A unit's name or kind was changed");
/// A unit was moved.
pub const MOVED: Action = Action::new("unit.moved", "A unit was put under another, or at the top");
/// A unit was closed.
pub const CLOSED: Action = Action::new("unit.closed", "A unit was closed");
/// A unit was opened again.
pub const REOPENED: Action = Action::new("unit.reopened", "A closed unit was opened again");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[CREATED, UPDATED, MOVED, CLOSED, REOPENED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_units))
        .routes(access::route!(create::create_unit))
        .routes(access::route!(update::update_unit))
        .routes(access::route!(parent::move_unit))
        .routes(access::route!(parents::list_unit_parents))
        .routes(access::route!(closure::close_unit))
        .routes(access::route!(closure::reopen_unit))
}
