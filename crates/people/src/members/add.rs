//! Adding a member: at the command line, where the operator is the actor.

use super::rows::{self, Arrival};
use super::wire::MemberView;
use super::{MEMBER_ADDED, told};
use access::{Role, credentials, holdings};
use kernel::{Email, Error, Line, Result};
use store::{Committed, Event, Subject, Tx, WriteTx};

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

/// Adds a member. The address must not be anybody else's.
pub fn add(mut tx: WriteTx<'_>, new: &NewMember) -> Result<Committed<MemberView>> {
    if new.roles.is_empty() {
        return Err(Error::field("roles", "empty", "a member needs at least one role"));
    }
    rows::check_email_free(&mut tx, new.email.as_str(), None)?;
    let arrival = Arrival {
        name: new.name.as_str().to_owned(),
        email: new.email.as_str().to_owned(),
        phone: None,
        reference: None,
        custom: "{}".to_owned(),
        customer: None,
    };
    let id = rows::insert(&mut tx, &arrival)?;
    if let Some(record) = &new.password_record {
        credentials::set_password(&mut tx, id, record)?;
    }
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
    let shown = told::shown(&mut tx, id)?;
    tx.commit(event, shown)
}

/// The member with this address, whatever their status; for the command line.
pub fn by_email(tx: &mut Tx<'_>, email: &Email) -> Result<Option<MemberView>> {
    let row = rows::with_email(tx, email)?;
    row.map(|row| told::one(tx, row)).transpose()
}
