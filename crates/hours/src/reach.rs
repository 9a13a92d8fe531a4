//! What somebody's right reaches of hours and expenses: their own, whatever unit they serve in now; those of the units that it names,
//! by the posting that was valid then; or all.

use kernel::{Error, Reach, Result, UnitId};
use store::{Statement, Tx};

/// A kind of row that belongs to a member and to the unit they served in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kind {
    member: &'static str,
    unit: &'static str,
}

pub(crate) const HOURS: Kind = Kind { member: "hours.member_id", unit: "hours.unit_id" };
pub(crate) const EXPENSE: Kind = Kind { member: "expense.member_id", unit: "expense.unit_id" };
pub(crate) const ASSIGNMENT: Kind = Kind { member: "assignment.member_id", unit: "assignment.unit_id" };

impl Kind {
    /// Narrows a statement to what `reach` reaches, after other conditions.
    pub(crate) fn hold<ST>(self, tx: &Tx<'_>, statement: &mut Statement<ST>, reach: Option<&Reach>) {
        let me = tx.actor().member().map_or_else(String::new, |me| me.to_string());
        match reach {
            Some(Reach::Organisation) => {}
            Some(Reach::Own) => {
                statement.sql(" AND ").sql(self.member).sql(" = ").text(me);
            }
            Some(Reach::Units(units)) => {
                statement.sql(" AND (").sql(self.member).sql(" = ").text(me).sql(" OR ");
                if self.unit == ASSIGNMENT.unit {
                    roster::assignments_in_units(statement, units);
                } else {
                    statement.sql(self.unit).in_units(units);
                }
                statement.sql(")");
            }
            Some(Reach::Customer(_)) | None => {
                statement.sql(" AND 1 = 0");
            }
        }
    }
}

/// Refuses a unit that the right in use does not reach.
pub(crate) fn check_unit(tx: &Tx<'_>, unit: Option<UnitId>) -> Result<()> {
    let reached = match tx.reach() {
        Reach::Organisation => true,
        Reach::Units(units) => unit.is_some_and(|unit| units.binary_search(&unit).is_ok()),
        Reach::Own | Reach::Customer(_) => false,
    };
    if reached { Ok(()) } else { Err(Error::field("unit_id", "beyond-your-units", "your right to do this reaches other units")) }
}
