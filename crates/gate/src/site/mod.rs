//! The web app, out of the binary.
//!
//! Invariants: an unknown address below `/_app/` is 404, never the app's page (a browser that got a page for a script would keep it);
//! hashed files are kept for ever, everything else is asked for again.

mod assets;

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};

/// The app's page, for every address the app itself resolves.
const PAGE: &str = "200.html";

/// Answers what no route answers: a file of the app, its page, or 404.
pub(crate) async fn serve(request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return crate::refusal::Refusal::MethodNotAllowed.into_response();
    }
    let path = request.uri().path().trim_start_matches('/');
    let asset = match assets::find(path) {
        Some(asset) if path != PAGE => Some(asset),
        _ if names_a_file(path) => None,
        _ => assets::find(PAGE),
    };
    match asset {
        Some(asset) => answer(asset, request.headers()),
        None => (StatusCode::NOT_FOUND, "not found\n").into_response(),
    }
}

/// The app's own addresses have no dots.
fn names_a_file(path: &str) -> bool {
    path.starts_with("_app/") || path.rsplit('/').next().is_some_and(|last| last.contains('.'))
}

fn answer(asset: &'static assets::Asset, asked: &HeaderMap) -> Response {
    let accepts = asked.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let squeezed =
        asset.brotli.as_ref().filter(|_| accepts.split(',').any(|one| one.split(';').next().is_some_and(|name| name.trim() == "br")));
    let copy = squeezed.unwrap_or(&asset.plain);
    let mut response = if asked.get(header::IF_NONE_MATCH).is_some_and(|known| known == copy.etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        copy.bytes.clone().into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, asset.kind.clone());
    headers.insert(header::ETAG, copy.etag.clone());
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static(if asset.hashed { "public, max-age=31536000, immutable" } else { "no-cache" }),
    );
    if asset.brotli.is_some() {
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    if squeezed.is_some() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}
