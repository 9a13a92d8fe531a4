//! An answer that is still being computed: awaited by a handler, waited for by a command.

use super::PasswordError;
use std::fmt;
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use tokio::sync::oneshot;

/// The answer to come. Dropping it before the work began spares the work.
#[must_use = "the answer is lost unless it is awaited or waited for"]
pub struct Pending<T> {
    answer: oneshot::Receiver<Result<T, PasswordError>>,
}

impl<T> Pending<T> {
    pub(super) fn new(answer: oneshot::Receiver<Result<T, PasswordError>>) -> Self {
        Self { answer }
    }

    /// Blocks this thread until the answer is there: for commands and tests, never inside async code.
    pub fn wait(self) -> Result<T, PasswordError> {
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let mut context = Context::from_waker(&waker);
        let mut pending = pin!(self);
        loop {
            match pending.as_mut().poll(&mut context) {
                Poll::Ready(answer) => return answer,
                Poll::Pending => thread::park(),
            }
        }
    }
}

impl<T> Future for Pending<T> {
    type Output = Result<T, PasswordError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.answer).poll(context).map(|answer| answer.unwrap_or(Err(PasswordError::Stopped)))
    }
}

impl<T> fmt::Debug for Pending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pending")
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}
