//! Templates and their editions in the database.

use super::TemplateId;
use super::rules::FormField;
use crate::schema::{form_edition, form_template};
use diesel::prelude::*;
use kernel::{Error, Result, Timestamp};
use store::{Tx, WriteTx};

/// Most templates of an organisation.
const MOST: i64 = 500;

/// What a form asks, in all its editions.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = form_template)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub struct TemplateRow {
    pub id: TemplateId,
    pub version: i64,
    pub name: String,
    pub edition: i64,
    pub retired: bool,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// What a form asks, in one edition.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    /// Of which template.
    pub template: TemplateId,
    /// Which edition.
    pub number: i64,
    /// What it asks.
    pub fields: Vec<FormField>,
}

/// Every template, by name.
pub(super) fn all(tx: &mut Tx<'_>) -> Result<Vec<TemplateRow>> {
    Ok(form_template::table.order(form_template::name).load(tx.db())?)
}

/// One template.
pub fn find(tx: &mut Tx<'_>, id: TemplateId) -> Result<TemplateRow> {
    let found = form_template::table.find(id).get_result(tx.db()).optional()?;
    found.ok_or_else(|| Error::not_found("form"))
}

/// What an edition asks.
pub fn edition(tx: &mut Tx<'_>, id: TemplateId, number: i64) -> Result<Edition> {
    let found: Option<String> = form_edition::table.find((id, number)).select(form_edition::fields).get_result(tx.db()).optional()?;
    let fields = found.ok_or_else(|| Error::not_found("form"))?;
    let fields = serde_json::from_str(&fields).map_err(|error| Error::internal(format!("a form cannot be read: {error}")))?;
    Ok(Edition { template: id, number, fields })
}

/// Writes a new template with its first edition.
pub fn insert(tx: &mut WriteTx<'_>, row: &TemplateRow, fields: &[FormField]) -> Result<()> {
    let count: i64 = form_template::table.count().get_result(tx.db())?;
    if count >= MOST {
        return Err(Error::refused("too-many-forms", format!("an organisation has at most {MOST} forms")));
    }
    check_name(tx, row)?;
    diesel::insert_into(form_template::table).values(row).execute(tx.db())?;
    insert_edition(tx, row, fields)
}

/// Writes a changed template; with `fields`, its next edition.
pub fn save(tx: &mut WriteTx<'_>, row: &mut TemplateRow, fields: Option<&[FormField]>) -> Result<()> {
    check_name(tx, row)?;
    row.version += 1;
    row.updated_at = tx.now();
    if fields.is_some() {
        row.edition += 1;
    }
    diesel::update(form_template::table.find(row.id)).set(&*row).execute(tx.db())?;
    fields.map_or(Ok(()), |fields| insert_edition(tx, row, fields))
}

fn insert_edition(tx: &mut WriteTx<'_>, row: &TemplateRow, fields: &[FormField]) -> Result<()> {
    let (by, now) = (tx.actor().member(), tx.now());
    let text = serde_json::to_string(fields).map_err(Error::internal)?;
    diesel::insert_into(form_edition::table)
        .values((
            form_edition::template_id.eq(row.id),
            form_edition::edition.eq(row.edition),
            form_edition::fields.eq(text),
            form_edition::created_by.eq(by),
            form_edition::created_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(())
}

fn check_name(tx: &mut Tx<'_>, row: &TemplateRow) -> Result<()> {
    let named = form_template::table.filter(form_template::name.eq(&row.name)).select(form_template::id);
    let holder: Option<TemplateId> = named.get_result(tx.db()).optional()?;
    match holder.filter(|holder| *holder != row.id) {
        None => Ok(()),
        Some(_) => Err(Error::Clash { code: "name-taken", message: "there is a form of this name already".into() }),
    }
}
