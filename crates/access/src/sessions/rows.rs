//! What signing in needs of the member and session tables.

use super::MOST;
use crate::factors::Factor;
use crate::holdings::{Standing, standing};
use crate::policy::{self, Obligations};
use crate::pushes;
use diesel::prelude::*;
use kernel::{CustomerId, Email, MemberId, Result, Timestamp};
use store::schema::{challenge, member, passkey, pre_sign_in, session};
use store::{Tx, WriteTx};
use vault::TokenDigest;

/// The condition that somebody is let in at `$now`: neither suspended nor gone, not away, and their day of leaving has not come. Dates
/// are held against the clock by every look, so nobody has to be there when the day comes.
macro_rules! let_in {
    ($now:ident) => {
        member::status
            .eq("active")
            .and(member::leaves_at.is_null().or(member::leaves_at.gt($now)))
            .and(member::leave_from.is_null().or(member::leave_from.gt($now)).or(member::leave_until.le($now)))
    };
}

/// A member as far as signing in is concerned.
#[derive(Debug, Clone)]
pub struct MemberCredentials {
    /// Who.
    pub id: MemberId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// The password record, if they have a password.
    pub password: Option<String>,
}

/// A live session and whose it is.
#[derive(Debug, Clone)]
pub(crate) struct LiveSession {
    pub(crate) id: String,
    pub(crate) member: MemberId,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) standing: Standing,
    pub(crate) created_at: Timestamp,
    pub(crate) seen_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    pub(crate) idle_millis: i64,
    pub(crate) factor: Factor,
    pub(crate) proved_at: Timestamp,
    pub(crate) obligations: Obligations,
}

/// A session about to begin.
#[derive(Debug, Clone)]
pub(crate) struct NewSession<'a> {
    pub(crate) id: &'a str,
    pub(crate) member: MemberId,
    pub(crate) digest: &'a TokenDigest,
    /// Browser and system, for people.
    pub(crate) browser: &'a str,
    pub(crate) factor: Factor,
    /// The passkey it is opened with.
    pub(crate) passkey: Option<&'a str>,
    /// The known browser it is opened in.
    pub(crate) device: &'a str,
    /// Whether the organisation's provider let it in.
    pub(crate) by_provider: bool,
}

/// A session that has not ended, as its member sees it.
#[derive(Debug, Clone)]
pub(crate) struct OpenSession {
    pub(crate) id: String,
    pub(crate) created_at: Timestamp,
    pub(crate) seen_at: Timestamp,
    pub(crate) device: String,
    pub(crate) expires_at: Timestamp,
    pub(crate) idle_millis: i64,
    pub(crate) factor: Factor,
}

/// The password record of an active member.
pub(crate) fn password_of(tx: &mut Tx<'_>, id: MemberId) -> Result<Option<String>> {
    let now = tx.now();
    let sealed: Option<Option<Vec<u8>>> =
        member::table.filter(member::id.eq(id)).filter(let_in!(now)).select(member::password_sealed).get_result(tx.db()).optional()?;
    let record = sealed.flatten().map(|sealed| tx.open("member", "password", id.as_str(), &sealed)).transpose()?;
    Ok(record.and_then(|bytes| String::from_utf8(bytes).ok()))
}

type CredentialsRow = (MemberId, String, String, Option<Vec<u8>>);

/// The active member with this address.
pub fn by_email(tx: &mut Tx<'_>, email: &Email) -> Result<Option<MemberCredentials>> {
    let now = tx.now();
    let row: Option<CredentialsRow> = member::table
        .filter(member::email.eq(email.as_str()))
        .filter(let_in!(now))
        .select((member::id, member::name, member::email, member::password_sealed))
        .get_result(tx.db())
        .optional()?;
    row.map(|row| opened(tx, row)).transpose()
}

/// The member with this id, if they are let in.
pub(crate) fn by_id(tx: &mut Tx<'_>, id: MemberId) -> Result<Option<MemberCredentials>> {
    let now = tx.now();
    let row: Option<CredentialsRow> = member::table
        .filter(member::id.eq(id).and(let_in!(now)))
        .select((member::id, member::name, member::email, member::password_sealed))
        .get_result(tx.db())
        .optional()?;
    row.map(|row| opened(tx, row)).transpose()
}

/// Whether somebody has anything to sign in with: a password, or a passkey with which they joined instead.
pub fn has_way_in(tx: &mut Tx<'_>, id: MemberId) -> Result<bool> {
    let with_password = member::table.filter(member::id.eq(id).and(member::password_sealed.is_not_null()));
    let passwords: i64 = with_password.count().get_result(tx.db())?;
    let passkeys: i64 = passkey::table.filter(passkey::member_id.eq(id)).count().get_result(tx.db())?;
    Ok(passwords + passkeys > 0)
}

/// Whether somebody is let in at this instant: neither suspended nor gone nor away.
pub(crate) fn is_let_in(tx: &mut Tx<'_>, id: MemberId) -> Result<bool> {
    let now = tx.now();
    let found: i64 = member::table.filter(member::id.eq(id).and(let_in!(now))).count().get_result(tx.db())?;
    Ok(found > 0)
}

fn opened(tx: &Tx<'_>, (id, name, email, sealed): CredentialsRow) -> Result<MemberCredentials> {
    let password = sealed.map(|sealed| tx.open("member", "password", id.as_str(), &sealed)).transpose()?;
    let password = password.and_then(|bytes| String::from_utf8(bytes).ok());
    Ok(MemberCredentials { id, name, email, password })
}

/// Seals and writes a member's password record.
pub fn set_password(tx: &mut WriteTx<'_>, id: MemberId, record: &str) -> Result<()> {
    let sealed = tx.seal("member", "password", id.as_str(), record.as_bytes())?;
    let now = tx.now();
    diesel::update(member::table.find(id))
        .set((member::password_sealed.eq(Some(sealed)), member::password_changed_at.eq(Some(now)), member::updated_at.eq(now)))
        .execute(tx.db())?;
    Ok(())
}

/// The live session under this token, if its member is active.
pub(crate) fn live(tx: &mut Tx<'_>, digest: &TokenDigest) -> Result<Option<LiveSession>> {
    let now = tx.now();
    type Row = ((String, MemberId, String, String), (Timestamp, Timestamp, Timestamp, i64), (String, Timestamp, bool, Option<CustomerId>));
    let row: Option<Row> = session::table
        .inner_join(member::table.on(member::id.eq(session::member_id)))
        .filter(session::token_digest.eq(&digest.as_bytes()[..]))
        .filter(let_in!(now))
        .select((
            (session::id, member::id, member::name, member::email),
            (session::created_at, session::seen_at, session::expires_at, session::idle_millis),
            (session::factor, session::proved_at, session::second_elsewhere, member::customer_id),
        ))
        .get_result(tx.db())
        .optional()?;
    let Some(((id, member, name, email), (created_at, seen_at, expires_at, idle_millis), (factor, proved_at, second_elsewhere, customer))) =
        row
    else {
        return Ok(None);
    };
    if now >= expires_at || now >= seen_at.plus_millis(idle_millis) {
        return Ok(None);
    }
    let (standing, factor) = (standing(tx, member, customer)?, Factor::of_word(&factor));
    let obligations = policy::obligations(tx, member, factor, second_elsewhere)?;
    Ok(Some(LiveSession {
        id,
        member,
        name,
        email,
        standing,
        created_at,
        seen_at,
        expires_at,
        idle_millis,
        factor,
        proved_at,
        obligations,
    }))
}

/// Starts a session; the oldest beyond the limit end.
pub(crate) fn start(tx: &mut WriteTx<'_>, new: &NewSession<'_>) -> Result<()> {
    let (now, member_id) = (tx.now(), new.member);
    let (idle, age) = policy::rows::lengths(tx)?;
    let kept: Vec<String> = session::table
        .filter(session::member_id.eq(member_id).and(session::expires_at.gt(now)))
        .order(session::created_at.desc())
        .limit(MOST - 1)
        .select(session::id)
        .load(tx.db())?;
    let all: Vec<String> = session::table.filter(session::member_id.eq(member_id)).select(session::id).load(tx.db())?;
    for old in all.iter().filter(|old| !kept.contains(old)) {
        diesel::delete(session::table.find(old)).execute(tx.db())?;
    }
    diesel::insert_into(session::table)
        .values((
            session::id.eq(new.id),
            session::token_digest.eq(&new.digest.as_bytes()[..]),
            session::member_id.eq(member_id),
            session::created_at.eq(now),
            session::seen_at.eq(now),
            session::device.eq(new.browser),
            session::expires_at.eq(now.plus_millis(age)),
            session::idle_millis.eq(idle),
            session::factor.eq(new.factor.as_str()),
            session::proved_at.eq(now),
            session::passkey_id.eq(new.passkey),
            session::device_id.eq(new.device),
            session::by_provider.eq(new.by_provider),
        ))
        .execute(tx.db())?;
    diesel::update(member::table.find(member_id)).set(member::last_sign_in_at.eq(Some(now))).execute(tx.db())?;
    Ok(())
}

/// A member's sessions that have not ended, the latest first.
pub(crate) fn open_of(tx: &mut Tx<'_>, member_id: MemberId) -> Result<Vec<OpenSession>> {
    let now = tx.now();
    type Row = ((String, Timestamp, Timestamp, String), (Timestamp, i64, String));
    let rows: Vec<Row> = session::table
        .filter(session::member_id.eq(member_id).and(session::expires_at.gt(now)))
        .order((session::created_at.desc(), session::id.desc()))
        .select((
            (session::id, session::created_at, session::seen_at, session::device),
            (session::expires_at, session::idle_millis, session::factor),
        ))
        .load(tx.db())?;
    let open = |((id, created_at, seen_at, device), (expires_at, idle_millis, factor)): Row| {
        let factor = Factor::of_word(&factor);
        OpenSession { id, created_at, seen_at, device, expires_at, idle_millis, factor }
    };
    Ok(rows.into_iter().map(open).filter(|session| now < session.seen_at.plus_millis(session.idle_millis)).collect())
}

/// Notes that the member proved again who they are, with a factor that the session keeps if it is the better one.
pub(crate) fn prove(tx: &mut WriteTx<'_>, id: &str, factor: Factor, passkey: Option<&str>) -> Result<()> {
    let now = tx.now();
    diesel::update(session::table.find(id)).set(session::proved_at.eq(now)).execute(tx.db())?;
    if factor != Factor::Password {
        diesel::update(session::table.find(id).filter(session::factor.ne(Factor::Passkey.as_str())))
            .set((session::factor.eq(factor.as_str()), session::passkey_id.eq(passkey)))
            .execute(tx.db())?;
    }
    Ok(())
}

/// Notes of a session that the organisation's provider vouches for its member: since when, and whether with a second factor.
pub(crate) fn proved_elsewhere(tx: &mut WriteTx<'_>, id: &str, proved_at: Timestamp, second: bool) -> Result<()> {
    diesel::update(session::table.find(id))
        .set((session::proved_at.eq(proved_at), session::second_elsewhere.eq(second)))
        .execute(tx.db())?;
    Ok(())
}

/// Ends one session of a member; tells which device held it, or nothing when it is not theirs.
pub(crate) fn end_of(tx: &mut WriteTx<'_>, member_id: MemberId, id: &str) -> Result<Option<String>> {
    let mine = session::table.filter(session::id.eq(id).and(session::member_id.eq(member_id)));
    let device: Option<String> = mine.select(session::device).get_result(tx.db()).optional()?;
    if device.is_some() {
        end(tx, id)?;
    }
    Ok(device)
}

/// Ends every session of a member but one, and every sign-in that has only begun.
pub(crate) fn end_others(tx: &mut WriteTx<'_>, member_id: MemberId, kept: &str) -> Result<usize> {
    end_begun(tx, member_id)?;
    pushes::end_elsewhere(tx, member_id, kept)?;
    let others = session::table.filter(session::member_id.eq(member_id).and(session::id.ne(kept)));
    Ok(diesel::delete(others).execute(tx.db())?)
}

/// Puts a session under another token: whoever holds the old one is out.
pub(crate) fn move_to(tx: &mut WriteTx<'_>, id: &str, digest: &TokenDigest) -> Result<()> {
    diesel::update(session::table.find(id)).set(session::token_digest.eq(&digest.as_bytes()[..])).execute(tx.db())?;
    Ok(())
}

/// Ends a session.
pub(crate) fn end(tx: &mut WriteTx<'_>, id: &str) -> Result<()> {
    pushes::end_with(tx, id)?;
    diesel::delete(session::table.find(id)).execute(tx.db())?;
    Ok(())
}

/// Ends the session under a token, if there is one here.
pub(crate) fn end_under(tx: &mut WriteTx<'_>, digest: &TokenDigest) -> Result<()> {
    diesel::delete(session::table.filter(session::token_digest.eq(&digest.as_bytes()[..]))).execute(tx.db())?;
    Ok(())
}

/// Whoever has proved the old password has proved nothing any more.
fn end_begun(tx: &mut WriteTx<'_>, member_id: MemberId) -> Result<()> {
    diesel::delete(challenge::table.filter(challenge::member_id.eq(member_id).and(challenge::purpose.eq("sign_in")))).execute(tx.db())?;
    diesel::delete(pre_sign_in::table.filter(pre_sign_in::member_id.eq(member_id))).execute(tx.db())?;
    Ok(())
}

/// Ends every session of a member, and every sign-in that has only begun.
pub fn end_all(tx: &mut WriteTx<'_>, member_id: MemberId) -> Result<usize> {
    end_begun(tx, member_id)?;
    pushes::end_all(tx, member_id)?;
    Ok(diesel::delete(session::table.filter(session::member_id.eq(member_id))).execute(tx.db())?)
}
