//! Saved views: a list's filters and order under a name, for oneself or for all.
//!
//! Invariants: a view is changed by nobody, only saved and removed; only its owner removes it.

mod create;
mod list;
mod remove;
mod rows;
mod wire;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// A saved view.
    ViewId, "viw"
);

/// A view was saved.
pub const SAVED: Action = Action::new("view.saved", "A view of a list was saved");
/// A view was removed.
pub const REMOVED: Action = Action::new("view.removed", "A saved view was removed");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[SAVED, REMOVED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_views))
        .routes(access::route!(create::save_view))
        .routes(access::route!(remove::remove_view))
}
