//! Whose a visit is: its job's unit's, and theirs who go.

use kernel::Reach;
use store::{Statement, Tx};

/// Narrows a statement over `visit` and its `requirement` to what the right in use reaches among what may be seen.
pub(super) fn hold<ST>(tx: &Tx<'_>, statement: &mut Statement<ST>) {
    let me = tx.actor().member().map_or_else(String::new, |me| me.to_string());
    let mine = |statement: &mut Statement<ST>| {
        statement.sql("EXISTS (SELECT 1 FROM assignment AS held WHERE held.owner_id = visit.id AND held.live AND held.member_id = ");
        statement.text(me.clone()).sql(")");
    };
    match tx.within("visits.read") {
        Some(Reach::Organisation) => {}
        Some(Reach::Own) => {
            statement.sql(" AND ");
            mine(statement);
        }
        Some(Reach::Units(units)) => {
            statement.sql(" AND (");
            mine(statement);
            statement.sql(" OR ").aside().sql("requirement.unit_id").in_units(&units).sql(")");
        }
        Some(Reach::Customer(_)) | None => drop(statement.sql(" AND 1 = 0")),
    }
}
