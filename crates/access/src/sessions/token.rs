//! The cookie's value: which organisation, and 32 random bytes. `mss_<26 characters>_<43 characters>`.

use http::{HeaderMap, HeaderValue, header};
use kernel::OrganisationId;
use vault::{Token, TokenDigest};

/// The cookie's name: the prefix binds it to this host, path `/` and HTTPS.
pub const SESSION_COOKIE: &str = "__Host-s";

/// Longest cookie header read, in bytes.
const MOST: usize = 8 * 1024;

pub(crate) fn write(organisation: OrganisationId, token: &Token) -> String {
    let id = organisation.as_str().trim_start_matches("org_");
    format!("mss_{id}_{}", &*token.text())
}

pub(crate) fn read(value: &str) -> Option<(OrganisationId, TokenDigest)> {
    let (id, token) = value.strip_prefix("mss_")?.split_once('_')?;
    let organisation = OrganisationId::parse(&format!("org_{id}")).ok()?;
    Some((organisation, Token::parse(token).ok()?.digest()))
}

/// The session's token among the cookies sent; a second one under the same name makes both void.
pub(crate) fn in_cookies(headers: &HeaderMap) -> Option<(OrganisationId, TokenDigest)> {
    let mut found = None;
    for header in headers.get_all(header::COOKIE) {
        let text = header.to_str().ok().filter(|text| text.len() <= MOST)?;
        for pair in text.split(';') {
            let Some((name, value)) = pair.trim().split_once('=') else { continue };
            if name == SESSION_COOKIE && found.replace(value.to_owned()).is_some() {
                return None;
            }
        }
    }
    read(&found?)
}

pub(crate) fn set_cookie(value: &str, seconds: i64) -> Option<HeaderValue> {
    let cookie = format!("{SESSION_COOKIE}={value}; Path=/; Max-Age={seconds}; Secure; HttpOnly; SameSite=Lax");
    let mut header = HeaderValue::try_from(cookie).ok()?;
    header.set_sensitive(true);
    Some(header)
}

/// Whether a session is read from this header: for the fuzzer.
#[doc(hidden)]
pub fn fuzz_cookie(header: &[u8]) -> bool {
    let mut headers = HeaderMap::new();
    let Ok(value) = HeaderValue::from_bytes(header) else { return false };
    headers.insert(header::COOKIE, value);
    in_cookies(&headers).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{SystemRng, Timestamp};

    #[test]
    fn written_and_read_back() {
        let organisation = OrganisationId::new(Timestamp::clamped(1_795_000_000_000), &SystemRng);
        let token = Token::generate(&mut vault::OsRandom).unwrap();
        let value = write(organisation, &token);
        let (read_organisation, digest) = read(&value).unwrap();
        assert_eq!(read_organisation, organisation);
        assert_eq!(digest.as_bytes(), token.digest().as_bytes());
        assert!(fuzz_cookie(format!("a=b; __Host-s={value}").as_bytes()));
        assert!(!fuzz_cookie(format!("__Host-s={value}; __Host-s={value}").as_bytes()));
        assert!(!fuzz_cookie(format!("__Host-s={}", &value[..value.len() - 1]).as_bytes()));
        assert!(!fuzz_cookie(b"__Host-s="));
    }
}
