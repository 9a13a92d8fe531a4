//! The end of a session before its time, and its beginning: what an event does with its sessions as well.

use super::moving;
use super::rows::{self, SessionRow};
use super::rules::State;
use crate::bookings::rows as bookings;
use crate::events::rows::EventRow;
use crate::letters::{self, News};
use courier::House;
use kernel::{MemberId, Result};
use roster::{assignments, requirements};
use store::WriteTx;

/// Cancels it: everybody who has a place or asked for one is free, and told. Tells who that was.
pub(crate) fn cancel(tx: &mut WriteTx<'_>, house: &House, row: &mut SessionRow, event: &EventRow, reason: &str) -> Result<Vec<MemberId>> {
    let was_seen = row.status != State::Draft;
    row.status = row.state(tx.now()).cancel()?;
    row.cancel_reason = Some(reason.to_owned());
    rows::save(tx, row)?;
    let freed = requirements::cancel_of_owner(tx, row.id.as_str(), reason)?;
    let waited = bookings::end_of_session(tx, row.id, reason)?;
    let mut people: Vec<MemberId> = freed.into_iter().map(|freed| freed.member_id).chain(waited).collect();
    people.sort_unstable();
    people.dedup();
    if was_seen {
        letters::tell(tx, house, &people, &News::Cancelled, &row.link(event), Some(reason))?;
    }
    Ok(people)
}

/// Publishes a draft with its event.
pub(crate) fn publish(tx: &mut WriteTx<'_>, row: &mut SessionRow, event: &EventRow) -> Result<()> {
    row.status = row.state(tx.now()).publish()?;
    rows::save(tx, row)?;
    moving::requirements(tx, row, event)
}

/// The event has another name or belongs to another unit: what lists call its sessions follows.
pub(crate) fn renamed(tx: &mut WriteTx<'_>, row: &SessionRow, event: &EventRow) -> Result<()> {
    if !matches!(row.status, State::Draft | State::Published) {
        return Ok(());
    }
    moving::requirements(tx, row, event)?;
    for mut booked in assignments::of_owner(tx, row.id.as_str())?.into_iter().filter(|booked| booked.live) {
        (booked.title, booked.unit_id) = (row.title(event), event.unit_id);
        assignments::rows::save(tx, &mut booked)?;
    }
    Ok(())
}
