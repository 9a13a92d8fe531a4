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

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn of(method: Method, path: &str, status: StatusCode, own: &[(HeaderName, &'static str)]) -> HeaderMap {
        let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        let mut headers: HeaderMap = own.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect();
        set(&mut headers, status, Setting::of(&request, true));
        headers
    }

    #[test]
    fn the_api_is_what_stands_below_its_name() {
        for (path, wanted) in [("/api", true), ("/api/v1/me", true), ("/api/", true), ("/apiary", false), ("/", false), ("/v1/api/", false)]
        {
            assert_eq!(is_api(path), wanted, "{path}");
        }
    }

    #[test]
    fn what_the_api_says_is_kept_only_where_it_says_so() {
        let kept = [(header::CACHE_CONTROL, "private, no-cache")];
        assert_eq!(of(Method::GET, "/api/v1/feeds/a.ics", StatusCode::OK, &kept)[header::CACHE_CONTROL], "private, no-cache");
        assert_eq!(of(Method::GET, "/api/v1/me", StatusCode::OK, &[])[header::CACHE_CONTROL], "no-store");
        assert!(!of(Method::GET, "/", StatusCode::OK, &[]).contains_key(header::CACHE_CONTROL));
    }

    #[test]
    fn signing_out_clears_what_the_browser_kept_and_nothing_else_does() {
        let clears = |method, path, status| of(method, path, status, &[]).contains_key("clear-site-data");
        assert!(clears(Method::DELETE, "/api/v1/session", StatusCode::NO_CONTENT));
        assert!(!clears(Method::DELETE, "/api/v1/session", StatusCode::UNAUTHORIZED));
        assert!(!clears(Method::POST, "/api/v1/session", StatusCode::OK));
        assert!(!clears(Method::DELETE, "/api/v1/me/sessions", StatusCode::NO_CONTENT));
    }

    #[test]
    fn one_worker_may_compile_and_no_page() {
        let html = [(header::CONTENT_TYPE, "text/html")];
        let policy = |path, own| of(Method::GET, path, StatusCode::OK, own)[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
        assert!(policy("/_app/immutable/workers/kdf-1a2b.js", &[]).contains("'wasm-unsafe-eval'"));
        for path in ["/", "/_app/immutable/entry/start.js", "/_app/immutable/workers/other.js"] {
            assert!(!policy(path, &html).contains("eval") && !policy(path, &[]).contains("eval"), "{path}");
        }
        assert_eq!(policy("/", &html), PAGE_POLICY);
        assert_eq!(policy("/", &[]), DATA_POLICY);
    }
}
