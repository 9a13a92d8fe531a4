//! The letter to a member whose factors changed: put into the outbox by the very write that changes them.

use courier::mail::{self, Mail};
use courier::{FactorChange, House, Letter};
use diesel::prelude::*;
use kernel::{Email, Error, MemberId, Result};
use store::WriteTx;
use store::schema::member;

/// Tells a member what became of their factors.
pub(crate) fn tell(tx: &mut WriteTx<'_>, house: House, id: MemberId, change: FactorChange) -> Result<()> {
    let (name, email): (String, String) = member::table.find(id).select((member::name, member::email)).get_result(tx.db())?;
    let email = Email::parse(&email).map_err(Error::internal)?;
    let letter = Letter::FactorChanged { at: tx.now(), change };
    mail::put(tx, Mail { member: Some(id), name, email, house, letter })?;
    Ok(())
}
