//! Reading the spine: event records with their opened details, proofs, and what a verifier needs to recompute each leaf.

use crate::Connection;
use crate::checkpoint;
use crate::event::{Detail, Outcome};
use crate::log::{self, StoredNodes};
use crate::schema::{event, event_touch};
use crate::tx::Tx;
use diesel::prelude::*;
use kernel::{ActorKind, Error, Limit, MemberId, Result, Timestamp};
use ledger::{Entry, Hash};

/// An event record as it stands, with its detail opened.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its number in the log, from 1.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// What kind of actor.
    pub actor_kind: ActorKind,
    /// Which member, if one acted.
    pub actor: Option<MemberId>,
    /// What was done, such as `job.closed`.
    pub action: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Kind of the subject.
    pub subject_kind: String,
    /// The subject's id.
    pub subject_id: Option<String>,
    /// Kind and id of other rows touched.
    pub touched: Vec<(String, String)>,
    /// What was sealed beside it; `None` once erased.
    pub detail: Option<Opened>,
    /// The leaf's hash.
    pub leaf: Hash,
    commitment: Hash,
}

/// An opened detail: the exact bytes committed to, and their meaning.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The salt of the commitment, 16 bytes.
    pub salt: Vec<u8>,
    /// The committed bytes, JSON.
    pub bytes: Vec<u8>,
    /// Their meaning.
    pub detail: Detail,
}

impl Record {
    /// The canonical bytes whose hash is the leaf.
    pub fn entry(&self) -> Result<Vec<u8>> {
        let actor = self.actor.map(|id| id.to_string());
        let entry = Entry {
            seq: log::unsigned(self.seq)?,
            at_ms: u64::try_from(self.at.millis()).unwrap_or(0),
            actor_kind: self.actor_kind.as_str(),
            actor_id: actor.as_deref(),
            action: &self.action,
            outcome: self.outcome.into(),
            subject_kind: &self.subject_kind,
            subject_id: self.subject_id.as_deref(),
            touched: self.touched.iter().map(|(kind, id)| ledger::Touched { kind, id }).collect(),
            commitment: self.commitment,
        };
        entry.encode().map_err(Error::internal)
    }
}

impl From<Outcome> for ledger::Outcome {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::Done,
            Outcome::Refused => Self::Refused,
            Outcome::Failed => Self::Failed,
        }
    }
}

/// Which records are wanted; every field narrows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// By this member.
    pub actor: Option<MemberId>,
    /// Of this action.
    pub action: Option<String>,
    /// About, or touching, this row.
    pub subject: Option<String>,
    /// With this outcome.
    pub outcome: Option<Outcome>,
    /// Not before.
    pub from: Option<Timestamp>,
    /// Before.
    pub to: Option<Timestamp>,
    /// With a lower number than this: where the next page starts.
    pub before: Option<i64>,
}

type Row = (i64, Timestamp, String, Option<String>, String, String, String, Option<String>, String, Vec<u8>, Option<Vec<u8>>, Vec<u8>);

const COLUMNS: (
    event::seq,
    event::at,
    event::actor_kind,
    event::actor_id,
    event::action,
    event::outcome,
    event::subject_kind,
    event::subject_id,
    event::touched,
    event::commitment,
    event::detail_sealed,
    event::leaf_hash,
) = (
    event::seq,
    event::at,
    event::actor_kind,
    event::actor_id,
    event::action,
    event::outcome,
    event::subject_kind,
    event::subject_id,
    event::touched,
    event::commitment,
    event::detail_sealed,
    event::leaf_hash,
);

/// Newest first, one more than `limit` so that the caller can tell whether more follow.
pub fn list(tx: &mut Tx<'_>, filter: &Filter, limit: Limit) -> Result<Vec<Record>> {
    let dated = (filter.from.is_some() || filter.to.is_some())
        && filter.actor.is_none()
        && filter.action.is_none()
        && filter.subject.is_none()
        && filter.outcome.is_none();
    let stretch = if dated { Some(stretch(tx, filter, limit)?) } else { None };
    let mut query = event::table.select(COLUMNS).order(event::seq.desc()).limit(limit.get() + 1).into_boxed();
    if let Some(actor) = filter.actor {
        query = query.filter(event::actor_id.eq(actor.to_string()));
    }
    if let Some(action) = &filter.action {
        query = query.filter(event::action.eq(action.clone()));
    }
    if let Some(subject) = &filter.subject {
        let touches = event_touch::table.filter(event_touch::subject_id.eq(subject.clone())).select(event_touch::seq);
        query = query.filter(event::subject_id.eq(subject.clone()).or(event::seq.eq_any(touches)));
    }
    if let Some(outcome) = filter.outcome {
        query = query.filter(event::outcome.eq(outcome.as_str()));
        if outcome != Outcome::Done {
            // Said as it stands in the index of what was not done: a value that is bound would not be known to fit it.
            query = query.filter(diesel::dsl::sql::<diesel::sql_types::Bool>("outcome <> 'done'"));
        }
    }
    if let Some(from) = filter.from {
        query = query.filter(event::at.ge(from));
    }
    if let Some(to) = filter.to {
        query = query.filter(event::at.lt(to));
    }
    if let Some(before) = filter.before {
        query = query.filter(event::seq.lt(before));
    }
    if let Some((first, last)) = stretch {
        query = query.filter(event::seq.between(first, last));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    rows.into_iter().map(|row| record(tx, row)).collect()
}

/// Between which numbers the newest records of these dates lie, from the index of dates alone. Clocks are set back at times, so the
/// order of the dates is not the order of the numbers; the sum keeps the engines from walking the whole log in the latter.
fn stretch(tx: &mut Tx<'_>, filter: &Filter, limit: Limit) -> Result<(i64, i64)> {
    let mut query = event::table.select(event::seq).order((event::seq + 0).desc()).limit(limit.get() + 1).into_boxed();
    if let Some(from) = filter.from {
        query = query.filter(event::at.ge(from));
    }
    if let Some(to) = filter.to {
        query = query.filter(event::at.lt(to));
    }
    if let Some(before) = filter.before {
        query = query.filter(event::seq.lt(before));
    }
    let seqs: Vec<i64> = query.load(tx.db())?;
    Ok((seqs.last().copied().unwrap_or(0), seqs.first().copied().unwrap_or(0)))
}

/// The records of these actions since `from`, oldest first, the latest `most` of them.
pub fn since(tx: &mut Tx<'_>, actions: &[&str], from: Timestamp, most: i64) -> Result<Vec<Record>> {
    let first: Option<i64> =
        event::table.filter(event::at.ge(from)).order(event::at).select(event::seq).limit(1).get_result(tx.db()).optional()?;
    let Some(first) = first else { return Ok(Vec::new()) };
    let mut rows: Vec<Row> = Vec::new();
    for action in actions {
        let wanted = event::action.eq(*action).and(event::seq.ge(first));
        let found: Vec<Row> = event::table.filter(wanted).order(event::seq.desc()).limit(most).select(COLUMNS).load(tx.db())?;
        rows.extend(found);
    }
    rows.sort_unstable_by_key(|row| row.0);
    rows.into_iter().map(|row| record(tx, row)).collect()
}

/// The records numbered `from` up to but not including `to`, oldest first; for exports.
pub fn range(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<Vec<Record>> {
    let rows: Vec<Row> = event::table.filter(event::seq.ge(from).and(event::seq.lt(to))).order(event::seq).select(COLUMNS).load(tx.db())?;
    rows.into_iter().map(|row| record(tx, row)).collect()
}

/// One record.
pub fn find(tx: &mut Tx<'_>, seq: i64) -> Result<Option<Record>> {
    let row: Option<Row> = event::table.find(seq).select(COLUMNS).get_result(tx.db()).optional()?;
    row.map(|row| record(tx, row)).transpose()
}

fn record(tx: &Tx<'_>, row: Row) -> Result<Record> {
    let (seq, at, actor_kind, actor_id, action, outcome, subject_kind, subject_id, touched, commitment, sealed, leaf) = row;
    let detail = sealed.map(|sealed| opened(tx, seq, &sealed)).transpose()?;
    Ok(Record {
        seq,
        at,
        actor_kind: ActorKind::from_word(&actor_kind),
        actor: actor_id.as_deref().and_then(|id| MemberId::parse(id).ok()),
        action,
        outcome: Outcome::from_word(&outcome),
        subject_kind,
        subject_id,
        touched: log::read_touched(&touched).into_iter().map(|other| (other.kind.to_owned(), other.id.to_owned())).collect(),
        detail,
        leaf: log::hash(&leaf)?,
        commitment: log::hash(&commitment)?,
    })
}

fn opened(tx: &Tx<'_>, seq: i64, sealed: &[u8]) -> Result<Opened> {
    let plain = tx.open("event", "detail", &seq.to_string(), sealed)?;
    let (salt, bytes) = plain.split_at_checked(ledger::SALT_BYTES).ok_or_else(|| Error::internal("a sealed detail is too short"))?;
    let detail = serde_json::from_slice(bytes).map_err(Error::internal)?;
    Ok(Opened { salt: salt.to_vec(), bytes: bytes.to_vec(), detail })
}

/// How many records the log has now.
pub fn size(tx: &mut Tx<'_>) -> Result<u64> {
    Ok(log::load_head(tx.db())?.size())
}

/// The hashes that prove record `seq` stands in the log of `size` records.
pub fn inclusion(tx: &mut Tx<'_>, seq: u64, size: u64) -> Result<Vec<Hash>> {
    within(tx.db(), size)?;
    if seq == 0 || seq > size {
        return Err(Error::NotFound { what: "event record" });
    }
    ledger::inclusion_proof(seq - 1, size, &mut StoredNodes(tx.db())).map_err(checkpoint::unproved)
}

/// The hashes that prove the log of `to` records extends the log of `from`.
pub fn consistency(tx: &mut Tx<'_>, from: u64, to: u64) -> Result<Vec<Hash>> {
    within(tx.db(), to)?;
    if from == 0 || from > to {
        return Err(Error::field("from", "out-of-range", "must be from 1 to the later size"));
    }
    ledger::consistency_proof(from, to, &mut StoredNodes(tx.db())).map_err(checkpoint::unproved)
}

fn within(connection: &mut Connection, size: u64) -> Result<()> {
    let has = log::load_head(connection)?.size();
    if size > has {
        return Err(Error::field("size", "out-of-range", format!("the log has {has} records")));
    }
    Ok(())
}
