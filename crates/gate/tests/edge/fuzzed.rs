//! The fuzz target's entry point without a fuzzer: over what proxies say, that changed, and noise.

#[path = "../../../../fuzz/entries/proxy.rs"]
mod proxy;
#[path = "../../../../fuzz/replay.rs"]
mod replay;

#[test]
fn proxies() {
    let mut seeds: Vec<Vec<u8>> = [
        "PROXY TCP4 203.0.113.7 192.0.2.1 56324 443\r\n",
        "PROXY TCP6 2001:db8::7 2001:db8::1 1 65535\r\n",
        "PROXY UNKNOWN\r\n",
        "198.51.100.9, 203.0.113.7:80, [2001:db8::1]:443, 10.0.0.1",
    ]
    .map(|text| text.as_bytes().to_vec())
    .into();
    let binary = |rest: &[u8]| [&b"\r\n\r\n\0\r\nQUIT\n"[..], rest].concat();
    seeds.push(binary(&[0x21, 0x11, 0, 12, 203, 0, 113, 7, 192, 0, 2, 1, 1, 2, 3, 4]));
    seeds.push(binary(&[0x20, 0, 0, 0]));
    replay::replay(&seeds, 20_000, proxy::run);
}
