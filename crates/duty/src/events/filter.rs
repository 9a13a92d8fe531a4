//! Which events a list holds, and in which order.

use super::rows::{self, EventRow};
use super::rules::State;
use super::wire::{EventQuery, EventSort, EventView};
use crate::reach::PLANNING;
use crate::schema::duty_event;
use kernel::{Error, Page, Reach, Result, Timestamp, folded};
use store::{Statement, Tx};

/// Where an event without a session stands: last.
const NEVER: i64 = 9_000_000_000_000_000;

/// A page of the events wanted.
pub(super) fn page(tx: &mut Tx<'_>, query: &EventQuery) -> Result<Page<EventView>> {
    let found = chosen(tx, query)?;
    let page = Page::cut(found, query.limit, |last| (last.first_start_at.map_or(NEVER, Timestamp::millis), last.id));
    let items = rows::told(tx, page.items)?;
    Ok(Page { items, next: page.next })
}

fn chosen(tx: &mut Tx<'_>, query: &EventQuery) -> Result<Vec<EventRow>> {
    let mut statement = Statement::<duty_event::SqlType>::on(tx.db());
    statement.sql("SELECT id, version, number, name, sort_name, description, status, cancel_reason, customer_id, unit_id, zone, place,");
    statement
        .sql(" invited_only, swaps_approved, first_start_at, last_end_at, created_at, updated_at FROM duty_event WHERE (status <> 'draft'");
    match tx.right(PLANNING) {
        Some(Reach::Organisation) => drop(statement.sql(" OR 1 = 1")),
        Some(Reach::Units(units)) => drop(statement.sql(" OR unit_id").in_units(&units)),
        _ => {}
    }
    statement.sql(")").seldom();
    if let Some(unit) = query.unit_id {
        let below = access::units::below(tx, &[unit])?;
        statement.sql(" AND unit_id").in_units(&below);
    }
    for word in query.q.iter().flat_map(|q| q.split_whitespace()).take(8) {
        matches(&mut statement, word);
    }
    in_state(&mut statement, query.state, tx.now().millis());
    if let Some(from) = query.from {
        statement.sql(" AND last_end_at > ").number(from.millis());
    }
    if let Some(until) = query.until {
        statement.sql(" AND first_start_at < ").number(until.millis());
    }
    if let Some(cursor) = &query.cursor {
        let place: Option<(i64, super::EventId)> = cursor.place();
        let (start, id) = place.ok_or_else(|| Error::field("cursor", "not-acceptable", "not a cursor of this list"))?;
        statement.sql(match query.sort {
            EventSort::Start => " AND (COALESCE(first_start_at, 9000000000000000), id) > (",
            EventSort::StartDown => " AND (COALESCE(first_start_at, 9000000000000000), id) < (",
        });
        statement.number(start).sql(", ").text(id.as_str()).sql(")");
    }
    statement.sql(match query.sort {
        EventSort::Start => " ORDER BY COALESCE(first_start_at, 9000000000000000), id LIMIT ",
        EventSort::StartDown => " ORDER BY COALESCE(first_start_at, 9000000000000000) DESC, id DESC LIMIT ",
    });
    statement.number(query.limit.get() + 1);
    statement.load(tx.db())
}

/// A word in the name, or the number as people write it.
fn matches<ST>(statement: &mut Statement<ST>, word: &str) {
    let literal = folded(word).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    statement.sql(" AND (sort_name LIKE ").text(format!("%{literal}%")).sql(" ESCAPE '\\'");
    let digits = word.trim_start_matches(['E', 'e']).trim_start_matches('-');
    if let Ok(number) = digits.parse::<i64>() {
        statement.sql(" OR number = ").number(number);
    }
    statement.sql(")");
}

fn in_state<ST>(statement: &mut Statement<ST>, state: Option<State>, now: i64) {
    match state {
        None => {}
        Some(State::Draft) => drop(statement.sql(" AND status = 'draft'")),
        Some(State::Cancelled) => drop(statement.sql(" AND status = 'cancelled'")),
        Some(State::Published) => {
            statement.sql(" AND status = 'published' AND (last_end_at IS NULL OR last_end_at > ").number(now).sql(")");
        }
        Some(State::Ended) => drop(statement.sql(" AND status = 'published' AND last_end_at <= ").number(now)),
    }
}
