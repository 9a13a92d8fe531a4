//! Half signed in: the first step was right, and a second factor is still to come. A row for five minutes, and a cookie that names it.

use super::known::DeviceId;
use super::rows::{MemberCredentials, by_id};
use super::token::HALF;
use crate::factors::{Factor, tries};
use crate::state::Access;
use diesel::prelude::*;
use http::HeaderMap;
use kernel::{Error, MemberId, Result, Timestamp, typed_id};
use std::sync::Arc;
use store::door::{Listing, Realm, Standing};
use store::schema::{challenge, pre_sign_in};
use store::{Tx, WriteTx};
use vault::TokenDigest;

typed_id!(
    /// A sign-in whose second factor is still to come.
    HalfId, "pre"
);

/// How long the second factor may take.
pub(crate) const HALF_MILLIS: i64 = 5 * 60 * 1000;

/// By what the first step was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum First {
    /// A password.
    Password,
    /// The organisation's own provider.
    Provider,
}

impl First {
    fn as_str(self) -> &'static str {
        match self {
            Self::Password => Factor::Password.as_str(),
            Self::Provider => Factor::Sso.as_str(),
        }
    }
}

/// A sign-in whose second factor is still to come.
#[derive(Debug, Clone)]
pub(crate) struct Half {
    pub(crate) id: HalfId,
    pub(crate) member: MemberCredentials,
    /// The known browser it began in.
    pub(crate) device: Option<DeviceId>,
    pub(crate) first: First,
    tries: i64,
}

impl Half {
    /// Where wrong codes are counted: at a known browser for itself, everywhere else together.
    pub(crate) fn door(&self) -> String {
        self.device.map(|device| device.to_string()).unwrap_or_default()
    }
}

/// The organisation of a half sign-in, open, and the token that names it.
pub(crate) struct Begun {
    pub(crate) listing: Listing,
    pub(crate) realm: Arc<Realm>,
    pub(crate) digest: TokenDigest,
}

impl Begun {
    /// The half sign-in whose cookie is among those sent.
    pub(crate) async fn of(access: &Access, headers: &HeaderMap) -> Result<Self> {
        let (organisation, digest) = HALF.among(headers).ok_or(Error::SignInExpired)?;
        let listing = access.0.store.organisation(organisation).await?.filter(|listing| listing.standing == Standing::Active);
        let listing = listing.ok_or(Error::SignInExpired)?;
        let realm = access.0.store.realm(organisation).await?;
        Ok(Self { listing, realm, digest })
    }
}

/// Begins one; tells when it ends.
pub(crate) fn begin(
    tx: &mut WriteTx<'_>,
    member: MemberId,
    device: Option<DeviceId>,
    digest: &TokenDigest,
    first: First,
) -> Result<Timestamp> {
    let (now, id) = (tx.now(), HalfId::new(tx.now(), tx.rng()));
    let expires_at = now.plus_millis(HALF_MILLIS);
    let over = pre_sign_in::table.filter(pre_sign_in::member_id.eq(member).and(pre_sign_in::expires_at.le(now)));
    diesel::delete(over).execute(tx.db())?;
    diesel::delete(challenge::table.filter(challenge::member_id.eq(member).and(challenge::expires_at.le(now)))).execute(tx.db())?;
    diesel::insert_into(pre_sign_in::table)
        .values((
            pre_sign_in::id.eq(id),
            pre_sign_in::token_digest.eq(&digest.as_bytes()[..]),
            pre_sign_in::member_id.eq(member),
            pre_sign_in::device_id.eq(device),
            pre_sign_in::tries.eq(0_i64),
            pre_sign_in::created_at.eq(now),
            pre_sign_in::expires_at.eq(expires_at),
            pre_sign_in::first_factor.eq(first.as_str()),
        ))
        .execute(tx.db())?;
    Ok(expires_at)
}

/// The one under this token, unless it is over or had its ten tries.
pub(crate) fn find(tx: &mut Tx<'_>, digest: &TokenDigest) -> Result<Half> {
    type Row = (HalfId, MemberId, Option<DeviceId>, i64, Timestamp, String);
    let row: Option<Row> = pre_sign_in::table
        .filter(pre_sign_in::token_digest.eq(&digest.as_bytes()[..]))
        .select((
            pre_sign_in::id,
            pre_sign_in::member_id,
            pre_sign_in::device_id,
            pre_sign_in::tries,
            pre_sign_in::expires_at,
            pre_sign_in::first_factor,
        ))
        .get_result(tx.db())
        .optional()?;
    let (id, member, device, tries, expires_at, first) = row.ok_or(Error::SignInExpired)?;
    if tx.now() >= expires_at || tries >= tries::IN_ALL {
        return Err(Error::SignInExpired);
    }
    let member = by_id(tx, member)?.ok_or(Error::SignInExpired)?;
    let first = if first == First::Provider.as_str() { First::Provider } else { First::Password };
    Ok(Half { id, member, device, first, tries })
}

/// Counts a wrong proof.
pub(crate) fn count(tx: &mut WriteTx<'_>, half: &Half) -> Result<()> {
    let tries = half.tries.saturating_add(1);
    diesel::update(pre_sign_in::table.find(half.id)).set(pre_sign_in::tries.eq(tries)).execute(tx.db())?;
    tries::wrong(tx, half.member.id, &half.door())?;
    Ok(())
}

/// Ends it: the session begins.
pub(crate) fn end(tx: &mut WriteTx<'_>, half: &Half) -> Result<()> {
    diesel::delete(challenge::table.filter(challenge::holder.eq(half.id.as_str()))).execute(tx.db())?;
    diesel::delete(pre_sign_in::table.find(half.id)).execute(tx.db())?;
    tries::forget(tx, half.member.id, &half.door())
}
