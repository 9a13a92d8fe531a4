//! A handler that panics costs its own answer, not the connection that carries others.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

/// Runs `future`; `None` when it panicked. What it held is dropped with it: transactions roll back, locks are poisoned.
pub(super) async fn panics<T>(future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(Poll::Ready(value)) => Poll::Ready(Some(value)),
        Ok(Poll::Pending) => Poll::Pending,
        Err(_) => {
            tracing::error!("a handler panicked");
            Poll::Ready(None)
        }
    })
    .await
}
