//! The list of visits.

use super::rows::{self, Filter, Keys};
use super::wire::VisitItem;
use crate::listing::{Place, one_of};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::{Cursor, Limit, Page, Timestamp, UnitId};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which visits.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct VisitQuery {
    /// One or more states, with commas between them.
    #[param(example = "planned,sent")]
    pub state: Option<String>,
    /// Visits that end after this instant.
    pub from: Option<Timestamp>,
    /// Visits that begin before this instant.
    pub until: Option<Timestamp>,
    /// Only those to which nobody goes yet, or only those to which somebody does.
    pub unassigned: Option<bool>,
    /// Visits of this unit or one below it.
    pub unit: Option<UnitId>,
    /// Where the page starts: `next` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
    /// How many items at most: 1 to 200.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200)]
    pub limit: Limit,
}

/// List visits, by when they begin.
#[utoipa::path(get, path = "/visits", operation_id = "listVisits", tag = "Visits", params(VisitQuery),
    responses((status = 200, body = Page<VisitItem>, description = "A page of visits")))]
pub async fn list_visits(cx: Cx<permit::VisitsRead>, Query(query): Query<VisitQuery>) -> Answer<Json<Page<VisitItem>>> {
    let VisitQuery { state, from, until, unassigned, unit, cursor, limit } = query;
    let filter = Filter { states: one_of("state", state.as_deref())?, from, until, unassigned, unit };
    let of = (state, from, until, unassigned, unit);
    let after = Place::<Keys>::keys(cursor.as_ref(), "visits", &of)?;
    let page = cx
        .read(move |tx| {
            let found = rows::list(tx, &filter, after, limit.get() + 1)?;
            let page = Page::cut(found, limit, |last| Place::new("visits", &of, Keys::of(last)));
            Ok(Page { items: VisitItem::all(tx, page.items)?, next: page.next })
        })
        .await?;
    Ok(Json(page))
}
