//! A request sent twice is done once: its answer is kept, sealed, in the transaction that did it.

use crate::schema::idempotency;
use crate::tx::Tx;
use diesel::prelude::*;
use kernel::{Error, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What the client calls its request: 1 to 128 visible ASCII characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Reads a key.
    pub fn parse(text: &str) -> Option<Self> {
        let holds = (1..=128).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
        holds.then(|| Self(text.to_owned()))
    }
}

/// A digest of what was asked, so that one key cannot stand for two different requests.
pub type Fingerprint = [u8; 32];

/// A request that is to be done once.
#[derive(Debug, Clone)]
pub struct Once {
    /// The client's key.
    pub key: IdempotencyKey,
    /// Digest of the request.
    pub fingerprint: Fingerprint,
}

/// How long an answer is kept: a day.
pub(crate) const KEPT_MILLIS: i64 = 24 * 60 * 60 * 1000;

pub(crate) fn find<T: DeserializeOwned>(tx: &mut Tx<'_>, once: &Once) -> Result<Option<T>> {
    let actor = actor(tx);
    let kept: Option<(Vec<u8>, Vec<u8>)> = idempotency::table
        .find((&actor, &once.key.0))
        .select((idempotency::fingerprint, idempotency::answer_sealed))
        .get_result(tx.db())
        .optional()?;
    let Some((fingerprint, sealed)) = kept else { return Ok(None) };
    if fingerprint != once.fingerprint {
        let message = "this Idempotency-Key was used before for a different request".to_owned();
        return Err(Error::Clash { code: "idempotency-key-reused", message });
    }
    let answer = tx.open("idempotency", "answer", &row(&actor, once), &sealed)?;
    serde_json::from_slice(&answer).map(Some).map_err(Error::internal)
}

pub(crate) fn keep(tx: &mut Tx<'_>, once: &Once, answer: &impl Serialize) -> Result<()> {
    let actor = actor(tx);
    let plain = serde_json::to_vec(answer).map_err(Error::internal)?;
    let sealed = tx.seal("idempotency", "answer", &row(&actor, once), &plain)?;
    let now = tx.now();
    diesel::insert_into(idempotency::table)
        .values((
            idempotency::actor_id.eq(&actor),
            idempotency::key.eq(&once.key.0),
            idempotency::fingerprint.eq(&once.fingerprint[..]),
            idempotency::answer_sealed.eq(&sealed),
            idempotency::at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(())
}

fn actor(tx: &Tx<'_>) -> String {
    tx.actor().member().map_or_else(|| tx.actor().kind().as_str().to_owned(), |id| id.to_string())
}

fn row(actor: &str, once: &Once) -> String {
    format!("{actor}/{}", once.key.0)
}

/// The fingerprint of a request.
pub fn fingerprint(asked: &[u8]) -> Fingerprint {
    *ledger::leaf_hash(asked).as_bytes()
}
