//! The log as the files of C2SP tlog-tiles, under the prefix `/audit/log`: what independent monitors read. Unlike a public
//! log's they ask for a session that may read the log, since entries name members and rows by their ids.

use super::rows;
use super::wire::WhichHead;
use access::edge::{Answer, Path, Query};
use access::{Cx, permit};
use axum::response::IntoResponse;
use http::header::CONTENT_TYPE;
use kernel::{Error, Result};
use ledger::tile::{TILE_WIDTH, TileKind, TilePath, encode_bundle, encode_hashes};
use std::ops::Range;
use store::{Tx, events};

/// Read the latest checkpoint as a file
#[utoipa::path(get, path = "/audit/log/checkpoint", tag = "Audit", operation_id = "readLogCheckpoint", params(WhichHead),
    responses((status = 200, description = "The signed note.", body = String, content_type = "text/plain")))]
pub async fn log_checkpoint(cx: Cx<permit::AuditRead>, Query(which): Query<WhichHead>) -> Answer<impl IntoResponse> {
    let head = cx.head(which.witnessed).await?.ok_or(Error::not_found("checkpoint"))?;
    Ok(([(CONTENT_TYPE, "text/plain; charset=utf-8")], head.note))
}

/// Read a tile of the log
///
/// `0/000` is the first 256 leaves, `1/000` the nodes above them, `entries/000` the first 256 entries; `….p/17` is a tile of
/// which 17 exist.
#[utoipa::path(get, path = "/audit/log/tile/{*path}", tag = "Audit", operation_id = "readLogTile",
    params(("path" = String, Path, description = "Level and number, as tlog-tiles writes them.", example = "0/000.p/1")),
    responses((status = 200, description = "Hashes of 32 bytes each, or entries each behind its length in two bytes.",
        body = Vec<u8>, content_type = "application/octet-stream")))]
pub async fn log_tile(cx: Cx<permit::AuditRead>, Path(path): Path<String>) -> Answer<impl IntoResponse> {
    let path: TilePath = format!("tile/{path}").parse().map_err(|_| no_tile())?;
    let bytes = cx.read(move |tx| tile(tx, path)).await?;
    Ok(([(CONTENT_TYPE, "application/octet-stream")], bytes))
}

fn tile(tx: &mut Tx<'_>, path: TilePath) -> Result<Vec<u8>> {
    let range = range(path, events::size(tx)?).ok_or_else(no_tile)?;
    match path.kind() {
        TileKind::Hashes(level) => Ok(encode_hashes(&rows::hashes(tx, level, range)?)),
        TileKind::Entries => {
            let records = events::range(tx, range.start + 1, range.end + 1)?;
            let entries = records.iter().map(events::Record::entry).collect::<Result<Vec<_>>>()?;
            encode_bundle(entries.iter().map(Vec::as_slice)).map_err(Error::internal)
        }
    }
}

/// Which hashes of its level the tile holds; none unless a log of `size` has them all.
fn range(path: TilePath, size: u64) -> Option<Range<i64>> {
    let level = match path.kind() {
        TileKind::Hashes(level) => u32::from(level),
        TileKind::Entries => 0,
    };
    let there = size.checked_shr(8 * level).unwrap_or(0);
    let start = path.index().checked_mul(u64::from(TILE_WIDTH))?;
    let end = start.checked_add(u64::from(path.width()))?;
    (end <= there).then_some(i64::try_from(start).ok()?..i64::try_from(end).ok()?)
}

fn no_tile() -> Error {
    Error::not_found("tile")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tile_is_there_when_all_of_it_is() {
        let at = |path: &str, size| range(format!("tile/{path}").parse().unwrap(), size);
        assert_eq!(at("0/000.p/3", 3), Some(0..3));
        assert_eq!(at("0/000.p/2", 3), Some(0..2));
        assert_eq!(at("0/000.p/4", 3), None);
        assert_eq!(at("0/000", 255), None);
        assert_eq!(at("0/001.p/1", 257), Some(256..257));
        assert_eq!(at("1/000.p/1", 256), Some(0..1));
        assert_eq!(at("1/000.p/2", 511), None);
        assert_eq!(at("entries/000", 256), Some(0..256));
        assert_eq!(at("63/000.p/1", u64::MAX), None);
        assert_eq!(at("0/x018/x446/x744/x073/x709/x551/615", u64::MAX), None);
    }
}
