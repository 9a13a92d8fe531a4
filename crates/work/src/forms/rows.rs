//! Completed forms in the database: answers are sealed for the form they belong to.

use super::rules::Answers;
use super::{FormId, TemplateId};
use crate::schema::form;
use crate::visits::VisitId;
use diesel::prelude::*;
use kernel::{Error, MemberId, Result, Timestamp};
use store::{Tx, WriteTx};

/// A completed form as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = form)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub struct FormRow {
    pub id: FormId,
    pub visit_id: VisitId,
    pub template_id: TemplateId,
    pub edition: i64,
    pub values_sealed: Vec<u8>,
    pub corrects_id: Option<FormId>,
    pub completed_by: Option<MemberId>,
    pub completed_at: Timestamp,
}

/// One form, whoever asks: whether its visit may be seen is asked by who asks.
pub fn get(tx: &mut Tx<'_>, id: FormId) -> Result<FormRow> {
    form::table.find(id).get_result(tx.db()).optional()?.ok_or_else(|| Error::not_found("form"))
}

/// The forms completed on a visit, the first first.
pub fn of_visit(tx: &mut Tx<'_>, visit: VisitId) -> Result<Vec<FormRow>> {
    Ok(form::table.filter(form::visit_id.eq(visit)).order((form::completed_at, form::id)).load(tx.db())?)
}

/// The form that corrects this one.
pub fn correction_of(tx: &mut Tx<'_>, id: FormId) -> Result<Option<FormId>> {
    Ok(form::table.filter(form::corrects_id.eq(id)).select(form::id).get_result(tx.db()).optional()?)
}

/// Writes a completed form.
pub fn insert(tx: &mut WriteTx<'_>, row: &FormRow) -> Result<()> {
    diesel::insert_into(form::table).values(row).execute(tx.db())?;
    Ok(())
}

/// The digest that ties a form to the log: SHA-256 over its id, its template, its edition and its answers, as JSON with keys in order and
/// without white space.
pub fn digest(row: &FormRow, answers: &Answers) -> Result<String> {
    let FormRow { id, template_id, edition, .. } = row;
    let whole = serde_json::json!({"id": id, "template_id": template_id, "edition": edition, "values": answers});
    Ok(vault::digest(&serde_json::to_vec(&whole).map_err(Error::internal)?))
}

/// Answers as they are kept.
pub fn sealed(tx: &Tx<'_>, id: FormId, answers: &Answers) -> Result<Vec<u8>> {
    let plain = serde_json::to_vec(answers).map_err(Error::internal)?;
    tx.seal("form", "values", id.as_str(), &plain)
}

/// Answers as they were given.
pub fn opened(tx: &Tx<'_>, row: &FormRow) -> Result<Answers> {
    let plain = tx.open("form", "values", row.id.as_str(), &row.values_sealed)?;
    serde_json::from_slice(&plain).map_err(|error| Error::internal(format!("a form cannot be read: {error}")))
}
