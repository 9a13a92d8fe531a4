//! The client's address when a trusted proxy tells it in `X-Forwarded-For`: the rightmost hop that is no trusted proxy itself.
//!
//! Each proxy appends whom it saw, so that what stands left of the first stranger may be anything the stranger sent: it is not read.
//! What a trusted proxy wrote must be readable, or the request is refused. `Forwarded` (RFC 7239) is not read.

use http::HeaderMap;
use std::net::{IpAddr, SocketAddr};

/// Most hops looked at.
const HOPS: usize = 32;
/// Longest header read, all its lines together, in bytes.
const MOST: usize = 4_096;

/// What a trusted proxy said cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

/// Whose request it is, given that `peer` is at the other end of the connection.
pub fn client(peer: IpAddr, headers: &HeaderMap, believe: impl Fn(IpAddr) -> bool) -> Result<IpAddr, Unreadable> {
    let mut client = peer.to_canonical();
    if !believe(client) {
        return Ok(client);
    }
    let lines = headers.get_all("x-forwarded-for");
    if lines.iter().map(http::HeaderValue::len).sum::<usize>() > MOST {
        return Err(Unreadable);
    }
    let mut hops = 0;
    for line in lines.iter().rev() {
        for hop in line.as_bytes().rsplit(|byte| *byte == b',') {
            hops += 1;
            if hops > HOPS {
                return Err(Unreadable);
            }
            client = address(hop).ok_or(Unreadable)?;
            if !believe(client) {
                return Ok(client);
            }
        }
    }
    Ok(client)
}

/// An address, perhaps in brackets, perhaps with a port.
fn address(hop: &[u8]) -> Option<IpAddr> {
    let text = std::str::from_utf8(hop).ok()?.trim_matches([' ', '\t']);
    let plain = text.parse::<IpAddr>().ok();
    let with_port = || text.parse::<SocketAddr>().ok().map(|socket| socket.ip());
    let bracketed = || text.strip_prefix('[')?.strip_suffix(']')?.parse::<std::net::Ipv6Addr>().ok().map(IpAddr::V6);
    plain.or_else(with_port).or_else(bracketed).map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn asked(peer: &str, lines: &[&'static str]) -> Result<String, Unreadable> {
        let headers: HeaderMap =
            lines.iter().map(|line| (http::HeaderName::from_static("x-forwarded-for"), HeaderValue::from_static(line))).collect();
        let trusted = ["10.0.0.0/8", "2001:db8:7::/48"].map(|text| kernel::Network::parse(text).unwrap());
        let believe = |address| trusted.iter().any(|network| network.contains(address));
        client(peer.parse().unwrap(), &headers, believe).map(|address| address.to_string())
    }

    #[test]
    fn the_rightmost_stranger_is_the_client() {
        assert_eq!(asked("10.0.0.1", &["203.0.113.7"]).unwrap(), "203.0.113.7");
        assert_eq!(asked("10.0.0.1", &["198.51.100.9, 203.0.113.7"]).unwrap(), "203.0.113.7");
        assert_eq!(asked("10.0.0.1", &["198.51.100.9,203.0.113.7 , 10.2.2.2"]).unwrap(), "203.0.113.7");
        assert_eq!(asked("10.0.0.1", &["198.51.100.9", "203.0.113.7, 10.2.2.2"]).unwrap(), "203.0.113.7", "lines are one list");
        assert_eq!(asked("10.0.0.1", &["10.3.3.3, 10.2.2.2"]).unwrap(), "10.3.3.3", "nobody but proxies: the farthest");
        assert_eq!(asked("10.0.0.1", &[]).unwrap(), "10.0.0.1", "the proxy's own request");
        assert_eq!(asked("2001:db8:7::1", &["[2001:db8::9]:443"]).unwrap(), "2001:db8::9");
        assert_eq!(asked("::ffff:10.0.0.1", &["::ffff:203.0.113.7"]).unwrap(), "203.0.113.7");
        assert_eq!(asked("10.0.0.1", &["203.0.113.7:1234"]).unwrap(), "203.0.113.7");
        assert_eq!(asked("::ffff:203.0.113.7", &[]).unwrap(), "203.0.113.7", "one client has one address");
    }

    #[test]
    fn a_strangers_own_header_is_not_read() {
        assert_eq!(asked("203.0.113.7", &["10.0.0.1"]).unwrap(), "203.0.113.7");
        assert_eq!(asked("203.0.113.7", &["nonsense"]).unwrap(), "203.0.113.7");
        assert_eq!(asked("10.0.0.1", &["nonsense, 203.0.113.7"]).unwrap(), "203.0.113.7", "what the stranger sent along");
    }

    #[test]
    fn what_a_proxy_says_must_be_readable() {
        for bad in ["", "nonsense", "203.0.113.7,", "unknown", "_hidden", "203.0.113.7, ", "203.0.113.7:99999", "1.2.3.4.5", "999.1.1.1"] {
            assert_eq!(asked("10.0.0.1", &[bad]), Err(Unreadable), "{bad}");
        }
        let hops = |count: usize| -> &'static str { Box::leak(vec!["10.0.0.2"; count].join(",").into_boxed_str()) };
        assert_eq!(asked("10.0.0.1", &[hops(33)]), Err(Unreadable));
        assert_eq!(asked("10.0.0.1", &[hops(32)]).unwrap(), "10.0.0.2");
        let wide = |spaces: usize| -> &'static str { Box::leak(format!("{}203.0.113.7", " ".repeat(spaces)).into_boxed_str()) };
        assert_eq!(asked("10.0.0.1", &[wide(4_085)]).unwrap(), "203.0.113.7");
        assert_eq!(asked("10.0.0.1", &[wide(4_086)]), Err(Unreadable));
        assert_eq!(asked("10.0.0.1", &[wide(3_000), wide(3_000)]), Err(Unreadable), "lines count together");
    }
}
