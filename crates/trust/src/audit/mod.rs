//! The audit log as its readers see it: records with their details opened, signed heads, proofs, and the tiles of C2SP tlog-tiles.
//!
//! Invariants: newest first, except in tiles; a page that stopped early says so through `next`; what was erased is null,
//! said to be erased, and never made up; hashes are base64 in proofs, as notes write them, and hexadecimal where people compare them.

mod actions;
mod checkpoint;
mod consistency;
mod export;
mod list;
mod proof;
mod receipt;
mod rows;
mod rules;
mod show;
mod tiles;
mod told;
mod wire;
mod witnesses;

pub use receipt::{proof_file, with_opened};
pub use rules::MOST_SEARCHED;
pub(crate) use told::items;
pub use wire::{
    Actions, AuditActor, AuditEntry, AuditItem, AuditSubject, CheckpointView, ConsistencyProof, InclusionProof, WitnessView, Witnesses,
};

/// Another history of the organisation's log was signed elsewhere.
pub const LOG_DISPUTED: Action = Action::new("log.disputed", "A witness has signed another history of this log than the one that is here");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[LOG_DISPUTED];

use access::{Access, route};
use store::Action;
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
        .routes(route!(export::export_audit_lines))
        .routes(route!(receipt::audit_receipt))
        .routes(route!(tiles::log_checkpoint))
        .routes(route!(tiles::log_tile))
        .routes(route!(witnesses::log_witnesses))
        .routes(route!(show::show_audit));
    // A tile's path has several segments, which axum writes with a star and OpenAPI cannot say.
    let paths = &mut routes.get_openapi_mut().paths.paths;
    if let Some(tile) = paths.remove("/audit/log/tile/{*path}") {
        paths.insert("/audit/log/tile/{path}".to_owned(), tile);
    }
    routes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_asks_for_the_same_right_and_none_writes() {
        let (_, document) = routes().split_for_parts();
        assert_eq!(document.paths.paths.len(), 12);
        for (path, item) in &document.paths.paths {
            assert!(!path.contains('*'), "{path} is no path of OpenAPI");
            let read = item.get.as_ref().unwrap();
            assert_eq!(read.extensions.as_ref().unwrap()["x-permission"], "audit.read", "{path}");
            assert!(item.put.is_none() && item.post.is_none() && item.patch.is_none() && item.delete.is_none(), "{path}");
        }
    }
}
