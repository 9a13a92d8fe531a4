//! Types of jobs in the database.

use super::JobTypeId;
use super::wire::JobTypeView;
use crate::forms;
use crate::schema::job_kind;
use crate::visits::Ability;
use diesel::prelude::*;
use kernel::{Error, Result};
use roster::competencies;
use store::{Tx, WriteTx};

/// Most types of an organisation.
const MOST: i64 = 500;

type Stored = (JobTypeId, i64, String, i64, String, String, String, bool);

const COLUMNS: (
    job_kind::id,
    job_kind::version,
    job_kind::name,
    job_kind::minutes,
    job_kind::competencies,
    job_kind::targets,
    job_kind::forms,
    job_kind::retired,
) = (
    job_kind::id,
    job_kind::version,
    job_kind::name,
    job_kind::minutes,
    job_kind::competencies,
    job_kind::targets,
    job_kind::forms,
    job_kind::retired,
);

fn read((id, version, name, minutes, competencies, targets, forms, retired): Stored) -> Result<JobTypeView> {
    let unreadable = |error: serde_json::Error| Error::internal(format!("a type of jobs cannot be read: {error}"));
    Ok(JobTypeView {
        id,
        version,
        name,
        minutes,
        competencies: serde_json::from_str(&competencies).map_err(unreadable)?,
        targets: serde_json::from_str(&targets).map_err(unreadable)?,
        form_ids: serde_json::from_str(&forms).map_err(unreadable)?,
        retired,
    })
}

/// Every type that was described, by name.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<JobTypeView>> {
    let found: Vec<Stored> = job_kind::table.order(job_kind::name).select(COLUMNS).load(tx.db())?;
    found.into_iter().map(read).collect()
}

/// One type.
pub(crate) fn find(tx: &mut Tx<'_>, id: JobTypeId) -> Result<JobTypeView> {
    let found: Option<Stored> = job_kind::table.find(id).select(COLUMNS).get_result(tx.db()).optional()?;
    found.ok_or_else(|| Error::not_found("type of jobs")).and_then(read)
}

/// What was described of the type that a job names so.
pub fn named(tx: &mut Tx<'_>, name: &str) -> Result<Option<JobTypeView>> {
    let of_name = job_kind::table.filter(job_kind::name.eq(name).and(job_kind::retired.eq(false)));
    let found: Option<Stored> = of_name.select(COLUMNS).get_result(tx.db()).optional()?;
    found.map(read).transpose()
}

/// Refuses a type that names a competency that is not there, or is retired and was not named `before`.
pub(super) fn check_named(tx: &mut Tx<'_>, row: &JobTypeView, before: &[Ability]) -> Result<()> {
    let ids = |abilities: &[Ability]| abilities.iter().map(|ability| ability.id).collect::<Vec<_>>();
    competencies::check_named(tx, "competencies", &ids(&row.competencies), &ids(before))
}

/// Writes a type, new or changed.
pub fn put(tx: &mut WriteTx<'_>, row: &JobTypeView) -> Result<()> {
    let written = |value: serde_json::Result<String>| value.map_err(Error::internal);
    let (competencies, targets) = (written(serde_json::to_string(&row.competencies))?, written(serde_json::to_string(&row.targets))?);
    let holder: Option<JobTypeId> =
        job_kind::table.filter(job_kind::name.eq(&row.name)).select(job_kind::id).get_result(tx.db()).optional()?;
    if holder.is_some_and(|holder| holder != row.id) {
        return Err(Error::Clash { code: "name-taken", message: "there is a type of this name already".into() });
    }
    let forms = written(serde_json::to_string(&row.form_ids))?;
    for id in &row.form_ids {
        forms::template::find(tx, *id).map_err(|_| Error::field("form_ids", "unknown", "there is no such form"))?;
    }
    let now = tx.now();
    let values = (
        (job_kind::version.eq(row.version), job_kind::name.eq(&row.name), job_kind::minutes.eq(row.minutes)),
        (
            job_kind::competencies.eq(competencies),
            job_kind::targets.eq(targets),
            job_kind::forms.eq(forms),
            job_kind::retired.eq(row.retired),
        ),
        job_kind::updated_at.eq(now),
    );
    if row.version > 1 {
        diesel::update(job_kind::table.find(row.id)).set(values).execute(tx.db())?;
        return Ok(());
    }
    let count: i64 = job_kind::table.count().get_result(tx.db())?;
    if count >= MOST {
        return Err(Error::refused("too-many-types", format!("an organisation has at most {MOST} types of jobs")));
    }
    diesel::insert_into(job_kind::table).values((job_kind::id.eq(row.id), job_kind::created_at.eq(now), values)).execute(tx.db())?;
    Ok(())
}
