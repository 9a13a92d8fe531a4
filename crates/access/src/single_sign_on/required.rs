//! Whom single sign-on shuts every other way in to, and what of theirs ends when it does.

use super::rows;
use crate::holdings;
use crate::pushes;
use crate::roles::Role;
use diesel::prelude::*;
use kernel::{CustomerId, MemberId, Result};
use store::schema::{member, session};
use store::{Tx, WriteTx};

/// Whether somebody comes in by single sign-on alone. Owners keep the way back in; a customer's contacts have no account at the
/// organisation's provider. Asked of anybody, and of nobody: the looks are the same.
pub(crate) fn shuts(tx: &mut Tx<'_>, id: Option<MemberId>) -> Result<bool> {
    if !rows::is_required(tx)? {
        return Ok(false);
    }
    let id = id.unwrap_or_else(|| MemberId::new(tx.now(), tx.rng()));
    let customer: Option<Option<CustomerId>> = member::table.find(id).select(member::customer_id).get_result(tx.db()).optional()?;
    let is_owner = holdings::roles_of(tx, id)?.contains(&Role::Owner);
    Ok(!is_owner && customer.flatten().is_none())
}

/// Ends the sessions of those whom it shuts now, but those that the provider opened; tells how many. A sign-in that has begun is asked
/// about at its end.
pub(super) fn end_shut(tx: &mut WriteTx<'_>) -> Result<usize> {
    let elsewhere = session::by_provider.eq(false);
    let signed_in: Vec<MemberId> = session::table.filter(elsewhere).select(session::member_id).distinct().load(tx.db())?;
    let mut ended = 0;
    for id in signed_in {
        if shuts(tx, Some(id))? {
            let theirs = session::table.filter(session::member_id.eq(id).and(elsewhere));
            let browsers: Vec<Option<String>> = theirs.select(session::device_id).load(tx.db())?;
            pushes::end_at(tx, browsers.into_iter().flatten())?;
            ended += diesel::delete(theirs).execute(tx.db())?;
        }
    }
    Ok(ended)
}
