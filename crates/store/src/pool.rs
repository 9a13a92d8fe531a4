//! A few connections that wait to be used: last in, first out, so that idle ones can be let go.

use crate::Connection;
use kernel::{Error, Result};
use std::ops::{Deref, DerefMut};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How long a reader waits for a connection before the request is answered with 503.
const PATIENCE: Duration = Duration::from_secs(10);

type Open = Box<dyn Fn() -> Result<Connection> + Send + Sync>;

pub(crate) struct Pool {
    state: Mutex<State>,
    freed: Condvar,
    most: usize,
    open: Open,
}

struct State {
    idle: Vec<Connection>,
    opened: usize,
}

/// A connection on loan; goes back when dropped, unless it was found broken.
pub(crate) struct Loan<'a> {
    pool: &'a Pool,
    connection: Option<Connection>,
    broken: bool,
}

impl Pool {
    /// At most `most` connections, opened when needed.
    pub(crate) fn new(most: usize, open: impl Fn() -> Result<Connection> + Send + Sync + 'static) -> Self {
        Self { state: Mutex::new(State { idle: Vec::new(), opened: 0 }), freed: Condvar::new(), most, open: Box::new(open) }
    }

    /// Takes a connection, waiting a little while all are in use. Blocks: call it on a blocking thread.
    pub(crate) fn take(&self) -> Result<Loan<'_>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(connection) = state.idle.pop() {
                return Ok(self.loan(connection));
            }
            if state.opened < self.most {
                state.opened += 1;
                drop(state);
                return match (self.open)() {
                    Ok(connection) => Ok(self.loan(connection)),
                    Err(error) => {
                        self.forget();
                        Err(error)
                    }
                };
            }
            let (held, timeout) = self.freed.wait_timeout(state, PATIENCE).unwrap_or_else(PoisonError::into_inner);
            state = held;
            if timeout.timed_out() && state.idle.is_empty() && state.opened >= self.most {
                return Err(Error::Unavailable { retry_after: 1, context: "every database connection is in use".into() });
            }
        }
    }

    /// Closes idle connections beyond `keep`.
    pub(crate) fn shrink(&self, keep: usize) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let closing = state.idle.len().saturating_sub(keep);
        let closed: Vec<_> = state.idle.drain(..closing).collect();
        state.opened -= closed.len();
        drop(state);
    }

    fn loan(&self, connection: Connection) -> Loan<'_> {
        Loan { pool: self, connection: Some(connection), broken: false }
    }

    fn forget(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).opened -= 1;
        self.freed.notify_one();
    }
}

impl Loan<'_> {
    /// The connection is in an unknown state: close it instead of handing it on.
    pub(crate) fn break_it(&mut self) {
        self.broken = true;
    }
}

#[expect(clippy::expect_used, reason = "the connection is there until drop takes it")]
impl Deref for Loan<'_> {
    type Target = Connection;
    fn deref(&self) -> &Connection {
        self.connection.as_ref().expect("a loan holds its connection")
    }
}

#[expect(clippy::expect_used, reason = "the connection is there until drop takes it")]
impl DerefMut for Loan<'_> {
    fn deref_mut(&mut self) -> &mut Connection {
        self.connection.as_mut().expect("a loan holds its connection")
    }
}

impl Drop for Loan<'_> {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        // A panic in the middle of a transaction leaves the connection inside it.
        if self.broken || std::thread::panicking() {
            drop(connection);
            self.pool.forget();
        } else {
            self.pool.state.lock().unwrap_or_else(PoisonError::into_inner).idle.push(connection);
            self.pool.freed.notify_one();
        }
    }
}
