//! Following how something stands: server-sent events that tell that it changed, and nothing of what changed.

use crate::cx::Cx;
use crate::permission::Permission;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;
use kernel::Result;
use std::convert::Infallible;
use std::time::Duration;
use store::Tx;

/// How a silent line is kept open.
const KEEP_ALIVE: Duration = Duration::from_secs(10);

/// How something stands, looked at again and again.
#[derive(Debug, Clone, Copy)]
pub struct Followed<S> {
    /// How often is looked.
    pub every: Duration,
    /// How it stands now, and whether that is news to whoever knows how it stood.
    pub look: fn(&mut Tx<'_>, S) -> Result<(S, bool)>,
    /// How it stands, as JSON.
    pub told: fn(S) -> String,
}

/// Tells `open` with how it stands, then `change` whenever that is another. A database that cannot be asked ends the stream: the browser
/// comes again.
pub fn follow<P, S>(
    cx: Cx<P>,
    from: S,
    followed: Followed<S>,
) -> Sse<impl Stream<Item = std::result::Result<Event, Infallible>> + use<P, S>>
where
    P: Permission,
    S: Copy + Send + 'static,
{
    let changes = unfold((cx, from, true), move |(cx, stood, first)| async move {
        let (name, stands) = if first { ("open", stood) } else { ("change", next(&cx, stood, followed).await?) };
        Some((Ok(Event::default().event(name).data((followed.told)(stands))), (cx, stands, false)))
    });
    Sse::new(changes).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
}

async fn next<P: Permission, S: Copy + Send + 'static>(cx: &Cx<P>, mut stood: S, followed: Followed<S>) -> Option<S> {
    loop {
        tokio::time::sleep(followed.every).await;
        let (stands, is_news) = cx.read(move |tx| (followed.look)(tx, stood)).await.ok()?;
        if is_news {
            return Some(stands);
        }
        stood = stands;
    }
}
