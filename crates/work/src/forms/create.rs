//! Making a form.

use super::template::{self, Edition, TemplateRow};
use super::wire::{FormTemplate, NewFormTemplate};
use super::{CREATED, TemplateId, rules};
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use store::{Event, Subject};

/// Make a form to be filled in on visits.
#[utoipa::path(post, path = "/form-templates", operation_id = "createFormTemplate", tag = "Forms", params(OnceHeader),
    request_body = NewFormTemplate, responses((status = 201, body = FormTemplate, description = "The form")))]
pub async fn create_form_template(
    cx: Cx<permit::JobTypesWrite>,
    once: OnceKey,
    Json(new): Json<NewFormTemplate>,
) -> Answer<Created<FormTemplate>> {
    let row = cx
        .write_once(once.of(&new)?, move |mut tx| {
            rules::check_fields(&new.fields)?;
            let (id, now) = (TemplateId::new(tx.now(), tx.rng()), tx.now());
            let row =
                TemplateRow { id, version: 1, name: new.name.into_string(), edition: 1, retired: false, created_at: now, updated_at: now };
            template::insert(&mut tx, &row, &new.fields)?;
            let event = Event::new(&CREATED, Subject::new("form_template", id)).label(row.name.as_str()).first("fields", &new.fields);
            tx.commit(event, FormTemplate::of(row, Edition { template: id, number: 1, fields: new.fields }))
        })
        .await?;
    Ok(Created { row, location: "/api/v1/form-templates".to_owned() })
}
