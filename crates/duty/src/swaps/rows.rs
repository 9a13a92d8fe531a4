//! Swaps in the database.

use super::SwapId;
use super::rules::State;
use crate::bookings::BookingId;
use crate::schema::booking_swap;
use diesel::prelude::*;
use diesel::sql_types::Text;
use kernel::{Error, MemberId, Reach, Result, Timestamp};
use store::{Statement, Tx, WriteTx};

/// A swap as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = booking_swap, treat_none_as_null = true)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub struct SwapRow {
    pub id: SwapId,
    pub version: i64,
    pub booking_id: BookingId,
    pub other_booking_id: Option<BookingId>,
    pub from_member_id: MemberId,
    pub to_member_id: MemberId,
    pub state: State,
    pub needs_approval: bool,
    pub expires_at: Timestamp,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// One swap within the reach of the right in use: one's own, those at events of some units, or all.
pub(super) fn find(tx: &mut Tx<'_>, id: SwapId) -> Result<SwapRow> {
    let reach = tx.within("bookings.read");
    let mut statement = Statement::<Text>::on(tx.db());
    statement
        .sql("SELECT w.id FROM booking_swap w JOIN booking b ON b.id = w.booking_id JOIN duty_event e ON e.id = b.event_id WHERE w.id = ");
    statement.text(id.as_str());
    within(tx, &mut statement, reach.as_ref());
    let found = statement.load::<SwapId>(tx.db())?.pop().ok_or_else(|| Error::not_found("swap"))?;
    Ok(booking_swap::table.find(found).get_result(tx.db())?)
}

/// The latest swaps within that reach.
pub(super) fn some(tx: &mut Tx<'_>, before: Option<(Timestamp, SwapId)>, most: i64) -> Result<Vec<SwapRow>> {
    let reach = tx.within("bookings.read");
    let mut statement = Statement::<booking_swap::SqlType>::on(tx.db());
    statement.sql("SELECT w.id, w.version, w.booking_id, w.other_booking_id, w.from_member_id, w.to_member_id, w.state, w.needs_approval,");
    statement.sql(" w.expires_at, w.created_at, w.updated_at FROM booking_swap w JOIN booking b ON b.id = w.booking_id");
    statement.sql(" JOIN duty_event e ON e.id = b.event_id WHERE 1 = 1").seldom();
    within(tx, &mut statement, reach.as_ref());
    if let Some((at, id)) = before {
        statement.sql(" AND (w.created_at, w.id) < (").number(at.millis()).sql(", ").text(id.as_str()).sql(")");
    }
    statement.sql(" ORDER BY w.created_at DESC, w.id DESC LIMIT ").number(most);
    statement.load(tx.db())
}

fn within<ST>(tx: &Tx<'_>, statement: &mut Statement<ST>, reach: Option<&Reach>) {
    let me = tx.actor().member().map_or_else(String::new, |me| me.to_string());
    match reach {
        Some(Reach::Organisation) => {}
        Some(Reach::Own) => {
            statement.sql(" AND (w.from_member_id = ").text(me.clone()).sql(" OR w.to_member_id = ").text(me).sql(")");
        }
        Some(Reach::Units(units)) => {
            statement.sql(" AND (e.unit_id").in_units(units).sql(" OR w.from_member_id = ").text(me.clone());
            statement.sql(" OR w.to_member_id = ").text(me).sql(")");
        }
        _ => drop(statement.sql(" AND 1 = 0")),
    }
}

/// Whether a swap of this booking is open.
pub(super) fn is_open(tx: &mut Tx<'_>, booking: BookingId) -> Result<bool> {
    let now = tx.now();
    let open = booking_swap::table
        .filter(booking_swap::booking_id.eq(booking).and(booking_swap::expires_at.gt(now)))
        .filter(booking_swap::state.eq(State::Proposed).or(booking_swap::state.eq(State::Accepted)));
    Ok(diesel::select(diesel::dsl::exists(open)).get_result(tx.db())?)
}

/// Writes a new swap.
pub(super) fn insert(tx: &mut WriteTx<'_>, row: &SwapRow) -> Result<()> {
    diesel::insert_into(booking_swap::table).values(row).execute(tx.db())?;
    Ok(())
}

/// Writes a changed swap: its version rises.
pub(super) fn save(tx: &mut WriteTx<'_>, row: &mut SwapRow) -> Result<()> {
    row.version += 1;
    row.updated_at = tx.now();
    diesel::update(booking_swap::table.find(row.id)).set(&*row).execute(tx.db())?;
    Ok(())
}
