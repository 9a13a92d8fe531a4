//! Bookings in the database.

use super::BookingId;
use super::rules::State;
use crate::events::EventId;
use crate::needs::rows::Need;
use crate::reach::SEEING;
use crate::schema::booking;
use crate::sessions::SessionId;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use kernel::{Error, MemberId, Reach, Result, Timestamp, UnitId};
use roster::assignments::{AssignmentId, AssignmentState, Seat};
use roster::requirements::RequirementId;
use std::collections::{BTreeMap, BTreeSet};
use store::{Statement, Tx, WriteTx};

/// A booking as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = booking, treat_none_as_null = true)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub struct BookingRow {
    pub id: BookingId,
    pub version: i64,
    pub requirement_id: RequirementId,
    pub session_id: SessionId,
    pub event_id: EventId,
    pub member_id: MemberId,
    pub seat: Seat,
    pub state: State,
    pub live: bool,
    pub queued_at: Option<Timestamp>,
    pub offer_until: Option<Timestamp>,
    pub reason: Option<String>,
    pub appeal: Option<String>,
    pub assignment_id: Option<AssignmentId>,
    pub verified_by: Option<MemberId>,
    pub verified_at: Option<Timestamp>,
    pub created_by: Option<MemberId>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// A booking as it stands: its own row, and what the assignment behind it says.
#[derive(Debug, Clone, PartialEq)]
pub struct Booking {
    /// The row, with the assignment's state, if there is one.
    pub row: BookingRow,
    /// Rises with every change of either.
    pub version: i64,
    /// Whether the row says otherwise than the assignment behind it.
    pub(super) is_behind: bool,
}

impl BookingRow {
    /// A claim that was not judged yet.
    pub(super) fn new(tx: &Tx<'_>, need: &Need, member_id: MemberId, seat: Seat) -> Self {
        let now = tx.now();
        Self {
            id: BookingId::new(now, tx.rng()),
            version: 1,
            requirement_id: need.requirement.id,
            session_id: need.session.id,
            event_id: need.event.id,
            member_id,
            seat,
            state: State::Invited,
            live: true,
            queued_at: None,
            offer_until: None,
            reason: None,
            appeal: None,
            assignment_id: None,
            verified_by: None,
            verified_at: None,
            created_by: tx.actor().member(),
            created_at: now,
            updated_at: now,
        }
    }
}

/// One booking that the right in use reaches.
pub(crate) fn find(tx: &mut Tx<'_>, id: BookingId) -> Result<Booking> {
    let found = get(tx, id)?;
    let unit = crate::events::rows::anywhere(tx, found.row.event_id)?.unit_id;
    let reach = tx.within("bookings.read").filter(|_| tx.right(SEEING).is_some());
    let found = reached(tx, reach.as_ref(), vec![(found, unit)])?.pop();
    found.ok_or_else(|| Error::not_found("booking"))
}

/// One booking, whoever asks.
pub(crate) fn get(tx: &mut Tx<'_>, id: BookingId) -> Result<Booking> {
    let row: Option<BookingRow> = booking::table.find(id).get_result(tx.db()).optional()?;
    let row = row.ok_or_else(|| Error::not_found("booking"))?;
    settled(tx, vec![row])?.pop().ok_or_else(|| Error::not_found("booking"))
}

/// Those of these that `reach` holds: one's own, those of members and events of some units, or all.
pub(super) fn reached(tx: &mut Tx<'_>, reach: Option<&Reach>, all: Vec<(Booking, Option<UnitId>)>) -> Result<Vec<Booking>> {
    let me = tx.actor().member();
    let posted = match reach {
        Some(Reach::Units(units)) => posted(tx, units)?,
        _ => BTreeSet::new(),
    };
    let holds = |(booking, unit): &(Booking, Option<UnitId>)| {
        let (own, serves) = (Some(booking.row.member_id), posted.contains(&booking.row.member_id));
        serves || reach.is_some_and(|reach| reach.holds(me, *unit, own, None))
    };
    Ok(all.into_iter().filter(holds).map(|(booking, _)| booking).collect())
}

fn posted(tx: &mut Tx<'_>, units: &[UnitId]) -> Result<BTreeSet<MemberId>> {
    let now = tx.now().millis();
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT DISTINCT o.member_id FROM posting o WHERE o.from_at <= ").number(now);
    statement.sql(" AND (o.until_at IS NULL OR o.until_at > ").number(now).sql(") AND o.unit_id").in_units(units);
    Ok(statement.load::<MemberId>(tx.db())?.into_iter().collect())
}

/// Bookings as they stand: what an assignment says holds, and an offer that ran out has ended.
pub(super) fn settled(tx: &mut Tx<'_>, rows: Vec<BookingRow>) -> Result<Vec<Booking>> {
    let mut behind: BTreeMap<AssignmentId, (AssignmentState, MemberId, i64)> = BTreeMap::new();
    let ids: Vec<AssignmentId> = rows.iter().filter_map(|row| row.assignment_id).collect();
    for part in ids.chunks(500) {
        let mut statement = Statement::<(Text, Text, Text, BigInt)>::on(tx.db());
        statement
            .sql("SELECT id, state, member_id, version FROM assignment WHERE id")
            .in_texts(part.iter().map(AssignmentId::as_str))
            .seldom();
        for (id, state, member, version) in statement.load::<(AssignmentId, AssignmentState, MemberId, i64)>(tx.db())? {
            behind.insert(id, (state, member, version));
        }
    }
    let now = tx.now();
    let settle = |mut row: BookingRow| {
        let (before, mut version) = (row.state, row.version);
        match row.assignment_id.and_then(|id| behind.get(&id)) {
            Some((state, member, other)) if *member == row.member_id => {
                row.state = row.state.behind(*state);
                version += other;
            }
            // Whoever plans gave the place to somebody else.
            Some((_, _, other)) => {
                (row.state, row.assignment_id) = (if row.state.is_live() { State::Released } else { row.state }, None);
                version += other;
            }
            None => {}
        }
        if row.state == State::Offered && row.offer_until.is_some_and(|until| until <= now) {
            row.state = State::Expired;
        }
        row.live = row.state.is_live();
        let is_behind = before != row.state;
        Booking { row, version, is_behind }
    };
    Ok(rows.into_iter().map(settle).collect())
}

/// The claims on a requirement that the rows call live, in the order of the waiting list.
pub(super) fn live_of(tx: &mut Tx<'_>, requirement: RequirementId) -> Result<Vec<Booking>> {
    let rows = booking::table
        .filter(booking::requirement_id.eq(requirement).and(booking::live.eq(true)))
        .order((booking::queued_at, booking::created_at, booking::id))
        .load(tx.db())?;
    settled(tx, rows)
}

/// The claim of one member on a requirement, if it still is one.
pub(super) fn live_claim(tx: &mut Tx<'_>, requirement: RequirementId, member: MemberId) -> Result<Option<BookingRow>> {
    let rows = booking::table
        .filter(booking::requirement_id.eq(requirement).and(booking::live.eq(true)).and(booking::member_id.eq(member)))
        .load(tx.db())?;
    Ok(settled(tx, rows)?.into_iter().map(|booking| booking.row).find(|row| row.live))
}

/// Whether anybody waits for such a place.
pub(super) fn is_waited_for(tx: &mut Tx<'_>, requirement: RequirementId, seat: Seat) -> Result<bool> {
    let waits = booking::table
        .filter(booking::requirement_id.eq(requirement).and(booking::live.eq(true)))
        .filter(booking::state.eq(State::Waitlisted).and(booking::seat.eq(seat)));
    Ok(diesel::select(diesel::dsl::exists(waits)).get_result(tx.db())?)
}

/// The next turn on a requirement: after everybody who came before, even within the same millisecond.
pub(super) fn next_turn(tx: &mut Tx<'_>, requirement: RequirementId) -> Result<Timestamp> {
    let last: Option<Timestamp> = booking::table
        .filter(booking::requirement_id.eq(requirement).and(booking::live.eq(true)))
        .select(diesel::dsl::max(booking::queued_at))
        .get_result(tx.db())?;
    Ok(last.map_or(tx.now(), |last| tx.now().max(last.plus_millis(1))))
}

/// Claims on a requirement whose rows say otherwise than the clock, or than the assignment behind them.
pub(super) fn overdue_of(tx: &mut Tx<'_>, requirement: RequirementId, has_begun: bool) -> Result<Vec<Booking>> {
    let now = tx.now().millis();
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT b.id FROM booking b LEFT JOIN assignment a ON a.id = b.assignment_id WHERE b.live AND b.requirement_id = ");
    statement.text(requirement.as_str()).sql(" AND ((b.state = 'offered' AND b.offer_until <= ").number(now);
    statement.sql(") OR (a.id IS NOT NULL AND (NOT a.live OR a.member_id <> b.member_id))");
    statement.sql(if has_begun { " OR b.state IN ('invited', 'applied', 'waitlisted', 'offered')" } else { "" });
    statement.sql(") ORDER BY b.queued_at, b.id");
    let ids = statement.load::<BookingId>(tx.db())?;
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        found.push(get(tx, id)?);
    }
    Ok(found)
}

/// The bookings of a session, in the order they were made.
pub(super) fn of_session(tx: &mut Tx<'_>, session: SessionId, after: Option<(Timestamp, BookingId)>) -> Result<Vec<Booking>> {
    let mut rows: Vec<BookingRow> =
        booking::table.filter(booking::session_id.eq(session)).order((booking::created_at, booking::id)).load(tx.db())?;
    rows.retain(|row| after.is_none_or(|after| (row.created_at, row.id) > after));
    settled(tx, rows)
}

/// A member's bookings, the latest first.
pub(super) fn of_member(tx: &mut Tx<'_>, member: MemberId, before: Option<(Timestamp, BookingId)>, most: i64) -> Result<Vec<Booking>> {
    let last = before.map_or(Timestamp::MAX, |(at, _)| at);
    let rows: Vec<BookingRow> = booking::table
        .filter(booking::member_id.eq(member).and(booking::created_at.le(last)))
        .order((booking::created_at.desc(), booking::id.desc()))
        .limit(most + 100)
        .load(tx.db())?;
    let rows = rows
        .into_iter()
        .filter(|row| before.is_none_or(|before| (row.created_at, row.id) < before))
        .take(usize::try_from(most).unwrap_or(0));
    settled(tx, rows.collect())
}

/// Writes a new booking.
pub(super) fn insert(tx: &mut WriteTx<'_>, row: &BookingRow) -> Result<()> {
    diesel::insert_into(booking::table).values(row).execute(tx.db())?;
    Ok(())
}

/// Writes a changed booking: its version rises and its time of change is now.
pub(crate) fn save(tx: &mut WriteTx<'_>, row: &mut BookingRow) -> Result<()> {
    row.version += 1;
    row.updated_at = tx.now();
    row.live = row.state.is_live();
    diesel::update(booking::table.find(row.id)).set(&*row).execute(tx.db())?;
    Ok(())
}

/// Ends every claim on a session that does not hold a place; tells whose they were. Those that do end with their assignments.
pub(crate) fn end_of_session(tx: &mut WriteTx<'_>, session: SessionId, reason: &str) -> Result<Vec<MemberId>> {
    let rows: Vec<BookingRow> = booking::table.filter(booking::session_id.eq(session).and(booking::live.eq(true))).load(tx.db())?;
    let mut ended = Vec::new();
    for mut row in rows {
        if let Ok(state) = row.state.release() {
            row.state = state;
            row.reason = Some(reason.to_owned());
            save(tx, &mut row)?;
            ended.push(row.member_id);
        }
    }
    Ok(ended)
}

/// How many stand before this one on the waiting list, and itself.
pub(super) fn place_in_queue(tx: &mut Tx<'_>, row: &BookingRow) -> Result<Option<i64>> {
    let Some(queued) = row.queued_at.filter(|_| row.state == State::Waitlisted) else { return Ok(None) };
    let mut statement = Statement::<BigInt>::on(tx.db());
    statement
        .sql("SELECT COUNT(*) FROM booking WHERE live AND state = 'waitlisted' AND requirement_id = ")
        .text(row.requirement_id.as_str());
    statement.sql(" AND seat = ").text(row.seat.as_str()).sql(" AND (queued_at, id) <= (").number(queued.millis());
    statement.sql(", ").text(row.id.as_str()).sql(")");
    Ok(statement.load::<i64>(tx.db())?.pop())
}

/// How many places of an event a member holds.
pub(super) fn held_in_event(tx: &mut Tx<'_>, event: EventId, member: MemberId) -> Result<i64> {
    let mut statement = Statement::<BigInt>::on(tx.db());
    statement.sql("SELECT COUNT(*) FROM assignment a JOIN event_session s ON s.id = a.owner_id WHERE a.live AND a.member_id = ");
    statement.text(member.as_str()).sql(" AND s.event_id = ").text(event.as_str());
    Ok(statement.load::<i64>(tx.db())?.pop().unwrap_or_default())
}
