//! What sessions that were brought in are known by, in the database.

use crate::events::EventId;
use crate::schema::session_source;
use crate::sessions::SessionId;
use diesel::prelude::*;
use diesel::sql_types::Text;
use kernel::Result;
use store::{Statement, Tx, WriteTx};

/// Most asked for by one statement.
const MANY: usize = 500;

/// A session that came from elsewhere.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = session_source)]
pub(super) struct SourceRow {
    pub(super) session_id: SessionId,
    pub(super) event_id: EventId,
    /// What it is known by where it came from.
    pub(super) source: String,
    /// What was said of it there.
    pub(super) said: String,
}

/// Notes where a session came from.
pub(super) fn insert(tx: &mut WriteTx<'_>, row: &SourceRow) -> Result<()> {
    diesel::insert_into(session_source::table).values(row).execute(tx.db())?;
    Ok(())
}

/// Which of these are here, in events that were not cancelled: what each is known by, what was said of it, and in which event it is. The
/// latest event last.
pub(super) fn known(tx: &mut Tx<'_>, sources: &[String]) -> Result<Vec<(String, String, EventId)>> {
    let mut found = Vec::new();
    for part in sources.chunks(MANY) {
        let mut asked = Statement::<(Text, Text, Text)>::on(tx.db());
        asked.sql("SELECT k.source, k.said, k.event_id FROM session_source AS k JOIN duty_event AS e ON e.id = k.event_id");
        asked.sql(" WHERE e.status <> 'cancelled' AND k.source").in_texts(part.iter().map(String::as_str)).seldom();
        found.extend(asked.load::<(String, String, EventId)>(tx.db())?);
    }
    found.sort_by_key(|(_, _, event)| *event);
    Ok(found)
}
