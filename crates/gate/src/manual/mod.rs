//! The browsable manual of the API, out of the binary: one page, one style sheet, one script, nothing from elsewhere.

use crate::openapi;
use axum::Router;
use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{HeaderValue, header};
use serde_json::json;
use utoipa::openapi::OpenApi;

const PAGE: &[u8] = include_bytes!("manual.html");
const STYLE: &[u8] = include_bytes!("manual.css");
const SCRIPT: &[u8] = include_bytes!("manual.js");

/// The manual and the description it is drawn from.
pub(crate) fn routes<S: Clone + Send + Sync + 'static>(document: &OpenApi) -> Router<S> {
    let description = Bytes::from(serde_json::to_vec(document).unwrap_or_default());
    let problems = Bytes::from(serde_json::to_vec(&json!({"items": openapi::catalogue()})).unwrap_or_default());
    Router::new()
        .route("/api/openapi.json", file("application/json", description))
        .route("/api/docs", file("text/html; charset=utf-8", Bytes::from_static(PAGE)))
        .route("/api/docs/manual.css", file("text/css; charset=utf-8", Bytes::from_static(STYLE)))
        .route("/api/docs/manual.js", file("text/javascript; charset=utf-8", Bytes::from_static(SCRIPT)))
        .route("/api/docs/problems.json", file("application/json", problems))
}

fn file<S: Clone + Send + Sync + 'static>(kind: &'static str, bytes: Bytes) -> axum::routing::MethodRouter<S> {
    get(move || std::future::ready(answer(kind, bytes.clone())))
}

fn answer(kind: &'static str, bytes: Bytes) -> Response {
    let mut response = bytes.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
