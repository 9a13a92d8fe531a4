//! Putting a letter into the outbox, inside the write that causes it; taking it back before it leaves.

use crate::letter::{House, Letter};
use crate::outbox;
use kernel::{Email, MemberId, Result, Timestamp, typed_id};
use serde::{Deserialize, Serialize};
use store::{Tx, WriteTx};

typed_id!(
    /// A mail in the outbox.
    MailId, "mai"
);

/// A letter and whom it is for.
#[derive(Debug, Clone)]
pub struct Mail {
    /// The member it is for, if it is one: their letters that let somebody in are taken back when they are shut out.
    pub member: Option<MemberId>,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: Email,
    /// The organisation it comes from.
    pub house: House,
    /// What it says.
    pub letter: Letter,
}

/// What is sealed in the outbox.
#[derive(Serialize, Deserialize)]
pub(crate) struct Content {
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) house: House,
    pub(crate) letter: Letter,
}

/// Puts a mail into the outbox. It leaves once this write is durable.
pub fn put(tx: &mut WriteTx<'_>, mail: Mail) -> Result<MailId> {
    let now = tx.now();
    put_for(tx, mail, now)
}

/// The same for a mail that is not to leave before `due`. One that would be of no use by then leaves at once.
pub fn put_for(tx: &mut WriteTx<'_>, mail: Mail, due: Timestamp) -> Result<MailId> {
    let Mail { member, name, email, house, letter } = mail;
    let content = Content { name, email: email.into_string(), house, letter };
    let id = outbox::put(tx, member, &content, due)?;
    tx.ring();
    Ok(id)
}

/// Whether a letter of this kind was put into the outbox for this member since then.
pub fn was_put(tx: &mut Tx<'_>, member: MemberId, kind: &str, since: Timestamp) -> Result<bool> {
    outbox::was_put(tx, member, kind, since)
}

/// Takes back what waits for a member and would let somebody in; tells how many.
pub fn take_back_keys(tx: &mut WriteTx<'_>, member: MemberId) -> Result<usize> {
    outbox::take_back_keys(tx, member)
}

/// Takes one mail back, if it has not left; for an invitation or reset that is void before it was sent.
pub fn take_back(tx: &mut WriteTx<'_>, id: MailId) -> Result<()> {
    outbox::take_back(tx, id)
}
