//! Where something may be sent: an address of the web that was read once, and is not read again by other rules.

use http::Uri;
use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

/// Longest address, in bytes.
const MOST: usize = 2_000;

/// A place that takes what is sent by HTTPS.
#[derive(Clone, PartialEq, Eq)]
pub struct Destination {
    host: String,
    port: u16,
    path: String,
}

/// Why an address is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoDestination {
    /// It cannot be read.
    #[error("must be an address such as https://example.org/hooks")]
    Malformed,
    /// It is not HTTPS.
    #[error("must begin with https://")]
    NotHttps,
    /// It holds a user's name or password.
    #[error("must hold no user name or password")]
    Credentials,
    /// It names a port of another service.
    #[error("must be on port 443, or on one from 1024")]
    Port,
    /// It is too long.
    #[error("must have at most 2000 characters")]
    TooLong,
}

impl Destination {
    /// Reads an address.
    pub fn parse(text: &str) -> Result<Self, NoDestination> {
        if text.len() > MOST {
            return Err(NoDestination::TooLong);
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) || text.contains(['#', '\\']) {
            return Err(NoDestination::Malformed);
        }
        let uri: Uri = text.parse().map_err(|_| NoDestination::Malformed)?;
        if uri.scheme_str() != Some("https") {
            return Err(NoDestination::NotHttps);
        }
        let authority = uri.authority().ok_or(NoDestination::Malformed)?;
        if authority.as_str().contains('@') {
            return Err(NoDestination::Credentials);
        }
        let port = match authority.as_str().rsplit_once(':') {
            Some((_, digits)) if !digits.ends_with(']') => digits.parse().map_err(|_| NoDestination::Malformed)?,
            _ => 443,
        };
        if port != 443 && port < 1_024 {
            return Err(NoDestination::Port);
        }
        let host = authority.host().trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
        if host.is_empty() || !(host.bytes().all(plain) || host.parse::<Ipv6Addr>().is_ok()) {
            return Err(NoDestination::Malformed);
        }
        let path = uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str).to_owned();
        Ok(Self { host, port, path })
    }

    /// The root of this host, by its name or address, at this port.
    pub fn at(host: &str, port: u16) -> Result<Self, NoDestination> {
        let host = if host.parse::<Ipv6Addr>().is_ok() { format!("[{host}]") } else { host.to_owned() };
        let read = Self::parse(&format!("https://{host}:{port}/"))?;
        // What was taken for a part of the address by its reader was no host.
        if read.port == port && read.path == "/" && read.authority().starts_with(&host.to_ascii_lowercase()) {
            Ok(read)
        } else {
            Err(NoDestination::Malformed)
        }
    }

    /// The host's name or address.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// As a request's `Host` tells it.
    pub(crate) fn authority(&self) -> String {
        let host =
            if self.host.parse::<IpAddr>().is_ok_and(|address| address.is_ipv6()) { format!("[{}]", self.host) } else { self.host.clone() };
        if self.port == 443 { host } else { format!("{host}:{}", self.port) }
    }

    /// The address without its path, which may hold a secret.
    pub fn origin(&self) -> String {
        format!("https://{}", self.authority())
    }
}

impl fmt::Display for Destination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin(), self.path)
    }
}

/// The path may hold a secret.
impl fmt::Debug for Destination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_once() {
        for (text, told) in [
            ("https://example.org", "https://example.org/"),
            ("https://Example.org:443/a?b=c", "https://example.org/a?b=c"),
            ("https://example.org:8443/a", "https://example.org:8443/a"),
            ("https://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
            ("https://203.0.113.7/a", "https://203.0.113.7/a"),
        ] {
            assert_eq!(Destination::parse(text).unwrap().to_string(), told);
        }
        assert!(!format!("{:?}", Destination::parse("https://example.org/secret").unwrap()).contains("secret"));
    }

    #[test]
    fn a_host_and_a_port_are_a_destination() {
        for (host, port, told) in [
            ("Logs.example.org", 6514, "https://logs.example.org:6514/"),
            ("2001:db8::1", 6514, "https://[2001:db8::1]:6514/"),
            ("203.0.113.7", 443, "https://203.0.113.7/"),
        ] {
            assert_eq!(Destination::at(host, port).unwrap().to_string(), told);
        }
        for host in ["", "a/b", "a:1", "a@b", "a?b", "a b", "https://a"] {
            assert!(Destination::at(host, 6514).is_err(), "{host}");
        }
        assert_eq!(Destination::at("example.org", 514).unwrap_err(), NoDestination::Port);
    }

    #[test]
    fn what_is_no_destination() {
        for (text, why) in [
            ("http://example.org/", NoDestination::NotHttps),
            ("ftp://example.org/", NoDestination::NotHttps),
            ("example.org", NoDestination::NotHttps),
            ("https://ana:secret@example.org/", NoDestination::Credentials),
            ("https://example.org@evil.example/", NoDestination::Credentials),
            ("https://example.org:22/", NoDestination::Port),
            ("https://example.org:0/", NoDestination::Port),
            ("https://example.org:99999/", NoDestination::Malformed),
            ("https://exa mple.org/", NoDestination::Malformed),
            ("https://example.org/#part", NoDestination::Malformed),
            ("https://evil.example\\@example.org/", NoDestination::Malformed),
            ("https://ex\u{e4}mple.org/", NoDestination::Malformed),
            ("", NoDestination::Malformed),
        ] {
            assert_eq!(Destination::parse(text).unwrap_err(), why, "{text}");
        }
        assert_eq!(Destination::parse(&format!("https://example.org/{}", "a".repeat(2_000))).unwrap_err(), NoDestination::TooLong);
    }
}
