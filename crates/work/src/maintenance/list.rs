//! The list of plans.

use super::rows::{self, Filter, Keys};
use super::show::views;
use super::wire::{MaintenancePlan, MaintenancePlanQuery};
use crate::listing::Place;
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::Page;

/// List plans of maintenance, by name.
#[utoipa::path(get, path = "/maintenance-plans", operation_id = "listMaintenancePlans", tag = "Maintenance",
    params(MaintenancePlanQuery), responses((status = 200, body = Page<MaintenancePlan>, description = "A page of plans")))]
pub async fn list_maintenance_plans(
    cx: Cx<permit::MaintenanceRead>,
    Query(query): Query<MaintenancePlanQuery>,
) -> Answer<Json<Page<MaintenancePlan>>> {
    let MaintenancePlanQuery { q, state, target, cursor, limit } = query;
    let of = (q.clone(), state, target);
    let after = Place::<Keys>::keys(cursor.as_ref(), "maintenance-plans", &of)?;
    let filter = Filter { state, words: q, target, plan: None };
    let page = cx
        .read(move |tx| {
            let found = rows::list(tx, &filter, after, limit.get() + 1)?;
            let page = Page::cut(found, limit, |(row, _)| Place::new("maintenance-plans", &of, Keys::of(row)));
            Ok(Page { items: views(tx, page.items)?, next: page.next })
        })
        .await?;
    Ok(Json(page))
}
