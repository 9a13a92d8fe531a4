//! That something on the board changed, as it happens: server-sent events.
//!
//! Invariant: nothing of what changed is told here, only that something did; whoever hears it asks for the board by their own right.

use super::concern;
use access::edge::{Answer, Followed, follow};
use access::{Cx, permit};
use axum::response::sse::{Event, Sse};
use diesel::sql_types::{BigInt, Text};
use futures_util::Stream;
use kernel::Result;
use std::convert::Infallible;
use store::{Statement, Tx};

/// Follow the board
///
/// Tells `change` with the number of the log's last record whenever something on the board changed: within a second, from whichever
/// server. Ask for `/board?since=` then.
#[utoipa::path(get, path = "/board/changes", tag = "Board", operation_id = "followBoard",
    responses((status = 200, description = "Server-sent events; `change` carries `{\"seq\":4711}`.", body = String, content_type = "text/event-stream")))]
pub async fn follow_board(cx: Cx<permit::BoardRead>) -> Answer<Sse<impl Stream<Item = std::result::Result<Event, Infallible>>>> {
    let told = |seq| format!("{{\"seq\":{seq}}}");
    Ok(follow(cx, last, Followed { look: news, told }).await?)
}

fn last(tx: &mut Tx<'_>) -> Result<i64> {
    let mut statement = Statement::<BigInt>::on(tx.db());
    statement.sql("SELECT coalesce(max(seq), 0) FROM event");
    Ok(statement.load::<i64>(tx.db())?.pop().unwrap_or(0))
}

/// The last record after `from`, and whether any of those since changed the board.
fn news(tx: &mut Tx<'_>, from: i64) -> Result<(i64, bool)> {
    let mut statement = Statement::<(BigInt, Text)>::on(tx.db());
    statement.sql("SELECT seq, action FROM event WHERE seq > ").number(from).sql(" ORDER BY seq LIMIT 1000");
    let records = statement.load::<(i64, String)>(tx.db())?;
    let seq = records.last().map_or(from, |(seq, _)| *seq);
    Ok((seq, records.iter().any(|(_, action)| concern::board(action))))
}
