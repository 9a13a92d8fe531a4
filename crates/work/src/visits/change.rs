//! Moving a visit, and changing whom it needs.

use super::wire::{VisitChanges, VisitView};
use super::{CHANGED, VisitId, plan, rows, wanted};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use courier::House;
use kernel::{Error, Result, Text};
use roster::assignments::{self, AssignmentRow, Force, Heard};
use roster::requirements::{self, RequirementRow};
use store::{Committed, Event, Subject, WriteTx};

/// Change a visit: move it with everybody who goes, each of whom is judged anew, or say whom it needs.
#[utoipa::path(patch, path = "/visits/{id}", operation_id = "changeVisit", tag = "Visits",
    params(("id" = VisitId, Path), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = VisitChanges,
    responses((status = 200, body = VisitView, description = "The visit as it stands now")))]
pub async fn change_visit(
    cx: Cx<permit::VisitsWrite>,
    Path(id): Path<VisitId>,
    if_match: IfMatch,
    Json(changes): Json<VisitChanges>,
) -> Answer<Versioned<VisitView>> {
    let house = cx.house();
    Ok(Versioned(cx.write(move |tx| carry_out(tx, &house, id, if_match, changes)).await?))
}

fn carry_out(mut tx: WriteTx<'_>, house: &House, id: VisitId, if_match: IfMatch, changes: VisitChanges) -> Result<Committed<VisitView>> {
    let named = rows::find(&mut tx, id)?;
    if_match.hold(named.0.version, || VisitView::of(&mut tx, named.clone()))?;
    may_force(&tx, changes.force.as_ref())?;
    let mut row = named.0.clone();
    if !row.state.is_live() || row.state.is_under_way() {
        let stands = row.state.as_str().replace('_', " ");
        return Err(Error::refused("visit-not-there", format!("a visit is changed before one is on the way; this one is {stands}")));
    }
    let (before, note_before) = (requirements::find(&mut tx, row.requirement_id)?, row.note.clone());
    let people_before = wanted::of(&mut tx, row.requirement_id)?;
    let mut after = before.clone();
    (after.start_at, after.end_at) = (changes.start.unwrap_or(before.start_at), changes.end.unwrap_or(before.end_at));
    plan::check_span(after.start_at, after.end_at)?;
    if let Some(people) = &changes.people {
        (after.least, after.most) = (people.min, people.max);
        people.check_named(&mut tx, &people_before)?;
        requirements::set_demands(&mut tx, after.id, &people.demands()?)?;
    }
    move_people(&mut tx, house, &before, &after, changes.force.as_ref())?;
    requirements::update(&mut tx, &mut after)?;
    row.note = changes.note.map_or(row.note, Text::into_string);
    rows::save(&mut tx, &mut row)?;
    let named = rows::get(&mut tx, id)?;
    let event = Event::new(&CHANGED, Subject::new("visit", id))
        .label(rows::called(&named))
        .change("start", &before.start_at, &after.start_at)
        .change("end", &before.end_at, &after.end_at)
        .change("note", &note_before, &row.note)
        .touching(Subject::new("job", row.job_id));
    let view = VisitView::of(&mut tx, named)?;
    tx.commit(event.change("people", &people_before, &view.wanted), view)
}

/// Everybody who goes moves as far as the visit does: who comes later comes later still.
fn move_people(tx: &mut WriteTx<'_>, house: &House, before: &RequirementRow, after: &RequirementRow, force: Option<&Force>) -> Result<()> {
    if (before.start_at, before.end_at) == (after.start_at, after.end_at) {
        return Ok(());
    }
    let later = (after.start_at.millis() - before.start_at.millis(), after.end_at.millis() - before.end_at.millis());
    for mut going in assignments::of_requirement(tx, before.id)?.into_iter().filter(|row| row.state.is_open()) {
        let to = shifted(&going, later, after);
        assignments::shift(tx, &mut going, to, force.cloned())?;
        assignments::tell_member(tx, house, &going, Heard::VisitMoved)?;
    }
    Ok(())
}

fn shifted(going: &AssignmentRow, (start_by, end_by): (i64, i64), within: &RequirementRow) -> assignments::Shift {
    let start = going.start_at.plus_millis(start_by).max(within.start_at);
    let end = going.end_at.plus_millis(end_by).min(within.end_at);
    let (start, end) = if start < end { (start, end) } else { (within.start_at, within.end_at) };
    assignments::Shift { member_id: going.member_id, start, end }
}

/// Forcing needs its own right.
fn may_force(tx: &WriteTx<'_>, force: Option<&Force>) -> Result<()> {
    match force {
        Some(_) if tx.right("assignments.force").is_none() => Err(Error::Forbidden { permission: "assignments.force" }),
        _ => Ok(()),
    }
}
