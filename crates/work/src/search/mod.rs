//! One search over everything one may see: jobs, customers, sites, members.

mod look;
mod rows;
mod wire;

use access::Access;
use utoipa_axum::router::OpenApiRouter;

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new().routes(access::route!(look::search))
}
