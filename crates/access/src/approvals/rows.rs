//! Approvals in the database.

use super::wire::{ApprovalState, ApprovalView};
use super::{Act, ApprovalId};
use crate::links::MemberLink;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use kernel::{Error, MemberId, Result, Timestamp};
use store::schema::approval;
use store::{Statement, Tx, WriteTx};

/// Most shown.
const SHOWN: i64 = 200;
/// Most waiting at once.
const MOST_OPEN: i64 = 200;

type Sql = ((Text, Text, Text, Text), (Text, Text, BigInt, BigInt), (Nullable<Text>, Nullable<Text>, Nullable<BigInt>));
type Row =
    ((ApprovalId, String, String, String), (MemberId, String, Timestamp, Timestamp), (Option<MemberId>, Option<String>, Option<Timestamp>));

fn select(tx: &mut Tx<'_>) -> Statement<Sql> {
    let mut statement = Statement::<Sql>::on(tx.db());
    statement.sql("SELECT approval.id, approval.act, approval.label, approval.state, approval.asked_by, asker.name, approval.asked_at, ");
    statement.sql("approval.expires_at, approval.decided_by, decider.name, approval.decided_at FROM approval ");
    statement.sql("JOIN member AS asker ON asker.id = approval.asked_by LEFT JOIN member AS decider ON decider.id = approval.decided_by ");
    statement
}

fn view(
    ((id, act, label, state), (asker, name, asked_at, expires_at), (decider, decider_name, decided_at)): Row,
    now: Timestamp,
) -> ApprovalView {
    ApprovalView {
        id,
        act,
        label,
        asked_by: MemberLink { id: asker, name },
        asked_at,
        expires_at,
        state: ApprovalState::read(&state, expires_at, now),
        decided_by: decider.zip(decider_name).map(|(id, name)| MemberLink { id, name }),
        decided_at,
    }
}

/// The latest first.
pub(super) fn list(tx: &mut Tx<'_>, state: Option<ApprovalState>) -> Result<Vec<ApprovalView>> {
    let now = tx.now();
    let mut statement = select(tx);
    if let Some(state) = state {
        statement.sql("WHERE approval.state = ").text(state.as_str());
        match state {
            ApprovalState::Open => {
                statement.sql(" AND approval.expires_at > ").number(now.millis());
            }
            ApprovalState::Expired => {
                statement.sql(" AND approval.expires_at <= ").number(now.millis());
            }
            _ => {}
        }
    }
    statement.sql(" ORDER BY approval.asked_at DESC, approval.id DESC LIMIT ").number(SHOWN);
    let rows: Vec<Row> = statement.load(tx.db())?;
    Ok(rows.into_iter().map(|row| view(row, now)).collect())
}

/// One.
pub(super) fn find(tx: &mut Tx<'_>, id: ApprovalId) -> Result<ApprovalView> {
    let now = tx.now();
    let mut statement = select(tx);
    statement.sql("WHERE approval.id = ").text(id.as_str());
    let row: Option<Row> = statement.load(tx.db())?.pop();
    Ok(view(row.ok_or_else(|| Error::not_found("approval"))?, now))
}

/// What was asked for.
pub(super) fn act(tx: &mut Tx<'_>, id: ApprovalId) -> Result<Act> {
    let sealed: Vec<u8> = approval::table.find(id).select(approval::asked_sealed).get_result(tx.db())?;
    let plain = tx.open("approval", "asked", id.as_str(), &sealed)?;
    serde_json::from_slice(&plain).map_err(Error::internal)
}

/// Writes what is asked for.
pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    id: ApprovalId,
    act: &Act,
    label: &str,
    sealed: Vec<u8>,
    asker: MemberId,
    expires_at: Timestamp,
) -> Result<()> {
    let now = tx.now();
    let waiting: i64 = approval::table.filter(approval::state.eq("open").and(approval::expires_at.gt(now))).count().get_result(tx.db())?;
    if waiting >= MOST_OPEN {
        return Err(Error::refused("too-many-approvals", "too much waits for a second person already"));
    }
    diesel::insert_into(approval::table)
        .values((
            (approval::id.eq(id), approval::act.eq(act.word()), approval::label.eq(label), approval::asked_sealed.eq(sealed)),
            (approval::asked_by.eq(asker), approval::asked_at.eq(now), approval::expires_at.eq(expires_at)),
            approval::state.eq("open"),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Writes what was decided.
pub(super) fn decide(tx: &mut WriteTx<'_>, id: ApprovalId, state: ApprovalState, by: MemberId) -> Result<()> {
    let now = tx.now();
    diesel::update(approval::table.find(id))
        .set((approval::state.eq(state.as_str()), approval::decided_by.eq(by), approval::decided_at.eq(now)))
        .execute(tx.db())?;
    Ok(())
}
