//! Deciding on roles under review.

use super::wire::{Decision, Decisions, HoldingDecision, ReviewView, ReviewWhole};
use super::{DECIDED, ReviewId, rows};
use crate::cx::Cx;
use crate::edge::{Answer, Json, Path, Versioned};
use crate::holdings;
use crate::permission::all::ReviewsWrite;
use kernel::{Error, Result};
use store::{Committed, Event, Subject, WriteTx};

/// Most decisions at once.
const MOST: usize = 500;

/// Keep or end roles under review; what is ended ends now.
///
/// All of them are written, or none when one is refused.
#[utoipa::path(put, path = "/access-reviews/{id}/decisions", operation_id = "decideAccessReview", tag = "Access reviews",
    params(("id" = ReviewId, Path)), request_body = Decisions,
    responses((status = 200, body = ReviewWhole, description = "The review as it is now")))]
pub async fn decide(cx: Cx<ReviewsWrite>, Path(id): Path<ReviewId>, Json(asked): Json<Decisions>) -> Answer<Versioned<ReviewWhole>> {
    if asked.decisions.is_empty() || asked.decisions.len() > MOST {
        return Err(Error::field("decisions", "out-of-range", format!("must be 1 to {MOST}")).into());
    }
    Ok(Versioned(cx.write(move |tx| decide_in(tx, id, &asked.decisions)).await?))
}

fn decide_in(mut tx: WriteTx<'_>, id: ReviewId, decisions: &[HoldingDecision]) -> Result<Committed<ReviewWhole>> {
    let review = rows::find(&mut tx, id)?;
    if review.closed_at.is_some() || review.due_at <= tx.now() {
        return Err(Error::refused("review-closed", "this review was due"));
    }
    let (mut event, mut ended) = (Event::new(&DECIDED, Subject::new("access_review", id)).label(&review.name), 0);
    for one in decisions {
        event = event.touching(decide_one(&mut tx, &review, *one)?);
        ended += usize::from(one.decision == Decision::End);
    }
    rows::touch(&mut tx, &review, false)?;
    let whole = rows::whole(&mut tx, id)?;
    tx.commit(event.first("kept", &(decisions.len() - ended)).first("ended", &ended), whole)
}

fn decide_one(tx: &mut WriteTx<'_>, review: &ReviewView, one: HoldingDecision) -> Result<Subject> {
    let unknown = || Error::field("decisions", "unknown", format!("{} is not under this review", one.holding_id));
    let before = rows::decided(tx, review.id)?.remove(&one.holding_id).ok_or_else(unknown)?;
    let holding = holdings::find(tx, one.holding_id)?;
    if tx.actor().member() == Some(holding.member) {
        return Err(Error::refused("own-holding", "nobody decides on what they hold themselves"));
    }
    if before.0 == Some(Decision::End) && one.decision == Decision::Keep {
        return Err(Error::refused("holding-ended", "it was ended; give the role anew"));
    }
    let now = tx.now();
    if one.decision == Decision::End && holding.until.is_none_or(|until| until > now) {
        holdings::may_end(tx, &holding)?;
        holdings::end_row(tx, &holding, now)?;
    }
    rows::decide(tx, review.id, one.holding_id, one.decision)?;
    Ok(Subject::new("holding", one.holding_id))
}
