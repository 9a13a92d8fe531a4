//! Rows and queries of resets.

use super::RESET_MILLIS;
use crate::carried::Carried;
use crate::credentials;
use courier::mail::{self, Mail};
use courier::{House, Letter};
use diesel::prelude::*;
use kernel::{Email, Error, MemberId, OrganisationId, Result, Rng, Timestamp, typed_id};
use store::schema::{member, password_reset};
use store::{Tx, WriteTx};
use vault::{Token, TokenDigest};

typed_id!(
    /// A reset that was asked for.
    ResetId, "rst"
);

/// Most links that work for one member at a time: whoever asks again and again does not void the link that is just being used.
const MOST: i64 = 3;

/// An active member who has a password.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) id: MemberId,
    pub(super) name: String,
    pub(super) email: String,
}

/// A link that works.
#[derive(Debug, Clone)]
pub(super) struct Reset {
    pub(super) person: Person,
    pub(super) browser: Option<Vec<u8>>,
}

/// The active member with this address, if they have a way in. Who joined with a passkey chooses a password so; the passkey is asked for
/// beside it as before.
pub(super) fn by_email(tx: &mut Tx<'_>, email: &Email) -> Result<Option<Person>> {
    let row: Option<(MemberId, String, String)> = member::table
        .filter(member::email.eq(email.as_str()).and(member::status.eq("active")))
        .select((member::id, member::name, member::email))
        .get_result(tx.db())
        .optional()?;
    let Some((id, name, email)) = row else { return Ok(None) };
    Ok(credentials::has_way_in(tx, id)?.then_some(Person { id, name, email }))
}

/// An active member, if they have a way in; whoever is not there is not found.
pub(super) fn by_id(tx: &mut Tx<'_>, id: MemberId) -> Result<Option<Person>> {
    let columns = (member::name, member::email, member::status);
    let row: Option<(String, String, String)> = member::table.filter(member::id.eq(id)).select(columns).get_result(tx.db()).optional()?;
    let (name, email, status) = row.ok_or_else(|| Error::not_found("member"))?;
    Ok((status == "active" && credentials::has_way_in(tx, id)?).then_some(Person { id, name, email }))
}

/// What a reset that is asked for says of itself.
pub(super) struct Asked {
    pub(super) organisation: OrganisationId,
    pub(super) house: House,
    /// The administrator who asks, with their name.
    pub(super) by: Option<(MemberId, String)>,
    /// The browser that asked.
    pub(super) browser: Option<TokenDigest>,
}

/// Makes a link and puts it into the outbox.
pub(super) fn send(tx: &mut WriteTx<'_>, person: &Person, asked: &Asked) -> Result<()> {
    make_room(tx, person.id)?;
    let rng: &dyn Rng = tx.rng();
    let token = Token::generate(&mut |bytes: &mut [u8]| rng.fill(bytes)).map_err(Error::internal)?;
    let (id, now) = (ResetId::new(tx.now(), tx.rng()), tx.now());
    let expires_at = now.plus_millis(RESET_MILLIS);
    diesel::insert_into(password_reset::table)
        .values((
            password_reset::id.eq(id),
            password_reset::token_digest.eq(&token.digest().as_bytes()[..]),
            password_reset::browser_digest.eq(asked.browser.as_ref().map(|digest| digest.as_bytes().to_vec())),
            password_reset::member_id.eq(person.id),
            password_reset::asked_by.eq(asked.by.as_ref().map(|(by, _)| *by)),
            password_reset::created_at.eq(now),
            password_reset::expires_at.eq(expires_at),
        ))
        .execute(tx.db())?;
    let link = Carried::Reset.link(&asked.house.site, asked.organisation, &token);
    let letter = Letter::PasswordReset { by: asked.by.as_ref().map(|(_, name)| name.clone()), link, expires_at };
    let email = Email::parse(&person.email).map_err(Error::internal)?;
    mail::put(tx, Mail { member: Some(person.id), name: person.name.clone(), email, house: asked.house.clone(), letter })?;
    Ok(())
}

/// Forgets what has expired, and the oldest beyond the number that may work at a time.
fn make_room(tx: &mut WriteTx<'_>, id: MemberId) -> Result<()> {
    let now = tx.now();
    let of_member = password_reset::member_id.eq(id);
    diesel::delete(password_reset::table.filter(of_member.and(password_reset::expires_at.le(now)))).execute(tx.db())?;
    let kept: Vec<ResetId> = password_reset::table
        .filter(password_reset::member_id.eq(id))
        .order((password_reset::created_at.desc(), password_reset::id.desc()))
        .limit(MOST - 1)
        .select(password_reset::id)
        .load(tx.db())?;
    let all: Vec<ResetId> = password_reset::table.filter(password_reset::member_id.eq(id)).select(password_reset::id).load(tx.db())?;
    for old in all.into_iter().filter(|old| !kept.contains(old)) {
        diesel::delete(password_reset::table.find(old)).execute(tx.db())?;
    }
    Ok(())
}

/// The reset of this link, if it still works and its member may sign in.
pub(super) fn find(tx: &mut Tx<'_>, digest: &TokenDigest) -> Result<Option<Reset>> {
    let now = tx.now();
    let row: Option<(MemberId, Option<Vec<u8>>, Timestamp)> = password_reset::table
        .filter(password_reset::token_digest.eq(&digest.as_bytes()[..]))
        .select((password_reset::member_id, password_reset::browser_digest, password_reset::expires_at))
        .get_result(tx.db())
        .optional()?;
    let Some((id, browser, expires_at)) = row.filter(|(.., expires_at)| now < *expires_at) else { return Ok(None) };
    debug_assert!(now < expires_at);
    Ok(by_id(tx, id)?.map(|person| Reset { person, browser }))
}

/// Ends every link of a member; tells how many there were.
pub(crate) fn end_of(tx: &mut WriteTx<'_>, id: MemberId) -> Result<usize> {
    Ok(diesel::delete(password_reset::table.filter(password_reset::member_id.eq(id))).execute(tx.db())?)
}
