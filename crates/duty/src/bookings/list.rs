//! Who asked for a place at a session, and who has one.

use super::rows;
use super::told;
use super::wire::{BookingQuery, SessionBookings};
use crate::sessions::{SessionId, rows as sessions};
use access::edge::{Answer, Path, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::{Error, Page, Reach, Result};
use roster::assignments::{self, AssignmentId, AssignmentView};
use std::collections::BTreeSet;
use store::Tx;

/// List a session's bookings
///
/// In the order they were made, as far as your right reaches; beside them whoever was given a place without having asked.
#[utoipa::path(get, path = "/event-sessions/{id}/bookings", tag = "Bookings", operation_id = "listSessionBookings",
    params(("id" = SessionId, Path, description = "The session."), BookingQuery),
    responses((status = 200, description = "A page of bookings.", body = SessionBookings)))]
pub async fn list_session_bookings(
    cx: Cx<permit::BookingsRead>,
    Path(id): Path<SessionId>,
    Query(query): Query<BookingQuery>,
) -> Answer<Json<SessionBookings>> {
    Ok(Json(cx.read(move |tx| of_session(tx, id, &query)).await?))
}

fn of_session(tx: &mut Tx<'_>, id: SessionId, query: &BookingQuery) -> Result<SessionBookings> {
    let (session, event) = sessions::seen(tx, id)?;
    let bad = || Error::field("cursor", "not-acceptable", "not a cursor of this list");
    let after = query.cursor.as_ref().map(|cursor| cursor.place().ok_or_else(bad)).transpose()?;
    let reach = tx.reach().clone();
    let found = rows::of_session(tx, id, None)?;
    let claimed: BTreeSet<AssignmentId> = found.iter().filter_map(|booking| booking.row.assignment_id).collect();
    let found = found.into_iter().map(|booking| (booking, event.unit_id)).collect();
    let mut found = rows::reached(tx, Some(&reach), found)?;
    found.retain(|booking| after.is_none_or(|after| (booking.row.created_at, booking.row.id) > after));
    let page = Page::cut(found, query.limit, |last| (last.row.created_at, last.row.id));
    let placed = if after.is_none() { placed(tx, session.id, &claimed, &reach, event.unit_id)? } else { Vec::new() };
    Ok(SessionBookings { items: told::all(tx, page.items)?, next: page.next, placed })
}

fn placed(
    tx: &mut Tx<'_>,
    session: SessionId,
    claimed: &BTreeSet<AssignmentId>,
    reach: &Reach,
    unit: Option<kernel::UnitId>,
) -> Result<Vec<AssignmentView>> {
    let me = tx.actor().member();
    let mut direct = assignments::of_owner(tx, session.as_str())?;
    direct.retain(|row| !claimed.contains(&row.id) && reach.holds(me, unit, Some(row.member_id), None));
    assignments::told(tx, direct)
}
