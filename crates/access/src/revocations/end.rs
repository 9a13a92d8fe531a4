//! Everything by which somebody could come in, ended inside one write. Whoever adds another way in adds its end here, and its row to
//! the matrix in `crates/muster/tests/running/revoked.rs`.

use crate::sessions::known;
use crate::{answering, credentials, feeds, invitations, oversight, pushes, resets, single_sign_on, tokens};
use courier::mail;
use diesel::prelude::*;
use kernel::{Error, MemberId, Result};
use serde::{Deserialize, Serialize};
use store::WriteTx;
use store::schema::member;

/// How much was ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = RevocationEnded)]
pub struct Ended {
    /// Sessions, and sign-ins that waited for a second factor.
    pub sessions: usize,
    /// Tokens of programs.
    pub tokens: usize,
    /// Passkeys.
    pub passkeys: usize,
    /// Known devices.
    pub devices: usize,
    /// Invitations to them or by them that waited, links to choose a new password, and links to answer a call-out.
    pub invitations: usize,
    /// Calendar feeds.
    pub feeds: usize,
    /// Links with an account at the organisation's provider.
    #[serde(default)]
    pub single_sign_on: usize,
    /// Browsers that push messages went to.
    #[serde(default)]
    pub push_subscriptions: usize,
}

/// Ends the links that were sent to a member's old address: to choose a new password, to join, and to answer. Tells how many.
pub fn end_links(tx: &mut WriteTx<'_>, id: MemberId, old: &str) -> Result<usize> {
    mail::take_back_keys(tx, id)?;
    Ok(resets::end_of(tx, id)? + answering::end_of(tx, id)? + invitations::end_of(tx, id, old)?)
}

/// Ends everything by which a member could come in. The member's status is the caller's.
pub fn end_everything(tx: &mut WriteTx<'_>, id: MemberId) -> Result<Ended> {
    let email: Option<String> = member::table.filter(member::id.eq(id)).select(member::email).get_result(tx.db()).optional()?;
    let email = email.ok_or_else(|| Error::not_found("member"))?;
    let push_subscriptions = pushes::end_all(tx, id)?;
    let sessions = credentials::end_all(tx, id)?;
    let (factors, devices) = (oversight::remove_factors(tx, id)?, known::forget_all(tx, id)?);
    let links = resets::end_of(tx, id)? + answering::end_of(tx, id)?;
    let invitations = invitations::end_of(tx, id, &email)? + invitations::ended_by(tx, id)?;
    let tokens = tokens::revoke_all(tx, id)?;
    let feeds = feeds::revoke_all(tx, id)?;
    let single_sign_on = single_sign_on::rows::unlink(tx, id)?;
    mail::take_back_keys(tx, id)?;
    let invitations = invitations + links;
    Ok(Ended { sessions, tokens, passkeys: factors.passkeys, devices, invitations, feeds, single_sign_on, push_subscriptions })
}
