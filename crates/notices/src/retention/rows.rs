//! Old notices in the database.

use super::Horizon;
use crate::NoticeId;
use crate::schema::notice;
use diesel::prelude::*;
use diesel::sql_types::Text;
use kernel::Result;
use store::schema::push_message;
use store::{Statement, Tx};

/// What was read before one horizon, and then what was told before the other and not read.
pub(super) fn old(tx: &mut Tx<'_>, horizon: Horizon, most: i64) -> Result<Vec<NoticeId>> {
    // Asked apart, and in the words of two indexes: this is looked at every minute.
    let mut read = Statement::<Text>::on(tx.db());
    read.sql("SELECT id FROM notice WHERE read_at IS NOT NULL AND kind <> 'announcement' AND read_at < ");
    read.number(horizon.read.millis()).sql(" ORDER BY read_at LIMIT ").number(most);
    let mut found: Vec<NoticeId> = read.load(tx.db())?;
    let left = most - i64::try_from(found.len()).unwrap_or(most);
    if left > 0 {
        let mut unread = Statement::<Text>::on(tx.db());
        unread.sql("SELECT id FROM notice WHERE read_at IS NULL AND kind <> 'announcement' AND created_at < ");
        unread.number(horizon.told.millis()).sql(" ORDER BY created_at LIMIT ").number(left);
        found.extend(unread.load::<NoticeId>(tx.db())?);
    }
    Ok(found)
}

pub(super) fn delete(tx: &mut Tx<'_>, id: NoticeId) -> Result<()> {
    diesel::delete(push_message::table.filter(push_message::notice_id.eq(id))).execute(tx.db())?;
    diesel::delete(notice::table.find(id)).execute(tx.db())?;
    Ok(())
}
