//! Taking a role away.

use super::give::reaches;
use super::rows::{self, HoldingRow, Which};
use super::rules::within;
use super::wire::{HoldingEnd, HoldingView};
use super::{ENDED, HoldingId, RoleName, is_last_owner};
use crate::cx::Cx;
use crate::edge::{Answer, IfMatch, Json, Path, Versioned};
use crate::permission::all::RolesGrant;
use crate::roles::Role;
use kernel::{Error, Reach, Result, Rights, Timestamp};
use store::{Event, Subject, Tx, WriteTx};

/// End a role that a member holds.
///
/// One's own too. Nobody ends what reaches further than their own rights do, and the last owner stays one.
#[utoipa::path(put, path = "/holdings/{id}/end", operation_id = "endHolding", tag = "Roles",
    params(("id" = HoldingId, Path), ("If-Match" = String, Header, description = "The version that is ended, as its ETag")),
    request_body = HoldingEnd, responses((status = 200, body = HoldingView, description = "The holding as it ends")))]
pub async fn end_holding(
    cx: Cx<RolesGrant>,
    Path(id): Path<HoldingId>,
    if_match: IfMatch,
    Json(end): Json<HoldingEnd>,
) -> Answer<Versioned<HoldingView>> {
    let view = cx
        .write(move |mut tx| {
            let row = rows::find(&mut tx, id)?;
            if_match.hold(row.version, || rows::views(&mut tx, Which::One(id)).map(|mut views| views.pop()))?;
            let at = ending(&row, end.at, tx.now())?;
            may_end(&mut tx, &row)?;
            let view = end_in(&mut tx, &row, at)?;
            tx.commit(ended(&row, &view), view)
        })
        .await?;
    Ok(Versioned(view))
}

fn ending(row: &HoldingRow, asked: Option<Timestamp>, now: Timestamp) -> Result<Timestamp> {
    if row.until.is_some_and(|until| until <= now) {
        return Err(Error::refused("holding-ended", "it has ended already"));
    }
    match asked {
        Some(at) if at < now.plus_millis(-60_000) => Err(Error::field("at", "in-the-past", "it was held until now")),
        Some(at) if row.until.is_some_and(|until| until < at) => Err(Error::field("at", "not-acceptable", "it ends before that already")),
        at => Ok(at.unwrap_or(now).max(now)),
    }
}

/// Refuses to take away what the actor could not give, unless it is their own, and to leave an organisation without an owner.
pub(crate) fn may_end(tx: &mut Tx<'_>, row: &HoldingRow) -> Result<()> {
    let Some(role) = row.role() else { return Ok(()) };
    if tx.actor().member().is_some_and(|actor| actor != row.member) {
        let needed = reaches(tx, role, row.unit)?;
        within(&own_rights(tx, &needed), needed)?;
    }
    if role == RoleName::BuiltIn(Role::Owner) && row.from <= tx.now() && is_last_owner(tx, row.member)? {
        return Err(Error::refused("last-owner", "somebody must be owner: make another one first"));
    }
    Ok(())
}

fn own_rights(tx: &Tx<'_>, needed: &[(&'static str, Reach)]) -> Rights {
    Rights::These(needed.iter().filter_map(|(permission, _)| Some((*permission, tx.right(permission)?))).collect())
}

/// Ends it, without a word: whoever calls commits the event.
pub(crate) fn end_row(tx: &mut WriteTx<'_>, row: &HoldingRow, at: Timestamp) -> Result<()> {
    rows::end(tx, row, at)
}

/// Ends it, and gives it as it is then.
fn end_in(tx: &mut WriteTx<'_>, row: &HoldingRow, at: Timestamp) -> Result<HoldingView> {
    rows::end(tx, row, at)?;
    rows::views(tx, Which::One(row.id))?.pop().ok_or_else(|| Error::not_found("holding"))
}

fn ended(before: &HoldingRow, after: &HoldingView) -> Event {
    Event::new(&ENDED, Subject::new("holding", after.id))
        .label(format!("{}: {}", after.member.name, after.role.name))
        .change("until", &before.until, &after.until)
        .touching(Subject::new("member", after.member.id))
}
