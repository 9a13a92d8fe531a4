//! A member's notices in the database.

use super::wire::{Filter, Notice};
use crate::schema::notice;
use crate::{NoticeId, NoticeKind};
use diesel::prelude::*;
use kernel::{Error, MemberId, Page, Result, Timestamp};
use store::{Subject, Tx, WriteTx};

/// As selected.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = notice)]
struct Row {
    id: NoticeId,
    kind: NoticeKind,
    urgent: bool,
    subject_kind: String,
    subject_id: Option<String>,
    title: String,
    text: String,
    acknowledge: bool,
    created_at: Timestamp,
    read_at: Option<Timestamp>,
    acknowledged_at: Option<Timestamp>,
}

impl From<Row> for Notice {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            urgent: row.urgent,
            subject: Subject { kind: row.subject_kind.into(), id: row.subject_id },
            title: row.title,
            text: row.text,
            acknowledge: row.acknowledge,
            created_at: row.created_at,
            read_at: row.read_at,
            acknowledged_at: row.acknowledged_at,
        }
    }
}

/// One of a member's notices.
pub(super) fn find(tx: &mut Tx<'_>, member: MemberId, id: NoticeId) -> Result<Notice> {
    let theirs = notice::table.filter(notice::id.eq(id).and(notice::member_id.eq(member)));
    let row: Option<Row> = theirs.select(Row::as_select()).get_result(tx.db()).optional()?;
    row.map(Into::into).ok_or_else(|| Error::not_found("notice"))
}

/// A page of a member's notices, the latest first.
pub(super) fn page(tx: &mut Tx<'_>, member: MemberId, filter: &Filter) -> Result<Page<Notice>> {
    let mut wanted = notice::table.filter(notice::member_id.eq(member)).select(Row::as_select()).into_boxed();
    if filter.unread {
        wanted = wanted.filter(notice::read_at.is_null());
    }
    if let Some(cursor) = &filter.cursor {
        let last: Option<NoticeId> = cursor.place::<String>().and_then(|text| NoticeId::parse(&text).ok());
        wanted = wanted.filter(notice::id.lt(last.ok_or_else(|| Error::field("cursor", "not-acceptable", "not a cursor of this list"))?));
    }
    let found: Vec<Row> = wanted.order(notice::id.desc()).limit(filter.limit.get() + 1).load(tx.db())?;
    Ok(Page::cut(found.into_iter().map(Notice::from).collect(), filter.limit, |last: &Notice| last.id.as_str().to_owned()))
}

/// How many of a member's notices are not read.
pub(super) fn unread(tx: &mut Tx<'_>, member: MemberId) -> Result<i64> {
    Ok(notice::table.filter(notice::member_id.eq(member).and(notice::read_at.is_null())).count().get_result(tx.db())?)
}

/// A member's latest notice.
pub(super) fn latest(tx: &mut Tx<'_>, member: MemberId) -> Result<Option<NoticeId>> {
    let theirs = notice::table.filter(notice::member_id.eq(member)).order(notice::id.desc()).limit(1).select(notice::id);
    Ok(theirs.get_result(tx.db()).optional()?)
}

/// Notes that one was read, unless it was.
pub(super) fn note_read(tx: &mut WriteTx<'_>, id: NoticeId) -> Result<()> {
    let now = tx.now();
    let one = notice::table.filter(notice::id.eq(id).and(notice::read_at.is_null()));
    diesel::update(one).set(notice::read_at.eq(Some(now))).execute(tx.db())?;
    Ok(())
}

/// Notes that a member's notices up to this one were read; tells how many were not.
pub(super) fn note_read_until(tx: &mut WriteTx<'_>, member: MemberId, id: NoticeId) -> Result<usize> {
    let now = tx.now();
    let seen = notice::table.filter(notice::member_id.eq(member).and(notice::read_at.is_null()).and(notice::id.le(id)));
    Ok(diesel::update(seen).set(notice::read_at.eq(Some(now))).execute(tx.db())?)
}

/// Notes that one was acknowledged; tells whether it was not yet.
pub(super) fn note_acknowledged(tx: &mut WriteTx<'_>, id: NoticeId) -> Result<bool> {
    let now = tx.now();
    let one = notice::table.filter(notice::id.eq(id).and(notice::acknowledged_at.is_null()));
    Ok(diesel::update(one).set(notice::acknowledged_at.eq(Some(now))).execute(tx.db())? > 0)
}
