//! Requests that another site caused. Cookies say who, not why: a browser sends them whoever wrote the link or the form.
//!
//! The session's cookie is SameSite=Lax, so this is the second lock, and the one that does not depend on the browser's.

use http::header::{self, HeaderMap};
use http::{Method, Uri};

/// What of a request tells who caused it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cause<'a> {
    pub(super) method: &'a Method,
    pub(super) headers: &'a HeaderMap,
    /// The host the request is for, with its port.
    pub(super) host: &'a str,
    pub(super) encrypted: bool,
}

/// Whether the request may be served: it was caused by our own pages, by a person, or by a program that is no browser.
pub(super) fn is_ours(cause: Cause<'_>) -> bool {
    if is_programs(cause.headers) {
        return true;
    }
    let reads = matches!(*cause.method, Method::GET | Method::HEAD);
    let site = text(cause.headers, "sec-fetch-site");
    if matches!(site, Some("cross-site" | "same-site")) {
        // A link that somebody followed: it reads, in a page of its own.
        let followed =
            text(cause.headers, "sec-fetch-mode") == Some("navigate") && text(cause.headers, "sec-fetch-dest") == Some("document");
        return reads && followed;
    }
    if reads {
        return true;
    }
    match (cause.headers.get(header::ORIGIN), site) {
        (Some(origin), _) => origin.to_str().is_ok_and(|origin| is_own_origin(origin, cause)),
        (None, Some(site)) => site == "same-origin" || site == "none",
        // No browser of this decade: a program may change things, but not with a cookie that a browser may have attached.
        (None, None) => !cause.headers.contains_key(header::COOKIE),
    }
}

/// A token is in no cookie: no browser attaches it by itself, and none lets another site's page send it, because CORS is off. With a
/// cookie beside it the request is judged as a browser's (and refused further in, where one proof is wanted).
fn is_programs(headers: &HeaderMap) -> bool {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.as_bytes().get(..7));
    bearer.is_some_and(|scheme| scheme.eq_ignore_ascii_case(b"bearer ")) && !headers.contains_key(header::COOKIE)
}

/// Scheme, host and port are those of the request. In clear text we stand on loopback, perhaps behind a proxy that ends TLS, so the
/// page's own scheme may be either.
fn is_own_origin(origin: &str, cause: Cause<'_>) -> bool {
    let Ok(origin) = origin.parse::<Uri>() else { return false };
    let (Some(scheme), Some(authority)) = (origin.scheme_str(), origin.authority()) else { return false };
    let scheme_holds = scheme == "https" || (scheme == "http" && !cause.encrypted);
    scheme_holds && authority.as_str().eq_ignore_ascii_case(cause.host)
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn judged(method: &Method, encrypted: bool, headers: &[(&'static str, &'static str)]) -> bool {
        let headers: HeaderMap =
            headers.iter().map(|(name, value)| (http::HeaderName::from_static(name), HeaderValue::from_static(value))).collect();
        is_ours(Cause { method, headers: &headers, host: "muster.example.org:8443", encrypted })
    }

    const COOKIE: (&str, &str) = ("cookie", "__Host-s=x");
    const OWN: (&str, &str) = ("origin", "https://muster.example.org:8443");

    #[test]
    fn a_change_needs_our_own_origin() {
        let post = &Method::POST;
        assert!(judged(post, true, &[COOKIE, OWN]));
        assert!(judged(post, true, &[COOKIE, OWN, ("sec-fetch-site", "same-origin")]));
        for foreign in [
            "https://evil.example",
            "https://muster.example.org",
            "https://muster.example.org:8444",
            "http://muster.example.org:8443",
            "https://muster.example.org:8443.evil.example",
            "https://evil.example/?https://muster.example.org:8443",
            "null",
            "",
        ] {
            assert!(!judged(post, true, &[COOKIE, ("origin", foreign)]), "{foreign}");
            assert!(!judged(post, true, &[("origin", foreign)]), "without a cookie, from {foreign}");
        }
    }

    #[test]
    fn a_change_without_origin_is_ours_by_fetch_metadata_or_no_browsers() {
        for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS] {
            assert!(judged(&method, true, &[COOKIE, ("sec-fetch-site", "same-origin")]));
            assert!(judged(&method, true, &[COOKIE, ("sec-fetch-site", "none")]));
            assert!(!judged(&method, true, &[COOKIE]));
            assert!(!judged(&method, true, &[COOKIE, ("sec-fetch-site", "elsewhere")]), "a word that nobody knows");
            assert!(judged(&method, true, &[]));
        }
    }

    #[test]
    fn a_word_of_the_browser_that_cannot_be_read_is_not_ours() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("__Host-s=x"));
        headers.insert("sec-fetch-site", HeaderValue::from_bytes(b"none\xff").unwrap());
        let cause = |method| Cause { method, headers: &headers, host: "muster.example.org:8443", encrypted: true };
        assert!(!is_ours(cause(&Method::POST)));
        assert!(is_ours(cause(&Method::GET)));
    }

    #[test]
    fn another_site_may_link_and_nothing_else() {
        for site in ["cross-site", "same-site"] {
            let site = ("sec-fetch-site", site);
            let followed = [COOKIE, site, ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")];
            assert!(judged(&Method::GET, true, &followed));
            assert!(!judged(&Method::POST, true, &followed));
            assert!(!judged(&Method::POST, true, &[site, OWN]));
            assert!(!judged(&Method::GET, true, &[site, ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "iframe")]));
            assert!(!judged(&Method::GET, true, &[site, ("sec-fetch-mode", "no-cors"), ("sec-fetch-dest", "image")]));
        }
        assert!(judged(&Method::GET, true, &[COOKIE]));
    }

    #[test]
    fn a_program_with_a_token_has_no_origin() {
        let token = ("authorization", "Bearer mst_x");
        for headers in [vec![token], vec![token, ("origin", "https://evil.example")], vec![token, ("sec-fetch-site", "cross-site")]] {
            assert!(judged(&Method::POST, true, &headers), "{headers:?}");
            let with_cookie: Vec<_> = headers.iter().copied().chain([COOKIE]).collect();
            assert!(!judged(&Method::POST, true, &with_cookie), "{with_cookie:?}");
        }
        assert!(!judged(&Method::POST, true, &[("authorization", "Basic YTpi"), ("origin", "https://evil.example")]));
    }

    #[test]
    fn in_clear_text_a_proxy_may_have_ended_tls() {
        assert!(judged(&Method::POST, false, &[COOKIE, OWN]));
        assert!(judged(&Method::POST, false, &[COOKIE, ("origin", "http://muster.example.org:8443")]));
        assert!(!judged(&Method::POST, false, &[COOKIE, ("origin", "http://evil.example")]));
    }
}
