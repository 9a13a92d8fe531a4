//! Adding a session to an event, or a series of them.

use super::rows::{self, MOST, SessionRow};
use super::rules::State;
use super::wall::Wall;
use super::wire::{NewSession, SessionView};
use super::{CREATED, SessionId, dates, told};
use crate::events::EventId;
use crate::events::rows::{self as events, EventRow};
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey, Path};
use access::{Cx, permit};
use jiff::tz::TimeZone;
use kernel::{Error, Line, Result, Timestamp, Zone};
use store::{Committed, Event, Subject, WriteTx};

/// Add a session
///
/// With `repeat` one is made for each day, all of them or none; the first is answered. Each is a draft until it is published.
#[utoipa::path(post, path = "/events/{id}/sessions", tag = "Sessions of events", operation_id = "createEventSession",
    params(("id" = EventId, Path, description = "The event."), OnceHeader), request_body = NewSession,
    responses((status = 201, description = "The session, or the first of the series.", body = SessionView)))]
pub async fn create_event_session(
    cx: Cx<permit::EventsWrite>,
    Path(id): Path<EventId>,
    once: OnceKey,
    Json(new): Json<NewSession>,
) -> Answer<Created<SessionView>> {
    let row = cx.write_once(once.of(&new)?, move |tx| add(tx, id, new)).await?;
    let location = format!("/api/v1/event-sessions/{}", row.link.id);
    Ok(Created { row, location })
}

fn add(mut tx: WriteTx<'_>, id: EventId, new: NewSession) -> Result<Committed<SessionView>> {
    let event = events::find(&mut tx, id)?;
    event.state(tx.now()).check_open()?;
    let days = match &new.repeat {
        None => vec![new.start_local.civil().date()],
        Some(repeat) => dates::of(new.start_local, &zone_of(&event, &new), repeat)?,
    };
    let there = rows::count(&mut tx, id)?;
    if there + i64::try_from(days.len()).unwrap_or(MOST) > MOST {
        return Err(Error::refused("too-many-sessions", format!("an event has at most {MOST} sessions")));
    }
    let mut sessions = Vec::with_capacity(days.len());
    for day in &days {
        let row = one(&tx, &event, &new, *day).map_err(|error| told_of(error, days.len() > 1, *day))?;
        rows::insert(&mut tx, &row)?;
        sessions.push(row);
    }
    events::stretch(&mut tx, id)?;
    let first = sessions.first().cloned().ok_or_else(|| Error::internal("a series without a session"))?;
    let starts: Vec<Timestamp> = sessions.iter().map(|row| row.start_at).collect();
    let mut record = Event::new(&CREATED, Subject::new("event_session", first.id)).label(first.title(&event));
    record = record.first("start", &starts).first("end", &first.end_at).first("zone", &first.zone).first("place", &first.place);
    for row in sessions.iter().skip(1) {
        record = record.touching(Subject::new("event_session", row.id));
    }
    let view = told::one(&mut tx, first, &event)?;
    tx.commit(record.touching(Subject::new("event", id)), view)
}

fn zone_of(event: &EventRow, new: &NewSession) -> TimeZone {
    new.zone.as_ref().map_or_else(|| TimeZone::get(&event.zone).unwrap_or(TimeZone::UTC), Zone::rules)
}

/// The session of that day: wall times and the window for signing up lie as far from each other as on the first.
fn one(tx: &WriteTx<'_>, event: &EventRow, new: &NewSession, day: jiff::civil::Date) -> Result<SessionRow> {
    let zone = new.zone.as_ref().map_or_else(|| event.zone.clone(), |zone| zone.as_str().to_owned());
    let rules = zone_of(event, new);
    let first = new.start_local.civil().date();
    let days = (day - first).get_days();
    let moved = |wall: Wall, field: &str| {
        let moved = if days == 0 { Some(wall) } else { wall.days_later(days) };
        moved.ok_or_else(|| Error::field(field, "out-of-range", "must lie between 1900 and 2199"))
    };
    let window = |at: Option<Timestamp>, field: &str| match at {
        Some(at) if days != 0 => moved(Wall::in_zone(at, &rules), field)?.instant(&rules, field).map(Some),
        at => Ok(at),
    };
    let now = tx.now();
    let mut row = SessionRow {
        id: SessionId::new(now, tx.rng()),
        version: 1,
        event_id: event.id,
        name: new.name.as_str().to_owned(),
        place: new.place.as_ref().map_or_else(|| event.place.clone(), |place| Line::as_str(place).to_owned()),
        zone,
        start_local: String::new(),
        end_local: String::new(),
        start_at: now,
        end_at: now,
        signup_opens_at: window(new.signup_opens_at, "signup_opens_at")?,
        signup_closes_at: window(new.signup_closes_at, "signup_closes_at")?,
        status: State::Draft,
        cancel_reason: None,
        created_at: now,
        updated_at: now,
    };
    row.settle(moved(new.start_local, "start_local")?, moved(new.end_local, "end_local")?)?;
    Ok(row)
}

/// In a series the day is named on which something does not fit.
fn told_of(error: Error, in_series: bool, day: jiff::civil::Date) -> Error {
    match error {
        Error::Invalid(mut faults) if in_series => {
            for fault in &mut faults {
                fault.message = format!("on {day}: {}", fault.message);
            }
            Error::Invalid(faults)
        }
        other => other,
    }
}
