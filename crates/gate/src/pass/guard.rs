//! An answer that streams is looked at again while it does: whoever has been thrown out meanwhile, or is outside the networks now,
//! does not get the rest.

use access::Watch;
use axum::body::{Body, Bytes, HttpBody};
use axum::response::Response;
use hyper::body::Frame;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::{Sleep, sleep};

/// Puts a guard over an answer whose length is not known from the start, if somebody is known.
pub(super) fn over(response: Response, watch: Option<&Watch>, every: Duration) -> Response {
    match watch {
        Some(watch) if response.body().size_hint().exact().is_none() => {
            let watch = watch.clone();
            response.map(|body| Body::new(Guarded { body, watch, every, next: None, asked: None }))
        }
        _ => response,
    }
}

type Asked = Pin<Box<dyn Future<Output = bool> + Send>>;

struct Guarded {
    body: Body,
    watch: Watch,
    every: Duration,
    next: Option<Pin<Box<Sleep>>>,
    asked: Option<Asked>,
}

/// The rest is not for the asker any more.
#[derive(Debug)]
struct Ended;

impl std::fmt::Display for Ended {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the asker may not read on")
    }
}

impl std::error::Error for Ended {}

impl Guarded {
    /// Whether the asker was found to be out. An answer goes on while the question is being asked: that takes milliseconds.
    fn is_over(&mut self, context: &mut Context<'_>) -> bool {
        let every = self.every;
        let next = self.next.get_or_insert_with(|| Box::pin(sleep(every)));
        if self.asked.is_none() && next.as_mut().poll(context).is_ready() {
            let watch = self.watch.clone();
            self.asked = Some(Box::pin(async move { watch.holds().await }));
        }
        let Some(asked) = &mut self.asked else { return false };
        let Poll::Ready(holds) = asked.as_mut().poll(context) else { return false };
        self.asked = None;
        self.next = Some(Box::pin(sleep(every)));
        // Asks the clock to wake whoever waits for the body, too.
        if holds && let Some(next) = &mut self.next {
            let _ = next.as_mut().poll(context);
        }
        !holds
    }
}

impl HttpBody for Guarded {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if self.is_over(context) {
            return Poll::Ready(Some(Err(axum::Error::new(Ended))));
        }
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }
}
