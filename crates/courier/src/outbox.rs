//! The outbox: rows that wait, are leased, sent or given up.

use crate::letter::Letter;
use crate::mail::{Content, MailId};
use crate::{MAIL_GIVEN_UP, MAIL_SENT};
use diesel::prelude::*;
use kernel::{Error, MemberId, Result, Timestamp};
use store::schema::mail;
use store::{Committed, Connection, Event, Outcome, Subject, Tx, WriteTx};

/// How long whoever sends a mail may take; longer than the mail server is waited for.
const LEASE_MILLIS: i64 = 5 * 60 * 1000;
/// How long it is known that a mail was sent or given up.
const KEPT_MILLIS: i64 = 30 * 24 * 60 * 60 * 1000;
const SECOND: i64 = 1000;
/// After which time a mail is tried again; the last holds for all later tries.
const AGAIN: [i64; 7] = [30 * SECOND, 120 * SECOND, 600 * SECOND, 1_800 * SECOND, 3_600 * SECOND, 7_200 * SECOND, 14_400 * SECOND];

/// How the outbox stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OutboxState {
    /// Mails that wait.
    pub queued: i64,
    /// Mails given up in the last thirty days.
    pub failed: i64,
    /// When one was last sent.
    pub last_sent_at: Option<Timestamp>,
    /// What the mail server said about the latest one that has not left.
    pub last_error: Option<String>,
}

/// A mail about to be sent.
pub(crate) struct Waiting {
    pub(crate) id: MailId,
    pub(crate) content: Content,
    pub(crate) attempts: i64,
    pub(crate) expires_at: Timestamp,
}

pub(crate) fn put(tx: &mut WriteTx<'_>, member: Option<MemberId>, content: &Content, due: Timestamp) -> Result<MailId> {
    let (id, now) = (MailId::new(tx.now(), tx.rng()), tx.now());
    let due = if due < content.letter.useless_from(now) { due.max(now) } else { now };
    let plain = serde_json::to_vec(content).map_err(Error::internal)?;
    let sealed = tx.seal("mail", "content", id.as_str(), &plain)?;
    diesel::insert_into(mail::table)
        .values((
            mail::id.eq(id),
            mail::kind.eq(content.letter.kind()),
            mail::member_id.eq(member),
            mail::content_sealed.eq(Some(sealed)),
            mail::created_at.eq(now),
            mail::due_at.eq(due),
            mail::expires_at.eq(content.letter.useless_from(due)),
            mail::attempts.eq(0),
            mail::leased_until.eq(0),
        ))
        .execute(tx.db())?;
    Ok(id)
}

pub(crate) fn was_put(tx: &mut Tx<'_>, member: MemberId, kind: &str, since: Timestamp) -> Result<bool> {
    let same = mail::member_id.eq(member).and(mail::kind.eq(kind)).and(mail::created_at.gt(since));
    Ok(mail::table.filter(same).count().get_result::<i64>(tx.db())? > 0)
}

pub(crate) fn take_back_keys(tx: &mut WriteTx<'_>, member: MemberId) -> Result<usize> {
    let waits = mail::sent_at.is_null().and(mail::failed_at.is_null());
    let [one, other, third] = Letter::KEYS;
    let is_key = mail::kind.eq(one).or(mail::kind.eq(other)).or(mail::kind.eq(third));
    let theirs = mail::table.filter(mail::member_id.eq(member).and(waits)).filter(is_key);
    Ok(diesel::delete(theirs).execute(tx.db())?)
}

pub(crate) fn take_back(tx: &mut WriteTx<'_>, id: MailId) -> Result<()> {
    let waits = mail::sent_at.is_null().and(mail::failed_at.is_null());
    diesel::delete(mail::table.filter(mail::id.eq(id).and(waits))).execute(tx.db())?;
    Ok(())
}

/// How the outbox stands.
pub fn state(tx: &mut Tx<'_>) -> Result<OutboxState> {
    let waits = mail::sent_at.is_null().and(mail::failed_at.is_null());
    let queued = mail::table.filter(waits).count().get_result(tx.db())?;
    let failed = mail::table.filter(mail::failed_at.is_not_null()).count().get_result(tx.db())?;
    let last_sent_at = mail::table.select(diesel::dsl::max(mail::sent_at)).get_result(tx.db())?;
    let fault: Option<(String, Option<Vec<u8>>)> = mail::table
        .filter(mail::fault_sealed.is_not_null())
        .order((mail::due_at.desc(), mail::id.desc()))
        .limit(1)
        .select((mail::id, mail::fault_sealed))
        .get_result(tx.db())
        .optional()?;
    let opened =
        fault.and_then(|(id, sealed)| Some((id, sealed?))).map(|(id, sealed)| tx.open("mail", "fault", &id, &sealed)).transpose()?;
    let last_error = opened.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    Ok(OutboxState { queued, failed, last_sent_at, last_error })
}

/// Leases the mail that is due first: for the next minutes it is nobody else's.
pub(crate) fn lease(connection: &mut Connection, now: Timestamp) -> Result<Option<MailId>> {
    let waits = mail::sent_at.is_null().and(mail::failed_at.is_null());
    let id: Option<MailId> = mail::table
        .filter(waits.and(mail::due_at.le(now)).and(mail::leased_until.le(now)))
        .order((mail::due_at, mail::id))
        .limit(1)
        .select(mail::id)
        .get_result(connection)
        .optional()?;
    if let Some(id) = id {
        diesel::update(mail::table.find(id)).set(mail::leased_until.eq(now.plus_millis(LEASE_MILLIS))).execute(connection)?;
    }
    Ok(id)
}

/// Whether a mail is due and nobody's, and whether any waits at all.
pub(crate) fn look(tx: &mut Tx<'_>) -> Result<(bool, bool)> {
    let now = tx.now();
    let rows: Vec<(Timestamp, Timestamp)> = mail::table
        .filter(mail::sent_at.is_null().and(mail::failed_at.is_null()))
        .order(mail::due_at)
        .limit(1_000)
        .select((mail::due_at, mail::leased_until))
        .load(tx.db())?;
    Ok((rows.iter().any(|(due, leased)| *due <= now && *leased <= now), !rows.is_empty()))
}

/// What a leased mail says; nothing when it was taken back.
pub(crate) fn open(tx: &mut Tx<'_>, id: MailId) -> Result<Option<Waiting>> {
    let row: Option<(Option<Vec<u8>>, i64, Timestamp)> = mail::table
        .filter(mail::id.eq(id))
        .select((mail::content_sealed, mail::attempts, mail::expires_at))
        .get_result(tx.db())
        .optional()?;
    let Some((Some(sealed), attempts, expires_at)) = row else { return Ok(None) };
    let plain = tx.open("mail", "content", id.as_str(), &sealed)?;
    let content = serde_json::from_slice(&plain).map_err(Error::internal)?;
    Ok(Some(Waiting { id, content, attempts, expires_at }))
}

/// It has left.
pub(crate) fn sent(mut tx: WriteTx<'_>, mail: &Waiting) -> Result<Committed<()>> {
    let now = tx.now();
    let nothing = None::<Vec<u8>>;
    diesel::update(mail::table.find(mail.id))
        .set((mail::sent_at.eq(Some(now)), mail::content_sealed.eq(nothing.clone()), mail::fault_sealed.eq(nothing)))
        .execute(tx.db())?;
    let event = event(&mut tx, &MAIL_SENT, mail)?;
    tx.commit(event, ())
}

/// It will not leave.
pub(crate) fn given_up(mut tx: WriteTx<'_>, mail: &Waiting, fault: &str) -> Result<Committed<()>> {
    let now = tx.now();
    let sealed = tx.seal("mail", "fault", mail.id.as_str(), fault.as_bytes())?;
    diesel::update(mail::table.find(mail.id))
        .set((mail::failed_at.eq(Some(now)), mail::content_sealed.eq(None::<Vec<u8>>), mail::fault_sealed.eq(Some(sealed))))
        .execute(tx.db())?;
    let event = event(&mut tx, &MAIL_GIVEN_UP, mail)?.outcome(Outcome::Failed).note(Some(fault));
    tx.commit(event, ())
}

fn event(tx: &mut Tx<'_>, action: &store::Action, mail: &Waiting) -> Result<Event> {
    let member: Option<Option<MemberId>> =
        mail::table.filter(mail::id.eq(mail.id)).select(mail::member_id).get_result(tx.db()).optional()?;
    let event = Event::new(action, Subject::new("mail", mail.id)).label(mail.content.letter.kind()).first("to", &mail.content.email);
    Ok(match member.flatten() {
        Some(member) => event.touching(Subject::new("member", member)),
        None => event,
    })
}

/// It is tried again, later and later.
pub(crate) fn later(connection: &mut Connection, now: Timestamp, id: MailId, attempts: i64, fault: Vec<u8>) -> Result<()> {
    diesel::update(mail::table.find(id))
        .set((
            mail::due_at.eq(now.plus_millis(delay(attempts))),
            mail::attempts.eq(attempts + 1),
            mail::leased_until.eq(0),
            mail::fault_sealed.eq(Some(fault)),
        ))
        .execute(connection)?;
    Ok(())
}

fn delay(attempts: i64) -> i64 {
    let at = usize::try_from(attempts).unwrap_or(0).min(AGAIN.len() - 1);
    AGAIN.get(at).copied().unwrap_or(SECOND)
}

/// Forgets what was sent or given up long ago.
pub(crate) fn forget(connection: &mut Connection, now: Timestamp) -> Result<()> {
    let old = now.plus_millis(-KEPT_MILLIS);
    diesel::delete(mail::table.filter(mail::sent_at.lt(old).or(mail::failed_at.lt(old)))).execute(connection)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_come_later_and_later() {
        let delays: Vec<i64> = (0..9).map(delay).collect();
        assert!(delays.windows(2).all(|pair| pair[0] <= pair[1]), "{delays:?}");
        assert_eq!((delays[0], delays[8]), (30_000, 14_400_000));
        assert_eq!(delay(-1), 30_000);
        assert_eq!(delay(i64::MAX), 14_400_000);
    }
}
