//! Changing what is kept about a member.

use super::address::{self, Addressee, Changer};
use super::rows::{self, MemberRow};
use super::rules::{check_hidden, hidden_names, hidden_text};
use super::wire::{MemberChanges, MemberView};
use super::{MEMBER_UPDATED, told};
use crate::fields::rows as fields;
use crate::fields::rules as facts;
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Line, MemberId, Patch, Result};
use std::collections::BTreeSet;
use store::{Committed, Event, Subject, WriteTx};

/// Change a member
///
/// A change of address asks for a proof of who you are that is not older than ten minutes, ends the links that were sent to the old one,
/// and is told to both. Of a member who holds rights that you lack, and of another who decides about rights, it is refused.
#[utoipa::path(patch, path = "/members/{id}", tag = "Members", operation_id = "updateMember",
    params(("id" = MemberId, Path, description = "The member."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = MemberChanges, responses((status = 200, description = "The member as they stand now.", body = MemberView)))]
pub async fn update_member(
    cx: Cx<permit::MembersWrite>,
    Path(id): Path<MemberId>,
    if_match: IfMatch,
    Json(changes): Json<MemberChanges>,
) -> Answer<Versioned<MemberView>> {
    let by = Changer::of(&cx);
    Ok(Versioned(cx.write(move |tx| carry_out(tx, by, id, if_match, changes)).await?))
}

fn carry_out(mut tx: WriteTx<'_>, by: Changer, id: MemberId, if_match: IfMatch, changes: MemberChanges) -> Result<Committed<MemberView>> {
    let before = rows::find(&mut tx, id)?;
    if_match.hold(before.version, || told::shown(&mut tx, id))?;
    let mut after = over(&mut tx, before.clone(), changes)?;
    if after.email != before.email {
        let whose = Addressee { id, name: &after.name, before: &before.email, after: &after.email };
        address::change(&mut tx, by, &whose)?;
    }
    if after.reference != before.reference {
        rows::check_reference_free(&mut tx, after.reference.as_deref(), Some(id))?;
    }
    rows::save(&mut tx, &mut after)?;
    let shown = told::shown(&mut tx, id)?;
    tx.commit(event(&before, &after), shown)
}

fn over(tx: &mut WriteTx<'_>, row: MemberRow, changes: MemberChanges) -> Result<MemberRow> {
    let line = |patch: Patch<Line<40>>, now: Option<String>| match patch {
        Patch::Keep => now,
        Patch::Clear => None,
        Patch::Set(value) => Some(value.into_string()),
    };
    let known = if changes.hidden.is_some() || changes.custom.is_some() { fields::all(tx)? } else { Vec::new() };
    let hidden = match changes.hidden {
        Some(names) => hidden_text(&check_hidden(&names, &known.iter().map(|field| field.key.clone()).collect())?),
        None => row.hidden,
    };
    let custom = match changes.custom {
        Some(values) => facts::kept(&facts::changed(&known, facts::read(&row.custom), values)?)?,
        None => row.custom,
    };
    Ok(MemberRow {
        name: changes.name.map_or(row.name, Line::into_string),
        email: changes.email.map_or(row.email, kernel::Email::into_string),
        phone: line(changes.phone, row.phone),
        reference: line(changes.reference, row.reference),
        hidden,
        custom,
        ..row
    })
}

fn event(before: &MemberRow, after: &MemberRow) -> Event {
    let hidden = |row: &MemberRow| hidden_names(&row.hidden).into_iter().collect::<BTreeSet<_>>();
    Event::new(&MEMBER_UPDATED, Subject::new("member", after.id))
        .label(after.name.as_str())
        .change("name", &before.name, &after.name)
        .change("email", &before.email, &after.email)
        .change("phone", &before.phone, &after.phone)
        .change("reference", &before.reference, &after.reference)
        .change("hidden", &hidden(before), &hidden(after))
        .change("custom", &facts::read(&before.custom), &facts::read(&after.custom))
}
