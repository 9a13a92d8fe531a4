//! Accepting a proposal, whole or in part.

use super::wire::{Accepted, AcceptedPlace, RefusedPlace, SuggestionAcceptance};
use super::{ACCEPTED, FILLED};
use crate::assignments::{AssignmentRow, AssignmentState, Heard, NewAssignment, Seat, place, tell_member, told};
use crate::eligibility::Finding;
use crate::people;
use crate::requirements::{self, RequirementRow};
use access::edge::{Answer, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use courier::House;
use kernel::{Error, Result};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use store::{Event, Subject, WriteTx};

/// What is refused when nothing at all could be placed: then nothing is written, and each refusal is told.
const NOTHING: &str = "nothing-placed";

/// Accept a proposal
///
/// Each is judged again and placed as by hand, by time; what no longer fits is told, and the others are placed. Members hear of it as
/// they do of every placing.
#[utoipa::path(post, path = "/board/suggestions/acceptance", tag = "Board", operation_id = "acceptSuggestion", params(OnceHeader),
    request_body = SuggestionAcceptance, responses((status = 200, description = "What was placed, and what was not.", body = Accepted)))]
pub async fn accept_suggestion(
    cx: Cx<permit::AssignmentsWrite>,
    once: OnceKey,
    Json(accepted): Json<SuggestionAcceptance>,
) -> Answer<axum::Json<Accepted>> {
    check(&accepted)?;
    let (house, once) = (cx.house(), once.of(&accepted)?);
    let refusals = Arc::new(Mutex::new(Vec::new()));
    let told_of = Arc::clone(&refusals);
    let write = move |mut tx: WriteTx<'_>| match fill(&mut tx, Some(&house), &accepted)? {
        (Some(event), answer) => tx.commit(event, answer),
        (None, answer) => {
            *told_of.lock().unwrap_or_else(PoisonError::into_inner) = answer.refused;
            Err(Error::refused(NOTHING, "nothing that was accepted still fits"))
        }
    };
    match cx.write_once(once, write).await {
        Err(Error::Refused { code: NOTHING, .. }) => {
            let refused = std::mem::take(&mut *refusals.lock().unwrap_or_else(PoisonError::into_inner));
            Ok(axum::Json(Accepted { placed: Vec::new(), refused }))
        }
        outcome => Ok(axum::Json(outcome?)),
    }
}

fn check(accepted: &SuggestionAcceptance) -> Result<()> {
    let places = &accepted.places;
    if places.is_empty() {
        return Err(Error::field("places", "too-few", "names at least one"));
    }
    if places.len() > ACCEPTED {
        return Err(Error::field("places", "too-many", format!("names at most {ACCEPTED}")));
    }
    let mut once = BTreeSet::new();
    match places.iter().position(|one| !once.insert(*one)) {
        Some(at) => Err(Error::field(format!("places[{at}]"), "twice", "is named twice")),
        None => Ok(()),
    }
}

/// Places what still fits, and gives the event to commit, unless nothing does.
pub fn fill(tx: &mut WriteTx<'_>, house: Option<&House>, accepted: &SuggestionAcceptance) -> Result<(Option<Event>, Accepted)> {
    let state = if accepted.offer { AssignmentState::Offered } else { AssignmentState::Confirmed };
    let (found, mut refused) = found(tx, &accepted.places)?;
    let mut placed: Vec<AssignmentRow> = Vec::new();
    for (requirement, one) in found {
        match tx.attempt(|tx| give(tx, house, &requirement, one, state)) {
            Ok(row) => placed.push(row),
            Err(error) => refused.push(refusal(one, error)?),
        }
    }
    let Some(first) = placed.first().map(|row| row.id) else { return Ok((None, Accepted { placed: Vec::new(), refused })) };
    let mut event = Event::new(&FILLED, Subject::new("assignment", first)).label(format!("{} places", placed.len()));
    for row in placed.iter().skip(1) {
        event = event.touching(Subject::new("assignment", row.id));
    }
    for member in placed.iter().map(|row| row.member_id).collect::<BTreeSet<_>>() {
        event = event.touching(Subject::new("member", member));
    }
    let placed = told(tx, placed)?;
    let named: Vec<String> = placed.iter().map(|view| format!("{}: {}", view.title, view.member.name)).collect();
    event = event.first("placed", &named).first("offered", &accepted.offer);
    event = event.first("refused", &Some(refused.len()).filter(|count| *count > 0));
    Ok((Some(event), Accepted { placed, refused }))
}

/// The requirements that are accepted for, by time, as a proposal was judged; what is not there or not within reach is refused.
fn found(tx: &mut WriteTx<'_>, places: &[AcceptedPlace]) -> Result<(Vec<(RequirementRow, AcceptedPlace)>, Vec<RefusedPlace>)> {
    let (mut found, mut refused) = (Vec::with_capacity(places.len()), Vec::new());
    for one in places {
        let reached = requirements::rows::find_reached(tx, one.requirement_id)
            .and_then(|row| people::named(tx, one.member_id, "members.read").map(|_| row));
        match reached {
            Ok(row) => found.push((row, *one)),
            Err(error) => refused.push(refusal(*one, error)?),
        }
    }
    found.sort_by_key(|(row, one)| (row.start_at, *one));
    Ok((found, refused))
}

fn give(
    tx: &mut WriteTx<'_>,
    house: Option<&House>,
    requirement: &RequirementRow,
    one: AcceptedPlace,
    state: AssignmentState,
) -> Result<AssignmentRow> {
    if requirement.start_at < tx.now() {
        return Err(Error::refused("begun", format!("{} has begun", requirement.title)));
    }
    let wanted = NewAssignment { state, ..NewAssignment::at(requirement, one.member_id, Seat::Full) };
    let (row, _) = place(tx, wanted, None)?;
    tell_member(tx, house, &row, Heard::Given)?;
    Ok(row)
}

/// Why one of them is not placed; what is nobody's fault stops the whole.
fn refusal(one: AcceptedPlace, error: Error) -> Result<RefusedPlace> {
    let code = error.code().to_owned();
    let (message, findings) = match error {
        Error::NotEligible { message, findings } => (message, serde_json::from_value::<Vec<Finding>>(*findings).unwrap_or_default()),
        Error::Refused { message, .. } | Error::Clash { message, .. } => (message, Vec::new()),
        Error::NotFound { .. } => ("There is no such place or member.".to_owned(), Vec::new()),
        other => return Err(other),
    };
    Ok(RefusedPlace { requirement_id: one.requirement_id, member_id: one.member_id, code, message, findings })
}
