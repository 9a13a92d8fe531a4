//! Changing what a session needs.

use super::add::{check_cap, demands};
use super::rows::{self, Need};
use super::wire::{NeedChanges, NeedView};
use super::{CHANGED, RequirementId};
use crate::types::rows as types;
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Error, Line, Patch, Result};
use roster::requirements;
use store::{Committed, Event, Subject, WriteTx};

/// Change what a session needs
///
/// Before it begins. Its places cannot be fewer than are taken.
#[utoipa::path(patch, path = "/requirements/{id}", tag = "Sessions of events", operation_id = "changeRequirement",
    params(("id" = RequirementId, Path, description = "The requirement."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = NeedChanges, responses((status = 200, description = "The requirement as it stands now.", body = NeedView)))]
pub async fn change_requirement(
    cx: Cx<permit::EventsWrite>,
    Path(id): Path<RequirementId>,
    if_match: IfMatch,
    Json(changes): Json<NeedChanges>,
) -> Answer<Versioned<NeedView>> {
    Ok(Versioned(cx.write(move |tx| change(tx, id, if_match, changes)).await?))
}

fn change(mut tx: WriteTx<'_>, id: RequirementId, if_match: IfMatch, changes: NeedChanges) -> Result<Committed<NeedView>> {
    let before = rows::find(&mut tx, id)?;
    if_match.hold(before.requirement.version, || rows::told(&mut tx, before.requirement.clone()))?;
    before.session.state(tx.now()).check_open()?;
    let mut after = over(&mut tx, before.clone(), &changes)?;
    rows::check(&after.requirement)?;
    requirements::update(&mut tx, &mut after.requirement)?;
    if let Some(abilities) = &changes.competencies {
        let before = requirements::demands(&mut tx, id)?;
        let demands = demands(&mut tx, abilities, &before)?;
        requirements::set_demands(&mut tx, id, &demands)?;
    }
    rows::save(&mut tx, &after.sign_up)?;
    let (old, new) = (&before.requirement, &after.requirement);
    let record = Event::new(&CHANGED, Subject::new("requirement", id))
        .label(format!("{} · {}", new.title, new.detail))
        .change("name", &old.detail, &new.detail)
        .change("min", &old.least, &new.least)
        .change("max", &old.most, &new.most)
        .change("supervised", &old.supervised, &new.supervised)
        .change("duty_type_id", &old.duty_type_id, &new.duty_type_id)
        .change("cap_per_member", &before.sign_up.cap_per_member, &after.sign_up.cap_per_member)
        .change("allocation", &before.sign_up.allocation, &after.sign_up.allocation)
        .touching(Subject::new("event_session", after.session.id));
    let view = rows::told(&mut tx, after.requirement)?;
    tx.commit(record, view)
}

fn over(tx: &mut WriteTx<'_>, mut need: Need, changes: &NeedChanges) -> Result<Need> {
    let row = &mut need.requirement;
    row.detail = changes.name.clone().map_or_else(|| row.detail.clone(), Line::into_string);
    row.least = changes.min.map_or(row.least, i64::from);
    row.most = changes.max.map_or(row.most, i64::from);
    row.supervised = changes.supervised.map_or(row.supervised, i64::from);
    row.duty_type_id = changes.duty_type_id.clone().over(row.duty_type_id);
    if let Patch::Set(id) = changes.duty_type_id {
        types::offered(tx, id)?;
    }
    need.sign_up.cap_per_member = match changes.cap_per_member.clone() {
        Patch::Keep => need.sign_up.cap_per_member,
        patch => check_cap(patch.over(None))?,
    };
    let allocation = changes.allocation.unwrap_or(need.sign_up.allocation);
    if allocation != need.sign_up.allocation && need.sign_up.allocated_at.is_some() {
        return Err(Error::refused("allocated", "the places were given out: how that is done does not change any more"));
    }
    need.sign_up.allocation = allocation;
    Ok(need)
}
