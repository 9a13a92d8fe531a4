//! For whoever watches the server: whether it runs, and whether it can work.

use access::Access;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;

/// The process runs.
pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

/// The directory can be read. Tells nothing about why it cannot: that is in the log.
pub(crate) async fn ready(State(access): State<Access>) -> Response {
    match access.store().latest_head("instance").await {
        Ok(_) => "ready\n".into_response(),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response()
        }
    }
}
