//! Pictures in the database, sealed for the member they show.

use crate::schema::member_photo;
use diesel::prelude::*;
use kernel::{Error, MemberId, Result};
use store::{Tx, WriteTx};

/// The picture of a member; JPEG.
pub(super) fn find(tx: &mut Tx<'_>, id: MemberId) -> Result<Vec<u8>> {
    let sealed: Option<Vec<u8>> = member_photo::table.find(id).select(member_photo::picture_sealed).get_result(tx.db()).optional()?;
    let sealed = sealed.ok_or_else(|| Error::not_found("picture"))?;
    tx.open("member_photo", "picture", id.as_str(), &sealed)
}

/// Puts a picture in the place of the one there was.
pub(super) fn put(tx: &mut WriteTx<'_>, id: MemberId, picture: &[u8]) -> Result<()> {
    let sealed = tx.seal("member_photo", "picture", id.as_str(), picture)?;
    let now = tx.now();
    diesel::delete(member_photo::table.find(id)).execute(tx.db())?;
    diesel::insert_into(member_photo::table)
        .values((member_photo::member_id.eq(id), member_photo::picture_sealed.eq(sealed), member_photo::at.eq(now)))
        .execute(tx.db())?;
    Ok(())
}

/// Removes a picture; there must be one.
pub(super) fn remove(tx: &mut WriteTx<'_>, id: MemberId) -> Result<()> {
    match diesel::delete(member_photo::table.find(id)).execute(tx.db())? {
        0 => Err(Error::not_found("picture")),
        _ => Ok(()),
    }
}
