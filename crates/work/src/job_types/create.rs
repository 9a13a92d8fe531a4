//! Describing a type of jobs.

use super::wire::{JobTypeView, NewJobType};
use super::{CREATED, JobTypeId, rows};
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use store::{Event, Subject};

/// Describe a type of jobs: how long its visits are, what whoever goes must be able to do, how soon it is promised.
#[utoipa::path(post, path = "/job-types", operation_id = "createJobType", tag = "Service", params(OnceHeader), request_body = NewJobType,
    responses((status = 201, body = JobTypeView, description = "The type")))]
pub async fn create_job_type(cx: Cx<permit::JobTypesWrite>, once: OnceKey, Json(new): Json<NewJobType>) -> Answer<Created<JobTypeView>> {
    let row = cx
        .write_once(once.of(&new)?, move |mut tx| {
            let row = JobTypeView {
                id: JobTypeId::new(tx.now(), tx.rng()),
                version: 1,
                name: new.name.into_string(),
                minutes: new.minutes,
                competencies: new.competencies,
                targets: new.targets,
                form_ids: new.form_ids,
                retired: false,
            };
            rows::check_named(&mut tx, &row, &[])?;
            rows::put(&mut tx, &row)?;
            let event = Event::new(&CREATED, Subject::new("job_type", row.id))
                .label(row.name.as_str())
                .first("minutes", &row.minutes)
                .first("competencies", &Some(&row.competencies).filter(|listed| !listed.is_empty()))
                .first("targets", &row.targets)
                .first("form_ids", &Some(&row.form_ids).filter(|listed| !listed.is_empty()));
            tx.commit(event, row)
        })
        .await?;
    Ok(Created { row, location: "/api/v1/job-types".to_owned() })
}
