//! Whom a proof from the provider stands for. Issuer and subject decide; an address only ever decides once, and only where the
//! organisation said that it may.

use super::fault::Fault;
use super::proof::Proven;
use super::rows;
use super::rules::Settings;
use super::{SIGN_IN_JOINED, SIGN_IN_LINKED};
use crate::credentials::{MemberCredentials, by_email};
use crate::factors::tell::tell;
use crate::holdings::{self, RoleName, Wanted, granted, is_guarded};
use crate::sessions::rows::by_id;
use courier::{FactorChange, House};
use diesel::prelude::*;
use kernel::{Email, Error, Line, MemberId, Result};
use store::schema::member;
use store::{Event, Subject, Tx, WriteTx};

/// Whom a proof stands for.
pub(super) enum Who {
    /// Somebody linked.
    Linked(MemberCredentials),
    /// Somebody who is not linked yet, known by their address.
    Addressed(MemberCredentials),
    /// Somebody new, who may join.
    Newcomer(Newcomer),
    /// Somebody who does not come in.
    Nobody(Fault),
}

/// Somebody who may join.
#[derive(Debug, Clone)]
pub(super) struct Newcomer {
    pub(super) id: MemberId,
    pub(super) name: String,
    pub(super) email: Email,
    pub(super) role: RoleName,
}

impl From<Newcomer> for MemberCredentials {
    fn from(new: Newcomer) -> Self {
        Self { id: new.id, name: new.name, email: new.email.as_str().to_owned(), password: None }
    }
}

/// Finds out.
pub(super) fn find(tx: &mut Tx<'_>, settings: &Settings, proven: &Proven) -> Result<Who> {
    if let Some(id) = rows::member_at(tx, &proven.issuer, &proven.subject)? {
        return Ok(by_id(tx, id)?.map_or(Who::Nobody(Fault::ShutOut), Who::Linked));
    }
    let Some(email) = proven.email.as_ref().filter(|email| settings.lists(email)) else { return Ok(Who::Nobody(Fault::Stranger)) };
    if is_taken(tx, email)? {
        return addressed(tx, settings, proven, email);
    }
    newcomer(tx, settings, proven, email)
}

fn addressed(tx: &mut Tx<'_>, settings: &Settings, proven: &Proven, email: &Email) -> Result<Who> {
    if !settings.link_by_address {
        return Ok(Who::Nobody(Fault::Stranger));
    }
    let Some(found) = by_email(tx, email)? else { return Ok(Who::Nobody(Fault::ShutOut)) };
    // Once: whoever has this address now may be another than whoever had it when the member was linked.
    let linked = rows::identity_of(tx, found.id, &proven.issuer)?.is_some();
    Ok(if linked { Who::Nobody(Fault::LinkedOtherwise) } else { Who::Addressed(found) })
}

fn newcomer(tx: &mut Tx<'_>, settings: &Settings, proven: &Proven, email: &Email) -> Result<Who> {
    let Some(role) = settings.new_role.as_deref().and_then(RoleName::parse) else { return Ok(Who::Nobody(Fault::Stranger)) };
    // A role of the organisation's own may have grown since it was chosen for newcomers, or may be gone.
    let grants = granted(tx, &role)?;
    if grants.is_empty() || grants.iter().any(|(permission, _)| is_guarded(permission)) {
        return Ok(Who::Nobody(Fault::Stranger));
    }
    let id = MemberId::new(tx.now(), tx.rng());
    Ok(Who::Newcomer(Newcomer { id, name: name(proven, email), email: email.clone(), role }))
}

/// What they call themselves, or the beginning of their address.
fn name(proven: &Proven, email: &Email) -> String {
    let short = |text: &str| Line::<120>::parse(&text.chars().filter(|c| !c.is_control()).take(120).collect::<String>()).ok();
    let local = email.as_str().split('@').next().unwrap_or_default();
    proven.name.as_deref().and_then(short).or_else(|| short(local)).map(Line::into_string).unwrap_or_default()
}

fn is_taken(tx: &mut Tx<'_>, email: &Email) -> Result<bool> {
    let count: i64 = member::table.filter(member::email.eq(email.as_str())).count().get_result(tx.db())?;
    Ok(count > 0)
}

/// Links somebody known by their address, and tells them.
pub(super) fn link(mut tx: WriteTx<'_>, settings: &Settings, proven: &Proven, house: House) -> Result<store::Committed<()>> {
    // Looked at again under the writer's lock: of two at once one is linked.
    let Who::Addressed(found) = find(&mut tx, settings, proven)? else { return Err(gone()) };
    rows::link(&mut tx, found.id, &proven.issuer, &proven.subject)?;
    tell(&mut tx, house, found.id, FactorChange::AccountLinked)?;
    let event = Event::new(&SIGN_IN_LINKED, Subject::new("member", found.id)).label(found.email.as_str());
    let event = event.first("issuer", &proven.issuer).first("by", &"address");
    tx.commit(event, ())
}

/// Lets somebody join.
pub(super) fn join(mut tx: WriteTx<'_>, settings: &Settings, proven: &Proven, new: &Newcomer) -> Result<store::Committed<()>> {
    if !matches!(find(&mut tx, settings, proven)?, Who::Newcomer(_)) {
        return Err(gone());
    }
    insert(&mut tx, new)?;
    let wanted = Wanted { member: new.id, role: new.role, unit: None, from: tx.now(), until: None };
    holdings::insert(&mut tx, &wanted, None)?;
    rows::link(&mut tx, new.id, &proven.issuer, &proven.subject)?;
    let event = Event::new(&SIGN_IN_JOINED, Subject::new("member", new.id)).label(new.name.as_str());
    let event = event.first("email", &new.email).first("role", &new.role).first("issuer", &proven.issuer);
    tx.commit(event, ())
}

fn insert(tx: &mut WriteTx<'_>, new: &Newcomer) -> Result<()> {
    let now = tx.now();
    diesel::insert_into(member::table)
        .values((
            member::id.eq(new.id),
            member::version.eq(1),
            member::name.eq(&new.name),
            member::sort_name.eq(kernel::folded(&new.name)),
            member::email.eq(new.email.as_str()),
            member::status.eq("active"),
            member::created_at.eq(now),
            member::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Somebody else was quicker.
fn gone() -> Error {
    Error::Clash { code: "changed-meanwhile", message: "somebody else was quicker: begin again".into() }
}
