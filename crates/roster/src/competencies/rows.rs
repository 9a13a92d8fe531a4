//! Competencies in the database.

use super::wire::CompetencyView;
use crate::requirements::CompetencyId;
use crate::schema::competency;
use diesel::prelude::*;
use kernel::{Error, Result, folded};
use store::{Tx, WriteTx};

/// Most competencies of an organisation.
const MOST: i64 = 500;

type Row = (CompetencyId, i64, String, String, String, Option<i64>, bool);

const COLUMNS: (
    competency::id,
    competency::version,
    competency::name,
    competency::description,
    competency::levels,
    competency::valid_months,
    competency::retired,
) = (
    competency::id,
    competency::version,
    competency::name,
    competency::description,
    competency::levels,
    competency::valid_months,
    competency::retired,
);

fn view((id, version, name, description, levels, valid_months, retired): Row) -> Result<CompetencyView> {
    let levels = serde_json::from_str(&levels).map_err(Error::internal)?;
    Ok(CompetencyView { id, version, name, description, levels, valid_months, retired })
}

/// The organisation's competencies, by name.
pub(crate) fn all(tx: &mut Tx<'_>) -> Result<Vec<CompetencyView>> {
    let rows: Vec<Row> = competency::table.order((competency::sort_name, competency::id)).select(COLUMNS).load(tx.db())?;
    rows.into_iter().map(view).collect()
}

/// One competency.
pub(crate) fn find(tx: &mut Tx<'_>, id: CompetencyId) -> Result<CompetencyView> {
    let row: Option<Row> = competency::table.find(id).select(COLUMNS).get_result(tx.db()).optional()?;
    view(row.ok_or_else(|| Error::not_found("competency"))?)
}

/// A competency that is to be given or asked for: anything else is the fault of `field`.
pub(crate) fn to_be_named(tx: &mut Tx<'_>, field: &str, id: CompetencyId) -> Result<CompetencyView> {
    let found = named(tx, field, id)?;
    if found.retired {
        return Err(Error::field(field.to_owned(), "retired", format!("{} is retired", found.name)));
    }
    Ok(found)
}

/// One that is only asked after, retired or not: anything else is the fault of `field`.
pub fn named(tx: &mut Tx<'_>, field: &str, id: CompetencyId) -> Result<CompetencyView> {
    find(tx, id).map_err(|_| Error::field(field.to_owned(), "unknown", "there is no such competency"))
}

/// Refuses a list that names what is not there, or what is retired and was not named `before`: the fault of its place in `field`.
pub fn check_named(tx: &mut Tx<'_>, field: &str, ids: &[CompetencyId], before: &[CompetencyId]) -> Result<()> {
    for (at, id) in ids.iter().enumerate() {
        let field = format!("{field}[{at}].id");
        if before.contains(id) {
            named(tx, &field, *id)?;
        } else {
            to_be_named(tx, &field, *id)?;
        }
    }
    Ok(())
}

/// Writes a new competency.
pub(super) fn insert(tx: &mut WriteTx<'_>, new: &CompetencyView) -> Result<()> {
    let count: i64 = competency::table.count().get_result(tx.db())?;
    if count >= MOST {
        return Err(Error::refused("too-many-competencies", format!("an organisation has at most {MOST} competencies")));
    }
    check_name(tx, new)?;
    let now = tx.now();
    diesel::insert_into(competency::table)
        .values((
            (competency::id.eq(new.id), competency::version.eq(new.version), columns(new)?),
            (competency::created_at.eq(now), competency::updated_at.eq(now)),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Writes a changed competency: its version rises.
pub(super) fn save(tx: &mut WriteTx<'_>, changed: &mut CompetencyView) -> Result<()> {
    check_name(tx, changed)?;
    changed.version += 1;
    let now = tx.now();
    diesel::update(competency::table.find(changed.id))
        .set((competency::version.eq(changed.version), columns(changed)?, competency::updated_at.eq(now)))
        .execute(tx.db())?;
    Ok(())
}

type Columns = (
    diesel::dsl::Eq<competency::name, String>,
    diesel::dsl::Eq<competency::sort_name, String>,
    diesel::dsl::Eq<competency::description, String>,
    diesel::dsl::Eq<competency::levels, String>,
    diesel::dsl::Eq<competency::valid_months, Option<i64>>,
    diesel::dsl::Eq<competency::retired, bool>,
);

fn columns(of: &CompetencyView) -> Result<Columns> {
    Ok((
        competency::name.eq(of.name.clone()),
        competency::sort_name.eq(folded(&of.name)),
        competency::description.eq(of.description.clone()),
        competency::levels.eq(serde_json::to_string(&of.levels).map_err(Error::internal)?),
        competency::valid_months.eq(of.valid_months),
        competency::retired.eq(of.retired),
    ))
}

fn check_name(tx: &mut Tx<'_>, wanted: &CompetencyView) -> Result<()> {
    let holder: Option<CompetencyId> =
        competency::table.filter(competency::sort_name.eq(folded(&wanted.name))).select(competency::id).get_result(tx.db()).optional()?;
    match holder.filter(|holder| *holder != wanted.id) {
        None => Ok(()),
        Some(_) => Err(Error::Clash { code: "name-taken", message: "there is a competency of this name already".into() }),
    }
}
