//! The report on what was forced: who was given a place over which rules, by whom and why.

mod report;
pub mod wire;

use access::Access;
use utoipa_axum::router::OpenApiRouter;

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new().routes(access::route!(report::report_forced))
}
