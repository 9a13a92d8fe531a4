//! What proxies say of a client: no panic, no byte waited for beyond the longest header, and an address only from what is one.

use crate::{forwarded, proxy_protocol};
use http::{HeaderMap, HeaderValue};
use proxy_protocol::{Step, step};
use std::net::{IpAddr, Ipv4Addr};

pub(crate) fn run(bytes: &[u8]) {
    protocol(bytes);
    header(bytes);
}

fn protocol(bytes: &[u8]) {
    let mut taken = 0;
    loop {
        match step(&bytes[..taken.min(bytes.len())]) {
            Step::Read(more) => {
                assert!(more > 0 && taken + more <= 4_096, "{more} more after {taken}");
                if taken + more > bytes.len() {
                    return;
                }
                taken += more;
            }
            Step::Done(Some(_)) => return assert!(taken >= 28),
            Step::Done(None) | Step::Bad => return,
        }
    }
}

fn header(bytes: &[u8]) {
    let proxy = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1));
    let Ok(value) = HeaderValue::from_bytes(bytes) else { return };
    let mut headers = HeaderMap::new();
    headers.insert("x-forwarded-for", value);
    // A stranger's word counts for nothing, whatever it is.
    assert_eq!(forwarded::client(proxy, &headers, |_| false), Ok(proxy));
    if let Ok(client) = forwarded::client(proxy, &headers, |address| address == proxy) {
        assert!(client != proxy || bytes.windows(8).any(|window| window == b"10.0.0.1"));
    }
}
