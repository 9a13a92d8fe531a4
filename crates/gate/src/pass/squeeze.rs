//! Compression, only for a client that asks and only where it pays.
//!
//! BREACH needs three things in one compressed answer: a secret, text the attacker chose, and a way to make the victim's browser ask
//! again and again. Our answers hold no secret of that kind (the session's token is in a header, which is not compressed, and there
//! is no token in any body), and what another site can cause is a top-level navigation at most: that one is never compressed.

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, header};
use std::convert::Infallible;
use tower::{Service, ServiceExt as _};
use tower_http::CompressionLevel;
use tower_http::compression::Compression;
use tower_http::compression::predicate::{And, NotForContentType, Predicate, SizeAbove};

/// Below this, head and checksum eat what is saved.
const LEAST: u64 = 1024;

pub(super) async fn call<S>(mut inner: S, request: Request) -> Response
where
    S: Service<Request, Error = Infallible> + Clone + Send + 'static,
    S::Response: IntoResponse,
    S::Future: Send + 'static,
{
    if !is_asked_for(request.headers()) {
        let Ok(response) = inner.call(request).await;
        return response.into_response();
    }
    let inner = inner.map_response(IntoResponse::into_response);
    let mut squeezed = Compression::new(inner).quality(CompressionLevel::Precise(4)).compress_when(worthwhile());
    match squeezed.call(request).await {
        Ok(response) => response.into_response(),
        Err(never) => match never {},
    }
}

fn is_asked_for(headers: &HeaderMap) -> bool {
    let accepts = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let elsewhere = headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site" || site == "same-site");
    !elsewhere && (accepts.contains("br") || accepts.contains("gzip"))
}

type Worthwhile = And<And<And<SizeAbove, NotForContentType>, NotForContentType>, NotForContentType>;

fn worthwhile() -> Worthwhile {
    // What is told as it happens is a few bytes at a time, and a squeezed stream that ends does not end whole.
    SizeAbove::new(LEAST).and(NotForContentType::IMAGES).and(NotForContentType::const_new("font/")).and(NotForContentType::SSE)
}
