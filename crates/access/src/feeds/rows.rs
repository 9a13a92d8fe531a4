//! Feeds in the database.

use super::FeedId;
use crate::holdings::{Standing, standing};
use diesel::prelude::*;
use kernel::{CustomerId, Error, MemberId, Result, Timestamp, UnitId};
use store::schema::{calendar_feed, member};
use store::{Tx, WriteTx};
use vault::TokenDigest;

/// A member has so many feeds at most.
const MOST: i64 = 20;

/// A feed as it is kept.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = calendar_feed)]
pub(super) struct FeedRow {
    pub(super) id: FeedId,
    pub(super) version: i64,
    pub(super) member_id: MemberId,
    pub(super) unit_id: Option<UnitId>,
    pub(super) name: String,
    pub(super) prefix: String,
    pub(super) created_at: Timestamp,
}

/// A feed that counts, and who is behind it.
#[derive(Debug, Clone)]
pub(super) struct LiveFeed {
    pub(super) feed: FeedRow,
    pub(super) member_name: String,
    pub(super) email: String,
    pub(super) standing: Standing,
}

/// A member's feeds, the latest first.
pub(super) fn of(tx: &mut Tx<'_>, member: MemberId) -> Result<Vec<FeedRow>> {
    let live = calendar_feed::table.filter(calendar_feed::member_id.eq(member).and(calendar_feed::revoked_at.is_null()));
    let order = (calendar_feed::created_at.desc(), calendar_feed::id.desc());
    Ok(live.order(order).select(FeedRow::as_select()).load(tx.db())?)
}

/// One of a member's feeds.
pub(super) fn find(tx: &mut Tx<'_>, member: MemberId, id: FeedId) -> Result<FeedRow> {
    of(tx, member)?.into_iter().find(|row| row.id == id).ok_or_else(|| Error::not_found("feed"))
}

/// Writes a new feed, if there is room for it.
pub(super) fn insert(tx: &mut WriteTx<'_>, new: &FeedRow, digest: &TokenDigest) -> Result<()> {
    let own = calendar_feed::table.filter(calendar_feed::member_id.eq(new.member_id).and(calendar_feed::revoked_at.is_null()));
    if own.count().get_result::<i64>(tx.db())? >= MOST {
        return Err(Error::refused("too-many-feeds", format!("you have {MOST} feeds: revoke one that you do not use")));
    }
    diesel::insert_into(calendar_feed::table)
        .values((
            calendar_feed::id.eq(new.id),
            calendar_feed::version.eq(new.version),
            calendar_feed::member_id.eq(new.member_id),
            calendar_feed::unit_id.eq(new.unit_id),
            calendar_feed::name.eq(&new.name),
            calendar_feed::prefix.eq(&new.prefix),
            calendar_feed::digest.eq(&digest.as_bytes()[..]),
            calendar_feed::created_at.eq(new.created_at),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Ends a feed.
pub(super) fn revoke(tx: &mut WriteTx<'_>, found: &FeedRow) -> Result<()> {
    let now = tx.now();
    let ended = (calendar_feed::revoked_at.eq(Some(now)), calendar_feed::version.eq(found.version + 1));
    diesel::update(calendar_feed::table.find(found.id)).set(ended).execute(tx.db())?;
    Ok(())
}

/// Ends every feed of a member; tells how many.
pub fn revoke_all(tx: &mut WriteTx<'_>, member: MemberId) -> Result<usize> {
    let now = tx.now();
    let live = calendar_feed::table.filter(calendar_feed::member_id.eq(member).and(calendar_feed::revoked_at.is_null()));
    let ended = (calendar_feed::revoked_at.eq(Some(now)), calendar_feed::version.eq(calendar_feed::version + 1));
    Ok(diesel::update(live).set(ended).execute(tx.db())?)
}

/// The feed under this digest, if it counts now and its maker is here: neither suspended nor gone, no day of leaving come. Whoever is
/// away on leave keeps their calendar.
pub(super) fn live(tx: &mut Tx<'_>, digest: &TokenDigest) -> Result<Option<LiveFeed>> {
    let now = tx.now();
    type Behind = (String, String, Option<CustomerId>);
    let row: Option<(FeedRow, Behind)> = calendar_feed::table
        .inner_join(member::table.on(member::id.eq(calendar_feed::member_id)))
        .filter(calendar_feed::digest.eq(&digest.as_bytes()[..]).and(calendar_feed::revoked_at.is_null()))
        .filter(member::status.eq("active").and(member::leaves_at.is_null().or(member::leaves_at.gt(now))))
        .select((FeedRow::as_select(), (member::name, member::email, member::customer_id)))
        .get_result(tx.db())
        .optional()?;
    let Some((feed, (member_name, email, customer))) = row else { return Ok(None) };
    let standing = standing(tx, feed.member_id, customer)?;
    Ok(Some(LiveFeed { feed, member_name, email, standing }))
}
