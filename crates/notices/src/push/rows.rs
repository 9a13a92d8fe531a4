//! Subscriptions in the database.

use super::PushSubscriptionId;
use super::rules::MOST;
use super::wire::{NewPushSubscription, PushSubscription};
use diesel::prelude::*;
use kernel::{Error, MemberId, Result, Timestamp};
use store::schema::{device, push_subscription, session};
use store::{Tx, WriteTx};
use vault::TokenDigest;

/// A subscription without what is sealed.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = push_subscription)]
pub(super) struct Row {
    pub(super) id: PushSubscriptionId,
    pub(super) member_id: MemberId,
    pub(super) device_id: String,
    pub(super) name: String,
    pub(super) created_at: Timestamp,
    pub(super) last_sent_at: Option<Timestamp>,
    pub(super) fault: Option<String>,
}

/// The known browser of a session.
#[derive(Debug, Clone)]
pub(super) struct Browser {
    pub(super) id: String,
    pub(super) name: String,
}

impl Row {
    /// As its member sees it from this browser.
    pub(super) fn view(self, from: Option<&Browser>) -> PushSubscription {
        PushSubscription {
            id: self.id,
            name: self.name,
            here: from.is_some_and(|browser| browser.id == self.device_id),
            created_at: self.created_at,
            last_sent_at: self.last_sent_at,
            fault: self.fault,
        }
    }
}

/// The known browser that a session was opened in; none behind a program's token.
pub(super) fn browser_of(tx: &mut Tx<'_>, session: &str) -> Result<Option<Browser>> {
    let id: Option<Option<String>> = session::table.find(session).select(session::device_id).get_result(tx.db()).optional()?;
    let Some(id) = id.flatten() else { return Ok(None) };
    let found: Option<(String, String)> = device::table.find(id).select((device::id, device::name)).get_result(tx.db()).optional()?;
    Ok(found.map(|(id, name)| Browser { id, name }))
}

/// A member's subscriptions, the latest first.
pub(super) fn of(tx: &mut Tx<'_>, member: MemberId) -> Result<Vec<Row>> {
    let theirs = push_subscription::table.filter(push_subscription::member_id.eq(member));
    let order = (push_subscription::created_at.desc(), push_subscription::id.desc());
    Ok(theirs.order(order).select(Row::as_select()).load(tx.db())?)
}

/// One of a member's subscriptions.
pub(super) fn find(tx: &mut Tx<'_>, member: MemberId, id: PushSubscriptionId) -> Result<Row> {
    of(tx, member)?.into_iter().find(|row| row.id == id).ok_or_else(|| Error::not_found("push subscription"))
}

/// Writes one in the place of what this browser, or this address at the push service, had before, if there is room.
pub(super) fn keep(tx: &mut WriteTx<'_>, row: &Row, new: &NewPushSubscription) -> Result<()> {
    let digest = TokenDigest::of_text(&new.endpoint);
    let same = push_subscription::endpoint_digest.eq(&digest.as_bytes()[..]).or(push_subscription::device_id.eq(&row.device_id));
    diesel::delete(push_subscription::table.filter(same)).execute(tx.db())?;
    let theirs = push_subscription::table.filter(push_subscription::member_id.eq(row.member_id));
    if theirs.count().get_result::<i64>(tx.db())? >= MOST {
        return Err(Error::refused(
            "too-many-browsers",
            format!("push messages go to {MOST} browsers at most: remove one that you do not use"),
        ));
    }
    let target = serde_json::to_vec(new).map_err(Error::internal)?;
    let sealed = tx.seal("push_subscription", "target", row.id.as_str(), &target)?;
    diesel::insert_into(push_subscription::table)
        .values((
            push_subscription::id.eq(row.id),
            push_subscription::member_id.eq(row.member_id),
            push_subscription::device_id.eq(&row.device_id),
            push_subscription::name.eq(&row.name),
            push_subscription::endpoint_digest.eq(&digest.as_bytes()[..]),
            push_subscription::target_sealed.eq(sealed),
            push_subscription::created_at.eq(row.created_at),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Removes one, with what waits for it.
pub(super) fn remove(tx: &mut WriteTx<'_>, id: PushSubscriptionId) -> Result<()> {
    diesel::delete(push_subscription::table.find(id)).execute(tx.db())?;
    Ok(())
}
