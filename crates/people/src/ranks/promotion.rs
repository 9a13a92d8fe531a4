//! Giving a member a rank.

use super::wire::{Promotion, RanksHeld};
use super::{GIVEN, rows};
use crate::members::rows as members;
use crate::members::rules::check_here;
use access::edge::{Answer, Json, OnceHeader, OnceKey, Path};
use access::{Cx, permit};
use http::StatusCode;
use kernel::{Error, MemberId, Result};
use store::{Committed, Event, Subject, WriteTx};

/// Give a member a rank
///
/// The one they had ends when this begins. Answers all of the member's ranks.
#[utoipa::path(post, path = "/members/{id}/ranks", tag = "Ranks", operation_id = "giveRank",
    params(("id" = MemberId, Path, description = "The member."), OnceHeader), request_body = Promotion,
    responses((status = 201, description = "The member's ranks as they stand now.", body = RanksHeld)))]
pub async fn give_rank(
    cx: Cx<permit::MembersWrite>,
    Path(id): Path<MemberId>,
    once: OnceKey,
    Json(to): Json<Promotion>,
) -> Answer<(StatusCode, axum::Json<RanksHeld>)> {
    let held = cx.write_once(once.of(&to)?, move |tx| carry_out(tx, id, &to)).await?;
    Ok((StatusCode::CREATED, axum::Json(held)))
}

fn carry_out(mut tx: WriteTx<'_>, id: MemberId, to: &Promotion) -> Result<Committed<RanksHeld>> {
    let member = members::find(&mut tx, id)?;
    check_here(member.standing().status(tx.now()))?;
    let rank = to.rank_id.map(|rank| rows::find(&mut tx, rank)).transpose();
    let rank = rank.map_err(|_| Error::field("rank_id", "unknown", "there is no such rank"))?;
    let from = to.from.unwrap_or(tx.now());
    rows::give(&mut tx, id, to.rank_id, from)?;
    let event =
        Event::new(&GIVEN, Subject::new("member", id)).label(member.name).first("rank", &rank.map(|rank| rank.name)).first("from", &from);
    let items = rows::of_member(&mut tx, id)?;
    tx.commit(event, RanksHeld { items })
}
