//! Paths of tiles: `tile/0/x001/x234/067`, `tile/1/000.p/17`, `tile/entries/000`.

use super::TILE_WIDTH;
use crate::checkpoint::plain_decimal;
use std::{fmt, str::FromStr};

/// Highest level of the specification.
const MAX_LEVEL: u8 = 63;

/// What a tile holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TileKind {
    /// Hashes of a level: 0 is the leaves, each further one covers 256 times as many.
    Hashes(u8),
    /// The entries themselves.
    Entries,
}

/// The place of a tile, and how much of it there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TilePath {
    kind: TileKind,
    index: u64,
    width: u16,
}

/// Not a tile's path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the path of a tile")]
pub struct PathError;

impl TilePath {
    /// A tile of `width` hashes or entries, 1 to 256, where 256 is a full one.
    pub const fn new(kind: TileKind, index: u64, width: u16) -> Result<Self, PathError> {
        let level_fits = match kind {
            TileKind::Hashes(level) => level <= MAX_LEVEL,
            TileKind::Entries => true,
        };
        if level_fits && width >= 1 && width <= TILE_WIDTH { Ok(Self { kind, index, width }) } else { Err(PathError) }
    }

    /// What it holds.
    #[must_use]
    pub const fn kind(&self) -> TileKind {
        self.kind
    }

    /// Position within the level.
    #[must_use]
    pub const fn index(&self) -> u64 {
        self.index
    }

    /// Hashes or entries in it; 256 when it is full.
    #[must_use]
    pub const fn width(&self) -> u16 {
        self.width
    }
}

impl fmt::Display for TilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            TileKind::Hashes(level) => write!(f, "tile/{level}/")?,
            TileKind::Entries => f.write_str("tile/entries/")?,
        }
        // Groups of three digits; all but the last carry an x, so that no folder is named like a file.
        let groups = self.index.checked_ilog(1000).unwrap_or(0);
        for group in (1..=groups).rev() {
            write!(f, "x{:03}/", self.index / 1000_u64.pow(group) % 1000)?;
        }
        write!(f, "{:03}", self.index % 1000)?;
        if self.width < TILE_WIDTH { write!(f, ".p/{}", self.width) } else { Ok(()) }
    }
}

impl FromStr for TilePath {
    type Err = PathError;

    fn from_str(path: &str) -> Result<Self, PathError> {
        let rest = path.strip_prefix("tile/").ok_or(PathError)?;
        let (kind, rest) = rest.split_once('/').ok_or(PathError)?;
        let kind = match kind {
            "entries" => TileKind::Entries,
            level => TileKind::Hashes(plain_decimal(level).and_then(|level| level.try_into().ok()).ok_or(PathError)?),
        };
        let (index, width) = match rest.split_once(".p/") {
            Some((index, width)) => (index, plain_decimal(width).filter(|w| *w < u64::from(TILE_WIDTH)).ok_or(PathError)?),
            None => (rest, u64::from(TILE_WIDTH)),
        };
        Self::new(kind, index_of(index).ok_or(PathError)?, width.try_into().map_err(|_| PathError)?)
    }
}

fn index_of(groups: &str) -> Option<u64> {
    let (above, last) = groups.rsplit_once('/').map_or((None, groups), |(above, last)| (Some(above), last));
    let mut index: u64 = 0;
    for (at, group) in above.into_iter().flat_map(|above| above.split('/')).enumerate() {
        let group = three_digits(group.strip_prefix('x')?)?;
        // A leading group of zeros would give the same tile a second path.
        if at == 0 && group == 0 {
            return None;
        }
        index = index.checked_mul(1000)?.checked_add(group)?;
    }
    index.checked_mul(1000)?.checked_add(three_digits(last)?)
}

fn three_digits(group: &str) -> Option<u64> {
    let fits = group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
    if fits { group.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_the_specification() {
        let known = [
            ("tile/0/x001/x234/067", TileKind::Hashes(0), 1_234_067, 256),
            ("tile/0/000", TileKind::Hashes(0), 0, 256),
            ("tile/1/000.p/17", TileKind::Hashes(1), 0, 17),
            ("tile/63/x999/000", TileKind::Hashes(63), 999_000, 256),
            ("tile/entries/x001/000.p/255", TileKind::Entries, 1000, 255),
            ("tile/0/x018/x446/x744/x073/x709/x551/615", TileKind::Hashes(0), u64::MAX, 256),
        ];
        for (text, kind, index, width) in known {
            let path = TilePath::new(kind, index, width).unwrap();
            assert_eq!(path.to_string(), text);
            assert_eq!(text.parse(), Ok(path));
        }
    }

    #[test]
    fn other_spellings_are_refused() {
        let refused = "tile/0 tile/0/ tile/0/0 tile/00/000 tile/64/000 tile/0/x000/001 tile/0/001/001 tile/0/000.p/0 \
            tile/0/000.p/256 tile/0/000.p/01 tile/0/000.p/ tile/entries/x1/000 tile/0/+01 tile/-1/000 /tile/0/000 \
            tile/0/000/ tile/0/x018/x446/x744/x073/x709/x551/616 tile/0/x000 tile/x/000 tile/0/..%2f";
        for path in refused.split_whitespace() {
            assert_eq!(path.parse::<TilePath>(), Err(PathError), "{path}");
        }
    }
}
