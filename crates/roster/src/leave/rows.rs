//! Leave in the database.

use super::LeaveId;
use super::rules::{LeaveKind, LeaveState};
use super::wire::{Filter, LeaveView};
use crate::people;
use crate::schema::member_leave;
use access::links::MemberLink;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use kernel::{Error, MemberId, Page, Result, Span, Timestamp};
use store::{Statement, Tx, WriteTx};

/// What permission lets somebody see leave.
pub(super) const READING: &str = "leave.read";

/// Leave to be written.
#[derive(Debug, Clone)]
pub(super) struct NewRow {
    pub(super) id: LeaveId,
    pub(super) member: MemberId,
    pub(super) span: Span,
    pub(super) kind: LeaveKind,
    pub(super) note: String,
}

/// Writes leave that is asked for.
pub(super) fn insert(tx: &mut WriteTx<'_>, new: &NewRow) -> Result<()> {
    let (now, actor) = (tx.now(), tx.actor().member());
    diesel::insert_into(member_leave::table)
        .values((
            (member_leave::id.eq(new.id), member_leave::version.eq(1), member_leave::member_id.eq(new.member)),
            (member_leave::start_at.eq(new.span.start()), member_leave::end_at.eq(new.span.end())),
            (member_leave::kind.eq(new.kind), member_leave::note.eq(&new.note), member_leave::state.eq(LeaveState::Asked)),
            (member_leave::asked_by.eq(actor), member_leave::created_at.eq(now), member_leave::updated_at.eq(now)),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Writes the answer. The engine refuses approved leave that overlaps other approved leave of the same member.
pub(super) fn decide(tx: &mut WriteTx<'_>, id: LeaveId, state: LeaveState, reason: Option<&str>) -> Result<()> {
    let (now, actor) = (tx.now(), tx.actor().member());
    diesel::update(member_leave::table.find(id))
        .set((
            (member_leave::state.eq(state), member_leave::decided_by.eq(actor), member_leave::decided_at.eq(Some(now))),
            (member_leave::reason.eq(reason), member_leave::version.eq(member_leave::version + 1), member_leave::updated_at.eq(now)),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Writes that it was taken back; who had decided stays.
pub(super) fn withdraw(tx: &mut WriteTx<'_>, id: LeaveId) -> Result<()> {
    let now = tx.now();
    diesel::update(member_leave::table.find(id))
        .set((
            member_leave::state.eq(LeaveState::Withdrawn),
            member_leave::version.eq(member_leave::version + 1),
            member_leave::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Other approved leave of a member that shares an instant with this.
pub(super) fn overlapping(tx: &mut Tx<'_>, member: MemberId, span: Span) -> Result<Option<Span>> {
    let found: Vec<(Timestamp, Timestamp)> = member_leave::table
        .filter(member_leave::member_id.eq(member).and(member_leave::state.eq(LeaveState::Approved)))
        .filter(member_leave::start_at.lt(span.end()).and(member_leave::end_at.gt(span.start())))
        .select((member_leave::start_at, member_leave::end_at))
        .load(tx.db())?;
    Ok(found.into_iter().find_map(|(start, end)| Span::new(start, end).ok()))
}

/// Who asked for it.
pub(super) fn asked_by(tx: &mut Tx<'_>, id: LeaveId) -> Result<Option<MemberId>> {
    Ok(member_leave::table.find(id).select(member_leave::asked_by).get_result(tx.db())?)
}

type RowSql =
    ((Text, BigInt, Text, Text, BigInt, BigInt, Text, Text), (Text, Nullable<Text>, Nullable<Text>, Nullable<BigInt>, Nullable<Text>));
type Head = (LeaveId, i64, MemberId, String, Timestamp, Timestamp, LeaveKind, String);
type Tail = (LeaveState, Option<MemberId>, Option<String>, Option<Timestamp>, Option<String>);

const SELECT: &str = "SELECT l.id, l.version, m.id, m.name, l.start_at, l.end_at, l.kind, l.note, l.state, d.id, d.name, l.decided_at, \
     l.reason FROM member_leave AS l JOIN member AS m ON m.id = l.member_id LEFT JOIN member AS d ON d.id = l.decided_by WHERE 1 = 1";

fn view((head, tail): (Head, Tail)) -> LeaveView {
    let (id, version, member, name, start, end, kind, note) = head;
    let (state, decider, decider_name, decided_at, reason) = tail;
    LeaveView {
        id,
        version,
        member: MemberLink { id: member, name },
        start,
        end,
        kind,
        note,
        state,
        decided_by: decider.zip(decider_name).map(|(id, name)| MemberLink { id, name }),
        decided_at,
        reason,
    }
}

/// One leave within what the right in use reaches.
pub(super) fn find(tx: &mut Tx<'_>, id: LeaveId) -> Result<LeaveView> {
    let mut statement = Statement::<RowSql>::on(tx.db());
    statement.sql(SELECT).sql(" AND l.id = ").text(id.as_str());
    let reach = tx.within(READING);
    people::hold(tx, &mut statement, "l.member_id", reach.as_ref());
    let row = statement.load::<(Head, Tail)>(tx.db())?.pop();
    row.map(view).ok_or_else(|| Error::not_found("leave"))
}

/// A page of the leave wanted, by start.
pub(super) fn page(tx: &mut Tx<'_>, filter: &Filter) -> Result<Page<LeaveView>> {
    let mut statement = Statement::<RowSql>::on(tx.db());
    statement.seldom().sql(SELECT);
    let reach = tx.within(READING);
    people::hold(tx, &mut statement, "l.member_id", reach.as_ref());
    if let Some(member) = filter.member_id {
        statement.sql(" AND l.member_id = ").text(member.as_str());
    }
    if let Some(state) = filter.state {
        statement.sql(" AND l.state = ").text(state.as_str());
    }
    if let Some(from) = filter.from {
        statement.sql(" AND l.end_at > ").number(from.millis());
    }
    if let Some(until) = filter.until {
        statement.sql(" AND l.start_at < ").number(until.millis());
    }
    if let Some(cursor) = &filter.cursor {
        let place: Option<(i64, LeaveId)> = cursor.place();
        let (start, id) = place.ok_or_else(|| Error::field("cursor", "not-acceptable", "not a cursor of this list"))?;
        statement.sql(" AND (l.start_at, l.id) > (").number(start).sql(", ").text(id.as_str()).sql(")");
    }
    statement.sql(" ORDER BY l.start_at, l.id LIMIT ").number(filter.limit.get() + 1);
    let found = statement.load::<(Head, Tail)>(tx.db())?.into_iter().map(view).collect();
    Ok(Page::cut(found, filter.limit, |last: &LeaveView| (last.start.millis(), last.id)))
}
