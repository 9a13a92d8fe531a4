//! Whose rows a right reaches: events by their unit, and what may be seen of them at all.
//!
//! Invariants: nobody sees a draft who may not change it; nobody makes a row that they could not see, nor gives one to a unit that
//! their right does not reach.

use access::links::UnitLink;
use diesel::sql_types::Text;
use kernel::{Error, Reach, Result, UnitId};
use store::{Statement, Tx};

/// The right to see events, and the right to change them.
pub(crate) const SEEING: &str = "events.read";
pub(crate) const PLANNING: &str = "events.write";
/// The right over others' bookings.
pub(crate) const MANAGING: &str = "bookings.manage";

/// Whether `reach` holds a row of this unit.
pub(crate) fn holds(tx: &Tx<'_>, reach: Option<&Reach>, unit: Option<UnitId>) -> bool {
    reach.is_some_and(|reach| reach.holds(tx.actor().member(), unit, None, None))
}

/// Whether the actor may do what `permission` allows with rows of this unit.
pub(crate) fn may(tx: &Tx<'_>, permission: &str, unit: Option<UnitId>) -> bool {
    holds(tx, tx.right(permission).as_ref(), unit)
}

/// The unit of a new row: the one asked for, or the only one there is to choose from.
pub(crate) fn unit_chosen(tx: &mut Tx<'_>, asked: Option<UnitId>) -> Result<Option<UnitId>> {
    if let Some(id) = asked {
        return unit_within(tx, id).map(Some);
    }
    match tx.reach().clone() {
        Reach::Units(units) => match &units[..] {
            [only] => Ok(Some(*only)),
            _ => Err(Error::field("unit_id", "missing", "say which of your units looks after it")),
        },
        _ => Ok(None),
    }
}

/// The unit to which a row is moved; none only by those whose right reaches every unit.
pub(crate) fn unit_moved(tx: &mut Tx<'_>, asked: Option<UnitId>) -> Result<Option<UnitId>> {
    match asked {
        Some(id) => unit_within(tx, id).map(Some),
        None if matches!(tx.reach(), Reach::Units(_)) => Err(beyond()),
        None => Ok(None),
    }
}

/// A unit that is there, is not closed, and is within reach of the right in use.
fn unit_within(tx: &mut Tx<'_>, id: UnitId) -> Result<UnitId> {
    let found = unit_known(tx, id)?;
    match tx.reach() {
        Reach::Units(units) if units.binary_search(&found).is_err() => Err(beyond()),
        _ => Ok(found),
    }
}

/// A unit that is there and is not closed.
pub(crate) fn unit_known(tx: &mut Tx<'_>, id: UnitId) -> Result<UnitId> {
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT unit.id FROM unit WHERE unit.id = ").text(id.as_str()).sql(" AND unit.closed_at IS NULL");
    let found = statement.load::<UnitId>(tx.db())?.pop();
    found.ok_or_else(|| Error::field("unit_id", "unknown", "there is no such unit, or it is closed"))
}

fn beyond() -> Error {
    Error::field("unit_id", "beyond-your-units", "your right to do this reaches other units")
}

/// A unit's name, for those who may see units.
pub(crate) fn unit_link(tx: &mut Tx<'_>, id: Option<UnitId>) -> Result<Option<UnitLink>> {
    let Some(id) = id.filter(|id| may(tx, "units.read", Some(*id))) else { return Ok(None) };
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT unit.name FROM unit WHERE unit.id = ").text(id.as_str());
    Ok(statement.load::<String>(tx.db())?.pop().map(|name| UnitLink { id, name }))
}
