//! Reviews in the database.

use super::ReviewId;
use super::wire::{Decision, ReviewItem, ReviewView, ReviewWhole};
use crate::holdings::{HoldingId, Which, views};
use crate::links::MemberLink;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};
use kernel::{Error, MemberId, Result, Timestamp};
use std::collections::HashMap;
use store::schema::{access_review, access_review_item};
use store::{Statement, Tx, WriteTx};

/// Most reviews shown.
const SHOWN: i64 = 100;

type Sql = ((Text, BigInt, Text, BigInt, Bool), (Nullable<Text>, Nullable<Text>), (BigInt, Nullable<BigInt>), (BigInt, BigInt));
type Row = ((ReviewId, i64, String, Timestamp, bool), (Option<MemberId>, Option<String>), (Timestamp, Option<Timestamp>), (i64, i64));

fn select(tx: &mut Tx<'_>) -> Statement<Sql> {
    let mut statement = Statement::<Sql>::on(tx.db());
    statement
        .sql("SELECT access_review.id, access_review.version, access_review.name, access_review.due_at, access_review.unreviewed_end, ");
    statement.sql("access_review.created_by, member.name, access_review.created_at, access_review.closed_at, ");
    statement.sql("(SELECT count(*) FROM access_review_item WHERE access_review_item.review_id = access_review.id), ");
    statement
        .sql("(SELECT count(access_review_item.decision) FROM access_review_item WHERE access_review_item.review_id = access_review.id) ");
    statement.sql("FROM access_review LEFT JOIN member ON member.id = access_review.created_by ");
    statement
}

fn view(((id, version, name, due_at, unreviewed_end), by, (created_at, closed_at), (holdings, decided)): Row) -> ReviewView {
    let created_by = by.0.zip(by.1).map(|(id, name)| MemberLink { id, name });
    ReviewView { id, version, name, due_at, unreviewed_end, created_by, created_at, closed_at, holdings, decided }
}

/// The latest first.
pub(super) fn list(tx: &mut Tx<'_>) -> Result<Vec<ReviewView>> {
    let mut statement = select(tx);
    statement.sql("ORDER BY access_review.created_at DESC, access_review.id DESC LIMIT ").number(SHOWN);
    Ok(statement.load::<Row>(tx.db())?.into_iter().map(view).collect())
}

/// One.
pub(super) fn find(tx: &mut Tx<'_>, id: ReviewId) -> Result<ReviewView> {
    let mut statement = select(tx);
    statement.sql("WHERE access_review.id = ").text(id.as_str());
    statement.load::<Row>(tx.db())?.pop().map(view).ok_or_else(|| Error::not_found("review"))
}

/// What was decided on each role under review.
type Decided = HashMap<HoldingId, (Option<Decision>, Option<MemberLink>, Option<Timestamp>)>;

/// One, with what is under review.
pub(super) fn whole(tx: &mut Tx<'_>, id: ReviewId) -> Result<ReviewWhole> {
    let review = find(tx, id)?;
    let mut decided = decided(tx, id)?;
    let mut items: Vec<ReviewItem> = views(tx, Which::UnderReview(id))?
        .into_iter()
        .filter_map(|holding| {
            let (decision, decided_by, decided_at) = decided.remove(&holding.id)?;
            Some(ReviewItem { member: holding.member.clone(), holding, decision, decided_by, decided_at })
        })
        .collect();
    items.sort_by(|one, other| (&one.member.name, one.holding.id).cmp(&(&other.member.name, other.holding.id)));
    Ok(ReviewWhole { review, items })
}

pub(super) fn decided(tx: &mut Tx<'_>, id: ReviewId) -> Result<Decided> {
    type Found = (HoldingId, Option<String>, Option<MemberId>, Option<String>, Option<Timestamp>);
    let mut statement = Statement::<(Text, Nullable<Text>, Nullable<Text>, Nullable<Text>, Nullable<BigInt>)>::on(tx.db());
    statement.sql("SELECT access_review_item.holding_id, access_review_item.decision, access_review_item.decided_by, member.name, ");
    statement.sql("access_review_item.decided_at FROM access_review_item LEFT JOIN member ON member.id = access_review_item.decided_by ");
    statement.sql("WHERE access_review_item.review_id = ").text(id.as_str());
    let read = |(holding, decision, by, name, at): Found| {
        let by = by.zip(name).map(|(id, name)| MemberLink { id, name });
        (holding, (decision.as_deref().and_then(Decision::read), by, at))
    };
    Ok(statement.load::<Found>(tx.db())?.into_iter().map(read).collect())
}

/// Writes a new review of every role that is held now.
pub(super) fn insert(tx: &mut WriteTx<'_>, id: ReviewId, name: &str, due_at: Timestamp, unreviewed_end: bool) -> Result<()> {
    let (now, by) = (tx.now(), tx.actor().member());
    diesel::insert_into(access_review::table)
        .values((
            (access_review::id.eq(id), access_review::version.eq(1), access_review::name.eq(name), access_review::due_at.eq(due_at)),
            (access_review::unreviewed_end.eq(unreviewed_end), access_review::created_by.eq(by), access_review::created_at.eq(now)),
        ))
        .execute(tx.db())?;
    for holding in views(tx, Which::Now)? {
        diesel::insert_into(access_review_item::table)
            .values((access_review_item::review_id.eq(id), access_review_item::holding_id.eq(holding.id)))
            .execute(tx.db())?;
    }
    Ok(())
}

/// Writes what was decided on a role.
pub(super) fn decide(tx: &mut WriteTx<'_>, id: ReviewId, holding: HoldingId, decision: Decision) -> Result<()> {
    let (now, by) = (tx.now(), tx.actor().member());
    diesel::update(access_review_item::table.find((id, holding)))
        .set((
            access_review_item::decision.eq(decision.as_str()),
            access_review_item::decided_by.eq(by),
            access_review_item::decided_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Raises the version of a review that something was decided in, and closes it if `closed`.
pub(super) fn touch(tx: &mut WriteTx<'_>, review: &ReviewView, closed: bool) -> Result<()> {
    let closed_at = if closed { Some(tx.now()) } else { review.closed_at };
    diesel::update(access_review::table.find(review.id))
        .set((access_review::version.eq(review.version + 1), access_review::closed_at.eq(closed_at)))
        .execute(tx.db())?;
    Ok(())
}

/// The open reviews that are due.
pub(super) fn due(tx: &mut Tx<'_>) -> Result<Vec<ReviewId>> {
    let now = tx.now();
    let due = access_review::table.filter(access_review::closed_at.is_null().and(access_review::due_at.le(now)));
    Ok(due.order(access_review::due_at).select(access_review::id).load(tx.db())?)
}
