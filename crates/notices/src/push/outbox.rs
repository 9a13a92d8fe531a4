//! The outbox of push messages: they are put in by the write that tells, taken out for a while, and gone once they were sent or are of
//! no more use.

use super::rules::{LEASE_MILLIS, Outcome, SHOWN_SECONDS, lasts, next_attempt, outcome};
use super::wire::NewPushSubscription;
use super::{GONE, PushMessageId, PushSubscriptionId};
use crate::{NoticeId, NoticeKind};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Bool, Nullable, Text};
use envoy::{Destination, Fault, Hosts, Receipt};
use http::{HeaderName, header};
use kernel::{Error, MemberId, Result, Timestamp};
use serde_json::json;
use std::collections::BTreeMap;
use store::schema::{push_message, push_subscription};
use store::{Committed, Event, Statement, Subject, Tx, WriteTx};
use vault::PushReader;

/// Most members asked for by one statement.
const MANY: usize = 500;

/// A message to every browser of somebody who was told.
pub(crate) struct Push {
    pub(crate) member: MemberId,
    pub(crate) notice: NoticeId,
    pub(crate) due: Timestamp,
}

/// Something to be sent.
#[derive(Debug)]
pub struct Parcel {
    /// Which message.
    pub id: PushMessageId,
    /// The browser's address at its push service.
    pub to: Destination,
    /// What the push service is told.
    pub headers: Vec<(HeaderName, String)>,
    /// Encrypted for the browser.
    pub body: Vec<u8>,
}

/// Puts a message for each of their browsers into the outbox.
pub(crate) fn put(tx: &mut WriteTx<'_>, kind: NoticeKind, pushes: &[Push]) -> Result<()> {
    for part in pushes.chunks(MANY) {
        let of: BTreeMap<MemberId, &Push> = part.iter().map(|push| (push.member, push)).collect();
        let mut asked = Statement::<(Text, Text)>::on(tx.db());
        let members: Vec<MemberId> = of.keys().copied().collect();
        asked.sql("SELECT id, member_id FROM push_subscription WHERE member_id").in_members(&members).sql(" ORDER BY id");
        for (subscription, member) in asked.load::<(PushSubscriptionId, MemberId)>(tx.db())? {
            let Some(push) = of.get(&member) else { continue };
            let id = PushMessageId::new(tx.now(), tx.rng());
            diesel::insert_into(push_message::table)
                .values((
                    push_message::id.eq(id),
                    push_message::subscription_id.eq(subscription),
                    push_message::notice_id.eq(push.notice),
                    push_message::due_at.eq(push.due),
                    push_message::expires_at.eq(push.due.plus_millis(lasts(kind))),
                    push_message::attempts.eq(0),
                ))
                .execute(tx.db())?;
        }
    }
    Ok(())
}

type Message = (PushMessageId, Timestamp, i64);
type To = (PushSubscriptionId, Vec<u8>, String, Option<Timestamp>);
type Told = (NoticeId, String, bool, String, Option<String>, Option<Timestamp>);
type MessageSql = (Text, BigInt, BigInt);
type ToSql = (Text, Binary, Text, Nullable<BigInt>);
type ToldSql = (Text, Text, Bool, Text, Nullable<Text>, Nullable<BigInt>);

/// Takes out what is due, encrypted, and signed for this moment. `contact` is where the operator of a push service can turn to.
pub fn take(tx: &mut Tx<'_>, most: i64, hosts: &Hosts, contact: &str) -> Result<Vec<Parcel>> {
    let now = tx.now();
    let mut asked = Statement::<(MessageSql, ToSql, ToldSql)>::on(tx.db());
    asked.sql("SELECT p.id, p.expires_at, p.attempts, s.id, s.target_sealed, m.status, m.leaves_at,");
    asked.sql(" n.id, n.title, n.urgent, n.subject_kind, n.subject_id, n.read_at FROM push_message AS p");
    asked.sql(" JOIN push_subscription AS s ON s.id = p.subscription_id JOIN member AS m ON m.id = s.member_id");
    asked.sql(" JOIN notice AS n ON n.id = p.notice_id WHERE p.due_at <= ").number(now.millis());
    asked.sql(" ORDER BY p.due_at, p.id LIMIT ").number(most);
    let mut parcels = Vec::new();
    for ((id, expires_at, attempts), (subscription, sealed, status, leaves_at), told) in asked.load::<(Message, To, Told)>(tx.db())? {
        let is_here = status == "active" && leaves_at.is_none_or(|at| at > now);
        if !is_here || told.5.is_some() {
            drop_message(tx, id)?;
            continue;
        }
        if now >= expires_at {
            note(tx, subscription, Some("too-late"))?;
            drop_message(tx, id)?;
            continue;
        }
        let plain = tx.open("push_subscription", "target", subscription.as_str(), &sealed)?;
        let target: NewPushSubscription = serde_json::from_slice(&plain).map_err(Error::internal)?;
        // The operator may have named fewer hosts since it was turned on.
        let (Ok(to), Ok(reader)) = (target.read(hosts), PushReader::parse(&target.p256dh, &target.auth)) else {
            note(tx, subscription, Some("not-allowed"))?;
            drop_message(tx, id)?;
            continue;
        };
        diesel::update(push_message::table.find(id))
            .set((push_message::attempts.eq(attempts + 1), push_message::due_at.eq(now.plus_millis(LEASE_MILLIS))))
            .execute(tx.db())?;
        let body = body(tx, &reader, &told)?;
        let headers = headers(tx, &reader, &to, contact, &told, expires_at)?;
        parcels.push(Parcel { id, to, headers, body });
    }
    Ok(parcels)
}

/// What a browser is told: enough to say what happened, and to find it in the app.
fn body(tx: &Tx<'_>, reader: &PushReader, (id, title, urgent, ..): &Told) -> Result<Vec<u8>> {
    let plain = serde_json::to_vec(&json!({"id": id, "title": title, "urgent": urgent})).map_err(Error::internal)?;
    reader.seal(&plain, &mut |bytes: &mut [u8]| tx.rng().fill(bytes)).map_err(Error::internal)
}

/// What a push service is told: how long it keeps the message, whether a sleeping telephone is to be woken, which earlier one it
/// replaces, and who sends.
fn headers(
    tx: &Tx<'_>,
    reader: &PushReader,
    to: &Destination,
    contact: &str,
    (id, _, urgent, subject_kind, subject_id, _): &Told,
    expires_at: Timestamp,
) -> Result<Vec<(HeaderName, String)>> {
    let now = tx.now();
    let about = subject_id.as_ref().map_or_else(|| id.to_string(), |subject| format!("{subject_kind} {subject}"));
    let seconds = (expires_at.millis() - now.millis()).max(0) / 1_000;
    let shown = tx.push_key()?.authorization(&to.origin(), contact, now.millis() / 1_000 + SHOWN_SECONDS);
    Ok(vec![
        (header::CONTENT_ENCODING, "aes128gcm".to_owned()),
        (HeaderName::from_static("ttl"), seconds.to_string()),
        (HeaderName::from_static("urgency"), if *urgent { "high" } else { "normal" }.to_owned()),
        (HeaderName::from_static("topic"), reader.topic(&about)),
        (header::AUTHORIZATION, shown),
    ])
}

/// Writes what became of an attempt; tells of a browser that its push service knows no more.
pub fn settle(tx: &mut Tx<'_>, id: PushMessageId, answered: std::result::Result<Receipt, Fault>) -> Result<Option<PushSubscriptionId>> {
    let row: Option<(PushSubscriptionId, i64)> = push_message::table
        .filter(push_message::id.eq(id))
        .select((push_message::subscription_id, push_message::attempts))
        .get_result(tx.db())
        .optional()?;
    let Some((subscription, attempts)) = row else { return Ok(None) };
    let now = tx.now();
    match outcome(answered) {
        Outcome::Taken => {
            let taken = (push_subscription::last_sent_at.eq(Some(now)), push_subscription::fault.eq(None::<String>));
            diesel::update(push_subscription::table.find(subscription)).set(taken).execute(tx.db())?;
            drop_message(tx, id)?;
        }
        Outcome::Gone => return Ok(Some(subscription)),
        Outcome::Later(word, after) => {
            note(tx, subscription, Some(&word))?;
            let due = next_attempt(attempts, after, now);
            diesel::update(push_message::table.find(id)).set(push_message::due_at.eq(due)).execute(tx.db())?;
        }
        Outcome::Refused(word) => {
            note(tx, subscription, Some(&word))?;
            drop_message(tx, id)?;
        }
    }
    Ok(None)
}

/// Turns push messages off for a browser that its push service knows no more.
pub fn end(mut tx: WriteTx<'_>, id: PushSubscriptionId) -> Result<Committed<()>> {
    let found: Option<(String, MemberId)> =
        push_subscription::table.find(id).select((push_subscription::name, push_subscription::member_id)).get_result(tx.db()).optional()?;
    let (name, member) = found.ok_or_else(|| Error::not_found("push subscription"))?;
    diesel::delete(push_subscription::table.find(id)).execute(tx.db())?;
    tx.commit(Event::new(&GONE, Subject::new("push_subscription", id)).label(name).touching(Subject::new("member", member)), ())
}

/// When there is something to send next.
pub fn next_due(tx: &mut Tx<'_>) -> Result<Option<Timestamp>> {
    Ok(push_message::table.select(diesel::dsl::min(push_message::due_at)).get_result(tx.db())?)
}

fn note(tx: &mut Tx<'_>, id: PushSubscriptionId, fault: Option<&str>) -> Result<()> {
    diesel::update(push_subscription::table.find(id)).set(push_subscription::fault.eq(fault)).execute(tx.db())?;
    Ok(())
}

fn drop_message(tx: &mut Tx<'_>, id: PushMessageId) -> Result<()> {
    diesel::delete(push_message::table.find(id)).execute(tx.db())?;
    Ok(())
}
