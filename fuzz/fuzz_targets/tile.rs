//! Tiles: no panic, one path for each tile, and contents that come back.
#![no_main]

use ledger::{
    Frontier,
    tile::{TilePath, decode_bundle, decode_hashes, encode_bundle, encode_hashes},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u16, &[u8])| {
    let (width, bytes) = input;
    if let Some(path) = std::str::from_utf8(bytes).ok().and_then(|text| text.parse::<TilePath>().ok()) {
        assert_eq!(path.to_string().as_bytes(), bytes);
    }
    if let Some(hashes) = decode_hashes(bytes, width) {
        assert_eq!(encode_hashes(&hashes), bytes);
    }
    if let Ok(entries) = decode_bundle(bytes, width) {
        assert_eq!(encode_bundle(entries).as_deref(), Ok(bytes));
    }
    if let Ok(frontier) = Frontier::from_bytes(bytes) {
        assert_eq!(frontier.to_bytes(), bytes);
        let _ = frontier.root();
    }
});
