//! Changing a rank's name or place.

use super::create::check_order;
use super::wire::{Rank, RankChanges};
use super::{RankId, UPDATED, rows};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::Line;
use store::{Event, Subject};

/// Change a rank
#[utoipa::path(patch, path = "/ranks/{id}", tag = "Ranks", operation_id = "updateRank",
    params(("id" = RankId, Path, description = "The rank."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = RankChanges, responses((status = 200, description = "The rank as it stands now.", body = Rank)))]
pub async fn update_rank(
    cx: Cx<permit::PeopleSetup>,
    Path(id): Path<RankId>,
    if_match: IfMatch,
    Json(changes): Json<RankChanges>,
) -> Answer<Versioned<Rank>> {
    let view = cx
        .write(move |mut tx| {
            let before = rows::find(&mut tx, id)?;
            if_match.hold(before.version, || Ok(before.clone()))?;
            let mut after = before.clone();
            after.name = changes.name.map_or(after.name, Line::into_string);
            after.order = changes.order.unwrap_or(after.order);
            check_order(after.order)?;
            rows::save(&mut tx, &mut after)?;
            let event = Event::new(&UPDATED, Subject::new("rank", id)).label(after.name.as_str());
            tx.commit(event.change("name", &before.name, &after.name).change("order", &before.order, &after.order), after)
        })
        .await?;
    Ok(Versioned(view))
}
