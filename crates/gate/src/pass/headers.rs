//! The headers of every answer.

use axum::extract::Request;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, StatusCode};

/// For pages: nothing inline, nothing from elsewhere, no string becomes code.
pub(crate) const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
     connect-src 'self'; worker-src 'self'; manifest-src 'self'; media-src 'self' blob:; form-action 'self'; frame-ancestors 'none'; \
     base-uri 'none'; require-trusted-types-for 'script'; trusted-types svelte-trusted-html default";
/// For everything else: should a browser ever render it, it can do nothing.
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";
/// A worker obeys its own answer's policy: key derivation alone may compile WebAssembly, the page never.
const DERIVATION_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";
const DERIVATION_WORKERS: &str = "/_app/immutable/workers/kdf";

const ALWAYS: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("origin-agent-cluster"), "?1"),
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
    ),
];

/// What of the request decides about the headers of its answer.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts about one request")]
pub(super) struct Setting {
    api: bool,
    derivation_worker: bool,
    signing_out: bool,
    encrypted: bool,
}

impl Setting {
    pub(super) fn of(request: &Request, encrypted: bool) -> Self {
        let path = request.uri().path();
        Self {
            api: is_api(path),
            derivation_worker: path.starts_with(DERIVATION_WORKERS),
            signing_out: request.method() == Method::DELETE && path == "/api/v1/session",
            encrypted,
        }
    }
}

/// Whether the address belongs to the API. Its description and manual are public and may be kept.
pub(super) fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

pub(super) fn set(headers: &mut HeaderMap, status: StatusCode, setting: Setting) {
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy(headers, setting)));
    if setting.encrypted {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=63072000; includeSubDomains"));
    }
    if setting.api && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if setting.signing_out && status.is_success() {
        // Not "storage": there the browser keeps the last signed head of the log, with which it would notice a rewritten history.
        headers.insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    }
}

fn policy(headers: &HeaderMap, setting: Setting) -> &'static str {
    if setting.derivation_worker {
        DERIVATION_POLICY
    } else if headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
        PAGE_POLICY
    } else {
        DATA_POLICY
    }
}
