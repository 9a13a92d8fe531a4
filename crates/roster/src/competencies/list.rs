//! The competencies of the organisation.

use super::rows;
use super::wire::{CompetencyView, Filter};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::Page;

/// List competencies
///
/// By name; at most 500, on one page.
#[utoipa::path(get, path = "/competencies", tag = "Competencies", operation_id = "listCompetencies", params(Filter),
    responses((status = 200, description = "The competencies.", body = Page<CompetencyView>)))]
pub async fn list_competencies(cx: Cx<permit::CompetenciesRead>, Query(filter): Query<Filter>) -> Answer<Json<Page<CompetencyView>>> {
    let mut items = cx.read(rows::all).await?;
    items.retain(|one| filter.retired.is_none_or(|retired| retired == one.retired));
    Ok(Json(Page { items, next: None }))
}
