//! Saying what a session needs.

use super::rows::{self, MOST, MOST_ABILITIES, SignUpRow};
use super::wire::{Ability, NeedView, NewNeed};
use super::{ADDED, Allocation};
use crate::sessions::{SessionId, rows as sessions};
use crate::types::rows as types;
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey, Path};
use access::{Cx, permit};
use kernel::{Error, Result};
use roster::competencies;
use roster::requirements::{self, CompetencyId, Demand};
use store::{Committed, Event, Subject, Tx, WriteTx};

/// Say what a session needs
///
/// People of one kind: how many, and what they must be able to do.
#[utoipa::path(post, path = "/event-sessions/{id}/requirements", tag = "Sessions of events", operation_id = "addRequirement",
    params(("id" = SessionId, Path, description = "The session."), OnceHeader), request_body = NewNeed,
    responses((status = 201, description = "The requirement.", body = NeedView)))]
pub async fn add_requirement(
    cx: Cx<permit::EventsWrite>,
    Path(id): Path<SessionId>,
    once: OnceKey,
    Json(new): Json<NewNeed>,
) -> Answer<Created<NeedView>> {
    let row = cx.write_once(once.of(&new)?, move |tx| add(tx, id, &new)).await?;
    Ok(Created { row, location: format!("/api/v1/event-sessions/{id}") })
}

fn add(mut tx: WriteTx<'_>, id: SessionId, new: &NewNeed) -> Result<Committed<NeedView>> {
    let (session, event) = sessions::find(&mut tx, id)?;
    session.state(tx.now()).check_open()?;
    if requirements::of_owner(&mut tx, id.as_str())?.len() >= MOST {
        return Err(Error::refused("too-many-requirements", format!("a session has at most {MOST} requirements")));
    }
    new.duty_type_id.map(|id| types::offered(&mut tx, id)).transpose()?;
    let demands = demands(&mut tx, &new.competencies, &[])?;
    let row = rows::wanted(&tx, new, &session, &event);
    rows::check(&row)?;
    requirements::insert(&mut tx, &row, &demands)?;
    let sign_up = SignUpRow {
        requirement_id: row.id,
        session_id: id,
        cap_per_member: check_cap(new.cap_per_member)?,
        allocation: new.allocation.unwrap_or(Allocation::FirstCome),
        allocated_at: None,
        seed: None,
    };
    rows::insert(&mut tx, &sign_up)?;
    let record = Event::new(&ADDED, Subject::new("requirement", row.id))
        .label(format!("{} · {}", row.title, row.detail))
        .first("min", &row.least)
        .first("max", &row.most)
        .first("supervised", &row.supervised)
        .first("allocation", &sign_up.allocation)
        .first("cap_per_member", &sign_up.cap_per_member)
        .touching(Subject::new("event_session", id));
    let view = rows::told(&mut tx, row)?;
    tx.commit(record, view)
}

/// What is asked for, each ability once, and none that is not there.
pub(super) fn demands(tx: &mut Tx<'_>, abilities: &[Ability], before: &[Demand]) -> Result<Vec<Demand>> {
    if abilities.len() > MOST_ABILITIES {
        return Err(Error::field("competencies", "too-many", format!("at most {MOST_ABILITIES} are asked for")));
    }
    let mut demands: Vec<Demand> = abilities.iter().map(|ability| ability.demand()).collect();
    if abilities.iter().any(|ability| ability.level.is_some_and(|level| level == 0 || level > 100)) {
        return Err(Error::field("competencies", "out-of-range", "levels are counted from 1"));
    }
    demands.sort_unstable_by_key(|demand| demand.competency);
    if demands.windows(2).any(|pair| pair[0].competency == pair[1].competency) {
        return Err(Error::field("competencies", "twice", "each is asked for once"));
    }
    let named: Vec<CompetencyId> = abilities.iter().map(|ability| ability.id).collect();
    let known: Vec<CompetencyId> = before.iter().map(|demand| demand.competency).collect();
    competencies::check_named(tx, "competencies", &named, &known)?;
    Ok(demands)
}

pub(super) fn check_cap(cap: Option<u16>) -> Result<Option<i64>> {
    match cap {
        Some(0 | 1_001..) => Err(Error::field("cap_per_member", "out-of-range", "must be from 1 to 1 000")),
        cap => Ok(cap.map(i64::from)),
    }
}
