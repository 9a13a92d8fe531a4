//! Members from a file: a row is taken whole or refused whole, and the file says of each what became of it.
//!
//! Invariants: the address tells who a row is about; an empty cell leaves what is there; nobody's address or roles are changed by a
//! file; a dry run answers what a run would.

mod apply;
mod import;
mod judge;
mod table;
pub mod wire;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// Members were imported.
pub const IMPORTED: Action = Action::new("members.imported", "Members were added and changed from a file");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[IMPORTED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new().routes(access::route!(import::import_members))
}
