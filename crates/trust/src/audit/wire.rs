//! What goes over the wire.

use super::rules::{Search, When};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use kernel::{ActorKind, Cursor, Error, Limit, Line, MemberId, Result, Timestamp, Zone};
use ledger::Hash;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::net::IpAddr;
use store::events::{Filter, Record};
use store::{Change, Outcome};
use utoipa::{IntoParams, ToSchema};

/// Which records are wanted; every part narrows.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// By this member.
    #[param(value_type = Option<String>, example = "mem_01k9m8vxj5e9qbm6f2r6h4c1ta")]
    actor: Option<MemberId>,
    /// Of this action.
    #[param(value_type = Option<String>, example = "job.closed")]
    action: Option<Line<128>>,
    /// About, or touching, the row with this id.
    #[param(value_type = Option<String>, example = "job_01k9m8vxj5e9qbm6f2r6h4c1ta")]
    subject: Option<Line<128>>,
    /// What became of it.
    #[param(inline)]
    outcome: Option<Outcome>,
    /// From this network address. It is sealed beside each record, and looked for like words.
    #[param(value_type = Option<String>, example = "203.0.113.9")]
    address: Option<IpAddr>,
    /// Not before: a date in the organisation's zone, or an RFC 3339 time.
    #[param(value_type = Option<String>, example = "2026-11-01")]
    from: Option<When>,
    /// Up to and with this date in the organisation's zone; or before this RFC 3339 time.
    #[param(value_type = Option<String>, example = "2026-11-30")]
    to: Option<When>,
    /// Words that must all occur in action, label or note. One page looks through 5 000 records at most: `next` with few items
    /// or none says that more are left to look through.
    #[param(value_type = Option<String>, example = "porter key")]
    q: Option<Line<200>>,
    /// Where the page starts, from the `next` of the one before. An export takes none.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
    /// How many items, 1 to 200; 50 unless asked. An export takes none.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200)]
    limit: Option<Limit>,
}

impl Wanted {
    pub(super) fn limit(&self) -> Limit {
        self.limit.unwrap_or_default()
    }

    pub(super) fn search(self, zone: &Zone) -> Result<Search> {
        let before = self.cursor.map(|cursor| cursor.place().ok_or_else(|| not_a_cursor("not a cursor of this list"))).transpose()?;
        let filter = Filter {
            actor: self.actor,
            action: self.action.map(Line::into_string),
            subject: self.subject.map(Line::into_string),
            outcome: self.outcome,
            from: self.from.map(|from| from.start(zone, "from")).transpose()?,
            to: self.to.map(|to| to.end(zone, "to")).transpose()?,
            before,
        };
        Ok(Search::new(filter, self.q.as_ref().map(Line::as_str), self.address))
    }

    /// The same for an export, which has no pages.
    pub(super) fn whole(self, zone: &Zone) -> Result<Search> {
        if self.cursor.is_some() || self.limit.is_some() {
            return Err(not_a_cursor("an export has no pages"));
        }
        self.search(zone)
    }
}

fn not_a_cursor(message: &str) -> Error {
    Error::field("cursor", "not-acceptable", message)
}

/// Who acted.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AuditActor {
    /// What kind of actor.
    pub kind: ActorKind,
    /// Which member, if one acted.
    #[schema(value_type = Option<String>)]
    pub id: Option<MemberId>,
    /// What to call them.
    #[schema(example = "Ana Reyes")]
    pub name: String,
}

/// What an event is about.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AuditSubject {
    /// Such as `job`.
    #[schema(example = "job")]
    pub kind: String,
    /// The row's id, where there is one.
    pub id: Option<String>,
    /// How people called it then; empty once erased.
    #[schema(example = "J-000123")]
    pub label: String,
}

/// One event record.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AuditItem {
    /// Its number in the log, from 1 without a gap.
    #[schema(example = 48_211)]
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who acted.
    pub actor: AuditActor,
    /// What was done.
    #[schema(example = "job.closed")]
    pub action: String,
    /// To what.
    pub subject: AuditSubject,
    /// What changed.
    pub changes: Vec<Change>,
    /// A person's words.
    pub note: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
    /// The network address the request came from, as far as it is known; null once erased.
    #[schema(example = "203.0.113.9")]
    pub address: Option<String>,
    /// The leaf's hash, hexadecimal.
    #[schema(example = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    pub leaf_hash: String,
    /// Whether label, changes, note and address were erased, because the organisation keeps them only so long. The leaf stays.
    pub erased: bool,
}

impl AuditItem {
    pub(super) fn of(record: Record, names: &BTreeMap<MemberId, String>) -> Self {
        let erased = record.detail.is_none();
        let detail = record.detail.map(|opened| opened.detail);
        let told = detail.map(|detail| (detail.label, detail.changes, detail.note, detail.origin.address));
        let (label, changes, note, address) = told.unwrap_or_default();
        Self {
            seq: record.seq,
            at: record.at,
            actor: AuditActor { kind: record.actor_kind, id: record.actor, name: name(record.actor_kind, record.actor, names) },
            action: record.action,
            subject: AuditSubject { kind: record.subject_kind, id: record.subject_id, label },
            changes,
            note,
            outcome: record.outcome,
            address,
            leaf_hash: record.leaf.to_string(),
            erased,
        }
    }
}

fn name(kind: ActorKind, id: Option<MemberId>, names: &BTreeMap<MemberId, String>) -> String {
    let known = id.and_then(|id| names.get(&id).cloned());
    let fallback = match kind {
        ActorKind::Member => "Former member",
        ActorKind::System => "Muster",
        ActorKind::Operator => "Server operator",
        ActorKind::Anonymous => "Nobody known",
    };
    known.unwrap_or_else(|| fallback.to_owned())
}

/// One event record with what recomputes its leaf: `commitment` in the entry is SHA-256(salt ‖ detail), the leaf hash is
/// SHA-256(0x00 ‖ entry).
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AuditEntry {
    /// The record.
    #[serde(flatten)]
    pub item: AuditItem,
    /// The leaf's canonical bytes, base64.
    pub entry: String,
    /// The salt of the commitment, base64; null once erased.
    pub salt: Option<String>,
    /// The exact bytes committed to (JSON), base64; null once erased.
    pub detail: Option<String>,
}

impl AuditEntry {
    pub(super) fn of(record: Record, names: &BTreeMap<MemberId, String>) -> Result<Self> {
        let entry = STANDARD.encode(record.entry()?);
        let (salt, detail) = record.detail.as_ref().map(|opened| (STANDARD.encode(&opened.salt), STANDARD.encode(&opened.bytes))).unzip();
        Ok(Self { item: AuditItem::of(record, names), entry, salt, detail })
    }
}

/// The actions found in the log.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AuditActions)]
pub struct Actions {
    /// By name.
    #[schema(example = json!(["job.closed", "job.created"]))]
    pub items: Vec<String>,
}

/// The log's latest signed head.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CheckpointView {
    /// The signed note (C2SP tlog-checkpoint), with the lines of the witnesses that signed it too (C2SP tlog-cosignature).
    pub note: String,
    /// Records it speaks for.
    pub size: u64,
    /// The tree's root, base64.
    pub root: String,
    /// When it was signed.
    pub at: Timestamp,
    /// The key that checks it, `name+id+key`.
    pub verifier_key: String,
}

/// The log's witnesses.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Witnesses {
    /// By name; none when the operator named none.
    pub items: Vec<WitnessView>,
}

/// A witness, as it stands to this log.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WitnessView {
    /// Its name, as in its key and its lines.
    #[schema(example = "witness.example.org/w1")]
    pub name: String,
    /// Where it is asked.
    #[schema(example = "https://witness.example.org")]
    pub url: String,
    /// Records in the head that it signed last; null when it signed none.
    #[schema(example = 48_211)]
    pub last_size: Option<u64>,
    /// When it did.
    pub last_at: Option<Timestamp>,
    /// Why it has not signed what came since; `forked` when it has signed another history of this log.
    #[schema(example = "no-connection")]
    pub fault: Option<String>,
}

/// Which head.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct WhichHead {
    /// The latest that a witness signed too, instead of the latest.
    #[param(example = false)]
    pub(super) witnessed: bool,
}

/// That a record stands in the log (RFC 6962 section 2.1.1).
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InclusionProof {
    /// The record's number; its leaf is the one before it, counted from 0.
    pub seq: u64,
    /// Records in the log it is proved to stand in.
    pub size: u64,
    /// From the leaf up, base64.
    pub hashes: Vec<String>,
}

/// That the log of `to` records begins with the log of `from` (RFC 6962 section 2.1.2).
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ConsistencyProof {
    /// Records in the earlier log.
    pub from: u64,
    /// Records in the later one.
    pub to: u64,
    /// The proof's hashes, base64.
    pub hashes: Vec<String>,
}

pub(super) fn texts(hashes: Vec<Hash>) -> Vec<String> {
    hashes.into_iter().map(Hash::to_base64).collect()
}
