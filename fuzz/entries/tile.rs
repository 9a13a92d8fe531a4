//! Tiles: no panic, one path for each tile, and contents that come back. Two bytes of width come before the tile.

use ledger::{
    Frontier,
    tile::{TilePath, decode_bundle, decode_hashes, encode_bundle, encode_hashes},
};

pub(crate) fn run(input: &[u8]) {
    if let Some(path) = std::str::from_utf8(input).ok().and_then(|text| text.parse::<TilePath>().ok()) {
        assert_eq!(path.to_string().as_bytes(), input);
    }
    if let Ok(frontier) = Frontier::from_bytes(input) {
        assert_eq!(frontier.to_bytes(), input);
        let _ = frontier.root();
    }
    let Some((width, bytes)) = input.split_first_chunk() else { return };
    let width = u16::from_le_bytes(*width);
    if let Some(hashes) = decode_hashes(bytes, width) {
        assert_eq!(encode_hashes(&hashes), bytes);
    }
    if let Ok(entries) = decode_bundle(bytes, width) {
        assert_eq!(encode_bundle(entries).as_deref(), Ok(bytes));
    }
}
