//! What the organisation decided about hours: one row for each kind of decision, whole, with a version.

use crate::schema::hours_setting;
use diesel::prelude::*;
use kernel::{Error, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{Tx, WriteTx};

/// A decision and its version; the first version stands for what holds where nothing was decided.
pub(crate) fn of<T: DeserializeOwned + Default>(tx: &mut Tx<'_>, name: &str) -> Result<(i64, T)> {
    let row: Option<(i64, String)> =
        hours_setting::table.find(name).select((hours_setting::version, hours_setting::value)).get_result(tx.db()).optional()?;
    let Some((version, value)) = row else { return Ok((1, T::default())) };
    Ok((version, serde_json::from_str(&value).map_err(Error::internal)?))
}

/// Puts a decision in the place of the one that had this version; tells the new version.
pub(crate) fn put<T: Serialize>(tx: &mut WriteTx<'_>, name: &str, version: i64, value: &T) -> Result<i64> {
    let (text, now, next) = (serde_json::to_string(value).map_err(Error::internal)?, tx.now(), version + 1);
    let set = (hours_setting::version.eq(next), hours_setting::value.eq(&text), hours_setting::updated_at.eq(now));
    if diesel::update(hours_setting::table.find(name)).set(set).execute(tx.db())? == 0 {
        diesel::insert_into(hours_setting::table).values((hours_setting::name.eq(name), set)).execute(tx.db())?;
    }
    Ok(next)
}
