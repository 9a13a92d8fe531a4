//! Whoever plans agrees to a swap, or does not.

use super::rules::State;
use super::wire::{SwapAnswer, SwapView};
use super::{DECIDED, SwapId, carry, rows, told};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use courier::House;
use kernel::Result;
use store::{Committed, Event, Subject, WriteTx};

/// Decide on a swap
///
/// Where the event asks for it, once both members agreed. With a yes it is done.
#[utoipa::path(put, path = "/swaps/{id}/approval", tag = "Bookings", operation_id = "decideSwap",
    params(("id" = SwapId, Path, description = "The swap."), ("If-Match" = String, Header, description = "The version that is decided on, as its ETag")),
    request_body = SwapAnswer, responses((status = 200, description = "The swap as it stands now.", body = SwapView)))]
pub async fn decide_swap(
    cx: Cx<permit::BookingsManage>,
    Path(id): Path<SwapId>,
    if_match: IfMatch,
    Json(answer): Json<SwapAnswer>,
) -> Answer<Versioned<SwapView>> {
    let house = cx.house();
    Ok(Versioned(cx.write(move |tx| decided(tx, &house, id, if_match, answer.accept)).await?))
}

fn decided(mut tx: WriteTx<'_>, house: &House, id: SwapId, if_match: IfMatch, accept: bool) -> Result<Committed<SwapView>> {
    let mut row = rows::find(&mut tx, id)?;
    if_match.hold(row.version, || told::one(&mut tx, row.clone()))?;
    let (before, state) = (row.state, row.state.at(row.expires_at, tx.now()));
    row.state = if accept { state.approve()? } else { state.refuse()? };
    if row.state == State::Done {
        carry::out(&mut tx, house, &row)?;
    }
    rows::save(&mut tx, &mut row)?;
    let record = Event::new(&DECIDED, Subject::new("swap", id)).change("state", &before, &row.state);
    let record = record.touching(Subject::new("member", row.from_member_id)).touching(Subject::new("member", row.to_member_id));
    let view = told::one(&mut tx, row)?;
    tx.commit(record.label(view.gives.session.name.as_str()), view)
}
