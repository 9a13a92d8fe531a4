//! The table of passkeys. Public key and counter are sealed: whoever can write the database cannot put in a key of their own.

use crate::pushes;
use diesel::prelude::*;
use kernel::{Error, MemberId, Result, Timestamp, typed_id};
use store::schema::{passkey, session};
use store::{Tx, WriteTx};
use webauthn_rs::prelude::{Credential, Passkey};

typed_id!(
    /// A passkey.
    PasskeyId, "pky"
);

/// A passkey as stored.
#[derive(Debug, Clone)]
pub(crate) struct StoredPasskey {
    pub(crate) id: PasskeyId,
    pub(crate) member: MemberId,
    pub(crate) name: String,
    pub(crate) key: Passkey,
    /// It cannot leave the device it was made in.
    pub(crate) device_bound: bool,
    pub(crate) created_at: Timestamp,
    pub(crate) last_used_at: Option<Timestamp>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = passkey)]
struct Stored {
    id: PasskeyId,
    member_id: MemberId,
    name: String,
    credential_sealed: Vec<u8>,
    device_bound: bool,
    created_at: Timestamp,
    last_used_at: Option<Timestamp>,
}

fn opened(tx: &Tx<'_>, stored: Stored) -> Result<StoredPasskey> {
    let Stored { id, member_id: member, name, credential_sealed, device_bound, created_at, last_used_at } = stored;
    let plain = tx.open("passkey", "credential", id.as_str(), &credential_sealed)?;
    let key = serde_json::from_slice(&plain).map_err(Error::internal)?;
    Ok(StoredPasskey { id, member, name, key, device_bound, created_at, last_used_at })
}

/// A member's passkeys, the oldest first.
pub(crate) fn of_member(tx: &mut Tx<'_>, member: MemberId) -> Result<Vec<StoredPasskey>> {
    let rows: Vec<Stored> = passkey::table
        .filter(passkey::member_id.eq(member))
        .order((passkey::created_at, passkey::id))
        .select(Stored::as_select())
        .load(tx.db())?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// The passkey with this credential id, whoever's it is.
pub(crate) fn by_credential(tx: &mut Tx<'_>, credential: &[u8]) -> Result<Option<StoredPasskey>> {
    let row: Option<Stored> =
        passkey::table.filter(passkey::credential_id.eq(credential)).select(Stored::as_select()).get_result(tx.db()).optional()?;
    row.map(|row| opened(tx, row)).transpose()
}

/// Keeps a new passkey.
pub(crate) fn insert(tx: &mut WriteTx<'_>, member: MemberId, name: &str, key: &Passkey) -> Result<StoredPasskey> {
    let (id, now) = (PasskeyId::new(tx.now(), tx.rng()), tx.now());
    let device_bound = !Credential::from(key.clone()).backup_eligible;
    let sealed = sealed(tx, id, key)?;
    diesel::insert_into(passkey::table)
        .values((
            passkey::id.eq(id),
            passkey::member_id.eq(member),
            passkey::credential_id.eq(key.cred_id().as_slice()),
            passkey::name.eq(name),
            passkey::credential_sealed.eq(sealed),
            passkey::device_bound.eq(device_bound),
            passkey::created_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(StoredPasskey { id, member, name: name.to_owned(), key: key.clone(), device_bound, created_at: now, last_used_at: None })
}

/// Notes a proof: the counter as it is now.
pub(crate) fn used(tx: &mut WriteTx<'_>, id: PasskeyId, key: &Passkey) -> Result<()> {
    let (now, sealed) = (tx.now(), sealed(tx, id, key)?);
    diesel::update(passkey::table.find(id))
        .set((passkey::credential_sealed.eq(sealed), passkey::last_used_at.eq(Some(now))))
        .execute(tx.db())?;
    Ok(())
}

/// Renames one of a member's passkeys; gives the name before, or nothing when it is not theirs.
pub(crate) fn rename(tx: &mut WriteTx<'_>, member: MemberId, id: PasskeyId, name: &str) -> Result<Option<String>> {
    let before = named(tx, member, id)?;
    diesel::update(passkey::table.find(id).filter(passkey::member_id.eq(member))).set(passkey::name.eq(name)).execute(tx.db())?;
    Ok(before)
}

/// The name of one of a member's passkeys.
pub(crate) fn named(tx: &mut Tx<'_>, member: MemberId, id: PasskeyId) -> Result<Option<String>> {
    Ok(passkey::table.find(id).filter(passkey::member_id.eq(member)).select(passkey::name).get_result(tx.db()).optional()?)
}

/// Removes one of a member's passkeys and ends the sessions opened with it, but the one in use; tells how many.
pub(crate) fn remove(tx: &mut WriteTx<'_>, id: PasskeyId, in_use: &str) -> Result<usize> {
    let opened_with = session::table.filter(session::passkey_id.eq(id.as_str()).and(session::id.ne(in_use)));
    let browsers: Vec<Option<String>> = opened_with.select(session::device_id).load(tx.db())?;
    pushes::end_at(tx, browsers.into_iter().flatten())?;
    let ended = diesel::delete(opened_with).execute(tx.db())?;
    diesel::delete(passkey::table.find(id)).execute(tx.db())?;
    Ok(ended)
}

fn sealed(tx: &Tx<'_>, id: PasskeyId, key: &Passkey) -> Result<Vec<u8>> {
    let plain = serde_json::to_vec(key).map_err(Error::internal)?;
    tx.seal("passkey", "credential", id.as_str(), &plain)
}
