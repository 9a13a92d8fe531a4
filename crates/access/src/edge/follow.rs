//! Following how something stands: server-sent events that tell that it changed, and nothing of what changed.
//!
//! Nothing is asked while nothing happens: who follows waits for the pulse of the organisation's log, and looks when it beats. Who may not
//! follow any more hears nothing more: they are looked at again by the same pulse, since whatever shuts somebody out is on record.

use crate::cx::Cx;
use crate::permission::Permission;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;
use kernel::Result;
use std::convert::Infallible;
use std::time::Duration;
use store::Tx;
use store::door::Following;

/// How a silent line is kept open.
const KEEP_ALIVE: Duration = Duration::from_secs(10);
/// What beats so shortly after another beat is looked at together with it. Longer than what is known of a session is believed: whoever was
/// shut out by what beat is found to be.
const TOGETHER: Duration = Duration::from_millis(550);
/// How long is waited for a beat: what ends by the clock alone ends then, and what the operator shuts leaves no record here.
const PATIENCE: Duration = Duration::from_secs(20);

/// How something stands, looked at again and again.
#[derive(Debug, Clone, Copy)]
pub struct Followed<S> {
    /// How it stands now, and whether that is news to whoever knows how it stood.
    pub look: fn(&mut Tx<'_>, S) -> Result<(S, bool)>,
    /// How it stands, as JSON.
    pub told: fn(S) -> String,
}

/// Tells `open` with how it stands, then `change` whenever that is another. A database that cannot be asked ends the stream: the browser
/// comes again; and so does whoever may not follow any more, in vain.
pub async fn follow<P, S>(
    cx: Cx<P>,
    first: impl FnOnce(&mut Tx<'_>) -> Result<S> + Send + 'static,
    followed: Followed<S>,
) -> Result<Sse<impl Stream<Item = std::result::Result<Event, Infallible>>>>
where
    P: Permission,
    S: Copy + Send + 'static,
{
    // Felt from before the first look: what happens between the two is news.
    let pulse = Pulse { felt: cx.pulse(), is_settled: true };
    let from = cx.read(first).await?;
    let changes = unfold((cx, pulse, from, true), move |(cx, mut pulse, stood, is_first)| async move {
        let (name, stands) = if is_first { ("open", stood) } else { ("change", next(&cx, &mut pulse, stood, followed).await?) };
        Some((Ok(Event::default().event(name).data((followed.told)(stands))), (cx, pulse, stands, false)))
    });
    Ok(Sse::new(changes).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)))
}

async fn next<P: Permission, S: Copy + Send + 'static>(cx: &Cx<P>, pulse: &mut Pulse, mut stood: S, followed: Followed<S>) -> Option<S> {
    loop {
        pulse.wait().await;
        if !cx.still_holds().await {
            return None;
        }
        let (stands, is_news) = cx.read(move |tx| (followed.look)(tx, stood)).await.ok()?;
        if is_news {
            return Some(stands);
        }
        stood = stands;
    }
}

/// When to look.
struct Pulse {
    felt: Following,
    /// Whether what beat last was looked at late enough to see everything that it did.
    is_settled: bool,
}

impl Pulse {
    /// Waits until it beats, and then once more for whatever beats together with it; until patience ends.
    async fn wait(&mut self) {
        if self.is_settled {
            let beaten = tokio::time::timeout(PATIENCE, self.felt.beat()).await;
            self.is_settled = beaten.is_err();
        } else {
            tokio::time::sleep(TOGETHER).await;
            self.is_settled = !self.felt.take_beat();
        }
    }
}
