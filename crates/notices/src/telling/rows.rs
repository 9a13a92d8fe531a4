//! Who is to be told, and the notices written for them.

use super::Listener;
use crate::preferences::{rows, rules::Preferences};
use crate::schema::notice;
use crate::{NoticeId, NoticeKind};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use kernel::{MemberId, Result, Timestamp};
use std::collections::BTreeSet;
use store::{Connection, Statement, Tx, WriteTx};

/// Most members asked for by one statement.
const MANY: usize = 500;

/// A notice to be written.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = notice)]
pub(super) struct NoticeRow {
    pub(super) id: NoticeId,
    pub(super) member_id: MemberId,
    pub(super) kind: NoticeKind,
    pub(super) urgent: bool,
    pub(super) subject_kind: String,
    pub(super) subject_id: Option<String>,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) acknowledge: bool,
    pub(super) once: Option<String>,
    pub(super) created_at: Timestamp,
    pub(super) read_at: Option<Timestamp>,
    pub(super) acknowledged_at: Option<Timestamp>,
}

type Found = (MemberId, String, String, Option<i64>, Option<String>, Option<String>, Option<i64>);

/// Those of these members who are here and do not act themselves, each once.
pub(super) fn listeners(tx: &mut Tx<'_>, members: &[MemberId]) -> Result<Vec<Listener>> {
    let actor = tx.actor().member();
    let wanted: BTreeSet<MemberId> = members.iter().copied().filter(|id| Some(*id) != actor).collect();
    let wanted: Vec<MemberId> = wanted.into_iter().collect();
    let now = tx.now().millis();
    let mut found = Vec::with_capacity(wanted.len());
    for part in wanted.chunks(MANY) {
        let mut asked = Statement::<(Text, Text, Text, Nullable<BigInt>, Nullable<Text>, Nullable<Text>, Nullable<BigInt>)>::on(tx.db());
        asked.sql("SELECT m.id, m.name, m.email, p.version, p.by_kind, p.quiet, p.reminder_minutes FROM member AS m");
        asked.sql(" LEFT JOIN notice_preference AS p ON p.member_id = m.id WHERE m.status = 'active' AND m.customer_id IS NULL");
        asked.sql(" AND (m.leaves_at IS NULL OR m.leaves_at > ").number(now).sql(") AND m.id").in_members(part).sql(" ORDER BY m.id");
        for row in asked.load::<Found>(tx.db())? {
            found.push(listener(row)?);
        }
    }
    Ok(found)
}

fn listener((id, name, email, version, by_kind, quiet, reminder): Found) -> Result<Listener> {
    let said = match (version, by_kind) {
        (Some(version), Some(by_kind)) => rows::read((version, by_kind, quiet, reminder))?,
        _ => Preferences::unsaid(),
    };
    Ok(Listener { id, name, email, said })
}

/// Those of these members who were told under this key.
pub(super) fn told_under(tx: &mut Tx<'_>, members: &[MemberId], key: &str) -> Result<BTreeSet<MemberId>> {
    let mut told = BTreeSet::new();
    for part in members.chunks(MANY) {
        let mut asked = Statement::<Text>::on(tx.db());
        asked.sql("SELECT member_id FROM notice WHERE once = ").text(key).sql(" AND member_id").in_members(part);
        told.extend(asked.load::<MemberId>(tx.db())?);
    }
    Ok(told)
}

/// Writes notices, many a statement.
pub(super) fn insert(tx: &mut WriteTx<'_>, notices: &[NoticeRow]) -> Result<()> {
    for batch in notices.chunks(MANY) {
        match tx.db() {
            Connection::Sqlite(connection) => {
                for row in batch {
                    diesel::insert_into(notice::table).values(row).execute(connection)?;
                }
            }
            Connection::Postgres(connection) => {
                diesel::insert_into(notice::table).values(batch).execute(connection)?;
            }
        }
    }
    Ok(())
}
