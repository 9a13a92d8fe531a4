//! A plan that was read becomes an event.

use super::IMPORTED;
use super::again::Fresh;
use super::rows::{self, SourceRow};
use super::wire::{NewPlan, PlanReport};
use crate::events::rows::{self as events, EventRow};
use crate::events::wire::EventView;
use crate::events::{EventId, rules as event_rules};
use crate::needs::Allocation;
use crate::needs::rows::{self as needs, SignUpRow};
use crate::needs::wire::NewNeed;
use crate::reach;
use crate::sessions::SessionId;
use crate::sessions::rows::{self as sessions, SessionRow};
use crate::sessions::rules::State;
use crate::sessions::wall::Wall;
use calendar::programme::{Need, Programme, Session};
use jiff::tz::TimeZone;
use kernel::{Error, Line, Result, Zone, folded};
use roster::requirements;
use store::{Committed, Event, Subject, Tx, WriteTx};

/// What an event is called of which nobody said it.
const UNNAMED: &str = "Imported plan";

/// Drafts the event, with all of its sessions or not at all; or puts what is new of it to the rest.
pub(super) fn event(mut tx: WriteTx<'_>, new: &NewPlan, zone: &Zone, fresh: &Fresh) -> Result<Committed<PlanReport>> {
    let programme = &fresh.programme;
    let many = i64::try_from(programme.sessions.len()).unwrap_or(i64::MAX);
    if many == 0 {
        return Err(Error::refused("no-session", "no row of the file makes a session: look at it with `dry_run`"));
    }
    let there = fresh.event.map_or(Ok(0), |id| sessions::count(&mut tx, id))?;
    if there + many > sessions::MOST {
        return Err(Error::refused("too-many-sessions", format!("an event has at most {} sessions", sessions::MOST)));
    }
    let event = match fresh.event {
        Some(id) => events::find(&mut tx, id)?,
        None => drafted(&mut tx, new, zone, programme)?,
    };
    if fresh.event.is_none() {
        events::insert(&mut tx, &event)?;
    }
    for (session, source) in programme.sessions.iter().zip(&fresh.sources) {
        let row = placed(&tx, &event, session)?;
        sessions::insert(&mut tx, &row)?;
        let (key, said) = (source.key.clone(), source.said.clone());
        rows::insert(&mut tx, &SourceRow { session_id: row.id, event_id: event.id, source: key, said })?;
        for need in session.needs.iter().take(needs::MOST) {
            ask(&mut tx, need, &row, &event)?;
        }
    }
    events::stretch(&mut tx, event.id)?;
    let mut report = PlanReport::of(programme, fresh.kept);
    let record = Event::new(&IMPORTED, Subject::new("event", event.id)).label(event_rules::label(event.number)).first("name", &event.name);
    let record = record.first("format", &new.format).first("rows", &report.rows).first("sessions", &report.sessions);
    let record = record.first("requirements", &report.requirements).first("places", &report.places);
    report.event = Some(told(&mut tx, event.id)?);
    tx.commit(record, report)
}

/// The event as it is told.
pub(super) fn told(tx: &mut Tx<'_>, id: EventId) -> Result<EventView> {
    let event = events::find(tx, id)?;
    events::one(tx, event)
}

fn drafted(tx: &mut WriteTx<'_>, new: &NewPlan, zone: &Zone, programme: &Programme) -> Result<EventRow> {
    let unit_id = reach::unit_chosen(tx, new.unit_id)?;
    let said = programme.name.as_ref().and_then(|name| Line::<120>::parse(&name.chars().take(120).collect::<String>()).ok());
    let name = new.name.clone().or(said).map_or_else(|| UNNAMED.to_owned(), Line::into_string);
    let now = tx.now();
    Ok(EventRow {
        id: EventId::new(now, tx.rng()),
        version: 1,
        number: tx.next_number("event")?,
        sort_name: folded(&name),
        name,
        description: String::new(),
        status: event_rules::State::Draft,
        cancel_reason: None,
        customer_id: None,
        unit_id,
        zone: zone.as_str().to_owned(),
        place: String::new(),
        invited_only: false,
        swaps_approved: false,
        first_start_at: None,
        last_end_at: None,
        created_at: now,
        updated_at: now,
    })
}

fn placed(tx: &WriteTx<'_>, event: &EventRow, session: &Session) -> Result<SessionRow> {
    let now = tx.now();
    // A zone that has no name (a calendar described it) is kept in the event's: instants stay what they are.
    let zone = session.zone.iana_name().unwrap_or(event.zone.as_str()).to_owned();
    let rules = TimeZone::get(&zone).unwrap_or(TimeZone::UTC);
    let mut row = SessionRow {
        id: SessionId::new(now, tx.rng()),
        version: 1,
        event_id: event.id,
        name: session.name.replace('\n', " "),
        place: session.place.replace('\n', " "),
        zone,
        start_local: String::new(),
        end_local: String::new(),
        start_at: now,
        end_at: now,
        signup_opens_at: None,
        signup_closes_at: None,
        status: State::Draft,
        cancel_reason: None,
        created_at: now,
        updated_at: now,
    };
    row.settle(wall(session.starts, &rules)?, wall(session.ends, &rules)?)
        .map_err(|_| Error::refused("row-not-kept", format!("row {}: its times cannot be kept", session.row)))?;
    Ok(row)
}

/// What clocks show at `instant`, with the offset where that alone could mean two instants.
fn wall(instant: jiff::Timestamp, zone: &TimeZone) -> Result<Wall> {
    let shown = instant.to_zoned(zone.clone());
    let plain = Wall::parse(&shown.strftime("%Y-%m-%dT%H:%M").to_string());
    let exact = || Wall::parse(&shown.strftime("%Y-%m-%dT%H:%M%:z").to_string());
    plain
        .filter(|wall| wall.instant(zone, "start_local").is_ok())
        .or_else(exact)
        .ok_or_else(|| Error::field("text", "out-of-range", "times lie between 1900 and 2199"))
}

fn ask(tx: &mut WriteTx<'_>, need: &Need, session: &SessionRow, event: &EventRow) -> Result<()> {
    let number = |count: u32| u16::try_from(count).unwrap_or(u16::MAX);
    let new = NewNeed {
        name: Line::parse(&need.name).map_err(|error| Error::refused("row-not-kept", format!("row {}: {error}", need.row)))?,
        competencies: Vec::new(),
        min: number(need.least),
        max: number(need.most),
        supervised: 0,
        duty_type_id: None,
        cap_per_member: None,
        allocation: None,
    };
    let row = needs::wanted(tx, &new, session, event);
    needs::check(&row)?;
    requirements::insert(tx, &row, &[])?;
    let sign_up = SignUpRow {
        requirement_id: row.id,
        session_id: session.id,
        cap_per_member: None,
        allocation: Allocation::FirstCome,
        allocated_at: None,
        seed: None,
    };
    needs::insert(tx, &sign_up)
}
