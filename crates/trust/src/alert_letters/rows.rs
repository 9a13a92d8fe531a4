//! Letters of alerts in the database.

use super::wire::AlertLetters;
use access::links::MemberLink;
use access::{Permission as _, holdings, permit};
use courier::mail::{self, Mail};
use courier::{House, Letter};
use diesel::prelude::*;
use kernel::{CustomerId, Email, MemberId, Result, Timestamp};
use store::schema::{alert_letters, alert_reader, member};
use store::{Tx, WriteTx};

/// The one row of `alert_letters`.
const LETTERS: &str = "letters";

/// What was decided; off when nothing was.
pub(super) fn read(tx: &mut Tx<'_>) -> Result<AlertLetters> {
    let row: Option<(i64, bool)> =
        alert_letters::table.find(LETTERS).select((alert_letters::version, alert_letters::is_on)).get_result(tx.db()).optional()?;
    let (version, on) = row.unwrap_or((0, false));
    let members: Vec<(MemberId, String)> = alert_reader::table
        .inner_join(member::table.on(member::id.eq(alert_reader::member_id)))
        .order((member::sort_name, member::id))
        .select((member::id, member::name))
        .load(tx.db())?;
    Ok(AlertLetters { version, on, members: members.into_iter().map(|(id, name)| MemberLink { id, name }).collect() })
}

/// Writes what is decided in place of what was.
pub(super) fn write(tx: &mut WriteTx<'_>, version: i64, on: bool, members: &[MemberId]) -> Result<()> {
    let now = tx.now();
    diesel::delete(alert_reader::table).execute(tx.db())?;
    diesel::delete(alert_letters::table).execute(tx.db())?;
    diesel::insert_into(alert_letters::table)
        .values((
            alert_letters::name.eq(LETTERS),
            alert_letters::version.eq(version),
            alert_letters::is_on.eq(on),
            alert_letters::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    for id in members {
        diesel::insert_into(alert_reader::table).values(alert_reader::member_id.eq(id)).execute(tx.db())?;
    }
    Ok(())
}

/// Name and address of a member who belongs to the organisation and may read alerts now.
pub(super) fn reader(tx: &mut Tx<'_>, id: MemberId) -> Result<Option<(String, String)>> {
    type Row = (String, String, String, Option<Timestamp>, Option<CustomerId>);
    let row: Option<Row> = member::table
        .find(id)
        .select((member::name, member::email, member::status, member::leaves_at, member::customer_id))
        .get_result(tx.db())
        .optional()?;
    let Some((name, email, status, leaves_at, customer)) = row else { return Ok(None) };
    if status != "active" || leaves_at.is_some_and(|at| at <= tx.now()) {
        return Ok(None);
    }
    let reach = holdings::standing(tx, id, customer)?.rights.reach(permit::AuditRead::NAME);
    Ok(reach.filter(kernel::Reach::is_whole).map(|_| (name, email)))
}

/// Puts a letter for each reader into the outbox of the write that raises an alert.
pub(crate) fn put(tx: &mut WriteTx<'_>, house: &House, what: &str) -> Result<()> {
    let letters = read(tx)?;
    if !letters.on {
        return Ok(());
    }
    for MemberLink { id, .. } in letters.members {
        let Some((name, email)) = reader(tx, id)? else { continue };
        let Ok(email) = Email::parse(&email) else { continue };
        let letter = Letter::Alert { at: tx.now(), what: what.to_owned() };
        mail::put(tx, Mail { member: Some(id), name, email, house: house.clone(), letter })?;
    }
    Ok(())
}
