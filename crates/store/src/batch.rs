//! Group commit: the writes of one realm that wait at the same moment share one durable commit.
//!
//! Each runs in its own savepoint, so that a failure undoes itself alone; answers leave after the sync. While a batch is being
//! made durable the next one gathers; nobody waits for company.

use crate::idempotency::Once;
use crate::realm::Realm;
use crate::tx::{Authority, Committed, Tx, WriteTx};
use crate::{Connection, log};
use kernel::{Error, Result};
use ledger::Frontier;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::oneshot;

/// Most writes in one commit.
const MOST: usize = 128;
/// Most writes waiting for one realm; one more is answered with 503.
const QUEUE: usize = 4_096;

/// The log's head while a batch runs: what the next leaf builds on.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    pub(crate) frontier: Frontier,
    /// Whether a write of the batch left work for whoever waits at the bell.
    pub(crate) rings: bool,
}

/// A write that waits, whatever its answer's type.
trait Job: Send {
    /// Runs it; `true` when what it wrote is to be kept.
    fn run(&mut self, connection: &mut Connection, realm: &Realm, head: &mut Head) -> bool;
    /// Sends the answer, now that the batch is durable or lost.
    fn answer(self: Box<Self>, batch: &Result<()>, realm: &Realm);
}

struct Pending<T, F> {
    authority: Authority,
    once: Option<Once>,
    act: Option<F>,
    outcome: Option<Result<T>>,
    reply: oneshot::Sender<Result<T>>,
}

impl<T, F> Job for Pending<T, F>
where
    T: Send,
    F: for<'a> FnOnce(WriteTx<'a>) -> Result<Committed<T>> + Send,
{
    fn run(&mut self, connection: &mut Connection, realm: &Realm, head: &mut Head) -> bool {
        let Some(act) = self.act.take() else { return false };
        let tx = Tx::new(connection, realm, &self.authority);
        let tx = WriteTx::new(tx, head, self.once.as_ref());
        let outcome = catch_unwind(AssertUnwindSafe(|| act(tx))).unwrap_or_else(|_| Err(Error::internal("a write panicked")));
        let outcome = outcome.map(Committed::into_answer);
        let keep = outcome.is_ok();
        self.outcome = Some(outcome);
        keep
    }

    fn answer(self: Box<Self>, batch: &Result<()>, realm: &Realm) {
        let outcome = match (self.outcome, batch) {
            (Some(Err(own)), _) => Err(realm.explained(own)),
            (Some(Ok(answer)), Ok(())) => Ok(answer),
            (_, Err(lost)) => Err(lost.clone()),
            (None, Ok(())) => Err(Error::internal("a write was passed over")),
        };
        // The asker may have gone; what is written stays written.
        let _ = self.reply.send(outcome);
    }
}

#[derive(Default)]
pub(crate) struct Queue(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    jobs: VecDeque<Box<dyn Job>>,
    draining: bool,
}

/// Queues a write and waits for its durable answer.
pub(crate) async fn submit<T, F>(realm: &Arc<Realm>, authority: Authority, once: Option<Once>, act: F) -> Result<T>
where
    T: Send + 'static,
    F: for<'a> FnOnce(WriteTx<'a>) -> Result<Committed<T>> + Send + 'static,
{
    let (reply, answer) = oneshot::channel();
    let job = Box::new(Pending { authority, once, act: Some(act), outcome: None, reply });
    let start = {
        let mut waiting = realm.queue().0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.jobs.len() >= QUEUE {
            return Err(Error::Unavailable { retry_after: 1, context: "too many writes are waiting".into() });
        }
        waiting.jobs.push_back(job);
        !std::mem::replace(&mut waiting.draining, true)
    };
    if start {
        let realm = Arc::clone(realm);
        tokio::task::spawn_blocking(move || drain(&realm));
    }
    answer.await.map_err(|_| Error::internal("a write was dropped"))?
}

fn drain(realm: &Realm) {
    loop {
        let mut jobs: Vec<Box<dyn Job>> = {
            let mut waiting = realm.queue().0.lock().unwrap_or_else(PoisonError::into_inner);
            let count = waiting.jobs.len().min(MOST);
            if count == 0 {
                waiting.draining = false;
                return;
            }
            waiting.jobs.drain(..count).collect()
        };
        let batch = run(realm, &mut jobs).map_err(|error| realm.explained(error));
        for job in jobs {
            job.answer(&batch, realm);
        }
    }
}

fn run(realm: &Realm, jobs: &mut [Box<dyn Job>]) -> Result<()> {
    let mut connection = realm.writer()?;
    let done = attempt(realm, &mut connection, jobs);
    if done.is_err() {
        // What state the transaction is in is unknown; a closed connection leaves none behind.
        connection.break_it();
    }
    done
}

fn attempt(realm: &Realm, connection: &mut Connection, jobs: &mut [Box<dyn Job>]) -> Result<()> {
    realm.begin_write(connection)?;
    let before = log::load_head(connection)?;
    let mut head = Head { frontier: before.clone(), rings: false };
    for job in jobs.iter_mut() {
        execute(connection, "SAVEPOINT one")?;
        let kept = head.clone();
        if job.run(connection, realm, &mut head) {
            execute(connection, "RELEASE SAVEPOINT one")?;
        } else {
            head = kept;
            execute(connection, "ROLLBACK TO SAVEPOINT one; RELEASE SAVEPOINT one")?;
        }
    }
    if head.frontier == before {
        return execute(connection, "ROLLBACK");
    }
    log::save_head(connection, &head.frontier)?;
    realm.commit(connection)?;
    realm.grown.note(realm.name());
    realm.pulse.beat(head.frontier.size());
    if head.rings {
        realm.bell.ring(realm.name());
    }
    Ok(())
}

pub(crate) fn execute(connection: &mut Connection, statement: &str) -> Result<()> {
    use diesel::connection::SimpleConnection;
    connection.batch_execute(statement).map_err(Error::from)
}
