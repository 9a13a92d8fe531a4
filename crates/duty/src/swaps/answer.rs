//! The other member's answer, or the first one's having thought better of it.

use super::rules::State;
use super::wire::{SwapAnswer, SwapView};
use super::{ANSWERED, SwapId, carry, rows, told};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use courier::House;
use kernel::{Error, Result};
use store::{Committed, Event, Subject, WriteTx};

/// Answer a swap
///
/// Whoever was asked says yes or no; whoever asked may take it back by a no. With a yes it is done at once, unless somebody who plans has to agree.
#[utoipa::path(put, path = "/swaps/{id}/answer", tag = "Bookings", operation_id = "answerSwap",
    params(("id" = SwapId, Path, description = "The swap."), ("If-Match" = String, Header, description = "The version that is answered, as its ETag")),
    request_body = SwapAnswer, responses((status = 200, description = "The swap as it stands now.", body = SwapView)))]
pub async fn answer_swap(
    cx: Cx<permit::BookingsWrite>,
    Path(id): Path<SwapId>,
    if_match: IfMatch,
    Json(answer): Json<SwapAnswer>,
) -> Answer<Versioned<SwapView>> {
    let house = cx.house();
    Ok(Versioned(cx.write(move |tx| answered(tx, &house, id, if_match, answer.accept)).await?))
}

fn answered(mut tx: WriteTx<'_>, house: &House, id: SwapId, if_match: IfMatch, accept: bool) -> Result<Committed<SwapView>> {
    let mut row = rows::find(&mut tx, id)?;
    if_match.hold(row.version, || told::one(&mut tx, row.clone()))?;
    if accept && tx.actor().member() != Some(row.to_member_id) {
        return Err(Error::refused("not-yours-to-accept", "whoever was asked says yes"));
    }
    let (before, state) = (row.state, row.state.at(row.expires_at, tx.now()));
    row.state = if accept { state.accept(row.needs_approval)? } else { state.refuse()? };
    if row.state == State::Done {
        carry::out(&mut tx, house, &row)?;
    }
    rows::save(&mut tx, &mut row)?;
    let record = Event::new(&ANSWERED, Subject::new("swap", id)).change("state", &before, &row.state);
    let record = record.touching(Subject::new("member", row.from_member_id)).touching(Subject::new("member", row.to_member_id));
    let view = told::one(&mut tx, row)?;
    tx.commit(record.label(view.gives.session.name.as_str()), view)
}
