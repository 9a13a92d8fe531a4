//! Saved views in the database.

use super::ViewId;
use super::wire::ViewedList;
use crate::schema::saved_view;
use diesel::prelude::*;
use kernel::{Error, MemberId, Result, Timestamp};
use store::{Tx, WriteTx};

/// A saved view as it is stored.
#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = saved_view)]
pub struct ViewRow {
    pub(super) id: ViewId,
    pub(super) member_id: MemberId,
    pub(super) list: ViewedList,
    pub(super) name: String,
    pub(super) query: String,
    pub(super) shared: bool,
    pub(super) created_at: Timestamp,
}

/// Most views shown at once.
const MOST_SHOWN: i64 = 500;
/// Most views of one member.
const MOST_OWN: i64 = 100;

/// What `member` sees: their own and the shared ones, by name.
pub(super) fn seen_by(tx: &mut Tx<'_>, member: MemberId, list: Option<ViewedList>) -> Result<Vec<ViewRow>> {
    let mine_or_shared = saved_view::member_id.eq(member).or(saved_view::shared.eq(true));
    let mut query = saved_view::table.filter(mine_or_shared).order((saved_view::name, saved_view::id)).limit(MOST_SHOWN).into_boxed();
    if let Some(list) = list {
        query = query.filter(saved_view::list.eq(list));
    }
    Ok(query.load(tx.db())?)
}

/// One of the member's own views.
pub(super) fn own(tx: &mut Tx<'_>, member: MemberId, id: ViewId) -> Result<ViewRow> {
    let found: Option<ViewRow> = saved_view::table.find(id).get_result(tx.db()).optional()?;
    found.filter(|row| row.member_id == member).ok_or_else(|| Error::not_found("view"))
}

/// Writes a new view.
pub(super) fn insert(tx: &mut WriteTx<'_>, row: &ViewRow) -> Result<()> {
    let own: i64 = saved_view::table.filter(saved_view::member_id.eq(row.member_id)).count().get_result(tx.db())?;
    if own >= MOST_OWN {
        return Err(Error::refused("too-many-views", format!("nobody keeps more than {MOST_OWN} views; remove one first")));
    }
    diesel::insert_into(saved_view::table).values(row).execute(tx.db())?;
    Ok(())
}

/// Removes a view.
pub(super) fn remove(tx: &mut WriteTx<'_>, id: ViewId) -> Result<()> {
    diesel::delete(saved_view::table.find(id)).execute(tx.db())?;
    Ok(())
}
