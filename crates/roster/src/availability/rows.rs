//! Availability in the database.

use super::rules::Availability;
use crate::schema::availability;
use diesel::prelude::*;
use kernel::{Error, MemberId, Result, Zone};
use store::{Tx, WriteTx};

/// As stored: version, zone, week, exceptions, notice.
type Row = (i64, String, String, String, Option<i64>);

/// A member's availability; `zone` is the organisation's, for who has set none.
pub(super) fn of_member(tx: &mut Tx<'_>, id: MemberId, zone: &Zone) -> Result<Availability> {
    let row: Option<Row> = availability::table
        .find(id)
        .select((availability::version, availability::zone, availability::weekly, availability::exceptions, availability::ready_minutes))
        .get_result(tx.db())
        .optional()?;
    row.map_or_else(|| Ok(Availability::unset(zone.clone())), read)
}

/// A row as it is meant.
pub(crate) fn read((version, zone, weekly, exceptions, ready_minutes): Row) -> Result<Availability> {
    let zone = Zone::parse(&zone).map_err(Error::internal)?;
    let weekly = serde_json::from_str(&weekly).map_err(Error::internal)?;
    let exceptions = serde_json::from_str(&exceptions).map_err(Error::internal)?;
    Ok(Availability { version, zone, weekly, exceptions, ready_minutes })
}

/// Keeps a member's availability in the place of what was said before.
pub(super) fn keep(tx: &mut WriteTx<'_>, id: MemberId, one: &Availability) -> Result<()> {
    let now = tx.now();
    let columns = (
        availability::version.eq(one.version),
        availability::zone.eq(one.zone.as_str().to_owned()),
        availability::weekly.eq(serde_json::to_string(&one.weekly).map_err(Error::internal)?),
        availability::exceptions.eq(serde_json::to_string(&one.exceptions).map_err(Error::internal)?),
        availability::ready_minutes.eq(one.ready_minutes),
        availability::updated_at.eq(now),
    );
    if diesel::update(availability::table.find(id)).set(columns.clone()).execute(tx.db())? == 0 {
        diesel::insert_into(availability::table).values((availability::member_id.eq(id), columns)).execute(tx.db())?;
    }
    Ok(())
}
