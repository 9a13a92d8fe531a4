//! The tree of units, as far as rights ask for it.

use diesel::sql_types::Text;
use kernel::{Result, UnitId};
use store::{Statement, Tx};

/// These units and every unit that stands below one of them now. What does not exist has nothing below it.
pub fn below(tx: &mut Tx<'_>, roots: &[UnitId]) -> Result<Vec<UnitId>> {
    if roots.is_empty() {
        return Ok(Vec::new());
    }
    let now = tx.now().millis();
    let mut statement = Statement::<Text>::on(tx.db());
    // UNION drops what was met before, so that not even a circle would be walked for ever.
    statement.sql("WITH RECURSIVE found (id) AS (SELECT unit.id FROM unit WHERE unit.id").in_units(roots);
    statement.sql(" UNION SELECT unit_parent.unit_id FROM unit_parent JOIN found ON unit_parent.parent_id = found.id");
    statement.sql(" WHERE unit_parent.from_at <= ").number(now);
    statement.sql(" AND (unit_parent.until_at IS NULL OR unit_parent.until_at > ").number(now);
    statement.sql(")) SELECT id FROM found ORDER BY id");
    statement.load(tx.db())
}
