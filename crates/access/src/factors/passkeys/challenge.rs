//! What was asked of an authenticator: sealed in a row that names its holder, for five minutes and one answer.

use diesel::prelude::*;
use kernel::{Error, MemberId, Result, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::WriteTx;
use store::schema::challenge;

/// How long an answer may take.
pub(crate) const ASKED_MILLIS: i64 = 5 * 60 * 1000;

/// What a challenge is for; one cannot stand in for another.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Purpose {
    /// Setting up a passkey.
    Add,
    /// Finishing a sign-in.
    SignIn,
    /// Proving again.
    StepUp,
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::SignIn => "sign_in",
            Self::StepUp => "step_up",
        }
    }
}

/// Keeps what was asked; an earlier one of the same holder and purpose is void.
pub(crate) fn keep(tx: &mut WriteTx<'_>, holder: &str, purpose: Purpose, member: MemberId, state: &impl Serialize) -> Result<()> {
    let now = tx.now();
    let over = challenge::table.filter(challenge::member_id.eq(member).and(challenge::expires_at.le(now)));
    diesel::delete(over).execute(tx.db())?;
    diesel::delete(challenge::table.find((holder, purpose.as_str()))).execute(tx.db())?;
    let plain = serde_json::to_vec(state).map_err(Error::internal)?;
    let sealed = tx.seal("challenge", "state", holder, &plain)?;
    diesel::insert_into(challenge::table)
        .values((
            challenge::holder.eq(holder),
            challenge::purpose.eq(purpose.as_str()),
            challenge::member_id.eq(member),
            challenge::state_sealed.eq(sealed),
            challenge::expires_at.eq(now.plus_millis(ASKED_MILLIS)),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Takes what was asked of this holder: it is used up, whatever the answer is.
pub(crate) fn take<T: DeserializeOwned>(tx: &mut WriteTx<'_>, holder: &str, purpose: Purpose) -> Result<Option<T>> {
    let found = challenge::table.find((holder, purpose.as_str()));
    let row: Option<(Vec<u8>, Timestamp)> =
        found.select((challenge::state_sealed, challenge::expires_at)).get_result(tx.db()).optional()?;
    let Some((sealed, expires_at)) = row else { return Ok(None) };
    diesel::delete(found).execute(tx.db())?;
    if tx.now() >= expires_at {
        return Ok(None);
    }
    let plain = tx.open("challenge", "state", holder, &sealed)?;
    serde_json::from_slice(&plain).map(Some).map_err(Error::internal)
}
