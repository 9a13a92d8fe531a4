//! Whether a request is let in at all, judged from its head alone.

use super::Rules;
use super::headers::is_api;
use super::origin::{self, Cause};
use crate::Peer;
use crate::refusal::Refusal;
use axum::extract::Request;
use http::{HeaderMap, Method, Uri, header};

/// Longest address, path and query together.
const ADDRESS: usize = 8_192;

pub(super) fn judge(rules: &Rules, request: &Request, peer: Peer) -> Result<(), Refusal> {
    let uri = request.uri();
    let path = uri.path();
    if path.len() + uri.query().map_or(0, str::len) > ADDRESS {
        return Err(Refusal::LongAddress);
    }
    if path.contains('%') && !is_decodable(path) {
        return Err(Refusal::BadAddress);
    }
    let host = host(uri, request.headers()).filter(|host| rules.hosts.answer_to(host, peer.local)).ok_or(Refusal::ForeignHost)?;
    if !is_api(path) {
        return Ok(());
    }
    let cause = Cause { method: request.method(), headers: request.headers(), host, encrypted: peer.encrypted };
    if !origin::is_ours(cause) {
        return Err(Refusal::CrossSite);
    }
    let limit = if takes_files(request.method(), path) { rules.limits.upload } else { rules.limits.body as u64 };
    match declared_length(request.headers()) {
        Some(length) if length > limit => Err(Refusal::LargeBody(limit)),
        _ => Ok(()),
    }
}

/// Routes whose body is a file, streamed by their handler.
pub(super) fn takes_files(method: &Method, path: &str) -> bool {
    *method == Method::POST && path == "/api/v1/imports"
}

/// The host a request is for: HTTP/2 has it in the address, HTTP/1 in `Host`. Two that differ are a trick: nobody is meant.
fn host<'a>(uri: &'a Uri, headers: &'a HeaderMap) -> Option<&'a str> {
    let mut sent = headers.get_all(header::HOST).iter();
    let (host, second) = (sent.next(), sent.next());
    if second.is_some() {
        return None;
    }
    let host = match host {
        Some(host) => Some(host.to_str().ok()?),
        None => None,
    };
    match (uri.authority().map(http::uri::Authority::as_str), host) {
        (Some(authority), Some(host)) => authority.eq_ignore_ascii_case(host).then_some(authority),
        (authority, host) => authority.or(host),
    }
}

fn declared_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Whether every `%xx` is one and together they are UTF-8 without control characters.
fn is_decodable(path: &str) -> bool {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        let (Some(high), Some(low)) = (digit(rest.next()), digit(rest.next())) else { return false };
        bytes.push(u8::try_from(high * 16 + low).unwrap_or_default());
    }
    String::from_utf8(bytes).is_ok_and(|text| !text.chars().any(char::is_control))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn addresses_that_do_not_decode() {
        for bad in ["/a%", "/a%2", "/%zz", "/%ff", "/%c3%28", "/%00", "/a%0d%0ab", "/%ED%A0%80"] {
            assert!(!is_decodable(bad), "{bad}");
        }
        for good in ["/a%20b", "/%C3%A9", "/%2e%2e/", "/%25"] {
            assert!(is_decodable(good), "{good}");
        }
    }

    #[test]
    fn two_hosts_are_none() {
        let mut headers = HeaderMap::new();
        let uri = |text: &str| text.parse::<Uri>().unwrap();
        assert_eq!(host(&uri("/"), &headers), None);
        headers.insert(header::HOST, HeaderValue::from_static("a.example"));
        assert_eq!(host(&uri("/"), &headers), Some("a.example"));
        assert_eq!(host(&uri("https://a.example/"), &headers), Some("a.example"));
        assert_eq!(host(&uri("https://b.example/"), &headers), None);
        headers.append(header::HOST, HeaderValue::from_static("a.example"));
        assert_eq!(host(&uri("/"), &headers), None);
    }
}
