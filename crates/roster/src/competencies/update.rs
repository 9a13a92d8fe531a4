//! Changing a competency.

use super::wire::{CompetencyChanges, CompetencyView};
use super::{UPDATED, rows, rules};
use crate::requirements::CompetencyId;
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Line, Result, Text};
use store::{Event, Subject};

/// Change a competency
///
/// Levels may be renamed and added to. What is retired is given and asked for no more; certificates of it stay.
#[utoipa::path(patch, path = "/competencies/{id}", tag = "Competencies", operation_id = "updateCompetency",
    params(("id" = CompetencyId, Path, description = "The competency."),
        ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = CompetencyChanges, responses((status = 200, description = "The competency as it is now.", body = CompetencyView)))]
pub async fn update_competency(
    cx: Cx<permit::CompetenciesWrite>,
    Path(id): Path<CompetencyId>,
    if_match: IfMatch,
    Json(changes): Json<CompetencyChanges>,
) -> Answer<Versioned<CompetencyView>> {
    let view = cx
        .write(move |mut tx| {
            let before = rows::find(&mut tx, id)?;
            if_match.hold(before.version, || Ok(&before))?;
            let mut after = changed(&before, changes)?;
            rows::save(&mut tx, &mut after)?;
            let event = Event::new(&UPDATED, Subject::new("competency", id))
                .label(after.name.as_str())
                .change("name", &before.name, &after.name)
                .change("description", &before.description, &after.description)
                .change("levels", &before.levels, &after.levels)
                .change("valid_months", &before.valid_months, &after.valid_months)
                .change("retired", &before.retired, &after.retired);
            tx.commit(event, after)
        })
        .await?;
    Ok(Versioned(view))
}

fn changed(before: &CompetencyView, changes: CompetencyChanges) -> Result<CompetencyView> {
    let mut after = before.clone();
    after.name = changes.name.map_or(after.name, Line::into_string);
    after.description = changes.description.map_or(after.description, Text::into_string);
    if let Some(levels) = changes.levels {
        after.levels = rules::levels(levels, before.levels.len())?;
    }
    after.valid_months = rules::months(changes.valid_months.over(before.valid_months))?;
    after.retired = changes.retired.unwrap_or(before.retired);
    Ok(after)
}
