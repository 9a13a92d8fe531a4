//! Moving a booking along its machine: what every act does, apart from the rule it applies.

use super::queue::{self, Served};
use super::rows::{self, Booking, BookingRow};
use super::wire::BookingView;
use super::{BookingId, places, told};
use crate::letters::{self, News};
use crate::needs::rows::{self as needs, Need};
use access::edge::IfMatch;
use courier::House;
use kernel::Result;
use store::{Action, Committed, Event, Subject, WriteTx};

/// An act on a booking, as a handler hands it over.
pub(super) struct Move<'a, R> {
    pub(super) house: &'a House,
    /// What is recorded.
    pub(super) action: &'static Action,
    /// A person's words.
    pub(super) reason: Option<String>,
    /// What the member is told, if they are told anything.
    pub(super) news: Option<News>,
    /// The transition; may change what goes with it.
    pub(super) rule: R,
}

/// Loads, checks the version, applies the rule, brings the assignment along, serves the waiting list, and records.
pub(super) fn carry_out<R>(mut tx: WriteTx<'_>, id: BookingId, if_match: IfMatch, act: Move<'_, R>) -> Result<Committed<BookingView>>
where
    R: FnOnce(&mut WriteTx<'_>, &Need, &mut BookingRow) -> Result<()>,
{
    let (Booking { mut row, .. }, need) = loaded(&mut tx, id, if_match)?;
    let before = row.state;
    (act.rule)(&mut tx, &need, &mut row)?;
    if act.reason.is_some() {
        row.reason.clone_from(&act.reason);
    }
    places::follow(&mut tx, &row)?;
    rows::save(&mut tx, &mut row)?;
    if let Some(news) = &act.news {
        letters::tell(&mut tx, act.house, &[row.member_id], news, &need.session.link(&need.event), act.reason.as_deref())?;
    }
    let served = queue::serve(&mut tx, act.house, &need)?;
    let record = recorded(act.action, &need, &row, &served).change("state", &before, &row.state).note(act.reason);
    let view = told::one(&mut tx, id, Vec::new())?;
    tx.commit(record, view)
}

/// The booking within reach, at the version that is meant.
pub(super) fn loaded(tx: &mut WriteTx<'_>, id: BookingId, if_match: IfMatch) -> Result<(Booking, Need)> {
    let booking = rows::find(tx, id)?;
    if_match.hold(booking.version, || told::one(tx, id, Vec::new()))?;
    let need = needs::anywhere(tx, booking.row.requirement_id)?;
    Ok((booking, need))
}

/// The record of an act on a booking.
pub(super) fn recorded(action: &'static Action, need: &Need, row: &BookingRow, served: &Served) -> Event {
    let record = Event::new(action, Subject::new("booking", row.id)).label(told::label(need));
    let record = record.touching(Subject::new("member", row.member_id)).touching(Subject::new("event_session", row.session_id));
    served.on(record)
}
