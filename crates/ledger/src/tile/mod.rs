//! The log as static files (c2sp.org/tlog-tiles): tiles of 256 hashes, bundles of 256 entries, and their paths.

mod bundle;
mod hashes;
mod path;

pub use bundle::{BundleError, decode_bundle, encode_bundle};
pub use hashes::{decode_hashes, encode_hashes};
pub use path::{PathError, TileKind, TilePath};

/// Hashes in a full tile, entries in a full bundle.
pub const TILE_WIDTH: u16 = 256;
