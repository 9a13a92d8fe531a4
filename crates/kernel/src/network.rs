//! Ranges of network addresses, such as `203.0.113.0/24`.
//!
//! Invariants: a range has one spelling (no bits beyond its length; a single address is a range of one; IPv4 inside IPv6 is IPv4), and
//! an address is compared in its canonical form, so that `::ffff:203.0.113.7` is in `203.0.113.0/24` and in no range of IPv6.

use ipnet::{IpNet, Ipv4Net};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

/// A range of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Network(IpNet);

/// Why a text is no range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NetworkError {
    /// Neither an address nor an address with a length.
    Malformed,
    /// Bits are set beyond the length; the range that may be meant.
    BitsBeyond(Network),
}

impl fmt::Display for NetworkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed => f.write_str("must be an address or a range such as 203.0.113.0/24 or 2001:db8::/32"),
            Self::BitsBeyond(meant) => write!(f, "has bits beyond its length: {meant} may be meant"),
        }
    }
}

impl std::error::Error for NetworkError {}

/// Longest text read: an IPv6 address in full, with IPv4 at its end, and a length.
const MOST: usize = 49;

impl Network {
    /// Reads an address or a range.
    pub fn parse(text: &str) -> Result<Self, NetworkError> {
        if text.len() > MOST {
            return Err(NetworkError::Malformed);
        }
        let range: IpNet = if text.contains('/') {
            text.parse().map_err(|_| NetworkError::Malformed)?
        } else {
            text.parse::<IpAddr>().map_err(|_| NetworkError::Malformed)?.into()
        };
        let range = canonical(range);
        let meant = range.trunc();
        if meant == range { Ok(Self(range)) } else { Err(NetworkError::BitsBeyond(Self(meant))) }
    }

    /// Whether the address lies in the range.
    pub fn contains(&self, address: IpAddr) -> bool {
        self.0.contains(&address.to_canonical())
    }

    /// Whether these ranges together hold every address of IPv4, or every one of IPv6: in one range or in several.
    pub fn hold_everybody(ranges: impl IntoIterator<Item = Self>) -> bool {
        IpNet::aggregate(&ranges.into_iter().map(|range| range.0).collect()).iter().any(|range| range.prefix_len() == 0)
    }
}

/// IPv4 inside IPv6 is IPv4, whatever it is written as.
fn canonical(range: IpNet) -> IpNet {
    let IpNet::V6(inside) = range else { return range };
    let mapped: Option<u8> = inside.prefix_len().checked_sub(96);
    match (mapped, inside.addr().to_ipv4_mapped()) {
        (Some(length), Some(v4)) => Ipv4Net::new(v4, length).map_or(range, IpNet::V4),
        _ => range,
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl std::str::FromStr for Network {
    type Err = NetworkError;
    fn from_str(text: &str) -> Result<Self, NetworkError> {
        Self::parse(text)
    }
}

impl Serialize for Network {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Network {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

impl utoipa::PartialSchema for Network {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        crate::text::string_schema(None, "", "203.0.113.0/24", Some((2, MOST)))
    }
}

impl utoipa::ToSchema for Network {}

/// Whether an address is one that the whole internet can reach, and none of a private network, of this machine, of a neighbour on the
/// link (where clouds keep their metadata), or of a range set aside (IANA's registries of special-purpose addresses).
pub fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            let set_aside = matches!((a, b, c), (0 | 10 | 127 | 224..=255, ..) | (100, 64..=127, _) | (169, 254, _) | (172, 16..=31, _))
                || matches!(
                    (a, b, c),
                    (192, 0, 0 | 2) | (192, 88, 99) | (192, 168, _) | (198, 18..=19, _) | (198, 51, 100) | (203, 0, 113)
                );
            !set_aside
        }
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

/// Only `2000::/3` is in use for everybody, and in it some ranges lead elsewhere: `2001::/23` (protocols, Teredo), `2001:db8::/32` and
/// `3fff::/20` (documentation), `2002::/16` (IPv4 inside).
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    match first {
        0x2001 => second >= 0x200 && second != 0xdb8,
        0x2002 => false,
        0x3fff => second >= 0x1000,
        _ => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(text: &str) -> Network {
        Network::parse(text).unwrap()
    }

    #[test]
    fn everybody_is_held_by_one_range_or_by_many() {
        let held = |texts: &[&str]| Network::hold_everybody(texts.iter().map(|text| network(text)));
        for all in [&["0.0.0.0/0"][..], &["::/0"], &["0.0.0.0/1", "128.0.0.0/1"], &["10.0.0.0/8", "128.0.0.0/1", "0.0.0.0/2", "64.0.0.0/2"]]
        {
            assert!(held(all), "{all:?}");
        }
        for some in [&[][..], &["0.0.0.0/1"], &["0.0.0.0/1", "129.0.0.0/8", "::/1"], &["::/1", "10.0.0.0/8"]] {
            assert!(!held(some), "{some:?}");
        }
    }

    #[test]
    fn a_range_has_one_spelling() {
        for (text, spelled) in [
            ("10.0.0.0/8", "10.0.0.0/8"),
            ("10.1.2.3", "10.1.2.3/32"),
            ("::ffff:10.0.0.0/104", "10.0.0.0/8"),
            ("::ffff:10.1.2.3", "10.1.2.3/32"),
            ("2001:DB8:0::/32", "2001:db8::/32"),
            ("0.0.0.0/0", "0.0.0.0/0"),
            ("::/0", "::/0"),
        ] {
            assert_eq!(network(text).to_string(), spelled);
            assert_eq!(network(spelled), network(text));
        }
        assert_eq!(Network::parse("10.0.0.1/8"), Err(NetworkError::BitsBeyond(network("10.0.0.0/8"))));
        for bad in [
            "",
            "10",
            "10.0.0.0/33",
            "10.0.0.0/-1",
            "10.0.0.0/8/8",
            " 10.0.0.0/8",
            "a",
            "10.0.0.256",
            "fe80::1%eth0",
            "::/129",
            "010.0.0.1",
        ] {
            assert_eq!(Network::parse(bad), Err(NetworkError::Malformed), "{bad}");
        }
    }

    #[test]
    fn an_address_is_compared_in_its_canonical_form() {
        let address = |text: &str| text.parse::<IpAddr>().unwrap();
        assert!(network("203.0.113.0/24").contains(address("::ffff:203.0.113.7")));
        assert!(network("::ffff:203.0.113.0/120").contains(address("203.0.113.7")));
        assert!(!network("203.0.113.0/24").contains(address("203.0.114.7")));
        assert!(!network("::/0").contains(address("203.0.113.7")), "a range of IPv6 holds no IPv4");
        assert!(!network("0.0.0.0/0").contains(address("2001:db8::1")));
    }

    #[test]
    fn what_the_whole_internet_reaches() {
        for public in ["1.1.1.1", "8.8.8.8", "172.32.0.1", "100.63.0.1", "2606:4700::1111", "2001:4860:4860::8888", "::ffff:8.8.8.8"] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
        for other in [
            "0.0.0.0",
            "10.1.2.3",
            "127.0.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "192.168.1.1",
            "100.64.0.1",
            "192.0.0.8",
            "192.0.2.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
            "fd00:ec2::254",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
        ] {
            assert!(!is_public(other.parse().unwrap()), "{other}");
        }
    }
}
