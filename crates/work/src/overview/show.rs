//! Reading the overview.

use super::rows;
use super::wire::{ByPriority, ByType, Overview};
use crate::jobs::{self, Filter, Priority};
use access::edge::Answer;
use access::{Cx, permit};
use axum::Json;
use kernel::{Result, Timestamp, Zone};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use store::Tx;

/// Most types told.
const TYPES: usize = 8;
/// Most recent events told.
const RECENT: i64 = 10;

/// Read how the work stands.
#[utoipa::path(get, path = "/overview", operation_id = "getOverview", tag = "Overview",
    responses((status = 200, body = Overview, description = "How the work stands")))]
pub async fn get_overview(cx: Cx<permit::OrganisationRead>) -> Answer<Json<Overview>> {
    let zone = cx.zone();
    Ok(Json(cx.read(move |tx| read(tx, &zone)).await?))
}

fn read(tx: &mut Tx<'_>, zone: &Zone) -> Result<Overview> {
    let tally = jobs::count(tx, &Filter::default())?;
    let (today, tomorrow) = today(tx.now(), zone);
    let (by_priority, by_type) = to_be_done(tx)?;
    Ok(Overview {
        counts: tally.counts,
        overdue: tally.overdue,
        due_today: rows::due(tx, today, tomorrow)?,
        by_priority,
        by_type,
        by_day: rows::days(tx, zone)?.told(),
        recent: rows::recent(tx, RECENT)?,
    })
}

fn today(now: Timestamp, zone: &Zone) -> (i64, i64) {
    let rules = zone.rules();
    let date = now.date_in(&rules);
    let start = |date| Timestamp::start_of_day(date, &rules).map_or(now.millis(), Timestamp::millis);
    (start(date), start(date.tomorrow().unwrap_or(date)))
}

fn to_be_done(tx: &mut Tx<'_>) -> Result<(Vec<ByPriority>, Vec<ByType>)> {
    let mut by_priority: BTreeMap<Priority, i64> = Priority::ALL.iter().map(|priority| (*priority, 0)).collect();
    let mut by_kind: BTreeMap<String, i64> = BTreeMap::new();
    for (status, kind, priority, jobs) in jobs::cells(tx)? {
        if status.is_live() {
            *by_priority.entry(priority).or_default() += jobs;
            *by_kind.entry(kind).or_default() += jobs;
        }
    }
    let mut by_type: Vec<ByType> = by_kind.into_iter().map(|(kind, open)| ByType { kind, open }).collect();
    by_type.sort_by_key(|of| Reverse(of.open));
    by_type.truncate(TYPES);
    Ok((by_priority.into_iter().map(|(priority, open)| ByPriority { priority, open }).collect(), by_type))
}
