//! Adding a member: at the command line, where the operator is the actor.

use super::wire::MemberView;
use super::{MEMBER_ADDED, rows};
use access::{Role, holdings};
use diesel::prelude::*;
use kernel::{Email, Error, Line, MemberId, Result};
use store::schema::member;
use store::{Committed, Event, Subject, WriteTx};

/// Who is to be added.
#[derive(Debug, Clone)]
pub struct NewMember {
    /// Name.
    pub name: Line<120>,
    /// Address, with which the member signs in.
    pub email: Email,
    /// Roles; at least one.
    pub roles: Vec<Role>,
    /// The record of the first password; without one the member cannot sign in.
    pub password_record: Option<String>,
}

/// Adds a member. The address must not be another member's.
pub fn add(mut tx: WriteTx<'_>, new: &NewMember) -> Result<Committed<MemberView>> {
    if rows::by_email(&mut tx, &new.email)?.is_some() {
        return Err(Error::Clash { code: "email-taken", message: format!("a member with the address {} exists already", new.email) });
    }
    if new.roles.is_empty() {
        return Err(Error::field("roles", "empty", "a member needs at least one role"));
    }
    let (id, now) = (MemberId::new(tx.now(), tx.rng()), tx.now());
    let sealed = new.password_record.as_ref().map(|record| tx.seal("member", "password", id.as_str(), record.as_bytes())).transpose()?;
    diesel::insert_into(member::table)
        .values((
            member::id.eq(id),
            member::version.eq(1),
            member::name.eq(new.name.as_str()),
            member::email.eq(new.email.as_str()),
            member::status.eq("active"),
            member::password_changed_at.eq(sealed.as_ref().map(|_| now)),
            member::password_sealed.eq(sealed),
            member::created_at.eq(now),
            member::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    let mut roles = new.roles.clone();
    roles.sort_unstable();
    roles.dedup();
    for role in &roles {
        holdings::hold(&mut tx, id, *role)?;
    }
    let event = Event::new(&MEMBER_ADDED, Subject::new("member", id))
        .label(new.name.as_str())
        .first("name", &new.name)
        .first("email", &new.email)
        .first("roles", &roles);
    let added = rows::find(&mut tx, id)?;
    tx.commit(event, added)
}
