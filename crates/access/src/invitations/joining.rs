//! Joining: the member is made, or the one there is let in, with the password or the passkey that was chosen.

use super::asked::Asked;
use super::rows::{self, Invitation};
use super::rules::void;
use crate::credentials;
use crate::factors::Factor;
use crate::factors::passkeys::rows as passkeys;
use crate::holdings;
use crate::postings;
use crate::state::Access;
use diesel::prelude::*;
use kernel::{Error, Line, MemberId, Result, folded};
use serde_json::Value;
use store::schema::member;
use store::{Tx, WriteTx};
use webauthn_rs::prelude::Passkey;

/// With what somebody joins.
#[derive(Clone)]
pub(super) enum Proof {
    /// A password of their own: its record.
    Password(String),
    /// A new passkey: what they call it, and what their device answered.
    Passkey(Line<80>, Value),
}

/// The same, once it was judged.
pub(super) enum Judged {
    Password(String),
    Passkey(Line<80>, Box<Passkey>),
}

/// Judges what somebody joins with; nothing when the device's answer is not accepted.
pub(super) fn judge(tx: &mut Tx<'_>, access: &Access, proof: Proof, asked: Option<Asked>) -> Result<Option<Judged>> {
    let (name, answer) = match proof {
        Proof::Password(record) => return Ok(Some(Judged::Password(record))),
        Proof::Passkey(name, answer) => (name, answer),
    };
    let (_, state) =
        asked.ok_or_else(|| Error::refused("no-passkey-asked", "no passkey was asked for, or it took too long: begin again"))?;
    let Ok(key) = access.0.relying_party.judge_new(&answer, &state)? else { return Ok(None) };
    // Whoever presents a key that is somebody's already does not take it over.
    let taken = passkeys::by_credential(tx, key.cred_id())?.is_some();
    Ok((!taken).then_some(Judged::Passkey(name, Box::new(key))))
}

/// Makes the member, or finds the one there, and keeps what they sign in with; tells with what they proved who they are.
pub(super) fn join(tx: &mut WriteTx<'_>, found: &Invitation, id: MemberId, proof: &Judged) -> Result<(Factor, Option<String>)> {
    if found.member.is_some() {
        let known = rows::in_directory(tx, id)?.filter(|known| known.status == "active" && !known.can_sign_in);
        // An address that was changed since is not the one the link went to.
        known.filter(|known| known.email == found.email).ok_or_else(void)?;
    } else {
        insert(tx, found, id)?;
        if let Some(role) = &found.role {
            let role = holdings::RoleName::parse(role).ok_or_else(void)?;
            holdings::hold_as(tx, id, role, found.unit, found.invited_by)?;
        }
        if let Some(unit) = found.unit {
            postings::post(tx, id, unit)?;
        }
    }
    match proof {
        Judged::Password(record) => {
            credentials::set_password(tx, id, record)?;
            Ok((Factor::Password, None))
        }
        Judged::Passkey(name, key) => {
            let kept = passkeys::insert(tx, id, name.as_str(), key)?;
            Ok((Factor::Passkey, Some(kept.id.to_string())))
        }
    }
}

fn insert(tx: &mut WriteTx<'_>, found: &Invitation, id: MemberId) -> Result<()> {
    let email = kernel::Email::parse(&found.email).map_err(Error::internal)?;
    if rows::is_taken(tx, &email)? {
        return Err(void());
    }
    let now = tx.now();
    diesel::insert_into(member::table)
        .values((
            member::id.eq(id),
            member::version.eq(1),
            member::name.eq(&found.name),
            member::sort_name.eq(folded(&found.name)),
            member::email.eq(&found.email),
            member::status.eq("active"),
            member::customer_id.eq(found.customer),
            member::created_at.eq(now),
            member::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(())
}
