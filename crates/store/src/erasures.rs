//! What stays in the directory of organisations that were erased: a tombstone each.

use crate::Connection;
use crate::log::{signed, unsigned};
use crate::schema::erased_organisation as stone;
use crate::tx::Tx;
use diesel::prelude::*;
use kernel::{OrganisationId, Result, Timestamp};
use serde::{Deserialize, Serialize};

/// That an organisation was here, and how its log ended: enough to say later what was erased and when, and nothing of what was in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tombstone {
    /// Its id.
    pub id: OrganisationId,
    /// Its short name, which is not given again.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// When it was set up.
    pub created_at: Timestamp,
    /// When its keys were destroyed.
    pub erased_at: Timestamp,
    /// Records in the last signed head of its log.
    pub log_size: u64,
    /// The key that checks the heads of its log.
    pub log_key: String,
    /// The last signed head, with the lines of the witnesses that signed it too.
    pub head: String,
    /// When the last of its data was gone.
    pub cleared_at: Option<Timestamp>,
}

type Row = ((OrganisationId, String, String), (Timestamp, Timestamp), (i64, String, String), Option<Timestamp>);

/// Every tombstone, by the time of the erasure.
pub(crate) fn all(tx: &mut Tx<'_>) -> Result<Vec<Tombstone>> {
    let rows: Vec<Row> = stone::table
        .order((stone::erased_at, stone::id))
        .select((
            (stone::id, stone::slug, stone::name),
            (stone::created_at, stone::erased_at),
            (stone::log_size, stone::log_key, stone::head),
            stone::cleared_at,
        ))
        .load(tx.db())?;
    let read = |((id, slug, name), (created_at, erased_at), (log_size, log_key, head), cleared_at): Row| {
        Ok(Tombstone { id, slug, name, created_at, erased_at, log_size: unsigned(log_size)?, log_key, head, cleared_at })
    };
    rows.into_iter().map(read).collect()
}

/// Whether one that was erased had this short name.
pub(crate) fn had_slug(tx: &mut Tx<'_>, slug: &str) -> Result<bool> {
    let found: i64 = stone::table.filter(stone::slug.eq(slug)).count().get_result(tx.db())?;
    Ok(found > 0)
}

/// Sets up a tombstone.
pub(crate) fn keep(tx: &mut Tx<'_>, of: &Tombstone) -> Result<()> {
    diesel::insert_into(stone::table)
        .values((
            (stone::id.eq(of.id), stone::slug.eq(&of.slug), stone::name.eq(&of.name)),
            (stone::created_at.eq(of.created_at), stone::erased_at.eq(of.erased_at)),
            (stone::log_size.eq(signed(of.log_size)?), stone::log_key.eq(&of.log_key), stone::head.eq(&of.head)),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Notes that the last of its data is gone.
pub(crate) fn note_cleared(connection: &mut Connection, id: OrganisationId, now: Timestamp) -> Result<()> {
    diesel::update(stone::table.find(id)).set(stone::cleared_at.eq(now)).execute(connection)?;
    Ok(())
}
