//! Making a competency.

use super::wire::{CompetencyView, NewCompetency};
use super::{CREATED, rows, rules};
use crate::requirements::CompetencyId;
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use store::{Event, Subject};

/// Make a competency
#[utoipa::path(post, path = "/competencies", tag = "Competencies", operation_id = "createCompetency", params(OnceHeader),
    request_body = NewCompetency, responses((status = 201, description = "The competency.", body = CompetencyView)))]
pub async fn create_competency(
    cx: Cx<permit::CompetenciesWrite>,
    once: OnceKey,
    Json(new): Json<NewCompetency>,
) -> Answer<Created<CompetencyView>> {
    let row = cx
        .write_once(once.of(&new)?, move |mut tx| {
            let row = CompetencyView {
                id: CompetencyId::new(tx.now(), tx.rng()),
                version: 1,
                name: new.name.into_string(),
                description: new.description.into_string(),
                levels: rules::levels(new.levels, 0)?,
                valid_months: rules::months(new.valid_months)?,
                retired: false,
            };
            rows::insert(&mut tx, &row)?;
            let event = Event::new(&CREATED, Subject::new("competency", row.id))
                .label(row.name.as_str())
                .first("levels", &Some(&row.levels).filter(|levels| !levels.is_empty()))
                .first("valid_months", &row.valid_months);
            tx.commit(event, row)
        })
        .await?;
    let location = format!("/api/v1/competencies/{}", row.id);
    Ok(Created { row, location })
}
