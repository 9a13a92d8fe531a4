//! Which assets a job is about.

use super::wire::AssetLink;
use super::{AssetId, rules};
use crate::jobs::JobId;
use crate::listing::{ASSET, Statement};
use crate::schema::job_asset;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use kernel::{Error, Result};
use std::collections::BTreeSet;
use store::{Tx, WriteTx};

/// The assets that a job is about, as far as the asker may see them, by number.
pub fn about(tx: &mut Tx<'_>, job: JobId) -> Result<Vec<AssetLink>> {
    let seen = ASSET.seen(tx);
    let mut statement = Statement::<(Text, BigInt, Text)>::on(tx.db());
    statement.sql("SELECT asset.id, asset.number, asset.name FROM job_asset JOIN asset ON asset.id = job_asset.asset_id ");
    statement.sql("JOIN site AS place ON place.id = asset.site_id WHERE job_asset.job_id = ").text(job.as_str());
    seen.hold(&mut statement, true);
    statement.sql(" ORDER BY asset.number");
    let found = statement.load::<(AssetId, i64, String)>(tx.db())?;
    Ok(found.into_iter().map(|(id, number, name)| AssetLink { id, number: rules::label(number), name }).collect())
}

/// The job is about these assets from now on; those that the asker may not see stay. Each must be there to be seen.
pub fn now_about(tx: &mut WriteTx<'_>, job: JobId, wanted: &[AssetId]) -> Result<()> {
    let before: BTreeSet<AssetId> = about(tx, job)?.into_iter().map(|asset| asset.id).collect();
    let wanted: BTreeSet<AssetId> = wanted.iter().copied().collect();
    let new: Vec<AssetId> = wanted.difference(&before).copied().collect();
    check_seen(tx, &new)?;
    for gone in before.difference(&wanted) {
        diesel::delete(job_asset::table.find((job, *gone))).execute(tx.db())?;
    }
    for asset in new {
        diesel::insert_into(job_asset::table).values((job_asset::job_id.eq(job), job_asset::asset_id.eq(asset))).execute(tx.db())?;
    }
    Ok(())
}

fn check_seen(tx: &mut Tx<'_>, ids: &[AssetId]) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let seen = ASSET.seen(tx);
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT asset.id FROM asset JOIN site AS place ON place.id = asset.site_id WHERE asset.id");
    statement.in_texts(ids.iter().map(AssetId::as_str)).seldom();
    seen.hold(&mut statement, true);
    let found = statement.load::<AssetId>(tx.db())?;
    if found.len() == ids.len() { Ok(()) } else { Err(Error::field("asset_ids", "unknown", "there is no such asset")) }
}
