//! That something on the board changed, as it happens: server-sent events.
//!
//! Invariant: nothing of what changed is told here, only that something did; whoever hears it asks for the board by their own right.

use access::edge::Answer;
use access::{Cx, permit};
use axum::response::sse::{Event, KeepAlive, Sse};
use diesel::sql_types::{BigInt, Text};
use futures_util::Stream;
use futures_util::stream::unfold;
use kernel::Result;
use std::convert::Infallible;
use std::time::Duration;
use store::{Statement, Tx};

/// How often the log is looked at: a change is told within a second, from whichever server it came.
const LOOK: Duration = Duration::from_millis(400);

/// What a change of the board is called in the log, up to the dot.
const KINDS: [&str; 10] = ["assignment", "requirement", "booking", "call_out", "session", "event", "visit", "leave", "member", "posting"];

/// Follow the board
///
/// Tells `change` with the number of the log's last record whenever something on the board changed. Ask for `/board?since=` then.
#[utoipa::path(get, path = "/board/changes", tag = "Board", operation_id = "followBoard",
    responses((status = 200, description = "Server-sent events; `change` carries `{\"seq\":4711}`.", body = String, content_type = "text/event-stream")))]
pub async fn follow_board(cx: Cx<permit::BoardRead>) -> Answer<Sse<impl Stream<Item = std::result::Result<Event, Infallible>>>> {
    let from = cx.read(last).await?;
    let changes = unfold((cx, from, true), |(cx, from, first)| async move {
        if first {
            return Some((Ok(Event::default().event("open").data(format!("{{\"seq\":{from}}}"))), (cx, from, false)));
        }
        let seq = next_change(&cx, from).await?;
        Some((Ok(Event::default().event("change").data(format!("{{\"seq\":{seq}}}"))), (cx, seq, false)))
    });
    Ok(Sse::new(changes).keep_alive(KeepAlive::new().interval(Duration::from_secs(10))))
}

/// Waits for the next record that changes the board. A database that cannot be asked ends the stream: the browser comes again.
async fn next_change(cx: &Cx<permit::BoardRead>, mut from: i64) -> Option<i64> {
    loop {
        tokio::time::sleep(LOOK).await;
        let (seq, changed) = cx.read(move |tx| news(tx, from)).await.ok()?;
        if changed {
            return Some(seq);
        }
        from = seq;
    }
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
    Ok((seq, records.iter().any(|(_, action)| action.split('.').next().is_some_and(|kind| KINDS.contains(&kind)))))
}
