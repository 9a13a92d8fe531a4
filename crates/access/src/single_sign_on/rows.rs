//! Single sign-on in the database: what was decided, and who is who at the provider.

use super::rules::{Mode, Settings};
use diesel::prelude::*;
use kernel::{MemberId, Result, Timestamp};
use openidconnect::ClientSecret;
use store::schema::{member_identity, single_sign_on};
use store::{Tx, WriteTx};

/// The one row of `single_sign_on`.
const NAME: &str = "only";

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = single_sign_on, treat_none_as_null = true)]
struct Kept {
    name: String,
    version: i64,
    mode: String,
    issuer: Option<String>,
    client_id: Option<String>,
    secret_sealed: Option<Vec<u8>>,
    label: Option<String>,
    domains: String,
    link_by_address: bool,
    new_role: Option<String>,
    trust_second_factor: bool,
    updated_at: Timestamp,
}

/// Who a member is at the provider.
#[derive(Debug, Clone)]
pub(super) struct Identity {
    pub(super) issuer: String,
    pub(super) linked_at: Timestamp,
    pub(super) last_used_at: Option<Timestamp>,
}

/// What was decided; off where nothing ever was.
pub(crate) fn settings(tx: &mut Tx<'_>) -> Result<Settings> {
    let kept: Option<Kept> = single_sign_on::table.find(NAME).select(single_sign_on::all_columns).get_result(tx.db()).optional()?;
    let Some(kept) = kept else { return Ok(Settings { version: 1, ..Settings::default() }) };
    let secret = kept.secret_sealed.map(|sealed| tx.open("single_sign_on", "secret", NAME, &sealed)).transpose()?;
    Ok(Settings {
        version: kept.version,
        mode: Mode::of_word(&kept.mode),
        issuer: kept.issuer,
        client_id: kept.client_id,
        secret: secret.and_then(|bytes| String::from_utf8(bytes).ok()).map(ClientSecret::new),
        label: kept.label,
        domains: kept.domains.split(' ').filter(|domain| !domain.is_empty()).map(str::to_owned).collect(),
        link_by_address: kept.link_by_address,
        new_role: kept.new_role,
        trust_second_factor: kept.trust_second_factor,
    })
}

/// Whether it is required, and nothing else of it.
pub(super) fn is_required(tx: &mut Tx<'_>) -> Result<bool> {
    let mode: Option<String> = single_sign_on::table.find(NAME).select(single_sign_on::mode).get_result(tx.db()).optional()?;
    Ok(mode.is_some_and(|mode| Mode::of_word(&mode) == Mode::Required))
}

/// Keeps what was decided.
pub(super) fn keep(tx: &mut WriteTx<'_>, settings: &Settings) -> Result<()> {
    let seal = |secret: &ClientSecret| tx.seal("single_sign_on", "secret", NAME, secret.secret().as_bytes());
    let kept = Kept {
        name: NAME.to_owned(),
        version: settings.version,
        mode: settings.mode.as_str().to_owned(),
        issuer: settings.issuer.clone(),
        client_id: settings.client_id.clone(),
        secret_sealed: settings.secret.as_ref().map(seal).transpose()?,
        label: settings.label.clone(),
        domains: settings.domains.join(" "),
        link_by_address: settings.link_by_address,
        new_role: settings.new_role.clone(),
        trust_second_factor: settings.trust_second_factor,
        updated_at: tx.now(),
    };
    if diesel::update(single_sign_on::table.find(NAME)).set(&kept).execute(tx.db())? == 0 {
        diesel::insert_into(single_sign_on::table).values(&kept).execute(tx.db())?;
    }
    Ok(())
}

/// How many members are linked at an issuer.
pub(super) fn linked_at(tx: &mut Tx<'_>, issuer: Option<&str>) -> Result<i64> {
    let Some(issuer) = issuer else { return Ok(0) };
    Ok(member_identity::table.filter(member_identity::issuer.eq(issuer)).count().get_result(tx.db())?)
}

/// The member who is this subject at this issuer.
pub(super) fn member_at(tx: &mut Tx<'_>, issuer: &str, subject: &str) -> Result<Option<MemberId>> {
    let found = member_identity::table.find((issuer, subject)).select(member_identity::member_id).get_result(tx.db());
    Ok(found.optional()?)
}

/// Who a member is at an issuer.
pub(super) fn identity_of(tx: &mut Tx<'_>, member: MemberId, issuer: &str) -> Result<Option<Identity>> {
    let row: Option<(String, Timestamp, Option<Timestamp>)> = member_identity::table
        .filter(member_identity::member_id.eq(member).and(member_identity::issuer.eq(issuer)))
        .select((member_identity::issuer, member_identity::linked_at, member_identity::last_used_at))
        .get_result(tx.db())
        .optional()?;
    Ok(row.map(|(issuer, linked_at, last_used_at)| Identity { issuer, linked_at, last_used_at }))
}

/// Links a member; whom they were at this issuer before is forgotten.
pub(super) fn link(tx: &mut WriteTx<'_>, member: MemberId, issuer: &str, subject: &str) -> Result<()> {
    let now = tx.now();
    let before = member_identity::table.filter(member_identity::member_id.eq(member).and(member_identity::issuer.eq(issuer)));
    diesel::delete(before).execute(tx.db())?;
    diesel::insert_into(member_identity::table)
        .values((
            member_identity::issuer.eq(issuer),
            member_identity::subject.eq(subject),
            member_identity::member_id.eq(member),
            member_identity::linked_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Notes that somebody signed in by it.
pub(super) fn used(tx: &mut WriteTx<'_>, issuer: &str, subject: &str) -> Result<()> {
    let now = tx.now();
    diesel::update(member_identity::table.find((issuer, subject))).set(member_identity::last_used_at.eq(Some(now))).execute(tx.db())?;
    Ok(())
}

/// Ends every link of a member, at whichever issuer; tells how many.
pub(crate) fn unlink(tx: &mut WriteTx<'_>, member: MemberId) -> Result<usize> {
    Ok(diesel::delete(member_identity::table.filter(member_identity::member_id.eq(member))).execute(tx.db())?)
}
