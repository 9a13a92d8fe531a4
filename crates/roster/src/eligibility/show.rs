//! Whether one member could take a place of a requirement.

use super::wire::{EligibilityFilter, Finding, Rule, Verdict};
use super::{Place, judge};
use crate::assignments::Seat;
use crate::people;
use crate::requirements::{self, RequirementId};
use access::edge::{Answer, Path, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::{Error, MemberId, Result};
use store::Tx;

/// Show whether somebody may take a place
///
/// Oneself, unless a member is named. Every rule that stands in the way is told with its fact, as it is when the place is taken.
#[utoipa::path(get, path = "/requirements/{id}/eligibility", tag = "Board", operation_id = "showEligibility",
    params(("id" = RequirementId, Path, description = "The requirement."), EligibilityFilter),
    responses((status = 200, description = "Whether, and why not.", body = Verdict)))]
pub async fn show_eligibility(
    cx: Cx<permit::AssignmentsRead>,
    Path(id): Path<RequirementId>,
    Query(filter): Query<EligibilityFilter>,
) -> Answer<Json<Verdict>> {
    let member = filter.member_id.unwrap_or(cx.member());
    Ok(Json(cx.read(move |tx| read(tx, id, member, filter.seat.unwrap_or(Seat::Full))).await?))
}

fn read(tx: &mut Tx<'_>, id: RequirementId, member: MemberId, seat: Seat) -> Result<Verdict> {
    let row = requirements::rows::find_reached(tx, id)?;
    super::check_open(tx, &row)?;
    people::named(tx, member, "assignments.read")?;
    let place = Place::of(&row, requirements::demands(tx, id)?, seat);
    let verdict = judge(tx, &place, &[member])?.pop().ok_or_else(|| Error::not_found("member"))?;
    let closed = (!row.live).then(|| Finding::block(Rule::SessionOver, format!("{} is not published, or was cancelled.", row.title)));
    Ok(verdict.with(closed))
}
