//! Which reminders are due.

use crate::assignments::AssignmentId;
use diesel::sql_types::{BigInt, Text};
use kernel::{MemberId, Result, Timestamp};
use notices::preferences::rules::{LONGEST_REMINDER, REMINDER_MINUTES};
use store::{Statement, Tx};

/// Most that one look finds; the rest is found by the next.
const MOST: i64 = 200;
const MINUTE: i64 = 60_000;

/// An assignment that is to be called to mind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Which.
    pub id: AssignmentId,
    /// Whose.
    pub member: MemberId,
    /// From when on.
    pub start: Timestamp,
    pub(super) zone: String,
    pub(super) title: String,
    pub(super) place: String,
}

impl Due {
    /// What holds it apart from every other reminder: moved in time, it is called to mind again.
    pub(super) fn key(&self) -> String {
        format!("reminder:{}:{}", self.id, self.start.millis())
    }
}

/// The reminders that are due now, by the time of what they remind of.
pub fn due(tx: &mut Tx<'_>) -> Result<Vec<Due>> {
    let now = tx.now();
    let mut asked = Statement::<(Text, Text, BigInt, Text, Text, Text)>::on(tx.db());
    asked.sql("SELECT a.id, a.member_id, a.start_at, a.zone, a.title, a.place FROM assignment AS a JOIN member AS m ON m.id = a.member_id");
    asked.sql(" LEFT JOIN notice_preference AS p ON p.member_id = a.member_id WHERE a.live AND a.state = 'confirmed' AND a.start_at > ");
    asked.number(now.millis()).sql(" AND a.start_at <= ").number(now.plus_millis(LONGEST_REMINDER * MINUTE).millis());
    asked.sql(" AND m.status = 'active' AND (m.leaves_at IS NULL OR m.leaves_at > ").number(now.millis());
    // Nothing said means what holds of everybody; said and missing means not at all.
    asked.sql(") AND a.start_at - 60000 * CASE WHEN p.member_id IS NULL THEN ").number(REMINDER_MINUTES);
    asked.sql(" ELSE p.reminder_minutes END <= ").number(now.millis());
    asked.sql(" AND a.start_at - 60000 * CASE WHEN p.member_id IS NULL THEN ").number(REMINDER_MINUTES);
    asked.sql(" ELSE p.reminder_minutes END > a.updated_at AND NOT EXISTS (SELECT 1 FROM notice AS n WHERE n.member_id = a.member_id");
    asked.sql(" AND n.once = 'reminder:' || a.id || ':' || a.start_at) ORDER BY a.start_at, a.id LIMIT ").number(MOST);
    type Row = (AssignmentId, MemberId, Timestamp, String, String, String);
    let told = |(id, member, start, zone, title, place): Row| Due { id, member, start, zone, title, place };
    Ok(asked.load::<Row>(tx.db())?.into_iter().map(told).collect())
}
