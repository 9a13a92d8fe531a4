//! What product code sees of a database: a transaction in one organisation, with the actor, the clock and the chance of it.

use crate::batch::{Head, execute};
use crate::event::Event;
use crate::idempotency::Once;
use crate::realm::Realm;
use crate::{Connection, idempotency, log};
use kernel::{Actor, Reach, Result, Rights, Rng, Timestamp};
use serde::{Deserialize, Serialize};
use std::ops::{Deref, DerefMut};

/// Where a request came from; sealed beside every event.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Origin {
    /// The request's id, also in the logs of the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
    /// The client's network address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The session's id (not its token).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
    /// The id of the program's token, when a program acted for its member (not the token itself).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

/// Who acts, how far their right reaches, and from where. Only the door takes one.
#[derive(Debug, Clone)]
pub struct Authority {
    /// Who acts.
    pub actor: Actor,
    /// How far the right that is used reaches.
    pub reach: Reach,
    /// What else the actor may.
    pub rights: Rights,
    /// Where the request came from.
    pub origin: Origin,
}

impl Authority {
    /// Narrowed by nothing: Muster itself, the operator, a test.
    pub fn whole(actor: Actor, origin: Origin) -> Self {
        Self { actor, reach: Reach::Organisation, rights: Rights::All, origin }
    }

    /// With no right to any row but the actor's own: who is not known yet, and what is only put on record.
    pub fn bare(actor: Actor, origin: Origin) -> Self {
        Self { actor, reach: Reach::Own, rights: Rights::none(), origin }
    }
}

/// A transaction: every query through it sees one organisation.
pub struct Tx<'a> {
    connection: &'a mut Connection,
    realm: &'a Realm,
    authority: &'a Authority,
    now: Timestamp,
}

impl<'a> Tx<'a> {
    pub(crate) fn new(connection: &'a mut Connection, realm: &'a Realm, authority: &'a Authority) -> Self {
        let now = realm.clock().now();
        Self { connection, realm, authority, now }
    }

    /// The connection, for Diesel.
    pub fn db(&mut self) -> &mut Connection {
        self.connection
    }

    /// Who acts.
    pub fn actor(&self) -> Actor {
        self.authority.actor
    }

    /// How far the right in use reaches.
    pub fn reach(&self) -> &Reach {
        &self.authority.reach
    }

    /// How far another right of the actor reaches; `None` when it is not granted.
    pub fn right(&self, permission: &str) -> Option<Reach> {
        self.authority.rights.reach(permission)
    }

    /// How far the right in use reaches among what `reading` lets the actor see: no right reaches rows that cannot be seen.
    pub fn within(&self, reading: &str) -> Option<Reach> {
        self.right(reading).and_then(|seen| self.authority.reach.narrowed(&seen))
    }

    /// Where the request came from.
    pub fn origin(&self) -> &Origin {
        &self.authority.origin
    }

    /// The instant of this transaction.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Randomness.
    pub fn rng(&self) -> &dyn Rng {
        self.realm.rng()
    }

    /// The organisation's id, or `instance`.
    pub fn realm(&self) -> &str {
        self.realm.name()
    }

    /// Seals a secret column's value for this organisation, bound to its table, column and row.
    pub fn seal(&self, table: &'static str, column: &'static str, row: &str, plain: &[u8]) -> Result<Vec<u8>> {
        self.realm.seal(table, column, row, plain)
    }

    /// Opens what [`Tx::seal`] sealed; a value moved from elsewhere is refused.
    pub fn open(&self, table: &'static str, column: &'static str, row: &str, sealed: &[u8]) -> Result<Vec<u8>> {
        self.realm.open(table, column, row, sealed)
    }

    /// What shows push services that this organisation sends.
    pub fn push_key(&self) -> Result<&vault::PushKey> {
        self.realm.push()
    }

    /// The code by which people show now that they are where `subject` is, and from when on another is shown.
    pub fn code(&self, subject: &str) -> Result<(String, Timestamp)> {
        let (code, until) = self.realm.codes()?.code(subject, self.now.millis());
        Ok((code.to_string(), Timestamp::clamped(until)))
    }

    /// Whether this is the code of `subject`, now or a minute ago.
    pub fn accepts_code(&self, subject: &str, code: &str) -> Result<bool> {
        Ok(self.realm.codes()?.accepts(subject, code, self.now.millis()))
    }

    pub(crate) fn parts(&mut self) -> (&mut Connection, &'a Realm, &'a Authority, Timestamp) {
        (self.connection, self.realm, self.authority, self.now)
    }
}

/// A transaction that only reads.
pub type ReadTx<'a> = Tx<'a>;

/// A transaction that writes; ends in [`WriteTx::commit`] or leaves nothing behind.
pub struct WriteTx<'a> {
    tx: Tx<'a>,
    head: &'a mut Head,
    once: Option<&'a Once>,
}

impl<'a> WriteTx<'a> {
    pub(crate) fn new(tx: Tx<'a>, head: &'a mut Head, once: Option<&'a Once>) -> Self {
        Self { tx, head, once }
    }

    /// Ends the transaction: appends the event record and its leaf, and makes the answer that leaves once all of it is durable.
    pub fn commit<T: Serialize>(mut self, event: Event, answer: T) -> Result<Committed<T>> {
        log::append(&mut self.tx, self.head, event)?;
        if let Some(once) = self.once {
            idempotency::keep(&mut self.tx, once, &answer)?;
        }
        Ok(Committed(answer))
    }

    /// Tries a part of the work: what it wrote is undone when it fails, and the rest of the transaction goes on.
    pub fn attempt<T>(&mut self, act: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        execute(self.tx.db(), "SAVEPOINT part")?;
        let outcome = act(self);
        let end = if outcome.is_ok() { "RELEASE SAVEPOINT part" } else { "ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part" };
        execute(self.tx.db(), end)?;
        outcome
    }

    /// Rings the bell once this write is durable: it leaves work for somebody who waits, such as a mail to be sent.
    pub fn ring(&mut self) {
        self.head.rings = true;
    }

    /// The number that this transaction's event record will have.
    pub fn next_seq(&self) -> i64 {
        i64::try_from(self.head.frontier.size() + 1).unwrap_or(i64::MAX)
    }

    /// The next number of the series `name`, starting at 1; gapless within what is committed.
    pub fn next_number(&mut self, name: &str) -> Result<i64> {
        self.next_numbers(name, 1)
    }

    /// Takes `count` numbers of the series `name` and tells the first.
    pub fn next_numbers(&mut self, name: &str, count: i64) -> Result<i64> {
        use crate::schema::counter;
        use diesel::prelude::*;
        let db = self.tx.db();
        let last: Option<i64> = counter::table.find(name).select(counter::value).get_result(db).optional()?;
        let (first, next) = (last.unwrap_or(0) + 1, last.unwrap_or(0) + count);
        if last.is_some() {
            diesel::update(counter::table.find(name)).set(counter::value.eq(next)).execute(db)?;
        } else {
            diesel::insert_into(counter::table).values((counter::name.eq(name), counter::value.eq(next))).execute(db)?;
        }
        Ok(first)
    }
}

impl<'a> Deref for WriteTx<'a> {
    type Target = Tx<'a>;
    fn deref(&self) -> &Tx<'a> {
        &self.tx
    }
}

impl DerefMut for WriteTx<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.tx
    }
}

/// An answer whose event record stands in the same transaction. Only [`WriteTx::commit`] makes one.
#[derive(Debug)]
pub struct Committed<T>(T);

impl<T> Committed<T> {
    /// For an answer given before and found again under its idempotency key.
    pub(crate) fn again(answer: T) -> Self {
        Self(answer)
    }

    pub(crate) fn into_answer(self) -> T {
        self.0
    }
}
