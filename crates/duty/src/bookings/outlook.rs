//! Whether one could sign up, asked before one does.

use super::eligible::{self, Asker};
use crate::needs::rows as needs;
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;
use kernel::{Error, Result};
use roster::assignments::Seat;
use roster::eligibility::Verdict;
use roster::requirements::RequirementId;
use store::Tx;

/// Could I sign up
///
/// Every rule that stands in your way, those of signing up among them. `full` alone is no refusal: you would stand on the waiting list.
#[utoipa::path(get, path = "/requirements/{id}/sign-up", tag = "Bookings", operation_id = "couldSignUp",
    params(("id" = RequirementId, Path, description = "What of a session would be asked for.")),
    responses((status = 200, description = "The verdict.", body = Verdict)))]
pub async fn could_sign_up(cx: Cx<permit::BookingsWrite>, Path(id): Path<RequirementId>) -> Answer<Json<Verdict>> {
    Ok(Json(cx.read(move |tx| verdict(tx, id)).await?))
}

fn verdict(tx: &mut Tx<'_>, id: RequirementId) -> Result<Verdict> {
    let need = needs::seen(tx, id)?;
    let me = tx.actor().member().ok_or(Error::NotSignedIn)?;
    eligible::judge(tx, &need, me, Seat::Full, Asker::Themself)
}
