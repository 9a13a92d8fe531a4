//! Preferences in the database.

use super::rules::{Preferences, Quiet, Ways};
use crate::schema::notice_preference;
use diesel::prelude::*;
use kernel::{Error, MemberId, Result};
use store::{Tx, WriteTx};

/// As stored: version, ways, quiet hours, how long before.
pub(crate) type Row = (i64, String, Option<String>, Option<i64>);

/// What a member said; what holds of whoever said nothing.
pub(crate) fn of_member(tx: &mut Tx<'_>, member: MemberId) -> Result<Preferences> {
    use notice_preference as p;
    let columns = (p::version, p::by_kind, p::quiet, p::reminder_minutes);
    let row: Option<Row> = p::table.find(member).select(columns).get_result(tx.db()).optional()?;
    row.map_or_else(|| Ok(Preferences::unsaid()), read)
}

/// A row as it is meant.
pub(crate) fn read((version, by_kind, quiet, reminder_minutes): Row) -> Result<Preferences> {
    let by_kind: Vec<Ways> = serde_json::from_str(&by_kind).map_err(Error::internal)?;
    let quiet: Option<Quiet> = quiet.map(|text| serde_json::from_str(&text)).transpose().map_err(Error::internal)?;
    Ok(Preferences { version, by_kind, quiet, reminder_minutes })
}

/// Keeps what a member says in the place of what they said before.
pub(crate) fn keep(tx: &mut WriteTx<'_>, member: MemberId, said: &Preferences) -> Result<()> {
    use notice_preference as p;
    let now = tx.now();
    let quiet = said.quiet.as_ref().map(serde_json::to_string).transpose().map_err(Error::internal)?;
    let columns = (
        p::version.eq(said.version),
        p::by_kind.eq(serde_json::to_string(&said.by_kind).map_err(Error::internal)?),
        p::quiet.eq(quiet),
        p::reminder_minutes.eq(said.reminder_minutes),
        p::updated_at.eq(now),
    );
    if diesel::update(p::table.find(member)).set(columns.clone()).execute(tx.db())? == 0 {
        diesel::insert_into(p::table).values((p::member_id.eq(member), columns)).execute(tx.db())?;
    }
    Ok(())
}
