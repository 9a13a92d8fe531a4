//! What an asset has been through: where it stood, which jobs were about it, what was done to it.

use super::{AssetId, rows};
use crate::jobs::JobId;
use crate::jobs::rows::label;
use crate::jobs::rules::Status;
use crate::jobs::wire::SiteLink;
use crate::listing::{ASSET, JOB, SITE, Statement};
use crate::sites::SiteId;
use crate::timeline::{self, TimelineItem};
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;
use diesel::sql_types::{BigInt, Nullable, Text};
use kernel::{Limit, Result, Timestamp};
use serde::Serialize;
use store::Tx;
use store::events::{self, Filter};
use utoipa::ToSchema;

/// Most of each kind that are told.
const MOST: i64 = 100;

/// What an asset has been through; the newest hundred of each kind, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssetHistory {
    /// Where it stood, from when to when.
    pub placements: Vec<PlacementView>,
    /// Jobs about it.
    pub jobs: Vec<AssetJob>,
    /// What was done to it; none for who may not read timelines.
    pub events: Vec<TimelineItem>,
}

/// Where an asset stood.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PlacementView {
    /// The site; missing when you may not see it.
    pub site: Option<SiteLink>,
    /// Since when.
    pub from: Timestamp,
    /// Until when; missing for where it stands now.
    pub until: Option<Timestamp>,
}

/// A job about an asset.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct AssetJob {
    /// Id.
    pub id: JobId,
    /// How people call it.
    #[schema(example = "J-000123")]
    pub number: String,
    /// What it is about.
    pub title: String,
    /// What kind of work.
    #[serde(rename = "type")]
    pub kind: String,
    /// Where it stands.
    pub status: Status,
    /// When it was made.
    pub created_at: Timestamp,
    /// When the work was done.
    pub finished_at: Option<Timestamp>,
}

/// Read what an asset has been through.
#[utoipa::path(get, path = "/assets/{id}/history", operation_id = "assetHistory", tag = "Assets", params(("id" = AssetId, Path)),
    responses((status = 200, body = AssetHistory, description = "Placements, jobs and events")))]
pub async fn asset_history(cx: Cx<permit::AssetsRead>, Path(id): Path<AssetId>) -> Answer<Json<AssetHistory>> {
    let history = cx
        .read(move |tx| {
            let (_, customer, unit, ..) = rows::find(tx, id)?;
            let told = ASSET.seen(tx).narrowed(tx.right("timelines.read").as_ref()).holds(unit, None, customer);
            let events = if told { events_of(tx, id)? } else { Vec::new() };
            Ok(AssetHistory { placements: placements(tx, id)?, jobs: jobs(tx, id)?, events })
        })
        .await?;
    Ok(Json(history))
}

fn placements(tx: &mut Tx<'_>, id: AssetId) -> Result<Vec<PlacementView>> {
    type Found = (Timestamp, SiteId, Option<String>, Option<String>, Option<String>, Option<String>);
    let seen = SITE.seen(tx);
    let mut statement = Statement::<(BigInt, Text, Nullable<Text>, Nullable<Text>, Nullable<Text>, Nullable<Text>)>::on(tx.db());
    statement.sql("SELECT stood.from_at, stood.site_id, site.name, site.locality, site.postcode, site.time_zone ");
    statement.sql("FROM asset_placement AS stood LEFT JOIN site ON site.id = stood.site_id");
    seen.hold(&mut statement, true);
    statement.sql(" WHERE stood.asset_id = ").text(id.as_str()).sql(" ORDER BY stood.from_at DESC LIMIT ").number(MOST);
    let mut until = None;
    let view = |(from, id, name, locality, postcode, zone): Found| PlacementView {
        site: name.zip(zone).map(|(name, time_zone)| SiteLink { id, name, locality, postcode, time_zone }),
        from,
        until: until.replace(from),
    };
    Ok(statement.load::<Found>(tx.db())?.into_iter().map(view).collect())
}

fn jobs(tx: &mut Tx<'_>, id: AssetId) -> Result<Vec<AssetJob>> {
    type Found = (JobId, i64, String, String, Status, Timestamp, Option<Timestamp>);
    let seen = JOB.seen(tx);
    let mut statement = Statement::<(Text, BigInt, Text, Text, Text, BigInt, Nullable<BigInt>)>::on(tx.db());
    statement.sql("SELECT job.id, job.number, job.title, job.type, job.status, job.created_at, job.finished_at ");
    statement.sql("FROM job_asset JOIN job ON job.id = job_asset.job_id WHERE job_asset.asset_id = ").text(id.as_str());
    seen.hold(&mut statement, true);
    statement.sql(" ORDER BY +job.number DESC LIMIT ").number(MOST);
    let view = |(id, number, title, kind, status, created_at, finished_at): Found| AssetJob {
        id,
        number: label(number),
        title,
        kind,
        status,
        created_at,
        finished_at,
    };
    Ok(statement.load::<Found>(tx.db())?.into_iter().map(view).collect())
}

fn events_of(tx: &mut Tx<'_>, id: AssetId) -> Result<Vec<TimelineItem>> {
    let limit = Limit::new(100).unwrap_or_default();
    let records = events::list(tx, &Filter { subject: Some(id.to_string()), ..Filter::default() }, limit)?;
    timeline::items(tx, records.into_iter().take(100).collect())
}
