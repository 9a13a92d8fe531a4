//! Changing a form: what was completed keeps the edition it was completed in.

use super::template;
use super::wire::{FormTemplate, FormTemplateChanges};
use super::{TemplateId, UPDATED, rules};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Line, Result};
use store::{Committed, Event, Subject, WriteTx};

/// Change a form. Other fields are its next edition: visits that were asked before keep theirs.
#[utoipa::path(patch, path = "/form-templates/{id}", operation_id = "updateFormTemplate", tag = "Forms",
    params(("id" = TemplateId, Path), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = FormTemplateChanges,
    responses((status = 200, body = FormTemplate, description = "The form as it stands now")))]
pub async fn update_form_template(
    cx: Cx<permit::JobTypesWrite>,
    Path(id): Path<TemplateId>,
    if_match: IfMatch,
    Json(changes): Json<FormTemplateChanges>,
) -> Answer<Versioned<FormTemplate>> {
    Ok(Versioned(cx.write(move |tx| carry_out(tx, id, if_match, changes)).await?))
}

fn carry_out(mut tx: WriteTx<'_>, id: TemplateId, if_match: IfMatch, changes: FormTemplateChanges) -> Result<Committed<FormTemplate>> {
    let before = template::find(&mut tx, id)?;
    let asked = template::edition(&mut tx, id, before.edition)?;
    if_match.hold(before.version, || Ok(FormTemplate::of(before.clone(), asked.clone())))?;
    let fields = changes.fields.filter(|fields| *fields != asked.fields);
    if let Some(fields) = &fields {
        rules::check_fields(fields)?;
    }
    let mut after = before.clone();
    after.name = changes.name.map_or(after.name, Line::into_string);
    after.retired = changes.retired.unwrap_or(after.retired);
    template::save(&mut tx, &mut after, fields.as_deref())?;
    let now = template::edition(&mut tx, id, after.edition)?;
    let event = Event::new(&UPDATED, Subject::new("form_template", id))
        .label(after.name.as_str())
        .change("name", &before.name, &after.name)
        .change("edition", &before.edition, &after.edition)
        .change("fields", &asked.fields, &now.fields)
        .change("retired", &before.retired, &after.retired);
    tx.commit(event, FormTemplate::of(after, now))
}
