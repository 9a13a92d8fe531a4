//! Giving out the places of those who applied.

use super::wire::NeedView;
use super::{RequirementId, rows};
use crate::bookings::allocation;
use access::edge::{Answer, IfMatch, Path, Versioned};
use access::{Cx, permit};
use courier::House;
use kernel::Result;
use store::{Committed, WriteTx};

/// Give out the places
///
/// After the deadline, to those who have the fewest hours or by lot, as the session says; it is done by itself within a minute, too. Lots are
/// drawn from a seed that is kept, so that everybody can draw them again.
#[utoipa::path(post, path = "/requirements/{id}/ballot", tag = "Sessions of events", operation_id = "drawBallot",
    params(("id" = RequirementId, Path, description = "The requirement."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    responses((status = 200, description = "The requirement as it stands now.", body = NeedView)))]
pub async fn draw_ballot(cx: Cx<permit::BookingsManage>, Path(id): Path<RequirementId>, if_match: IfMatch) -> Answer<Versioned<NeedView>> {
    let house = cx.house();
    Ok(Versioned(cx.write(move |tx| draw(tx, &house, id, if_match)).await?))
}

fn draw(mut tx: WriteTx<'_>, house: &House, id: RequirementId, if_match: IfMatch) -> Result<Committed<NeedView>> {
    let need = rows::find(&mut tx, id)?;
    if_match.hold(need.requirement.version, || rows::told(&mut tx, need.requirement.clone()))?;
    let record = allocation::carry_out(&mut tx, house, need)?;
    let row = roster::requirements::find(&mut tx, id)?;
    let view = rows::told(&mut tx, row)?;
    tx.commit(record, view)
}
