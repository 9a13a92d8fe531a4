//! Changing a session.

use super::moving;
use super::rows::{self, SessionRow};
use super::wall::Wall;
use super::wire::{SessionChanges, SessionView};
use super::{SessionId, UPDATED, told};
use crate::events::rows as events;
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use courier::House;
use kernel::{Error, Line, Patch, Result};
use store::{Committed, Event, Subject, WriteTx};

/// Change a session
///
/// Before it begins. Whoever is booked moves with it and is told; if the new time is one that somebody cannot keep, nothing is changed
/// and the answer says who and why.
#[utoipa::path(patch, path = "/event-sessions/{id}", tag = "Sessions of events", operation_id = "updateEventSession",
    params(("id" = SessionId, Path, description = "The session."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = SessionChanges, responses((status = 200, description = "The session as it stands now.", body = SessionView)))]
pub async fn update_event_session(
    cx: Cx<permit::EventsWrite>,
    Path(id): Path<SessionId>,
    if_match: IfMatch,
    Json(changes): Json<SessionChanges>,
) -> Answer<Versioned<SessionView>> {
    let house = cx.house();
    Ok(Versioned(cx.write(move |tx| change(tx, &house, id, if_match, changes)).await?))
}

fn change(mut tx: WriteTx<'_>, house: &House, id: SessionId, if_match: IfMatch, changes: SessionChanges) -> Result<Committed<SessionView>> {
    let (before, event) = rows::find(&mut tx, id)?;
    if_match.hold(before.version, || told::one(&mut tx, before.clone(), &event))?;
    before.state(tx.now()).check_open()?;
    let mut after = over(&before, changes)?;
    rows::save(&mut tx, &mut after)?;
    events::stretch(&mut tx, event.id)?;
    let told_to = moving::along(&mut tx, house, &before, &after, &event)?;
    let record = Event::new(&UPDATED, Subject::new("event_session", id))
        .label(after.title(&event))
        .change("name", &before.name, &after.name)
        .change("place", &before.place, &after.place)
        .change("zone", &before.zone, &after.zone)
        .change("start", &before.start_at, &after.start_at)
        .change("end", &before.end_at, &after.end_at)
        .change("signup_opens_at", &before.signup_opens_at, &after.signup_opens_at)
        .change("signup_closes_at", &before.signup_closes_at, &after.signup_closes_at)
        .first("told", &Some(told_to).filter(|told| *told > 0))
        .touching(Subject::new("event", event.id));
    let view = told::one(&mut tx, after, &event)?;
    tx.commit(record, view)
}

fn over(before: &SessionRow, changes: SessionChanges) -> Result<SessionRow> {
    let mut row = before.clone();
    row.name = changes.name.map_or(row.name, Line::into_string);
    if changes.place != Patch::Keep {
        row.place = changes.place.over(None).map_or_else(String::new, Line::into_string);
    }
    row.zone = changes.zone.map_or(row.zone, |zone| zone.as_str().to_owned());
    row.signup_opens_at = changes.signup_opens_at.over(row.signup_opens_at);
    row.signup_closes_at = changes.signup_closes_at.over(row.signup_closes_at);
    let stored = |text: &str| Wall::parse(text).ok_or_else(|| Error::internal("a wall time that cannot be read"));
    let (start, end) = (stored(&before.start_local)?, stored(&before.end_local)?);
    row.settle(changes.start_local.unwrap_or(start), changes.end_local.unwrap_or(end))?;
    Ok(row)
}
