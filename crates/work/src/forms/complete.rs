//! Completing a form.

use super::rows::{self, FormRow};
use super::wire::{FormView, NewForm};
use super::{COMPLETED, FormId, pictures, rules, template};
use crate::visits::rules::VisitState;
use crate::visits::{self, VisitId};
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey, Path};
use access::{Cx, permit};
use kernel::{Error, Result};
use store::{Event, Subject, WriteTx};

/// Complete a form that is asked of a visit, or correct one that was completed by another.
#[utoipa::path(post, path = "/visits/{id}/forms", operation_id = "completeForm", tag = "Forms", params(("id" = VisitId, Path), OnceHeader),
    request_body = NewForm, responses((status = 201, body = FormView, description = "The form as it stays")))]
pub async fn complete_form(
    cx: Cx<permit::VisitsReport>,
    Path(id): Path<VisitId>,
    once: OnceKey,
    Json(new): Json<NewForm>,
) -> Answer<Created<FormView>> {
    let row = cx
        .write_once(once.of(&new)?, move |mut tx| {
            let (form, event) = complete_in(&mut tx, id, &new)?;
            let row = rows::get(&mut tx, form)?;
            let view = FormView::of(&mut tx, row)?;
            tx.commit(event, view)
        })
        .await?;
    let location = format!("/api/v1/forms/{}", row.id);
    Ok(Created { row, location })
}

/// Writes a completed form; gives the event to commit.
pub fn complete_in(tx: &mut WriteTx<'_>, id: VisitId, new: &NewForm) -> Result<(FormId, Event)> {
    let visit = visits::rows::find(tx, id)?;
    let number = match new.corrects {
        Some(corrects) => corrected(tx, id, new, corrects)?,
        None => asked(tx, visit.0.state, id, new)?,
    };
    let edition = template::edition(tx, new.template_id, number)?;
    let named = rules::check_answers(&edition.fields, &new.values)?;
    pictures::check_taken(tx, id, &named)?;
    let (form, now) = (FormId::new(tx.now(), tx.rng()), tx.now());
    let values_sealed = rows::sealed(tx, form, &new.values)?;
    let row = FormRow {
        id: form,
        visit_id: id,
        template_id: new.template_id,
        edition: number,
        values_sealed,
        corrects_id: new.corrects,
        completed_by: tx.actor().member(),
        completed_at: now,
    };
    rows::insert(tx, &row)?;
    let digest = rows::digest(&row, &new.values)?;
    let name = template::find(tx, new.template_id)?.name;
    let event = Event::new(&COMPLETED, Subject::new("visit", id))
        .label(visits::rows::called(&visit))
        .first("form", &name)
        .first("form_id", &form)
        .first("edition", &number)
        .first("corrects", &new.corrects)
        .first("digest", &digest)
        .touching(Subject::new("job", visit.0.job_id));
    Ok((form, event))
}

/// The edition that was asked of the visit; once it is answered, it is corrected and not answered again.
fn asked(tx: &mut WriteTx<'_>, state: VisitState, visit: VisitId, new: &NewForm) -> Result<i64> {
    if !state.is_live() {
        let stands = state.as_str().replace('_', " ");
        return Err(Error::refused("visit-not-there", format!("forms are completed before a visit has ended; this one is {stands}")));
    }
    let asked = super::asked_of(tx, visit)?.into_iter().find(|asked| asked.template_id == new.template_id);
    let asked = asked.ok_or_else(|| Error::field("template_id", "not-asked", "this form is not asked of this visit"))?;
    match asked.form_id {
        None => Ok(asked.edition),
        Some(_) => Err(Error::refused("form-completed", "this form was completed, and stays as it is: correct it by another")),
    }
}

/// The edition of the form that is corrected; each is corrected once.
fn corrected(tx: &mut WriteTx<'_>, visit: VisitId, new: &NewForm, corrects: FormId) -> Result<i64> {
    let unknown = || Error::field("corrects", "unknown", "must be a completed form of this visit, asking the same");
    let before = rows::get(tx, corrects).map_err(|_| unknown())?;
    if before.visit_id != visit || before.template_id != new.template_id {
        return Err(unknown());
    }
    match rows::correction_of(tx, corrects)? {
        None => Ok(before.edition),
        Some(_) => Err(Error::refused("form-corrected", "this form was corrected already: correct its correction")),
    }
}
