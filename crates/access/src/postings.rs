//! Who serves where now, asked in one way; and posting somebody to a unit with which they come: whoever joins on an invitation, is added
//! or imported. The history of postings, and what a move does to it, is kept by the crate of the people.

use diesel::prelude::*;
use diesel::sql_types::Text;
use kernel::{MemberId, Result, Timestamp, UnitId, typed_id};
use store::schema::posting;
use store::{Statement, Tx, WriteTx};

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

/// The unit in which the actor serves now; of several the one they came to last.
pub fn own_unit(tx: &mut Tx<'_>) -> Result<Option<UnitId>> {
    let Some(member) = tx.actor().member() else { return Ok(None) };
    let now = tx.now().millis();
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT unit_id FROM posting WHERE member_id = ").text(member.as_str()).sql(" AND from_at <= ").number(now);
    statement.sql(" AND (until_at IS NULL OR until_at > ").number(now).sql(") ORDER BY from_at DESC, id DESC LIMIT 1");
    Ok(statement.load::<UnitId>(tx.db())?.pop())
}

/// Adds the condition that the member whom `column` names serves in one of these units at that time.
pub fn serves_in<ST>(statement: &mut Statement<ST>, column: &'static str, units: &[UnitId], at: Timestamp) {
    let at = at.millis();
    statement.sql("EXISTS (SELECT 1 FROM posting AS o WHERE o.member_id = ").sql(column).sql(" AND o.from_at <= ").number(at);
    statement.sql(" AND (o.until_at IS NULL OR o.until_at > ").number(at).sql(") AND o.unit_id").in_units(units).sql(")");
}
