//! The authenticator app of a member: the sealed secret, and the last step for which a code was accepted.

use diesel::prelude::*;
use kernel::{Error, MemberId, Result, Timestamp};
use store::schema::totp;
use store::{Tx, WriteTx};
use vault::TotpSecret;

/// How long a new secret waits for its first code.
const PENDING_MILLIS: i64 = 15 * 60 * 1000;

/// Since when the member has an app, if they have one.
pub(crate) fn since(tx: &mut Tx<'_>, member: MemberId) -> Result<Option<Timestamp>> {
    let since: Option<Option<Timestamp>> = totp::table.find(member).select(totp::since).get_result(tx.db()).optional()?;
    Ok(since.flatten())
}

/// Whether `code` is right now and was not used before; if so it is used up.
pub(crate) fn accept(tx: &mut WriteTx<'_>, member: MemberId, code: &str) -> Result<bool> {
    let row: Option<(Option<Vec<u8>>, i64)> =
        totp::table.find(member).select((totp::secret_sealed, totp::last_step)).get_result(tx.db()).optional()?;
    let Some((Some(sealed), last)) = row else { return Ok(false) };
    let secret = open(tx, member, "secret", &sealed)?;
    let Some(step) = secret.accepts(code, tx.now().millis(), last) else { return Ok(false) };
    diesel::update(totp::table.find(member)).set(totp::last_step.eq(step)).execute(tx.db())?;
    Ok(true)
}

/// Puts a new secret beside the one in use, which stays in use until the new one has proved itself.
pub(crate) fn offer(tx: &mut WriteTx<'_>, member: MemberId, secret: &TotpSecret) -> Result<()> {
    let sealed = tx.seal("totp", "pending", member.as_str(), secret.expose())?;
    let now = tx.now();
    let pending = (totp::pending_sealed.eq(Some(&sealed)), totp::pending_at.eq(Some(now)));
    if diesel::update(totp::table.find(member)).set(pending).execute(tx.db())? == 0 {
        diesel::insert_into(totp::table).values((totp::member_id.eq(member), totp::last_step.eq(0_i64), pending)).execute(tx.db())?;
    }
    Ok(())
}

/// Takes the new secret into use, if `code` is one of its own.
pub(crate) fn confirm(tx: &mut WriteTx<'_>, member: MemberId, code: &str) -> Result<bool> {
    type Row = (Option<Vec<u8>>, Option<Timestamp>);
    let row: Option<Row> = totp::table.find(member).select((totp::pending_sealed, totp::pending_at)).get_result(tx.db()).optional()?;
    let Some((Some(sealed), Some(at))) = row else { return Err(nothing_pending()) };
    let now = tx.now();
    if now >= at.plus_millis(PENDING_MILLIS) {
        return Err(nothing_pending());
    }
    let secret = open(tx, member, "pending", &sealed)?;
    let Some(step) = secret.accepts(code, now.millis(), 0) else { return Ok(false) };
    let kept = tx.seal("totp", "secret", member.as_str(), secret.expose())?;
    diesel::update(totp::table.find(member))
        .set((
            totp::secret_sealed.eq(Some(kept)),
            totp::since.eq(Some(now)),
            totp::last_step.eq(step),
            totp::pending_sealed.eq(None::<Vec<u8>>),
            totp::pending_at.eq(None::<Timestamp>),
        ))
        .execute(tx.db())?;
    Ok(true)
}

/// Removes the app; tells whether there was one in use.
pub(crate) fn remove(tx: &mut WriteTx<'_>, member: MemberId) -> Result<bool> {
    let had = since(tx, member)?.is_some();
    diesel::delete(totp::table.find(member)).execute(tx.db())?;
    Ok(had)
}

fn open(tx: &Tx<'_>, member: MemberId, column: &'static str, sealed: &[u8]) -> Result<TotpSecret> {
    let bytes = vault::Zeroizing::new(tx.open("totp", column, member.as_str(), sealed)?);
    TotpSecret::from_bytes(&bytes).ok_or_else(|| Error::internal("a sealed secret of an app is not twenty bytes"))
}

fn nothing_pending() -> Error {
    Error::refused("no-app-pending", "no authenticator app is being set up, or it was begun more than fifteen minutes ago: begin again")
}
