//! What somebody's right reaches on the calendar: their own time, the time of a unit's people and places, or all of it.

use kernel::{Reach, UnitId};
use store::{Statement, Tx};

/// Narrows a statement over `assignment` to what the right in use reaches among what may be seen.
pub fn hold_assignments<ST>(tx: &Tx<'_>, statement: &mut Statement<ST>) {
    hold(tx, statement, tx.within("assignments.read").as_ref());
}

/// Narrows a statement over `assignment` to `reach`.
pub(crate) fn hold<ST>(tx: &Tx<'_>, statement: &mut Statement<ST>, reach: Option<&Reach>) {
    let me = tx.actor().member().map_or_else(String::new, |me| me.to_string());
    match reach {
        Some(Reach::Organisation) => {}
        Some(Reach::Own) => drop(statement.sql(" AND assignment.member_id = ").text(me)),
        Some(Reach::Units(units)) => {
            statement.sql(" AND (assignment.member_id = ").text(me).sql(" OR ");
            in_units(statement, units);
            statement.sql(")");
        }
        Some(Reach::Customer(_)) | None => drop(statement.sql(" AND 1 = 0")),
    }
}

/// Adds the condition that an assignment is of one of these units: the unit of the place, or the unit in which the member serves when it
/// begins.
pub fn in_units<ST>(statement: &mut Statement<ST>, units: &[UnitId]) {
    statement.sql("(assignment.unit_id").in_units(units);
    statement.sql(" OR EXISTS (SELECT 1 FROM posting AS o WHERE o.member_id = assignment.member_id");
    statement.sql(" AND o.from_at <= assignment.start_at AND (o.until_at IS NULL OR o.until_at > assignment.start_at)");
    statement.sql(" AND o.unit_id").in_units(units).sql("))");
}

/// Whether the right in use reaches what this unit looks after. What no unit looks after is everybody's who may see it at all.
pub(crate) fn unit_reached(tx: &Tx<'_>, unit: Option<UnitId>) -> bool {
    match tx.reach() {
        Reach::Organisation | Reach::Own => true,
        Reach::Units(units) => unit.is_none_or(|unit| units.binary_search(&unit).is_ok()),
        Reach::Customer(_) => false,
    }
}
