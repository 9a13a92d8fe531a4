//! Sessions, browsers and factors of one member, as far as those who look after them see them.

use crate::factors::{app, paper, tries};
use crate::pushes;
use crate::sessions::known::{DeviceId, KNOWN_MILLIS};
use diesel::prelude::*;
use kernel::{MemberId, Result, Timestamp};
use serde::Serialize;
use store::schema::{challenge, device, passkey, pre_sign_in, session};
use store::{Tx, WriteTx};

/// A browser that a member has signed in with before.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KnownBrowser {
    id: DeviceId,
    /// Browser and system, as the browser told them.
    #[schema(example = "Firefox on Windows")]
    name: String,
    created_at: Timestamp,
    /// When it was last signed in with.
    seen_at: Timestamp,
}

/// The browsers known to be a member's, the one used last first.
pub(super) fn browsers_of(tx: &mut Tx<'_>, id: MemberId) -> Result<Vec<KnownBrowser>> {
    let known_since = tx.now().plus_millis(-KNOWN_MILLIS);
    let rows: Vec<(DeviceId, String, Timestamp, Timestamp)> = device::table
        .filter(device::member_id.eq(id).and(device::seen_at.gt(known_since)))
        .order((device::seen_at.desc(), device::id.desc()))
        .select((device::id, device::name, device::created_at, device::seen_at))
        .load(tx.db())?;
    Ok(rows.into_iter().map(|(id, name, created_at, seen_at)| KnownBrowser { id, name, created_at, seen_at }).collect())
}

/// Forgets one browser of a member; tells its name, or nothing when it is not theirs.
pub(super) fn forget_browser(tx: &mut WriteTx<'_>, member: MemberId, id: DeviceId) -> Result<Option<String>> {
    let theirs = device::table.filter(device::id.eq(id).and(device::member_id.eq(member)));
    let name: Option<String> = theirs.select(device::name).get_result(tx.db()).optional()?;
    if name.is_some() {
        diesel::delete(device::table.find(id)).execute(tx.db())?;
    }
    Ok(name)
}

/// Whose session this is, and in which browser.
pub(super) fn session_of(tx: &mut Tx<'_>, id: &str) -> Result<Option<(MemberId, String)>> {
    Ok(session::table.find(id).select((session::member_id, session::device)).get_result(tx.db()).optional()?)
}

/// What was ended with a member's factors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct FactorsEnded {
    /// Whether there was an authenticator app.
    pub(crate) totp: bool,
    /// How many passkeys there were.
    pub(crate) passkeys: usize,
    /// How many sessions ended with them.
    pub(crate) sessions: usize,
}

/// Removes every factor of a member, what was begun with one, and ends their sessions.
pub(crate) fn remove_factors(tx: &mut WriteTx<'_>, id: MemberId) -> Result<FactorsEnded> {
    let totp = app::remove(tx, id)?;
    paper::remove(tx, id)?;
    tries::forget_all(tx, id)?;
    diesel::delete(challenge::table.filter(challenge::member_id.eq(id))).execute(tx.db())?;
    diesel::delete(pre_sign_in::table.filter(pre_sign_in::member_id.eq(id))).execute(tx.db())?;
    let passkeys = diesel::delete(passkey::table.filter(passkey::member_id.eq(id))).execute(tx.db())?;
    pushes::end_all(tx, id)?;
    let sessions = diesel::delete(session::table.filter(session::member_id.eq(id))).execute(tx.db())?;
    Ok(FactorsEnded { totp, passkeys, sessions })
}
