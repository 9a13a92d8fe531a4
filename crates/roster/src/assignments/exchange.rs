//! Two members exchange their assignments.

use super::create::may_force;
use super::place::{Force, judged, mark_forced, place_of};
use super::telling::{Heard, tell_member};
use super::wire::{AssignmentView, told};
use super::{AssignmentId, AssignmentRow, EXCHANGED, rows};
use crate::eligibility::Place;
use access::edge::{Answer, IfMatch, Json, Path};
use access::{Cx, permit};
use courier::House;
use kernel::{Error, MemberId, Result};
use serde::{Deserialize, Serialize};
use store::{Committed, Event, Subject, WriteTx};
use utoipa::ToSchema;

/// With which other.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AssignmentExchange)]
pub struct Exchange {
    /// The other assignment.
    pub with: AssignmentId,
    /// Pass over rules that stand in the way; needs the right to force.
    #[serde(default)]
    pub force: Option<Force>,
}

/// Both assignments, each with its new member.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(as = AssignmentsExchanged)]
pub struct Exchanged {
    /// The two, the one asked for first.
    pub items: Vec<AssignmentView>,
}

/// Exchange two assignments
///
/// Each becomes the other's. Both are judged as if neither had the place they leave; either both are done, or nothing is.
#[utoipa::path(put, path = "/assignments/{id}/exchange", tag = "Assignments", operation_id = "exchangeAssignments",
    params(("id" = AssignmentId, Path), ("If-Match" = String, Header, description = "The version of this assignment, as its ETag")),
    request_body = Exchange, responses((status = 200, description = "Both as they stand now.", body = Exchanged)))]
pub async fn exchange_assignments(
    cx: Cx<permit::AssignmentsWrite>,
    Path(id): Path<AssignmentId>,
    if_match: IfMatch,
    Json(exchange): Json<Exchange>,
) -> Answer<axum::Json<Exchanged>> {
    let house = cx.house();
    Ok(axum::Json(cx.write(move |tx| carry_out(tx, &house, id, if_match, exchange)).await?))
}

fn carry_out(mut tx: WriteTx<'_>, house: &House, id: AssignmentId, if_match: IfMatch, exchange: Exchange) -> Result<Committed<Exchanged>> {
    let (mut one, mut other) = (rows::find(&mut tx, id)?, rows::find(&mut tx, exchange.with)?);
    let now = told(&mut tx, vec![one.clone()])?.pop();
    if_match.hold(one.version, || Ok(now))?;
    may_force(&tx, exchange.force.as_ref())?;
    check(&one, &other)?;
    let (first, second) = (one.member_id, other.member_id);
    swap(&mut tx, (&mut one, second), (&mut other, first), exchange.force)?;
    for row in [&one, &other] {
        tell_member(&mut tx, house, row, Heard::Exchanged)?;
    }
    let items = told(&mut tx, vec![one, other])?;
    let names: Vec<&str> = items.iter().map(|view| view.member.name.as_str()).collect();
    let event = Event::new(&EXCHANGED, Subject::new("assignment", id))
        .label(items.first().map_or("", |view| view.title.as_str()))
        .first("members", &names)
        .touching(Subject::new("assignment", exchange.with))
        .touching(Subject::new("member", first))
        .touching(Subject::new("member", second));
    tx.commit(event, Exchanged { items })
}

fn check(one: &AssignmentRow, other: &AssignmentRow) -> Result<()> {
    if one.member_id == other.member_id {
        return Err(Error::field("with", "same-member", "is the same member's"));
    }
    for row in [one, other] {
        if !row.state.is_open() {
            return Err(Error::refused("not-open", format!("{} is {} and stays as it is", row.title, row.state)));
        }
    }
    Ok(())
}

/// Both step out of their places before either is judged for the other's, so that neither stands in the other's way.
fn swap(
    tx: &mut WriteTx<'_>,
    one: (&mut AssignmentRow, MemberId),
    other: (&mut AssignmentRow, MemberId),
    force: Option<Force>,
) -> Result<()> {
    let places = [place_of(tx, one.0)?, place_of(tx, other.0)?];
    let states = [one.0.state, other.0.state];
    for row in [&mut *one.0, &mut *other.0] {
        row.set_state(super::AssignmentState::Released);
        rows::save(tx, row)?;
    }
    for (((row, member), place), state) in [one, other].into_iter().zip(places).zip(states) {
        // Out of its place already: nothing stands beside it.
        let place = Place { besides: None, ..place };
        let forced = judged(tx, &place, member)?.or_refuse(force.is_some())?;
        row.member_id = member;
        row.set_state(state);
        mark_forced(tx, row, &forced, force.clone())?;
        rows::save(tx, row)?;
    }
    Ok(())
}
