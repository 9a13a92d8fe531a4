//! One competency.

use super::rows;
use super::wire::CompetencyView;
use crate::requirements::CompetencyId;
use access::edge::{Answer, Path, Versioned};
use access::{Cx, permit};

/// Show a competency
#[utoipa::path(get, path = "/competencies/{id}", tag = "Competencies", operation_id = "showCompetency",
    params(("id" = CompetencyId, Path, description = "The competency.")),
    responses((status = 200, description = "The competency.", body = CompetencyView)))]
pub async fn show_competency(cx: Cx<permit::CompetenciesRead>, Path(id): Path<CompetencyId>) -> Answer<Versioned<CompetencyView>> {
    Ok(Versioned(cx.read(move |tx| rows::find(tx, id)).await?))
}
