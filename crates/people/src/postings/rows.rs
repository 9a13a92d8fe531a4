//! Postings in the database.

use super::PostingId;
use super::rules::Stretch;
use super::wire::PostingView;
use crate::links::{MemberLink, UnitLink};
use diesel::prelude::*;
use kernel::{Error, MemberId, Result, Timestamp, UnitId};
use store::schema::{member, posting, unit};
use store::{Tx, WriteTx};

/// A posting as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = posting)]
pub(crate) struct PostingRow {
    pub(crate) id: PostingId,
    pub(crate) version: i64,
    pub(crate) member_id: MemberId,
    pub(crate) unit_id: UnitId,
    pub(crate) supervisor_id: Option<MemberId>,
    pub(crate) from_at: Timestamp,
    pub(crate) until_at: Option<Timestamp>,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

impl PostingRow {
    pub(crate) fn stretch(&self) -> Stretch {
        Stretch { id: self.id, unit: self.unit_id, from: self.from_at, until: self.until_at }
    }
}

/// A member's postings, the latest first.
pub(crate) fn of_member(tx: &mut Tx<'_>, id: MemberId) -> Result<Vec<PostingRow>> {
    Ok(posting::table.filter(posting::member_id.eq(id)).order((posting::from_at.desc(), posting::id.desc())).load(tx.db())?)
}

/// One posting.
pub(super) fn find(tx: &mut Tx<'_>, id: PostingId) -> Result<PostingRow> {
    let row: Option<PostingRow> = posting::table.find(id).get_result(tx.db()).optional()?;
    row.ok_or_else(|| Error::not_found("posting"))
}

/// The posting as it is told.
pub(super) fn shown(tx: &mut Tx<'_>, row: &PostingRow) -> Result<PostingView> {
    let name: String = unit::table.find(row.unit_id).select(unit::name).get_result(tx.db())?;
    let supervisor = match row.supervisor_id {
        Some(id) => Some(MemberLink { id, name: member::table.find(id).select(member::name).get_result(tx.db())? }),
        None => None,
    };
    let unit = UnitLink { id: row.unit_id, name };
    Ok(PostingView { id: row.id, version: row.version, unit, supervisor, from: row.from_at, until: row.until_at })
}

/// Writes a new posting.
pub(crate) fn insert(tx: &mut WriteTx<'_>, row: &PostingRow) -> Result<()> {
    diesel::insert_into(posting::table).values(row).execute(tx.db())?;
    Ok(())
}

/// Gives a posting its end.
pub(crate) fn set_end(tx: &mut WriteTx<'_>, id: PostingId, at: Timestamp) -> Result<()> {
    let now = tx.now();
    diesel::update(posting::table.find(id))
        .set((posting::until_at.eq(Some(at)), posting::version.eq(posting::version + 1), posting::updated_at.eq(now)))
        .execute(tx.db())?;
    Ok(())
}
