//! Tokens in the database.

use super::ApiTokenId;
use super::rules::{KEPT_MILLIS, MOST};
use crate::holdings::{Standing, standing};
use diesel::prelude::*;
use kernel::{CustomerId, Error, MemberId, Network, Result, Timestamp};
use store::schema::{api_token, member};
use store::{Tx, WriteTx};
use vault::TokenDigest;

/// A token as it is kept, and its creator's name.
#[derive(Debug, Clone)]
pub(super) struct TokenRow {
    pub(super) id: ApiTokenId,
    pub(super) version: i64,
    pub(super) member: MemberId,
    pub(super) member_name: String,
    pub(super) name: String,
    pub(super) prefix: String,
    pub(super) permissions: Vec<String>,
    pub(super) networks: Vec<Network>,
    pub(super) created_at: Timestamp,
    pub(super) expires_at: Timestamp,
    pub(super) last_used_at: Option<Timestamp>,
    pub(super) last_used_from: Option<String>,
    pub(super) revoked_at: Option<Timestamp>,
}

/// A token that counts, and who is behind it.
#[derive(Debug, Clone)]
pub(super) struct LiveToken {
    pub(super) token: TokenRow,
    pub(super) email: String,
    pub(super) standing: Standing,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = api_token)]
struct Stored {
    id: ApiTokenId,
    version: i64,
    member_id: MemberId,
    name: String,
    prefix: String,
    permissions: String,
    networks: String,
    created_at: Timestamp,
    expires_at: Timestamp,
    last_used_at: Option<Timestamp>,
    last_used_from_sealed: Option<Vec<u8>>,
    revoked_at: Option<Timestamp>,
}

fn token(tx: &Tx<'_>, row: Stored, member_name: String) -> Result<TokenRow> {
    let from = row.last_used_from_sealed;
    let last_used_from = from.map(|sealed| tx.open("api_token", "last_used_from", row.id.as_str(), &sealed)).transpose()?;
    Ok(TokenRow {
        id: row.id,
        version: row.version,
        member: row.member_id,
        member_name,
        name: row.name,
        prefix: row.prefix,
        permissions: row.permissions.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect(),
        // A range that cannot be read must not let everybody in.
        networks: row.networks.split(' ').filter(|word| !word.is_empty()).map(read_network).collect::<Result<_>>()?,
        created_at: row.created_at,
        expires_at: row.expires_at,
        last_used_at: row.last_used_at,
        last_used_from: last_used_from.and_then(|bytes| String::from_utf8(bytes).ok()),
        revoked_at: row.revoked_at,
    })
}

fn read_network(text: &str) -> Result<Network> {
    Network::parse(text).map_err(|_| Error::internal("a network of a token cannot be read"))
}

/// The tokens that the transaction's scope shows, the latest first.
pub(super) fn seen_by(tx: &mut Tx<'_>, asker: MemberId) -> Result<Vec<TokenRow>> {
    let mut query = api_token::table
        .inner_join(member::table.on(member::id.eq(api_token::member_id)))
        .select((Stored::as_select(), member::name))
        .order((api_token::created_at.desc(), api_token::id.desc()))
        .limit(MOST)
        .into_boxed();
    if !tx.reach().is_whole() {
        query = query.filter(api_token::member_id.eq(asker));
    }
    let rows: Vec<(Stored, String)> = query.load(tx.db())?;
    rows.into_iter().map(|(row, name)| token(tx, row, name)).collect()
}

/// One token that the transaction's scope reaches.
pub(super) fn find(tx: &mut Tx<'_>, asker: MemberId, id: ApiTokenId) -> Result<TokenRow> {
    let found: Option<(Stored, String)> = api_token::table
        .inner_join(member::table.on(member::id.eq(api_token::member_id)))
        .filter(api_token::id.eq(id))
        .select((Stored::as_select(), member::name))
        .get_result(tx.db())
        .optional()?;
    let (row, name) = found.ok_or_else(|| Error::not_found("token"))?;
    let found = token(tx, row, name)?;
    if tx.reach().is_whole() || found.member == asker { Ok(found) } else { Err(Error::not_found("token")) }
}

/// Writes a new token, once there is room for it; those that ended long ago make room.
pub(super) fn insert(tx: &mut WriteTx<'_>, new: &TokenRow, digest: &TokenDigest) -> Result<()> {
    let long_ago = tx.now().plus_millis(-KEPT_MILLIS);
    let ended = api_token::expires_at.lt(long_ago).or(api_token::revoked_at.lt(Some(long_ago)));
    diesel::delete(api_token::table.filter(ended)).execute(tx.db())?;
    let count: i64 = api_token::table.count().get_result(tx.db())?;
    if count >= MOST {
        return Err(Error::refused(
            "too-many-tokens",
            format!("an organisation has {MOST} tokens at most, those of the last 30 days included"),
        ));
    }
    let networks: Vec<String> = new.networks.iter().map(ToString::to_string).collect();
    diesel::insert_into(api_token::table)
        .values((
            api_token::id.eq(new.id),
            api_token::version.eq(new.version),
            api_token::member_id.eq(new.member),
            api_token::name.eq(&new.name),
            api_token::prefix.eq(&new.prefix),
            api_token::digest.eq(&digest.as_bytes()[..]),
            api_token::permissions.eq(new.permissions.join(" ")),
            api_token::networks.eq(networks.join(" ")),
            api_token::created_at.eq(new.created_at),
            api_token::expires_at.eq(new.expires_at),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Ends a token.
pub(super) fn revoke(tx: &mut WriteTx<'_>, found: &TokenRow) -> Result<()> {
    let now = tx.now();
    diesel::update(api_token::table.find(found.id))
        .set((api_token::revoked_at.eq(Some(now)), api_token::version.eq(found.version + 1)))
        .execute(tx.db())?;
    Ok(())
}

/// Ends every token of a member that has not ended; tells how many.
pub fn revoke_all(tx: &mut WriteTx<'_>, member_id: MemberId) -> Result<usize> {
    let now = tx.now();
    let live = api_token::member_id.eq(member_id).and(api_token::revoked_at.is_null()).and(api_token::expires_at.gt(now));
    let ended = (api_token::revoked_at.eq(Some(now)), api_token::version.eq(api_token::version + 1));
    Ok(diesel::update(api_token::table.filter(live)).set(ended).execute(tx.db())?)
}

/// The token under this digest, if it counts now and its creator is here: neither suspended nor gone, not away, no day of leaving come.
pub(super) fn live(tx: &mut Tx<'_>, digest: &TokenDigest) -> Result<Option<LiveToken>> {
    let now = tx.now();
    type Behind = (String, String, Option<CustomerId>);
    let row: Option<(Stored, Behind)> = api_token::table
        .inner_join(member::table.on(member::id.eq(api_token::member_id)))
        .filter(api_token::digest.eq(&digest.as_bytes()[..]))
        .filter(api_token::revoked_at.is_null().and(api_token::expires_at.gt(now)))
        .filter(member::status.eq("active").and(member::leaves_at.is_null().or(member::leaves_at.gt(now))))
        .filter(member::leave_from.is_null().or(member::leave_from.gt(now)).or(member::leave_until.le(now)))
        .select((Stored::as_select(), (member::name, member::email, member::customer_id)))
        .get_result(tx.db())
        .optional()?;
    let Some((row, (name, email, customer))) = row else { return Ok(None) };
    let token = token(tx, row, name)?;
    let standing = standing(tx, token.member, customer)?;
    Ok(Some(LiveToken { token, email, standing }))
}
