//! Posting somebody to a unit with which they come: whoever joins on an invitation, is added or imported. The history of postings, and
//! what a move does to it, is kept by the crate of the people.

use diesel::prelude::*;
use kernel::{MemberId, Result, UnitId, typed_id};
use store::WriteTx;
use store::schema::posting;

typed_id!(
    /// Where and under whom a member serves, from when to when.
    PostingId, "pst"
);

/// Posts a member who serves nowhere else at that time, from now on and without an end.
pub fn post(tx: &mut WriteTx<'_>, member: MemberId, unit: UnitId) -> Result<PostingId> {
    let (id, now) = (PostingId::new(tx.now(), tx.rng()), tx.now());
    diesel::insert_into(posting::table)
        .values((
            posting::id.eq(id),
            posting::version.eq(1),
            posting::member_id.eq(member),
            posting::unit_id.eq(unit),
            posting::from_at.eq(now),
            posting::created_at.eq(now),
            posting::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(id)
}
