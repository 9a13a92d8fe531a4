//! Browsers that are told by push messages, as far as shutting out is concerned: what is told to a browser ends with what its member
//! could do there.
//!
//! Invariant: a session that was ended takes the push messages to its browser along; one that merely ran out does not, for they are
//! meant for whoever does not have the app open.

use diesel::prelude::*;
use kernel::{MemberId, Result};
use store::WriteTx;
use store::schema::{device, push_subscription, session};
use vault::TokenDigest;

/// Ends the push messages of a member everywhere; tells to how many browsers.
pub(crate) fn end_all(tx: &mut WriteTx<'_>, member: MemberId) -> Result<usize> {
    Ok(diesel::delete(push_subscription::table.filter(push_subscription::member_id.eq(member))).execute(tx.db())?)
}

/// Ends them at the browser of a session that is about to end.
pub(crate) fn end_with(tx: &mut WriteTx<'_>, session: &str) -> Result<()> {
    let browser: Option<Option<String>> = session::table.find(session).select(session::device_id).get_result(tx.db()).optional()?;
    end_at(tx, browser.flatten())
}

/// Ends them at these known browsers.
pub(crate) fn end_at(tx: &mut WriteTx<'_>, browsers: impl IntoIterator<Item = String>) -> Result<()> {
    for browser in browsers {
        diesel::delete(push_subscription::table.filter(push_subscription::device_id.eq(browser))).execute(tx.db())?;
    }
    Ok(())
}

/// Ends those of a member at every browser but that of the session that stays.
pub(crate) fn end_elsewhere(tx: &mut WriteTx<'_>, member: MemberId, kept: &str) -> Result<()> {
    let here: Option<Option<String>> = session::table.find(kept).select(session::device_id).get_result(tx.db()).optional()?;
    let theirs = push_subscription::member_id.eq(member);
    let elsewhere = theirs.and(push_subscription::device_id.ne(here.flatten().unwrap_or_default()));
    diesel::delete(push_subscription::table.filter(elsewhere)).execute(tx.db())?;
    Ok(())
}

/// Ends those of everybody else at a browser in which this member signs in.
pub(crate) fn end_of_others(tx: &mut WriteTx<'_>, member: MemberId, browser: &TokenDigest) -> Result<()> {
    let others = device::table.filter(device::token_digest.eq(&browser.as_bytes()[..]).and(device::member_id.ne(member)));
    let others: Vec<String> = others.select(device::id).load(tx.db())?;
    end_at(tx, others)
}
