//! Cookies of ours beside the session's: their values among those sent, and the header that sets one.

use http::{HeaderMap, HeaderValue, header};

/// Longest cookie header read, in bytes.
const MOST: usize = 8 * 1024;

/// A cookie's value among those sent; a second one under the same name makes both void.
pub(crate) fn value(headers: &HeaderMap, wanted: &str) -> Option<String> {
    let mut found = None;
    for header in headers.get_all(header::COOKIE) {
        let text = header.to_str().ok().filter(|text| text.len() <= MOST)?;
        for (name, value) in text.split(';').filter_map(|pair| pair.trim().split_once('=')) {
            if name == wanted && found.replace(value.to_owned()).is_some() {
                return None;
            }
        }
    }
    found
}

/// The header that sets a cookie for this host alone; with no value and no seconds, the one that clears it.
pub(crate) fn set(name: &str, value: &str, seconds: i64) -> Option<HeaderValue> {
    let mut header = HeaderValue::try_from(format!("{name}={value}; Path=/; Max-Age={seconds}; Secure; HttpOnly; SameSite=Lax")).ok()?;
    header.set_sensitive(true);
    Some(header)
}
