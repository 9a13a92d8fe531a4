//! What moves with a session: the requirements it has, and everybody booked, each judged anew.

use super::rows::SessionRow;
use crate::events::rows::EventRow;
use crate::letters::{self, News};
use crate::named;
use courier::House;
use kernel::{Error, Result};
use roster::assignments::{self, Shift};
use roster::requirements;
use store::WriteTx;

/// Takes requirements and assignments along; tells how many members were told.
pub(super) fn along(tx: &mut WriteTx<'_>, house: &House, before: &SessionRow, after: &SessionRow, event: &EventRow) -> Result<usize> {
    let shown = (before.start_at, before.end_at, &before.place, &before.zone, &before.name);
    if shown == (after.start_at, after.end_at, &after.place, &after.zone, &after.name) {
        return Ok(0);
    }
    requirements(tx, after, event)?;
    let mut booked: Vec<_> = assignments::of_owner(tx, after.id.as_str())?.into_iter().filter(|row| row.state.is_open()).collect();
    for row in &mut booked {
        (row.title, row.place, row.zone) = (after.title(event), after.place.clone(), after.zone.clone());
        if (row.start_at, row.end_at) == (after.start_at, after.end_at) {
            assignments::rows::save(tx, row)?;
            continue;
        }
        let to = Shift { member_id: row.member_id, start: after.start_at, end: after.end_at };
        let moved = assignments::shift(tx, row, to, None);
        if let Err(Error::NotEligible { message, findings }) = moved {
            let name = named::member(tx, row.member_id)?.name;
            return Err(Error::NotEligible { message: format!("{name}: {message}"), findings });
        }
        moved?;
    }
    if (before.start_at, before.end_at, &before.place) == (after.start_at, after.end_at, &after.place) {
        return Ok(0);
    }
    let people: Vec<_> = booked.iter().map(|row| row.member_id).collect();
    letters::tell(tx, house, &people, &News::Moved, &after.link(event), None)
}

/// What lists call the requirements, when and where they are, and whether they may be filled.
pub(crate) fn requirements(tx: &mut WriteTx<'_>, session: &SessionRow, event: &EventRow) -> Result<()> {
    let live = session.state(tx.now()).is_live();
    for mut row in requirements::of_owner(tx, session.id.as_str())? {
        row.title = session.title(event);
        (row.start_at, row.end_at) = (session.start_at, session.end_at);
        (row.zone, row.place) = (session.zone.clone(), session.place.clone());
        (row.unit_id, row.live) = (event.unit_id, live);
        requirements::update(tx, &mut row)?;
    }
    Ok(())
}
