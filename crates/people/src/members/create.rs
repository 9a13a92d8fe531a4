//! Adding a member in the browser. The member cannot sign in until invited.

use super::rows::{self, Arrival};
use super::wire::{MemberView, NewMemberBody};
use super::{MEMBER_ADDED, first_roles, told};
use crate::fields::rows as fields;
use crate::fields::rules as facts;
use crate::postings;
use crate::units::rows as units;
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use kernel::{Line, Result};
use std::collections::BTreeMap;
use store::{Committed, Event, Subject, WriteTx};

/// Add a member
///
/// Without a way to sign in: invite them. Roles are never more than you hold yourself.
#[utoipa::path(post, path = "/members", tag = "Members", operation_id = "createMember", params(OnceHeader), request_body = NewMemberBody,
    responses((status = 201, description = "The member as they stand now.", body = MemberView)))]
pub async fn create_member(cx: Cx<permit::MembersWrite>, once: OnceKey, Json(new): Json<NewMemberBody>) -> Answer<Created<MemberView>> {
    let row = cx.write_once(once.of(&new)?, move |tx| carry_out(tx, new)).await?;
    let location = format!("/api/v1/members/{}", row.id);
    Ok(Created { row, location })
}

fn carry_out(mut tx: WriteTx<'_>, new: NewMemberBody) -> Result<Committed<MemberView>> {
    let roles = new.roles.clone().unwrap_or_else(|| vec![first_roles::EVERYBODY]);
    let roles = first_roles::checked(&mut tx, roles)?;
    let unit = new.unit_id.map(|unit| units::open_unit(&mut tx, "unit_id", unit)).transpose()?;
    let unit = first_roles::reached(&tx, unit)?;
    let known = fields::all(&mut tx)?;
    let custom = facts::changed(&known, BTreeMap::new(), new.custom)?;
    facts::check_required(&known, &custom)?;
    let arrival = Arrival {
        name: new.name.into_string(),
        email: new.email.into_string(),
        phone: new.phone.map(Line::into_string),
        reference: new.reference.map(Line::into_string),
        custom: facts::kept(&custom)?,
        customer: None,
    };
    rows::check_email_free(&mut tx, &arrival.email, None)?;
    rows::check_reference_free(&mut tx, arrival.reference.as_deref(), None)?;
    let id = rows::insert(&mut tx, &arrival)?;
    for role in &roles {
        access::holdings::give(&mut tx, id, *role, None)?;
    }
    if let Some(unit) = &unit {
        postings::post(&mut tx, id, unit.id)?;
    }
    let event = Event::new(&MEMBER_ADDED, Subject::new("member", id))
        .label(arrival.name.as_str())
        .first("name", &arrival.name)
        .first("email", &arrival.email)
        .first("phone", &arrival.phone)
        .first("reference", &arrival.reference)
        .first("unit", &unit.map(|unit| unit.name))
        .first("custom", &Some(&custom).filter(|custom| !custom.is_empty()))
        .first("roles", &roles);
    let row = rows::find_anywhere(&mut tx, id)?;
    let shown = told::one(&mut tx, row)?;
    tx.commit(event, shown)
}
