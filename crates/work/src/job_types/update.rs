//! Changing what goes for a type of jobs.

use super::wire::{JobTypeChanges, JobTypeView};
use super::{JobTypeId, UPDATED, rows};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::Line;
use store::{Event, Subject};

/// Change what goes for a type of jobs, from now on.
#[utoipa::path(patch, path = "/job-types/{id}", operation_id = "updateJobType", tag = "Service",
    params(("id" = JobTypeId, Path), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = JobTypeChanges,
    responses((status = 200, body = JobTypeView, description = "The type as it stands now")))]
pub async fn update_job_type(
    cx: Cx<permit::JobTypesWrite>,
    Path(id): Path<JobTypeId>,
    if_match: IfMatch,
    Json(changes): Json<JobTypeChanges>,
) -> Answer<Versioned<JobTypeView>> {
    let view = cx
        .write(move |mut tx| {
            let before = rows::find(&mut tx, id)?;
            if_match.hold(before.version, || Ok(before.clone()))?;
            let after = changes.over(before.clone());
            rows::check_named(&mut tx, &after, &before.competencies)?;
            rows::put(&mut tx, &after)?;
            let event = Event::new(&UPDATED, Subject::new("job_type", id))
                .label(after.name.as_str())
                .change("name", &before.name, &after.name)
                .change("minutes", &before.minutes, &after.minutes)
                .change("competencies", &before.competencies, &after.competencies)
                .change("targets", &before.targets, &after.targets)
                .change("form_ids", &before.form_ids, &after.form_ids)
                .change("retired", &before.retired, &after.retired);
            tx.commit(event, after)
        })
        .await?;
    Ok(Versioned(view))
}

impl JobTypeChanges {
    fn over(self, row: JobTypeView) -> JobTypeView {
        JobTypeView {
            version: row.version + 1,
            name: self.name.map_or(row.name, Line::into_string),
            minutes: self.minutes.unwrap_or(row.minutes),
            competencies: self.competencies.unwrap_or(row.competencies),
            targets: self.targets.unwrap_or(row.targets),
            form_ids: self.form_ids.unwrap_or(row.form_ids),
            retired: self.retired.unwrap_or(row.retired),
            ..row
        }
    }
}
