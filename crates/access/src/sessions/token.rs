//! The cookies' values. Of a session and of somebody half signed in: which organisation, and 32 random bytes,
//! `mss_<26 characters>_<43 characters>`. Of a known browser: 32 random bytes alone, as several may use it.

use crate::cookie;
use http::{HeaderMap, HeaderValue, header};
use kernel::OrganisationId;
use vault::{Token, TokenDigest};

/// The session's cookie: the prefix binds it to this host, path `/` and HTTPS.
pub const SESSION_COOKIE: &str = "__Host-s";

/// A cookie of ours: its name and how its value begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cookie {
    name: &'static str,
    beginning: &'static str,
}

/// Somebody signed in.
pub(crate) const SESSION: Cookie = Cookie { name: SESSION_COOKIE, beginning: "mss_" };
/// Somebody whose password was right, and whose second factor is still to come.
pub(crate) const HALF: Cookie = Cookie { name: "__Host-p", beginning: "mps_" };
/// Somebody who was sent to their organisation's provider.
pub(crate) const AWAY: Cookie = Cookie { name: "__Host-o", beginning: "mso_" };
/// A browser in which somebody has signed in before.
pub(crate) const DEVICE: Cookie = Cookie { name: "__Host-d", beginning: "mds_" };

impl Cookie {
    /// The value for a token of an organisation.
    pub(crate) fn write(self, organisation: OrganisationId, token: &Token) -> String {
        let id = organisation.as_str().trim_start_matches("org_");
        format!("{}{id}_{}", self.beginning, &*token.text())
    }

    /// The value for a token of no organisation in particular.
    pub(crate) fn write_bare(self, token: &Token) -> String {
        format!("{}{}", self.beginning, &*token.text())
    }

    /// How its value begins.
    pub(crate) fn beginning(self) -> &'static str {
        self.beginning
    }

    fn read(self, value: &str) -> Option<(OrganisationId, TokenDigest)> {
        let (id, token) = value.strip_prefix(self.beginning)?.split_once('_')?;
        let organisation = OrganisationId::parse(&format!("org_{id}")).ok()?;
        Some((organisation, Token::parse(token).ok()?.digest()))
    }

    /// The token among the cookies sent, and its organisation.
    pub(crate) fn among(self, headers: &HeaderMap) -> Option<(OrganisationId, TokenDigest)> {
        self.read(&self.value(headers)?)
    }

    /// The token of no organisation among the cookies sent.
    pub(crate) fn bare_among(self, headers: &HeaderMap) -> Option<TokenDigest> {
        let value = self.value(headers)?;
        Some(Token::parse(value.strip_prefix(self.beginning)?).ok()?.digest())
    }

    /// This cookie's value among those sent.
    pub(crate) fn value(self, headers: &HeaderMap) -> Option<String> {
        cookie::value(headers, self.name)
    }

    /// The header that sets it; with no value and no seconds, the one that clears it.
    pub(crate) fn set(self, value: &str, seconds: i64) -> Option<HeaderValue> {
        cookie::set(self.name, value, seconds)
    }
}

/// Whether a session is read from this header: for the fuzzer.
#[doc(hidden)]
pub fn fuzz_cookie(header: &[u8]) -> bool {
    let mut headers = HeaderMap::new();
    let Ok(value) = HeaderValue::from_bytes(header) else { return false };
    headers.insert(header::COOKIE, value);
    SESSION.among(&headers).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{SystemRng, Timestamp};

    #[test]
    fn written_and_read_back() {
        let organisation = OrganisationId::new(Timestamp::clamped(1_795_000_000_000), &SystemRng);
        let token = Token::generate(&mut vault::OsRandom).unwrap();
        let value = SESSION.write(organisation, &token);
        let (read_organisation, digest) = SESSION.read(&value).unwrap();
        assert_eq!(read_organisation, organisation);
        assert_eq!(digest.as_bytes(), token.digest().as_bytes());
        assert!(HALF.read(&value).is_none(), "a session's token is nobody's who is half signed in");
        assert!(fuzz_cookie(format!("a=b; __Host-s={value}").as_bytes()));
        assert!(!fuzz_cookie(format!("__Host-s={value}; __Host-s={value}").as_bytes()));
        assert!(!fuzz_cookie(format!("__Host-s={}", &value[..value.len() - 1]).as_bytes()));
        assert!(!fuzz_cookie(b"__Host-s="));
    }
}
