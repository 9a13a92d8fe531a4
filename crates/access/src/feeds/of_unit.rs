//! Making a feed of a unit's calendar.

use super::create::make;
use super::wire::{MadeFeed, NewFeed};
use crate::cx::Cx;
use crate::edge::{Answer, Json, Path};
use crate::permission::all::{AssignmentsRead, FeedsUse};
use diesel::prelude::*;
use http::StatusCode;
use kernel::{Error, Reach, UnitId};
use store::schema::unit;

/// Make a feed of a unit's calendar
///
/// For those who may read the unit's assignments. It shows who is where, in the unit and in those below it, for as long as you may see
/// that; its address is shown in this answer and never again.
#[utoipa::path(post, path = "/units/{id}/feeds", tag = "Feeds", operation_id = "createFeedOfUnit", request_body = NewFeed,
    params(("id" = UnitId, Path, description = "The unit.")),
    responses((status = 201, description = "The feed; its address is shown this once.", body = MadeFeed)))]
pub async fn create_feed_of_unit(
    cx: Cx<FeedsUse>,
    Path(id): Path<UnitId>,
    Json(new): Json<NewFeed>,
) -> Answer<(StatusCode, axum::Json<MadeFeed>)> {
    match cx.reach_of::<AssignmentsRead>() {
        Some(Reach::Organisation) => {}
        Some(Reach::Units(units)) if units.contains(&id) => {}
        // Whoever may not read its calendar is told of no unit.
        _ => return Err(Error::not_found("unit").into()),
    }
    let known = move |tx: &mut store::WriteTx<'_>| {
        let known: i64 = unit::table.filter(unit::id.eq(id)).count().get_result(tx.db())?;
        if known == 1 { Ok(()) } else { Err(Error::not_found("unit")) }
    };
    Ok((StatusCode::CREATED, axum::Json(make(&cx, new, Some(id), known).await?)))
}
