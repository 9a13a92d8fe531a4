//! Forms on the wire.

use super::rules::{Answers, FormField};
use super::template::{Edition, TemplateRow};
use super::{FormId, TemplateId, rows};
use crate::visits::VisitId;
use access::edge::VersionedRow;
use access::links::{MemberLink, names_of_members};
use kernel::{Line, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;

/// What a form asks, in its newest edition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FormTemplate {
    /// Id.
    pub id: TemplateId,
    /// Version, for `If-Match`.
    pub version: i64,
    /// Name.
    #[schema(example = "Pump inspection")]
    pub name: String,
    /// Which edition this is; visits keep the one that was asked of them.
    pub edition: i64,
    /// What it asks.
    pub fields: Vec<FormField>,
    /// Whether it is offered no more.
    pub retired: bool,
}

impl FormTemplate {
    pub(super) fn of(row: TemplateRow, edition: Edition) -> Self {
        let TemplateRow { id, version, name, retired, .. } = row;
        Self { id, version, name, edition: edition.number, fields: edition.fields, retired }
    }
}

impl VersionedRow for FormTemplate {
    fn version(&self) -> i64 {
        self.version
    }
}

/// The forms there are.
#[derive(Debug, Serialize, ToSchema)]
pub struct FormTemplates {
    /// By name.
    pub items: Vec<FormTemplate>,
}

/// A form to be made.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFormTemplate {
    /// Name.
    #[schema(value_type = String, max_length = 120, example = "Pump inspection")]
    pub name: Line<120>,
    /// What it asks: at most 100 fields.
    #[serde(deserialize_with = "crate::few::at_most::<100, _, _>")]
    #[schema(max_items = 100)]
    pub fields: Vec<FormField>,
}

/// What changes of a form; what is not mentioned stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FormTemplateChanges {
    /// Name.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 120)]
    pub name: Option<Line<120>>,
    /// What it asks from now on: all of it, as its next edition.
    #[serde(default, deserialize_with = "crate::few::perhaps_at_most::<100, _, _>")]
    #[schema(max_items = 100)]
    pub fields: Option<Vec<FormField>>,
    /// Whether it is offered no more.
    #[serde(default)]
    pub retired: Option<bool>,
}

/// A form asked of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AskedForm {
    /// Which form.
    pub template_id: TemplateId,
    /// In which edition.
    pub edition: i64,
    /// Its name.
    #[schema(example = "Pump inspection")]
    pub name: String,
    /// The answer that counts; missing while it is to be completed.
    pub form_id: Option<FormId>,
}

/// A form, completed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewForm {
    /// Which form.
    pub template_id: TemplateId,
    /// The answers, by the keys of the form's fields: text for text, choices and days; a list of ids of pictures for photographs;
    /// `{picture, name}` for a signature; a list of rows for a table.
    #[schema(value_type = Object)]
    pub values: Answers,
    /// The completed form that this one corrects.
    #[serde(default)]
    pub corrects: Option<FormId>,
}

/// A completed form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FormView {
    /// Id.
    pub id: FormId,
    /// On which visit.
    pub visit_id: VisitId,
    /// Which form.
    pub template_id: TemplateId,
    /// Its name.
    #[schema(example = "Pump inspection")]
    pub name: String,
    /// In which edition.
    pub edition: i64,
    /// What it asked.
    pub fields: Vec<FormField>,
    /// What was answered.
    #[schema(value_type = Object)]
    pub values: Answers,
    /// The form that this one corrects.
    pub corrects: Option<FormId>,
    /// The form that corrects this one.
    pub corrected_by: Option<FormId>,
    /// Who completed it.
    pub completed_by: Option<MemberLink>,
    /// When.
    pub completed_at: Timestamp,
}

impl VersionedRow for FormView {
    /// A completed form stays as it is.
    fn version(&self) -> i64 {
        1
    }
}

impl FormView {
    pub(super) fn of(tx: &mut Tx<'_>, row: rows::FormRow) -> Result<Self> {
        let values = rows::opened(tx, &row)?;
        let template = super::template::find(tx, row.template_id)?;
        let edition = super::template::edition(tx, row.template_id, row.edition)?;
        let names = names_of_members(tx, row.completed_by)?;
        let by = |id| MemberLink { id, name: names.get(&id).cloned().unwrap_or_else(|| "Former member".to_owned()) };
        Ok(Self {
            id: row.id,
            visit_id: row.visit_id,
            template_id: row.template_id,
            name: template.name,
            edition: row.edition,
            fields: edition.fields,
            values,
            corrects: row.corrects_id,
            corrected_by: rows::correction_of(tx, row.id)?,
            completed_by: row.completed_by.map(by),
            completed_at: row.completed_at,
        })
    }
}
