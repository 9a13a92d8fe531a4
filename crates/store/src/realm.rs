//! A realm: one organisation's data, or the instance's directory, on either engine.

use crate::Connection;
use crate::batch::{self, Queue, execute};
use crate::bell::Bell;
use crate::event::Event;
use crate::grown::Grown;
use crate::idempotency::{self, Once};
use crate::pool::{Loan, Pool};
use crate::pulse::Pulse;
use crate::schema::erased_organisation;
use crate::tx::{Authority, Committed, Tx, WriteTx};
use diesel::prelude::*;
use kernel::{Clock, Error, Result, Rng, Timestamp};
use serde::de::DeserializeOwned;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use vault::{CodeKey, FieldContext, FieldSealer, FileSealer, PushKey};

/// One organisation's data, or the instance's directory.
pub struct Realm {
    pub(crate) name: String,
    pub(crate) engine: RealmEngine,
    /// The organisation's file, where it has one.
    pub(crate) file: Option<PathBuf>,
    /// Where it is known which organisations there are; the directory itself has none.
    pub(crate) directory: Option<Arc<Realm>>,
    pub(crate) readers: Arc<Pool>,
    pub(crate) writers: Arc<Pool>,
    /// How much of the file each connection kept decrypted when it was opened, in KiB; 0 where there is no file of its own.
    pub(crate) cache_kib: AtomicU64,
    pub(crate) queue: Queue,
    pub(crate) sealer: FieldSealer,
    pub(crate) files: Option<FileSealer>,
    pub(crate) codes: Option<CodeKey>,
    pub(crate) push: Option<PushKey>,
    pub(crate) signer: ledger::NoteSigner,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) rng: Arc<dyn Rng>,
    pub(crate) bell: Arc<Bell>,
    pub(crate) grown: Arc<Grown>,
    pub(crate) pulse: Pulse,
    /// Set once the organisation is none any more.
    pub(crate) shut: AtomicBool,
}

/// How a realm's transactions begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RealmEngine {
    Embedded,
    Postgres,
}

impl std::fmt::Debug for Realm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Realm").field("name", &self.name).field("engine", &self.engine).finish_non_exhaustive()
    }
}

impl Realm {
    /// Reads: `act` sees one consistent state of this realm.
    pub async fn read<T, F>(self: &Arc<Self>, authority: Authority, act: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        let realm = Arc::clone(self);
        tokio::task::spawn_blocking(move || realm.read_here(&authority, act)).await.map_err(|_| Error::internal("a read panicked"))?
    }

    /// Reads on this thread, which must be one that may block.
    pub fn read_here<T>(&self, authority: &Authority, act: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        self.refuse_gone()?;
        self.read_now(authority, act).map_err(|error| self.explained(error))
    }

    fn read_now<T>(&self, authority: &Authority, act: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let mut connection = self.readers.take()?;
        let answer = self.begin_read(&mut connection).and_then(|()| act(&mut Tx::new(&mut connection, self, authority)));
        let ended = execute(&mut connection, if answer.is_ok() { "COMMIT" } else { "ROLLBACK" });
        if ended.is_err() {
            connection.break_it();
        }
        match (answer, ended) {
            (Ok(answer), Ok(())) => Ok(answer),
            (Err(error), _) | (Ok(_), Err(error)) => Err(error),
        }
    }

    /// Writes: what `act` commits is durable, with its event record, before the answer is given.
    pub async fn write<T, F>(self: &Arc<Self>, authority: Authority, act: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'a> FnOnce(WriteTx<'a>) -> Result<Committed<T>> + Send + 'static,
    {
        batch::submit(self, authority, None, act).await
    }

    /// Writes once: a second request under the same key gets the first one's answer.
    pub async fn write_once<T, F>(self: &Arc<Self>, authority: Authority, once: Option<Once>, act: F) -> Result<T>
    where
        T: DeserializeOwned + Send + 'static,
        F: for<'a> FnOnce(WriteTx<'a>) -> Result<Committed<T>> + Send + 'static,
    {
        let Some(once) = once else { return self.write(authority, act).await };
        let asked = once.clone();
        batch::submit(self, authority, Some(once), move |mut tx: WriteTx<'_>| match idempotency::find(&mut tx, &asked)? {
            Some(answer) => Ok(Committed::again(answer)),
            None => act(tx),
        })
        .await
    }

    /// Records an event that changes nothing: a refusal, a failed sign-in.
    pub async fn record(self: &Arc<Self>, authority: Authority, event: Event) -> Result<()> {
        self.write(authority, move |tx| tx.commit(event, ())).await
    }

    /// The realm's name: an organisation's id, or `instance`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The key that checks this realm's checkpoints.
    pub fn verifier_key(&self) -> String {
        self.signer.verifier_key().to_string()
    }

    /// The host that this realm's log is named after.
    pub fn log_host(&self) -> String {
        let key = self.signer.verifier_key();
        key.name().split('/').next().unwrap_or_default().to_owned()
    }

    /// What seals this organisation's files; the directory has none.
    pub fn files(&self) -> Result<&FileSealer> {
        self.files.as_ref().ok_or_else(|| Error::internal("the directory keeps no files"))
    }

    /// Housekeeping from above: who holds a lease on what waits. No event record, and no decision of anybody's: `courier` alone uses it.
    pub async fn housekeeping<T, F>(self: &Arc<Self>, act: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection, Timestamp) -> Result<T> + Send + 'static,
    {
        let realm = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || {
            let (now, mut answer) = (realm.clock.now(), None);
            realm.housekeep(|connection| {
                answer = Some(act(connection, now)?);
                Ok(())
            })?;
            answer.ok_or_else(|| Error::internal("housekeeping gave no answer"))
        });
        done.await.map_err(|_| Error::internal("housekeeping panicked"))?
    }

    /// Housekeeping of the binary's own: an outbox is filled and emptied. Nobody decided anything, so it leaves no event record; what a
    /// person does goes through [`Realm::write`].
    pub async fn tend<T, F>(self: &Arc<Self>, act: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        let realm = Arc::clone(self);
        let tended = tokio::task::spawn_blocking(move || {
            let (authority, mut answer) = (crate::door::muster_itself(), None);
            realm.housekeep(|connection| {
                answer = Some(act(&mut Tx::new(connection, &realm, &authority))?);
                Ok(())
            })?;
            answer.ok_or_else(|| Error::internal("housekeeping gave no answer"))
        });
        tended.await.map_err(|_| Error::internal("housekeeping panicked"))?
    }

    /// Lets nothing that was overwritten linger beside the data: the embedded engine's write-ahead log is emptied. In PostgreSQL that is
    /// the autovacuum's work.
    pub async fn sweep(self: &Arc<Self>) -> Result<()> {
        let realm = Arc::clone(self);
        let swept = tokio::task::spawn_blocking(move || match realm.engine {
            RealmEngine::Embedded => execute(&mut *realm.writers.take()?, "PRAGMA wal_checkpoint(TRUNCATE)"),
            RealmEngine::Postgres => Ok(()),
        });
        swept.await.map_err(|_| Error::internal("housekeeping panicked"))?
    }

    /// Housekeeping that is no change of anybody's data (last seen, expired answers): no event record. Kept out of products' reach.
    pub(crate) fn housekeep(&self, act: impl FnOnce(&mut Connection) -> Result<()>) -> Result<()> {
        self.housekeep_now(act).map_err(|error| self.explained(error))
    }

    fn housekeep_now(&self, act: impl FnOnce(&mut Connection) -> Result<()>) -> Result<()> {
        let mut connection = self.writer()?;
        let done = self.begin_write(&mut connection).and_then(|()| act(&mut connection)).and_then(|()| self.commit(&mut connection));
        if done.is_err() {
            connection.break_it();
        }
        done
    }

    pub(crate) fn begin_read(&self, connection: &mut Connection) -> Result<()> {
        match self.engine {
            RealmEngine::Embedded => execute(connection, "BEGIN"),
            RealmEngine::Postgres => execute(connection, &format!("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {}", self.tenancy())),
        }
    }

    pub(crate) fn begin_write(&self, connection: &mut Connection) -> Result<()> {
        match self.engine {
            RealmEngine::Embedded => execute(connection, "BEGIN IMMEDIATE"),
            // Writers of one realm queue on its lock, whichever server they come through: the log has one order.
            RealmEngine::Postgres => {
                let lock = format!("SELECT pg_advisory_xact_lock(hashtextextended('{}', 0))", self.name);
                // Another server may have erased the organisation while this one held it open: nothing of it is to come back.
                let still = format!("SELECT 1 / (NOT EXISTS (SELECT 1 FROM erased_organisation WHERE id = '{}'))::int", self.name);
                execute(connection, &format!("BEGIN; {}; {lock}; {still}", self.tenancy()))
            }
        }
    }

    /// Makes a write durable. In PostgreSQL a transaction that ends under another name than it began under is refused, in the
    /// same message as the commit: whatever code did that, nothing of it is kept.
    pub(crate) fn commit(&self, connection: &mut Connection) -> Result<()> {
        match self.engine {
            RealmEngine::Embedded => execute(connection, "COMMIT"),
            RealmEngine::Postgres => {
                let same = format!("SELECT 1 / (current_setting('muster.org') = '{}')::int", self.name);
                execute(connection, &format!("{same}; COMMIT"))
            }
        }
    }

    /// Names the realm to PostgreSQL's policies, for this transaction alone. The name is an id: it needs no quoting.
    fn tenancy(&self) -> String {
        format!("SELECT set_config('muster.org', '{}', true)", self.name)
    }

    pub(crate) fn writer(&self) -> Result<Loan<'_>> {
        self.refuse_gone()?;
        self.writers.take()
    }

    /// The organisation was erased: whoever holds this realm still is refused from now on, and its file is let go.
    pub(crate) fn shut(&self) {
        self.shut.store(true, Ordering::Release);
        if self.engine == RealmEngine::Embedded {
            self.readers.shrink(0);
            self.writers.shrink(0);
        }
    }

    /// A file that was removed beside this process can still be read and written for as long as it is held open: nobody may. Either the
    /// organisation was erased, or somebody lost its file, and what is written now would be lost too.
    fn refuse_gone(&self) -> Result<()> {
        if let Some(file) = self.file.as_ref().filter(|file| !file.exists()) {
            if !self.is_erased()? {
                return Err(Error::internal(format!("{} is missing", file.display())));
            }
            self.shut();
        }
        if self.shut.load(Ordering::Acquire) { Err(Error::no_organisation()) } else { Ok(()) }
    }

    /// A fault that is none: another process erased the organisation while this one was at work in it. Takes a connection, so whoever asks
    /// has given theirs back.
    pub(crate) fn explained(&self, error: Error) -> Error {
        if matches!(error, Error::Internal { .. }) && self.is_erased().unwrap_or(false) {
            self.shut();
            return Error::no_organisation();
        }
        error
    }

    /// Whether the directory has a tombstone for it. What is wrong with the directory itself is never that it was erased.
    fn is_erased(&self) -> Result<bool> {
        let Some(directory) = &self.directory else { return Ok(false) };
        let name = self.name.as_str();
        let stones = |tx: &mut Tx<'_>| {
            let stones = erased_organisation::table.filter(erased_organisation::id.eq(name));
            Ok(stones.count().get_result::<i64>(tx.db())?)
        };
        Ok(directory.read_now(&crate::door::muster_itself(), stones)? > 0)
    }

    pub(crate) fn queue(&self) -> &Queue {
        &self.queue
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    pub(crate) fn rng(&self) -> &dyn Rng {
        &*self.rng
    }

    /// What makes this organisation's codes; the directory has none.
    pub(crate) fn codes(&self) -> Result<&CodeKey> {
        self.codes.as_ref().ok_or_else(|| Error::internal("the directory makes no codes"))
    }

    /// What shows push services that this organisation sends; the directory sends nothing.
    pub(crate) fn push(&self) -> Result<&PushKey> {
        self.push.as_ref().ok_or_else(|| Error::internal("the directory sends no push messages"))
    }

    pub(crate) fn seal(&self, table: &'static str, column: &'static str, row: &str, plain: &[u8]) -> Result<Vec<u8>> {
        let context = FieldContext { organisation: &self.name, table, column, row };
        let rng = &*self.rng;
        self.sealer.seal(context, plain, &mut |bytes: &mut [u8]| rng.fill(bytes)).map_err(Error::internal)
    }

    pub(crate) fn open(&self, table: &'static str, column: &'static str, row: &str, sealed: &[u8]) -> Result<Vec<u8>> {
        let context = FieldContext { organisation: &self.name, table, column, row };
        self.sealer.open(context, sealed).map_err(|_| Error::internal(format!("a sealed value of {table}.{column} does not open")))
    }
}
