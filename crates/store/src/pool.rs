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

#[cfg(test)]
mod tests {
    use super::*;
    use diesel::connection::Connection as _;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// A pool, and how often it opened a connection.
    fn pool(most: usize) -> (Arc<Pool>, Arc<AtomicUsize>) {
        let opened = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&opened);
        let open = move || {
            count.fetch_add(1, Ordering::SeqCst);
            diesel::SqliteConnection::establish(":memory:").map(Connection::Sqlite).map_err(Error::internal)
        };
        (Arc::new(Pool::new(most, open)), opened)
    }

    #[test]
    fn no_more_are_open_than_allowed() {
        let (pool, opened) = pool(2);
        let (one, other) = (pool.take().unwrap(), pool.take().unwrap());
        let (got, has_got) = std::sync::mpsc::channel();
        let third = std::thread::spawn({
            let pool = Arc::clone(&pool);
            move || pool.take().map(|_| got.send(()).unwrap()).unwrap()
        });
        // Whoever opened a third would have had it by then.
        has_got.recv_timeout(Duration::from_millis(200)).expect_err("the third has to wait");
        drop((one, other));
        third.join().unwrap();
        assert_eq!(opened.load(Ordering::SeqCst), 2);
    }

    #[test]
    fn what_a_panic_left_is_closed() {
        let (pool, opened) = pool(1);
        let panics = std::thread::spawn({
            let pool = Arc::clone(&pool);
            move || {
                let _held = pool.take().unwrap();
                panic!("on purpose");
            }
        });
        panics.join().unwrap_err();
        drop(pool.take().unwrap());
        assert_eq!(opened.load(Ordering::SeqCst), 2, "the one that the panic left was not handed on");
    }

    #[test]
    fn what_was_closed_or_never_opened_takes_no_place() {
        let (pool, opened) = pool(1);
        drop(pool.take().unwrap());
        pool.shrink(0);
        drop(pool.take().unwrap());
        assert_eq!(opened.load(Ordering::SeqCst), 2);
        let mut broken = pool.take().unwrap();
        broken.break_it();
        drop(broken);
        drop(pool.take().unwrap());
        assert_eq!(opened.load(Ordering::SeqCst), 3);

        let tries = AtomicUsize::new(0);
        let fails_once = Pool::new(1, move || match tries.fetch_add(1, Ordering::SeqCst) {
            0 => Err(Error::internal("nobody answers")),
            _ => diesel::SqliteConnection::establish(":memory:").map(Connection::Sqlite).map_err(Error::internal),
        });
        assert!(fails_once.take().is_err());
        assert!(fails_once.take().is_ok());
    }
}
