//! Links to answer with, in the database.

use super::void;
use crate::carried::Carried;
use crate::holdings::{Standing, standing};
use diesel::prelude::*;
use kernel::{CustomerId, Error, MemberId, OrganisationId, Result, Rng, Timestamp};
use store::schema::{answer_link, member};
use store::{Tx, WriteTx};
use vault::{Token, TokenDigest};

/// A link that counts, and whose it is.
#[derive(Debug, Clone)]
pub(super) struct LiveLink {
    pub(super) member: MemberId,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) standing: Standing,
    pub(super) about: String,
    pub(super) created_at: Timestamp,
    pub(super) expires_at: Timestamp,
}

/// Makes a link by which this member answers `about` until then; the one time that it is seen.
pub fn make(tx: &mut WriteTx<'_>, site: &str, member: MemberId, about: &str, until: Timestamp) -> Result<String> {
    let organisation = OrganisationId::parse(tx.realm()).map_err(Error::internal)?;
    let rng: &dyn Rng = tx.rng();
    let token = Token::generate(&mut |bytes: &mut [u8]| rng.fill(bytes)).map_err(Error::internal)?;
    let (digest, now) = (token.digest(), tx.now());
    diesel::insert_into(answer_link::table)
        .values((
            answer_link::digest.eq(&digest.as_bytes()[..]),
            answer_link::member_id.eq(member),
            answer_link::about.eq(about),
            answer_link::created_at.eq(now),
            answer_link::expires_at.eq(until),
        ))
        .execute(tx.db())?;
    Ok(Carried::CallOut.link(site, organisation, &token))
}

/// The link under this digest, if it counts now and its member is here: neither suspended nor gone, no day of leaving come.
pub(super) fn live(tx: &mut Tx<'_>, digest: &TokenDigest) -> Result<Option<LiveLink>> {
    let now = tx.now();
    type Link = (MemberId, String, Timestamp, Timestamp);
    type Behind = (String, String, Option<CustomerId>);
    let row: Option<(Link, Behind)> = answer_link::table
        .inner_join(member::table.on(member::id.eq(answer_link::member_id)))
        .filter(answer_link::digest.eq(&digest.as_bytes()[..]).and(answer_link::expires_at.gt(now)))
        .filter(member::status.eq("active").and(member::leaves_at.is_null().or(member::leaves_at.gt(now))))
        .select((
            (answer_link::member_id, answer_link::about, answer_link::created_at, answer_link::expires_at),
            (member::name, member::email, member::customer_id),
        ))
        .get_result(tx.db())
        .optional()?;
    let Some(((member, about, created_at, expires_at), (name, email, customer))) = row else { return Ok(None) };
    let standing = standing(tx, member, customer)?;
    Ok(Some(LiveLink { member, name, email, standing, about, created_at, expires_at }))
}

/// Uses a link up in the write that it causes. Of two at once, one finds it gone.
pub fn use_up(tx: &mut WriteTx<'_>, digest: &TokenDigest) -> Result<()> {
    let gone = diesel::delete(answer_link::table.filter(answer_link::digest.eq(&digest.as_bytes()[..]))).execute(tx.db())?;
    if gone == 1 { Ok(()) } else { Err(void()) }
}

/// Ends the links to one question: all of them, or those of one member who has answered it.
pub fn end_about(tx: &mut WriteTx<'_>, about: &str, of: Option<MemberId>) -> Result<usize> {
    let asked = answer_link::table.filter(answer_link::about.eq(about));
    Ok(match of {
        Some(member) => diesel::delete(asked.filter(answer_link::member_id.eq(member))).execute(tx.db())?,
        None => diesel::delete(asked).execute(tx.db())?,
    })
}

/// Ends every link of a member; tells how many.
pub(crate) fn end_of(tx: &mut WriteTx<'_>, member: MemberId) -> Result<usize> {
    Ok(diesel::delete(answer_link::table.filter(answer_link::member_id.eq(member))).execute(tx.db())?)
}
