//! Duty types: how volunteer time is kept in the books.
//!
//! Invariants: names differ; a type is retired, never removed, so that old reports hold.

mod create;
mod list;
pub mod rows;
mod update;
pub mod wire;

pub use roster::requirements::DutyTypeId;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// A duty type was made.
pub const CREATED: Action = Action::new("duty_type.created", "A duty type was made");
/// A duty type was changed.
pub const UPDATED: Action = Action::new("duty_type.updated", "A duty type was changed or retired");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[CREATED, UPDATED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_duty_types))
        .routes(access::route!(create::create_duty_type))
        .routes(access::route!(update::update_duty_type))
}
