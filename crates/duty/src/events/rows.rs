//! Events in the database.

use super::EventId;
use super::rules::{Act, State, label};
use super::wire::{EventCustomer, EventLink, EventView, Places};
use crate::named;
use crate::reach::{self, PLANNING, SEEING};
use crate::schema::{duty_event, event_session};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use kernel::{CustomerId, Error, Result, Timestamp, UnitId, folded};
use std::collections::BTreeMap;
use store::{Statement, Tx, WriteTx};

/// An event as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = duty_event, treat_none_as_null = true)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub struct EventRow {
    pub id: EventId,
    pub version: i64,
    pub number: i64,
    pub name: String,
    pub sort_name: String,
    pub description: String,
    pub status: State,
    pub cancel_reason: Option<String>,
    pub customer_id: Option<CustomerId>,
    pub unit_id: Option<UnitId>,
    pub zone: String,
    pub place: String,
    pub invited_only: bool,
    pub swaps_approved: bool,
    pub first_start_at: Option<Timestamp>,
    pub last_end_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

impl EventRow {
    /// Where it stands at `now`.
    pub fn state(&self, now: Timestamp) -> State {
        self.status.at(self.last_end_at, now)
    }

    /// As others name it.
    pub fn link(&self) -> EventLink {
        EventLink { id: self.id, number: label(self.number), name: self.name.clone() }
    }
}

/// One event that the right in use reaches, among those that the asker may see.
pub fn find(tx: &mut Tx<'_>, id: EventId) -> Result<EventRow> {
    let reached = tx.within(SEEING);
    seen(tx, id).ok().filter(|row| reach::holds(tx, reached.as_ref(), row.unit_id)).ok_or_else(|| Error::not_found("event"))
}

/// One event that the asker may see, whatever right is in use.
pub fn seen(tx: &mut Tx<'_>, id: EventId) -> Result<EventRow> {
    let row: Option<EventRow> = duty_event::table.find(id).get_result(tx.db()).optional()?;
    row.filter(|row| is_seen(tx, row)).ok_or_else(|| Error::not_found("event"))
}

/// Whether the asker may see it: drafts are for those who plan.
pub(crate) fn is_seen(tx: &Tx<'_>, row: &EventRow) -> bool {
    let seeing = tx.right(SEEING).is_some_and(|reach| reach.is_whole());
    seeing && (row.status != State::Draft || reach::may(tx, PLANNING, row.unit_id))
}

/// One event, whoever asks: for what is done in its name.
pub(crate) fn anywhere(tx: &mut Tx<'_>, id: EventId) -> Result<EventRow> {
    let row: Option<EventRow> = duty_event::table.find(id).get_result(tx.db()).optional()?;
    row.ok_or_else(|| Error::not_found("event"))
}

/// Writes a new event.
pub(crate) fn insert(tx: &mut WriteTx<'_>, row: &EventRow) -> Result<()> {
    diesel::insert_into(duty_event::table).values(row).execute(tx.db())?;
    Ok(())
}

/// Writes a changed event: its version rises and its time of change is now.
pub(crate) fn save(tx: &mut WriteTx<'_>, row: &mut EventRow) -> Result<()> {
    row.version += 1;
    row.updated_at = tx.now();
    row.sort_name = folded(&row.name);
    diesel::update(duty_event::table.find(row.id)).set(&*row).execute(tx.db())?;
    Ok(())
}

/// Works out anew from when to when its sessions last.
pub(crate) fn stretch(tx: &mut WriteTx<'_>, id: EventId) -> Result<()> {
    let sessions = || event_session::table.filter(event_session::event_id.eq(id)).filter(event_session::status.ne("cancelled"));
    let first: Option<Timestamp> = sessions().select(diesel::dsl::min(event_session::start_at)).get_result(tx.db())?;
    let last: Option<Timestamp> = sessions().select(diesel::dsl::max(event_session::end_at)).get_result(tx.db())?;
    diesel::update(duty_event::table.find(id))
        .set((duty_event::first_start_at.eq(first), duty_event::last_end_at.eq(last)))
        .execute(tx.db())?;
    Ok(())
}

/// Events as this asker is told of them.
pub(super) fn told(tx: &mut Tx<'_>, rows: Vec<EventRow>) -> Result<Vec<EventView>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<EventId> = rows.iter().map(|row| row.id).collect();
    let (mut sessions, mut places) = (sessions_of(tx, &ids)?, places_of(tx, &ids)?);
    let now = tx.now();
    let mut views = Vec::with_capacity(rows.len());
    for row in rows {
        let state = row.state(now);
        let plans = reach::may(tx, PLANNING, row.unit_id);
        let customer = match row.customer_id {
            Some(id) => named::customer(tx, id)?.map(|name| EventCustomer { id, name }),
            None => None,
        };
        views.push(EventView {
            id: row.id,
            version: row.version,
            number: label(row.number),
            state,
            customer,
            unit: reach::unit_link(tx, row.unit_id)?,
            sessions_count: sessions.remove(&row.id).unwrap_or_default(),
            places: places.remove(&row.id).unwrap_or_default(),
            allowed: Act::ALL.iter().copied().filter(|act| plans && act.fits(state)).collect(),
            name: row.name,
            description: row.description,
            cancel_reason: row.cancel_reason,
            zone: row.zone,
            place: row.place,
            invited_only: row.invited_only,
            swaps_approved: row.swaps_approved,
            first_start: row.first_start_at,
            last_end: row.last_end_at,
        });
    }
    Ok(views)
}

/// One event, told.
pub(crate) fn one(tx: &mut Tx<'_>, row: EventRow) -> Result<EventView> {
    told(tx, vec![row])?.pop().ok_or_else(|| Error::not_found("event"))
}

fn sessions_of(tx: &mut Tx<'_>, events: &[EventId]) -> Result<BTreeMap<EventId, i64>> {
    let mut statement = Statement::<(Text, BigInt)>::on(tx.db());
    statement.sql("SELECT event_id, COUNT(*) FROM event_session WHERE status <> 'cancelled' AND event_id");
    statement.in_texts(events.iter().map(EventId::as_str)).sql(" GROUP BY event_id").seldom();
    Ok(statement.load::<(EventId, i64)>(tx.db())?.into_iter().collect())
}

fn places_of(tx: &mut Tx<'_>, events: &[EventId]) -> Result<BTreeMap<EventId, Places>> {
    let mut wanted = Statement::<(Text, BigInt, BigInt)>::on(tx.db());
    wanted.sql("SELECT s.event_id, CAST(SUM(r.least) AS BIGINT), CAST(SUM(r.most) AS BIGINT) FROM event_session s JOIN requirement r ON r.owner_id = s.id");
    wanted.sql(" WHERE s.status <> 'cancelled' AND s.event_id").in_texts(events.iter().map(EventId::as_str));
    wanted.sql(" GROUP BY s.event_id").seldom();
    let mut found = BTreeMap::new();
    for (event, min, max) in wanted.load::<(EventId, i64, i64)>(tx.db())? {
        found.insert(event, Places { min, max, filled: 0 });
    }
    let mut taken = Statement::<(Text, BigInt)>::on(tx.db());
    taken.sql("SELECT s.event_id, COUNT(*) FROM event_session s JOIN assignment a ON a.owner_id = s.id");
    taken.sql(" WHERE a.live AND a.seat = 'full' AND s.event_id").in_texts(events.iter().map(EventId::as_str));
    taken.sql(" GROUP BY s.event_id").seldom();
    for (event, filled) in taken.load::<(EventId, i64)>(tx.db())? {
        found.entry(event).or_insert_with(Places::default).filled = filled;
    }
    Ok(found)
}
