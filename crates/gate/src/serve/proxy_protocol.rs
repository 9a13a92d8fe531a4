//! The PROXY protocol, versions 1 and 2 (haproxy's specification): what a trusted proxy says of the client before the first byte of
//! its own. Reads no byte too many, because what follows belongs to TLS.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What is to be done with the bytes read so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Read exactly this many more.
    Read(usize),
    /// The header has ended. Without an address it is the proxy's own connection, such as its look whether we live.
    Done(Option<IpAddr>),
    /// This is no such header.
    Bad,
}

/// Begins every header of version 2.
const SIGNATURE: &[u8; 12] = b"\r\n\r\n\0\r\nQUIT\n";
/// Longest header of version 1.
const MOST_TEXT: usize = 107;
/// Longest header of version 2 that is taken; the rest beyond the addresses is of no use here.
const MOST_BINARY: usize = 4_096;

/// What to do next.
pub fn step(bytes: &[u8]) -> Step {
    match bytes.len() {
        0..12 => Step::Read(12 - bytes.len()),
        _ if bytes.starts_with(SIGNATURE) => binary(bytes),
        _ if bytes.starts_with(b"PROXY ") => text(bytes),
        _ => Step::Bad,
    }
}

fn text(bytes: &[u8]) -> Step {
    if let Some(line) = bytes.strip_suffix(b"\r\n") {
        return std::str::from_utf8(line).ok().and_then(told).unwrap_or(Step::Bad);
    }
    if bytes.len() < MOST_TEXT { Step::Read(1) } else { Step::Bad }
}

/// `PROXY TCP4 203.0.113.7 192.0.2.1 56324 443`, or `PROXY UNKNOWN` and anything.
fn told(line: &str) -> Option<Step> {
    let mut words = line.split(' ').skip(1);
    let family = words.next()?;
    if family == "UNKNOWN" {
        return Some(Step::Done(None));
    }
    let (from, to) = (words.next()?, words.next()?);
    let (from, to) = match family {
        "TCP4" => (from.parse::<Ipv4Addr>().ok()?.into(), IpAddr::from(to.parse::<Ipv4Addr>().ok()?)),
        "TCP6" => (from.parse::<Ipv6Addr>().ok()?.into(), IpAddr::from(to.parse::<Ipv6Addr>().ok()?)),
        _ => return None,
    };
    let _: IpAddr = to;
    let port = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit()).then(|| word.parse::<u16>().ok()).flatten();
    port(words.next()?)?;
    port(words.next()?)?;
    words.next().is_none().then_some(Step::Done(Some(from)))
}

fn binary(bytes: &[u8]) -> Step {
    let Some(&[version, family, high, low]) = bytes.get(12..16).and_then(|head| head.try_into().ok()).map(|head: &[u8; 4]| head) else {
        return Step::Read(16 - bytes.len());
    };
    let length = 16 + usize::from(u16::from_be_bytes([high, low]));
    if version >> 4 != 2 || length > MOST_BINARY {
        return Step::Bad;
    }
    if bytes.len() < length {
        return Step::Read(length - bytes.len());
    }
    let told = &bytes[16..length];
    match (version & 0x0f, family) {
        (0, _) | (1, 0) => Step::Done(None),
        (1, 0x11) if told.len() >= 12 => Step::Done(Some(Ipv4Addr::from([told[0], told[1], told[2], told[3]]).into())),
        (1, 0x21) if told.len() >= 36 => match <[u8; 16]>::try_from(&told[..16]) {
            Ok(address) => Step::Done(Some(Ipv6Addr::from(address).into())),
            Err(_) => Step::Bad,
        },
        _ => Step::Bad,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads as the listener does, and tells how many bytes that took.
    fn read(bytes: &[u8]) -> (Step, usize) {
        let mut taken = 0;
        loop {
            match step(&bytes[..taken]) {
                Step::Read(more) if taken + more <= bytes.len() => taken += more,
                other => return (other, taken),
            }
        }
    }

    fn address(text: &str) -> Step {
        Step::Done(Some(text.parse().unwrap()))
    }

    fn second(version: u8, family: u8, told: &[u8]) -> Vec<u8> {
        let length = u16::try_from(told.len()).unwrap().to_be_bytes();
        [&SIGNATURE[..], &[version, family], &length, told].concat()
    }

    #[test]
    fn the_first_version() {
        let line = b"PROXY TCP4 203.0.113.7 192.0.2.1 56324 443\r\n";
        assert_eq!(read(&[&line[..], b"\x16\x03\x01"].concat()), (address("203.0.113.7"), line.len()), "not a byte too many");
        assert_eq!(read(b"PROXY TCP6 2001:db8::7 2001:db8::1 1 65535\r\n").0, address("2001:db8::7"));
        assert_eq!(read(b"PROXY UNKNOWN\r\n").0, Step::Done(None));
        assert_eq!(read(b"PROXY UNKNOWN ffff:f...f:ffff 1 2\r\n").0, Step::Done(None));
        for bad in [
            "PROXY TCP4 203.0.113.7 192.0.2.1 56324\r\n",
            "PROXY TCP4 203.0.113.7 192.0.2.1 56324 443 5\r\n",
            "PROXY TCP4 2001:db8::7 192.0.2.1 56324 443\r\n",
            "PROXY TCP4 203.0.113.7 192.0.2.1 56324 99999\r\n",
            "PROXY TCP4 203.0.113.7 192.0.2.1 +1 443\r\n",
            "PROXY TCP4  203.0.113.7 192.0.2.1 1 443\r\n",
            "PROXY UDP4 203.0.113.7 192.0.2.1 1 443\r\n",
            "GET / HTTP/1.1\r\nhost: x\r\n",
        ] {
            assert_eq!(read(bad.as_bytes()).0, Step::Bad, "{bad}");
        }
        assert_eq!(read(format!("PROXY UNKNOWN {}\r\n", "a".repeat(200)).as_bytes()), (Step::Bad, MOST_TEXT));
    }

    #[test]
    fn the_second_version() {
        let v4 = second(0x21, 0x11, &[203, 0, 113, 7, 192, 0, 2, 1, 1, 2, 3, 4]);
        assert_eq!(read(&[&v4[..], b"\x16\x03"].concat()), (address("203.0.113.7"), v4.len()));
        let mut v6 = [0_u8; 40];
        v6[..2].copy_from_slice(&[0x20, 0x01]);
        v6[15] = 7;
        assert_eq!(read(&second(0x21, 0x21, &v6)).0, address("2001::7"), "what follows the addresses is passed over");
        assert_eq!(read(&second(0x20, 0x00, &[])).0, Step::Done(None), "the proxy's own connection");
        assert_eq!(read(&second(0x21, 0x00, &[])).0, Step::Done(None));
        for bad in [
            second(0x11, 0x11, &[0; 12]),
            second(0x22, 0x11, &[0; 12]),
            second(0x21, 0x11, &[0; 11]),
            second(0x21, 0x12, &[0; 12]),
            second(0x21, 0x31, &[0; 216]),
        ] {
            assert_eq!(read(&bad).0, Step::Bad, "{bad:?}");
        }
        assert_eq!(read(&second(0x21, 0x11, &[0; 5_000])), (Step::Bad, 16), "too long to be waited for");
    }
}
