//! The audit log as its readers see it: records with their details opened, signed heads, proofs, and the tiles of C2SP tlog-tiles.
//!
//! Invariants: newest first, except in tiles; a page that stopped early says so through `next`; what was erased is null and
//! never made up; hashes are base64 in proofs, as notes write them, and hexadecimal where people compare them.

mod actions;
mod checkpoint;
mod consistency;
mod export;
mod list;
mod proof;
mod rows;
mod rules;
mod show;
mod tiles;
mod wire;

pub use rules::MOST_SEARCHED;
pub use wire::{Actions, AuditActor, AuditEntry, AuditItem, AuditSubject, CheckpointView, ConsistencyProof, InclusionProof};

use access::{Access, route};
use utoipa_axum::router::OpenApiRouter;

/// Reading and proving the log.
pub fn routes() -> OpenApiRouter<Access> {
    let mut routes = OpenApiRouter::new()
        .routes(route!(list::list_audit))
        .routes(route!(actions::list_audit_actions))
        .routes(route!(checkpoint::audit_checkpoint))
        .routes(route!(proof::audit_proof))
        .routes(route!(consistency::audit_consistency))
        .routes(route!(export::export_audit))
        .routes(route!(tiles::log_checkpoint))
        .routes(route!(tiles::log_tile))
        .routes(route!(show::show_audit));
    // A tile's path has several segments, which axum writes with a star and OpenAPI cannot say.
    let paths = &mut routes.get_openapi_mut().paths.paths;
    if let Some(tile) = paths.remove("/audit/log/tile/{*path}") {
        paths.insert("/audit/log/tile/{path}".to_owned(), tile);
    }
    routes
}
