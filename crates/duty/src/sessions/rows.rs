//! Sessions in the database.

use super::SessionId;
use super::rules::{Course, State};
use super::wall::Wall;
use super::wire::SessionLink;
use crate::events::EventId;
use crate::events::rows::{self as events, EventRow};
use crate::reach::{self, PLANNING, SEEING};
use crate::schema::event_session;
use diesel::prelude::*;
use jiff::tz::TimeZone;
use kernel::{Error, Result, Timestamp};
use store::{Tx, WriteTx};

/// Longest session, in milliseconds: 31 days, as the database has it.
const LONGEST: i64 = 31 * 24 * 60 * 60 * 1_000;

/// Most sessions of an event.
pub(crate) const MOST: i64 = 1_000;

/// A session as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = event_session, treat_none_as_null = true)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub struct SessionRow {
    pub id: SessionId,
    pub version: i64,
    pub event_id: EventId,
    pub name: String,
    pub place: String,
    pub zone: String,
    pub start_local: String,
    pub end_local: String,
    pub start_at: Timestamp,
    pub end_at: Timestamp,
    pub signup_opens_at: Option<Timestamp>,
    pub signup_closes_at: Option<Timestamp>,
    pub status: State,
    pub cancel_reason: Option<String>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

impl SessionRow {
    /// The instants by which it moves on.
    pub fn course(&self) -> Course {
        Course { closes: self.signup_closes_at, start: self.start_at, end: self.end_at }
    }

    /// Where it stands at `now`.
    pub fn state(&self, now: Timestamp) -> State {
        self.status.at(&self.course(), now)
    }

    /// As others name it.
    pub fn link(&self, event: &EventRow) -> SessionLink {
        SessionLink {
            id: self.id,
            event: event.link(),
            name: self.name.clone(),
            place: self.place.clone(),
            zone: self.zone.clone(),
            start: self.start_at,
            end: self.end_at,
        }
    }

    /// What lists call it.
    pub fn title(&self, event: &EventRow) -> String {
        format!("{} · {}", event.name, self.name)
    }

    /// Works out the instants of its wall times, and holds the whole against itself.
    pub(crate) fn settle(&mut self, start: Wall, end: Wall) -> Result<()> {
        let zone = TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC);
        (self.start_at, self.end_at) = (start.instant(&zone, "start_local")?, end.instant(&zone, "end_local")?);
        (self.start_local, self.end_local) = (start.to_string(), end.to_string());
        if self.end_at <= self.start_at {
            return Err(Error::field(
                "end_local",
                "not-after-start",
                "must be after the start; say the next day for a session through the night",
            ));
        }
        if self.end_at.millis() - self.start_at.millis() > LONGEST {
            return Err(Error::field("end_local", "too-long", "a session lasts at most 31 days"));
        }
        match (self.signup_opens_at, self.signup_closes_at) {
            (Some(opens), closes) if opens >= closes.unwrap_or(self.start_at) => {
                Err(Error::field("signup_opens_at", "not-before-the-end", "must be before signing up is over"))
            }
            _ => Ok(()),
        }
    }
}

/// One session of an event that the right in use reaches.
pub fn find(tx: &mut Tx<'_>, id: SessionId) -> Result<(SessionRow, EventRow)> {
    let reached = tx.within(SEEING);
    let found = seen(tx, id).ok().filter(|(_, event)| reach::holds(tx, reached.as_ref(), event.unit_id));
    found.ok_or_else(|| Error::not_found("session"))
}

/// One session that the asker may see, whatever right is in use.
pub fn seen(tx: &mut Tx<'_>, id: SessionId) -> Result<(SessionRow, EventRow)> {
    let (session, event) = anywhere(tx, id)?;
    let seen = events::is_seen(tx, &event) && (session.status != State::Draft || reach::may(tx, PLANNING, event.unit_id));
    if seen { Ok((session, event)) } else { Err(Error::not_found("session")) }
}

/// One session, whoever asks: for what is done in its name.
pub(crate) fn anywhere(tx: &mut Tx<'_>, id: SessionId) -> Result<(SessionRow, EventRow)> {
    let row: Option<SessionRow> = event_session::table.find(id).get_result(tx.db()).optional()?;
    let row = row.ok_or_else(|| Error::not_found("session"))?;
    let event = events::anywhere(tx, row.event_id)?;
    Ok((row, event))
}

/// The sessions of an event, by time.
pub(crate) fn of_event(tx: &mut Tx<'_>, event: EventId) -> Result<Vec<SessionRow>> {
    let rows = event_session::table.filter(event_session::event_id.eq(event)).order((event_session::start_at, event_session::id));
    Ok(rows.limit(MOST).load(tx.db())?)
}

/// How many sessions an event has.
pub(crate) fn count(tx: &mut Tx<'_>, event: EventId) -> Result<i64> {
    Ok(event_session::table.filter(event_session::event_id.eq(event)).count().get_result(tx.db())?)
}

/// Writes a new session.
pub(crate) fn insert(tx: &mut WriteTx<'_>, row: &SessionRow) -> Result<()> {
    diesel::insert_into(event_session::table).values(row).execute(tx.db())?;
    Ok(())
}

/// Writes a changed session: its version rises and its time of change is now.
pub(crate) fn save(tx: &mut WriteTx<'_>, row: &mut SessionRow) -> Result<()> {
    row.version += 1;
    row.updated_at = tx.now();
    diesel::update(event_session::table.find(row.id)).set(&*row).execute(tx.db())?;
    Ok(())
}
