//! Units in the database, as far as rows belong to them.

use crate::listing::{Statement, UNIT};
use diesel::sql_types::Text;
use kernel::{Error, Reach, Result, UnitId};
use store::{Tx, WriteTx};

/// A unit, with its name if the asker may see it.
pub type Unit = (UnitId, Option<String>);

/// The unit of a new row: the one asked for, else the first of these that fits, else the only one there is to choose from. Whoever
/// acts for some units alone must choose one of them.
pub fn chosen(tx: &mut WriteTx<'_>, asked: Option<UnitId>, fitting: &[Option<UnitId>]) -> Result<Option<Unit>> {
    if let Some(id) = asked {
        return open(tx, id).map(Some);
    }
    let reach = tx.reach().clone();
    let unit = match &reach {
        Reach::Units(units) => {
            let within = |unit: &UnitId| units.binary_search(unit).is_ok();
            let first = fitting.iter().flatten().copied().find(within);
            let only = if let [only] = &units[..] { Some(*only) } else { None };
            Some(first.or(only).ok_or_else(|| Error::field("unit_id", "missing", "say which of your units looks after it"))?)
        }
        _ => fitting.iter().flatten().copied().next(),
    };
    unit.map(|unit| Ok((unit, name(tx, unit)?))).transpose()
}

/// The unit to which a row is moved; `None` takes it from its unit, which only those may do who see every unit's rows.
pub fn moved_to(tx: &mut WriteTx<'_>, asked: Option<UnitId>) -> Result<Option<Unit>> {
    match asked {
        Some(id) => open(tx, id).map(Some),
        None if matches!(tx.reach(), Reach::Units(_)) => Err(beyond()),
        None => Ok(None),
    }
}

/// The units of which a list is wanted: this one and those below it, as far as the asker may see units.
pub fn asked_for(tx: &mut Tx<'_>, unit: UnitId) -> Result<Vec<UnitId>> {
    let found = access::units::below(tx, &[unit])?;
    let seen = UNIT.seen(tx);
    Ok(found.into_iter().filter(|unit| seen.holds(Some(*unit), None, None)).collect())
}

/// A unit that is there, is not closed, and is within reach of the right in use.
fn open(tx: &mut Tx<'_>, id: UnitId) -> Result<Unit> {
    let seen = UNIT.seen(tx);
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT unit.name FROM unit WHERE unit.id = ").text(id.as_str()).sql(" AND unit.closed_at IS NULL");
    seen.hold(&mut statement, false);
    let name = statement.load::<String>(tx.db())?.pop();
    let name = name.ok_or_else(|| Error::field("unit_id", "unknown", "there is no such unit, or it is closed"))?;
    match tx.reach() {
        Reach::Units(units) if units.binary_search(&id).is_err() => Err(beyond()),
        _ => Ok((id, Some(name))),
    }
}

fn beyond() -> Error {
    Error::field("unit_id", "beyond-your-units", "your right to do this reaches other units")
}

/// What the asker may know of a unit's name.
fn name(tx: &mut Tx<'_>, id: UnitId) -> Result<Option<String>> {
    let seen = UNIT.seen(tx);
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT unit.name FROM unit WHERE unit.id = ").text(id.as_str());
    seen.hold(&mut statement, false);
    Ok(statement.load::<String>(tx.db())?.pop())
}
