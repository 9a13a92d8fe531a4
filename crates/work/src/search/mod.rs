//! One search over everything one may see: jobs, customers, sites, assets, members.

mod look;
mod rows;
mod wire;

use access::Access;
use utoipa_axum::router::OpenApiRouter;

/// The words of a search text; one that is too long is refused.
pub fn words(typed: &str) -> kernel::Result<crate::listing::Words> {
    crate::listing::Words::parse("q", typed)
}

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new().routes(access::route!(look::search))
}
