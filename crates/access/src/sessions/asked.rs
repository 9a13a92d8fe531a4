//! A proof asked of nobody in particular: signing in with a passkey alone. What was asked travels in a cookie that only this server
//! can have written, names its organisation and its time, and is noted as used with the session that it opens.
//!
//! There is no row before the answer: anybody may ask, and a row for each would let anybody fill an organisation's log, and tell by
//! the time it takes which organisations there are.

use crate::factors::passkeys::challenge::ASKED_MILLIS;
use crate::state::Access;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use diesel::prelude::*;
use kernel::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::WriteTx;
use store::schema::used_challenge;
use webauthn_rs::prelude::DiscoverableAuthentication;

const BEGINNING: &str = "mpa_";

/// What was asked.
#[derive(Serialize, Deserialize)]
pub(super) struct Asked {
    /// The organisation's short name, as it was given; it may be none.
    pub(super) organisation: String,
    pub(super) state: DiscoverableAuthentication,
    at: i64,
    /// Tells it from every other; set when read.
    #[serde(skip)]
    mark: Vec<u8>,
}

impl Asked {
    pub(super) fn new(organisation: String, state: DiscoverableAuthentication, now: Timestamp) -> Self {
        Self { organisation, state, at: now.millis(), mark: Vec::new() }
    }

    /// Its cookie's value.
    pub(super) fn write(&self, access: &Access) -> Result<String> {
        let plain = serde_json::to_vec(self).map_err(Error::internal)?;
        let tag = access.0.cookie_key.tag(&[BEGINNING.as_bytes(), &plain].concat());
        Ok(format!("{BEGINNING}{}.{}", URL_SAFE_NO_PAD.encode(plain), URL_SAFE_NO_PAD.encode(tag)))
    }

    /// Reads a cookie's value; nothing when it is of another kind, not ours, or too old.
    pub(super) fn read(access: &Access, value: &str) -> Option<Self> {
        let (plain, tag) = value.strip_prefix(BEGINNING)?.split_once('.')?;
        let (plain, tag) = (URL_SAFE_NO_PAD.decode(plain).ok()?, URL_SAFE_NO_PAD.decode(tag).ok()?);
        if !access.0.cookie_key.verify(&[BEGINNING.as_bytes(), &plain].concat(), &tag) {
            return None;
        }
        let asked: Self = serde_json::from_slice(&plain).ok()?;
        let young = (0..ASKED_MILLIS).contains(&access.now().millis().saturating_sub(asked.at));
        young.then_some(Self { mark: tag, ..asked })
    }

    /// What notes it as used; it outlives the cookie.
    pub(super) fn mark(&self) -> (Vec<u8>, Timestamp) {
        (self.mark.clone(), Timestamp::clamped(self.at.saturating_add(2 * ASKED_MILLIS)))
    }
}

/// Notes that it was answered; refused when it was before.
pub(crate) fn use_up(tx: &mut WriteTx<'_>, (mark, until): &(Vec<u8>, Timestamp)) -> Result<bool> {
    let now = tx.now();
    diesel::delete(used_challenge::table.filter(used_challenge::expires_at.le(now))).execute(tx.db())?;
    let before: i64 = used_challenge::table.filter(used_challenge::digest.eq(mark)).count().get_result(tx.db())?;
    if before > 0 {
        return Ok(false);
    }
    diesel::insert_into(used_challenge::table)
        .values((used_challenge::digest.eq(mark), used_challenge::expires_at.eq(*until)))
        .execute(tx.db())?;
    Ok(true)
}
