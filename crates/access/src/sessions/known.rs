//! Browsers that a member has signed in with before. A browser has one token; each member who uses it has a row of their own.
//!
//! What it is good for: whoever guesses a member's password elsewhere does not shut the member out here ([`super::guesses`]), and a
//! member is told of a browser that is new. It proves nothing by itself.

use super::create::SignIn;
use super::seen::nobody;
use super::token::DEVICE;
use crate::state::Access;
use diesel::prelude::*;
use http::HeaderMap;
use kernel::{Email, MemberId, Result, Slug, Timestamp, typed_id};
use store::door::Standing;
use store::schema::{device, member};
use store::{Origin, Tx, WriteTx};
use vault::TokenDigest;

typed_id!(
    /// A browser that a member has signed in with before.
    DeviceId, "dev"
);

/// How long a browser is known after it was last used to sign in: 180 days.
pub(crate) const KNOWN_MILLIS: i64 = 180 * 24 * 60 * 60 * 1000;
/// Most browsers of one member; the one used longest ago gives way.
const MOST: i64 = 20;

/// The known browser that asks to sign in, if it is known to the very member it asks for.
pub(super) async fn asking(access: &Access, asked: &SignIn, headers: &HeaderMap) -> Result<Option<DeviceId>> {
    let Some(digest) = DEVICE.bare_among(headers) else { return Ok(None) };
    let (Ok(slug), Ok(email)) = (Slug::parse(&asked.organisation), Email::parse(&asked.email)) else { return Ok(None) };
    let Some(listing) = access.0.store.organisation_by_slug(slug).await? else { return Ok(None) };
    if listing.standing != Standing::Active {
        return Ok(None);
    }
    let realm = access.0.store.realm(listing.id).await?;
    realm
        .read(nobody(Origin::default()), move |tx| {
            let id: Option<MemberId> =
                member::table.filter(member::email.eq(email.as_str())).select(member::id).get_result(tx.db()).optional()?;
            id.map_or(Ok(None), |id| find(tx, id, &digest))
        })
        .await
}

/// The member's row for this browser.
pub(crate) fn find(tx: &mut Tx<'_>, member_id: MemberId, digest: &TokenDigest) -> Result<Option<DeviceId>> {
    let known_since = tx.now().plus_millis(-KNOWN_MILLIS);
    Ok(device::table
        .filter(device::member_id.eq(member_id).and(device::token_digest.eq(&digest.as_bytes()[..])))
        .filter(device::seen_at.gt(known_since))
        .select(device::id)
        .get_result(tx.db())
        .optional()?)
}

/// Whether the member is known at some browser.
pub(super) fn has_others(tx: &mut Tx<'_>, member_id: MemberId) -> Result<bool> {
    let known_since = tx.now().plus_millis(-KNOWN_MILLIS);
    let theirs = device::member_id.eq(member_id).and(device::seen_at.gt(known_since));
    Ok(device::table.filter(theirs).count().get_result::<i64>(tx.db())? > 0)
}

/// Knows a browser from now on.
pub(crate) fn learn(tx: &mut WriteTx<'_>, member_id: MemberId, digest: &TokenDigest, name: &str) -> Result<DeviceId> {
    let (now, id) = (tx.now(), DeviceId::new(tx.now(), tx.rng()));
    // A row that was forgotten by time stands in the way of the same browser's new one.
    diesel::delete(device::table.filter(device::member_id.eq(member_id).and(device::token_digest.eq(&digest.as_bytes()[..]))))
        .execute(tx.db())?;
    let older: Vec<DeviceId> = device::table
        .filter(device::member_id.eq(member_id))
        .order((device::seen_at.desc(), device::id.desc()))
        .limit(1_000)
        .offset(MOST - 1)
        .select(device::id)
        .load(tx.db())?;
    for id in older {
        diesel::delete(device::table.find(id)).execute(tx.db())?;
    }
    diesel::insert_into(device::table)
        .values((
            device::id.eq(id),
            device::member_id.eq(member_id),
            device::token_digest.eq(&digest.as_bytes()[..]),
            device::name.eq(name),
            device::created_at.eq(now),
            device::seen_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// Notes that the browser was signed in with again.
pub(crate) fn meet(tx: &mut WriteTx<'_>, id: DeviceId) -> Result<()> {
    let now: Timestamp = tx.now();
    diesel::update(device::table.find(id)).set(device::seen_at.eq(now)).execute(tx.db())?;
    Ok(())
}

/// Forgets every browser of a member; tells how many.
pub(crate) fn forget_all(tx: &mut WriteTx<'_>, member_id: MemberId) -> Result<usize> {
    Ok(diesel::delete(device::table.filter(device::member_id.eq(member_id))).execute(tx.db())?)
}
