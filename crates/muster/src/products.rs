//! What is served: the routes of every product, and the description they give.

use crate::failure::Failure;
use crate::say::{Say, line};
use access::Access;
use utoipa_axum::router::OpenApiRouter;

/// Every route of the API, without `/api/v1`.
pub(crate) fn api() -> OpenApiRouter<Access> {
    OpenApiRouter::new().merge(access::routes()).merge(people::routes()).merge(work::routes()).merge(trust::routes())
}

/// Prints the description; it is JSON in any case.
pub(crate) fn print_openapi(_: Say) -> Result<(), Failure> {
    let text = gate::openapi(api()).to_pretty_json().map_err(|error| Failure::failed(error.to_string()))?;
    line(&text);
    Ok(())
}
