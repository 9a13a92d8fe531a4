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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(sent: &[String]) -> Option<String> {
        let headers: HeaderMap = sent.iter().map(|value| (header::COOKIE, HeaderValue::try_from(value).unwrap())).collect();
        value(&headers, "wanted")
    }

    #[test]
    fn one_is_read_and_of_two_none() {
        assert_eq!(read(&["a=b; wanted=c=d; e=f".into()]).as_deref(), Some("c=d"));
        assert_eq!(read(&["a=b".into(), "wanted=c".into()]).as_deref(), Some("c"));
        assert_eq!(read(&["wanted=c; wanted=c".into()]), None);
        assert_eq!(read(&["wanted=c".into(), "wanted=d".into()]), None, "in two headers as in one");
        assert_eq!(read(&["Wanted=c".into()]), None);
    }

    #[test]
    fn a_header_has_its_bound() {
        let padded = |bytes: usize| format!("wanted=c; a={}", "b".repeat(bytes - "wanted=c; a=".len()));
        assert_eq!(read(&[padded(MOST)]).as_deref(), Some("c"));
        assert_eq!(read(&[padded(MOST + 1)]), None);
        assert_eq!(read(&["wanted=c".into(), padded(MOST + 1)]), None, "beside another as well");
    }

    #[test]
    fn what_is_set_is_for_this_host_and_no_script() {
        let header = set("__Host-s", "a", 60).unwrap();
        assert!(header.is_sensitive());
        assert_eq!(header.to_str().unwrap(), "__Host-s=a; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Lax");
    }
}
