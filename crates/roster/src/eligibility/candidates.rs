//! Who could take a place of a requirement, the best first.

use super::wire::{Candidate, CandidateFilter, CandidateMember, Candidates};
use super::{Facts, Place, rows};
use crate::assignments::Seat;
use crate::requirements::{self, RequirementId};
use access::edge::{Answer, Path, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::{MemberId, Result, UnitId};
use store::Tx;

/// List candidates for a place
///
/// Everybody within reach who is here, judged: those with nothing in the way first, of them those with the least planned in that week.
#[utoipa::path(get, path = "/requirements/{id}/candidates", tag = "Board", operation_id = "listCandidates",
    params(("id" = RequirementId, Path, description = "The requirement."), CandidateFilter),
    responses((status = 200, description = "The candidates.", body = Candidates)))]
pub async fn list_candidates(
    cx: Cx<permit::AssignmentsRead>,
    Path(id): Path<RequirementId>,
    Query(filter): Query<CandidateFilter>,
) -> Answer<Json<Candidates>> {
    Ok(Json(cx.read(move |tx| read(tx, id, &filter)).await?))
}

fn read(tx: &mut Tx<'_>, id: RequirementId, filter: &CandidateFilter) -> Result<Candidates> {
    let row = requirements::rows::find_reached(tx, id)?;
    super::check_open(tx, &row)?;
    let place = Place::of(&row, requirements::demands(tx, id)?, filter.seat.unwrap_or(Seat::Full));
    let units: Option<Vec<UnitId>> = filter.unit_id.map(|unit| access::units::below(tx, &[unit])).transpose()?;
    let members = rows::asked_for(tx, filter.q.as_ref().map(kernel::Line::as_str), units.as_deref())?;
    let facts = Facts::load(tx, std::slice::from_ref(&place), &members)?;
    let planned = |id: &MemberId| facts.planned_minutes(&place, *id);
    let mut judged: Vec<_> = facts.judge(&place, &members).into_iter().map(|verdict| (planned(&verdict.member_id), verdict)).collect();
    judged.sort_by(|(minutes, one), (other_minutes, other)| {
        let by = |verdict: &super::Verdict| (verdict.outcome, verdict.findings.len());
        let name = |verdict: &super::Verdict| facts.name(verdict.member_id).1;
        (by(one), minutes).cmp(&(by(other), other_minutes)).then_with(|| name(one).cmp(name(other)))
    });
    judged.truncate(usize::from(filter.limit.unwrap_or(50).clamp(1, 500)));
    let shown: Vec<MemberId> = judged.iter().map(|(_, verdict)| verdict.member_id).collect();
    let mut beside = rows::served(tx, &shown)?;
    let items = judged.into_iter().map(|(minutes, verdict)| {
        let (unit, rank) = beside.remove(&verdict.member_id).unwrap_or_default();
        let member = CandidateMember { id: verdict.member_id, name: facts.name(verdict.member_id).0.to_owned(), unit, rank };
        Candidate { member, outcome: verdict.outcome, findings: verdict.findings, hours_planned_minutes: minutes }
    });
    Ok(Candidates { items: items.collect() })
}
