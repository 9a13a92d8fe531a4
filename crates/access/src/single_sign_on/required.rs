//! Whom single sign-on shuts every other way in to.

use super::rows;
use crate::holdings;
use crate::roles::Role;
use diesel::prelude::*;
use kernel::{CustomerId, MemberId, Result};
use store::Tx;
use store::schema::member;

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
