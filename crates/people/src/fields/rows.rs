//! Member fields in the database.

use super::MemberFieldId;
use super::rules::MOST;
use super::wire::FieldKind;
use crate::schema::member_field;
use diesel::prelude::*;
use kernel::{Error, Result};
use store::{Tx, WriteTx};

/// A field.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldRow {
    pub(crate) id: MemberFieldId,
    pub(crate) version: i64,
    pub(crate) key: String,
    pub(crate) label: String,
    pub(crate) kind: FieldKind,
    pub(crate) choices: Vec<String>,
    pub(crate) required: bool,
    pub(crate) retired: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = member_field)]
struct Stored {
    id: MemberFieldId,
    version: i64,
    key: String,
    label: String,
    kind: String,
    choices: String,
    required: bool,
    retired: bool,
}

fn row(stored: Stored) -> FieldRow {
    let Stored { id, version, key, label, kind, choices, required, retired } = stored;
    let choices = serde_json::from_str(&choices).unwrap_or_default();
    FieldRow { id, version, key, label, kind: FieldKind::from_word(&kind), choices, required, retired }
}

/// The organisation's fields, in the order they were made.
pub(crate) fn all(tx: &mut Tx<'_>) -> Result<Vec<FieldRow>> {
    let rows: Vec<Stored> = member_field::table.order(member_field::id).select(Stored::as_select()).load(tx.db())?;
    Ok(rows.into_iter().map(row).collect())
}

/// One field.
pub(super) fn find(tx: &mut Tx<'_>, id: MemberFieldId) -> Result<FieldRow> {
    let found: Option<Stored> = member_field::table.find(id).select(Stored::as_select()).get_result(tx.db()).optional()?;
    found.map(row).ok_or_else(|| Error::not_found("member field"))
}

/// Writes a new field.
pub(super) fn insert(tx: &mut WriteTx<'_>, field: &FieldRow) -> Result<()> {
    let count: i64 = member_field::table.count().get_result(tx.db())?;
    if count >= MOST {
        return Err(Error::refused("too-many-fields", format!("an organisation keeps at most {MOST} further facts")));
    }
    let taken: i64 = member_field::table.filter(member_field::key.eq(&field.key)).count().get_result(tx.db())?;
    if taken > 0 {
        return Err(Error::Clash { code: "key-taken", message: "there is a field with this key already".into() });
    }
    let now = tx.now();
    diesel::insert_into(member_field::table)
        .values((
            (member_field::id.eq(field.id), member_field::version.eq(field.version), member_field::key.eq(&field.key)),
            (member_field::label.eq(&field.label), member_field::kind.eq(field.kind.as_str())),
            (member_field::choices.eq(choices(field)?), member_field::required.eq(field.required)),
            (member_field::retired.eq(field.retired), member_field::created_at.eq(now), member_field::updated_at.eq(now)),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Writes a changed field: its version rises.
pub(super) fn save(tx: &mut WriteTx<'_>, field: &mut FieldRow) -> Result<()> {
    field.version += 1;
    let now = tx.now();
    diesel::update(member_field::table.find(field.id))
        .set((
            member_field::version.eq(field.version),
            member_field::label.eq(&field.label),
            member_field::choices.eq(choices(field)?),
            member_field::retired.eq(field.retired),
            member_field::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(())
}

fn choices(field: &FieldRow) -> Result<String> {
    serde_json::to_string(&field.choices).map_err(Error::internal)
}
