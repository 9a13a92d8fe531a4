//! What is asked of a visit before it is done, in the edition of when it was asked.

use super::wire::AskedForm;
use super::{FormId, TemplateId, rows, template};
use crate::schema::{form_template, visit_form};
use crate::visits::VisitId;
use diesel::prelude::*;
use kernel::{Error, Result};
use std::collections::BTreeSet;
use store::{Tx, WriteTx};

/// Asks these forms of a visit, as they are now; those asked already stay as they were.
pub fn ask(tx: &mut WriteTx<'_>, visit: VisitId, templates: &[TemplateId]) -> Result<()> {
    let asked: BTreeSet<TemplateId> = asked_of(tx, visit)?.into_iter().map(|form| form.template_id).collect();
    for id in templates.iter().copied().collect::<BTreeSet<_>>().difference(&asked) {
        let row = template::find(tx, *id).map_err(|_| Error::field("form_ids", "unknown", "there is no such form"))?;
        diesel::insert_into(visit_form::table)
            .values((visit_form::visit_id.eq(visit), visit_form::template_id.eq(*id), visit_form::edition.eq(row.edition)))
            .execute(tx.db())?;
    }
    Ok(())
}

/// What is asked of a visit, and which of it was answered.
pub fn asked_of(tx: &mut Tx<'_>, visit: VisitId) -> Result<Vec<AskedForm>> {
    let asked: Vec<(TemplateId, i64, String)> = visit_form::table
        .inner_join(form_template::table.on(form_template::id.eq(visit_form::template_id)))
        .filter(visit_form::visit_id.eq(visit))
        .order(form_template::name)
        .select((visit_form::template_id, visit_form::edition, form_template::name))
        .load(tx.db())?;
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let completed = rows::of_visit(tx, visit)?;
    // A form that was corrected is stood in for by its correction.
    let corrected: BTreeSet<FormId> = completed.iter().filter_map(|form| form.corrects_id).collect();
    let counts = |id: TemplateId| completed.iter().find(|form| form.template_id == id && !corrected.contains(&form.id));
    let answer = |id: TemplateId| counts(id).map(|form| form.id);
    Ok(asked
        .into_iter()
        .map(|(template_id, edition, name)| AskedForm { template_id, edition, name, form_id: answer(template_id) })
        .collect())
}

/// Refuses to call a visit done of which something is still asked.
pub fn missing(tx: &mut Tx<'_>, visit: VisitId) -> Result<()> {
    let open: Vec<String> = asked_of(tx, visit)?.into_iter().filter(|form| form.form_id.is_none()).map(|form| form.name).collect();
    if open.is_empty() {
        return Ok(());
    }
    Err(Error::refused("forms-missing", format!("to be completed before the visit is done: {}", open.join(", "))))
}
