//! Which roles a member holds, from when to when and for which unit.

use crate::roles::Role;
use diesel::prelude::*;
use kernel::{MemberId, Result, typed_id};
use store::schema::holding;
use store::{Tx, WriteTx};

typed_id!(
    /// A role held by a member.
    HoldingId, "hld"
);

/// The built-in roles that a member holds now.
pub fn roles_of(tx: &mut Tx<'_>, id: MemberId) -> Result<Vec<Role>> {
    let now = tx.now();
    let words: Vec<String> = holding::table
        .filter(holding::member_id.eq(id).and(holding::from_at.le(now)))
        .filter(holding::until_at.is_null().or(holding::until_at.gt(now)))
        .select(holding::role)
        .load(tx.db())?;
    let mut roles: Vec<Role> = words.iter().filter_map(|word| word.parse().ok()).collect();
    roles.sort_unstable();
    roles.dedup();
    Ok(roles)
}

/// Lets a member hold a built-in role from now on, without end and for no unit in particular.
pub fn hold(tx: &mut WriteTx<'_>, member: MemberId, role: Role) -> Result<HoldingId> {
    let (id, now) = (HoldingId::new(tx.now(), tx.rng()), tx.now());
    let by = tx.actor().member();
    diesel::insert_into(holding::table)
        .values((
            holding::id.eq(id),
            holding::version.eq(1),
            holding::member_id.eq(member),
            holding::role.eq(role.as_str()),
            holding::from_at.eq(now),
            holding::granted_by.eq(by),
            holding::granted_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(id)
}
