//! The one row of the working rules.

use super::rules::WorkingRules;
use crate::schema::working_rules;
use diesel::prelude::*;
use kernel::{Error, Result};
use store::{Tx, WriteTx};

/// The one row's name.
const NAME: &str = "only";

/// As stored, or as it is where nothing was decided.
pub(crate) fn read(tx: &mut Tx<'_>) -> Result<WorkingRules> {
    let row: Option<(i64, String, i64, i64)> = working_rules::table
        .find(NAME)
        .select((working_rules::version, working_rules::rules, working_rules::night_from, working_rules::night_until))
        .get_result(tx.db())
        .optional()?;
    let Some((version, rules, night_from, night_until)) = row else { return Ok(WorkingRules::default()) };
    let rules = serde_json::from_str(&rules).map_err(Error::internal)?;
    Ok(WorkingRules { version, rules, night_from, night_until })
}

/// Keeps them.
pub(super) fn keep(tx: &mut WriteTx<'_>, rules: &WorkingRules) -> Result<()> {
    let now = tx.now();
    let columns = (
        working_rules::version.eq(rules.version),
        working_rules::rules.eq(serde_json::to_string(&rules.rules).map_err(Error::internal)?),
        working_rules::night_from.eq(rules.night_from),
        working_rules::night_until.eq(rules.night_until),
        working_rules::updated_at.eq(now),
    );
    if diesel::update(working_rules::table.find(NAME)).set(columns.clone()).execute(tx.db())? == 0 {
        diesel::insert_into(working_rules::table).values((working_rules::name.eq(NAME), columns)).execute(tx.db())?;
    }
    Ok(())
}
