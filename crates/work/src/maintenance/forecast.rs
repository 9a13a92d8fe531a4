//! What is to be expected, and what became of it: a calendar over all plans.

use super::history::Occurred;
use super::rows::{self, Filter, PlanRow};
use super::rules::{Basis, MOST_DAYS, Outcome, PlanState};
use super::show::Known;
use super::wire::{MadeLink, TargetView, Why};
use super::{PlanId, targets};
use crate::jobs::rules::Status;
use crate::sites::SiteId;
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::Tx;
use utoipa::{IntoParams, ToSchema};

/// How far ahead anything is foreseen.
const FURTHEST_YEARS: i64 = 10;

/// Most items told at once.
const MOST: usize = 2_000;

kernel::word! {
    /// Where one time of a plan stands.
    MaintenanceStanding {
        /// Its job is not made yet.
        Forecast = "forecast",
        /// Its job is made.
        Made = "made",
        /// Its job is made, and the window is over.
        Late = "late",
        /// The work is done.
        Done = "done",
        /// It was skipped, or its job was cancelled.
        Skipped = "skipped",
        /// It passed while the plan was suspended or the asset out of use.
        LeftOut = "left_out",
    }
}

/// A plan, by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MaintenancePlanLink {
    /// Its id.
    pub id: PlanId,
    /// Its name.
    #[schema(example = "Pumps, every quarter")]
    pub name: String,
    /// What the next time is counted from: by completion, what follows the next time is a presumption.
    pub basis: Basis,
}

/// One time of a plan.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MaintenanceForecastItem {
    /// The plan.
    pub plan: MaintenancePlanLink,
    /// The asset or the site.
    pub target: TargetView,
    /// When it is due.
    #[schema(value_type = String, format = "date", example = "2026-12-31")]
    pub due: Date,
    /// The first day on which the work may be done.
    #[schema(value_type = String, format = "date", example = "2026-12-24")]
    pub earliest: Date,
    /// The last day.
    #[schema(value_type = String, format = "date", example = "2027-01-07")]
    pub latest: Date,
    /// Its job, once it is made.
    pub job: Option<MadeLink>,
    /// Where it stands.
    pub state: MaintenanceStanding,
    /// Why it was skipped or left out.
    pub reason: Option<String>,
}

/// What a plan makes nothing for now, and why.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MaintenanceRest {
    /// The plan.
    pub plan: MaintenancePlanLink,
    /// The asset or the site.
    pub target: TargetView,
    /// Why nothing is to be expected.
    pub why: Why,
}

/// What is to be expected, and what became of it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct MaintenanceForecast {
    /// In order of days.
    pub items: Vec<MaintenanceForecastItem>,
    /// What is left out of the forecast.
    pub left_out: Vec<MaintenanceRest>,
    /// Whether there is more than is told at once: ask for fewer days.
    pub more: bool,
}

/// Which days, and where.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MaintenanceForecastQuery {
    /// The first day.
    #[param(value_type = String, format = "date", example = "2026-12-01")]
    pub from: Date,
    /// The last day: at most 400 days later.
    #[param(value_type = String, format = "date", example = "2027-02-28")]
    pub until: Date,
    /// Only what is done at this site.
    #[serde(default)]
    pub site_id: Option<SiteId>,
    /// Only what this plan asks for.
    #[serde(default)]
    pub plan_id: Option<PlanId>,
}

/// See what plans of maintenance ask for within some days, and what became of it.
#[utoipa::path(get, path = "/maintenance-plans/forecast", operation_id = "forecastMaintenance", tag = "Maintenance",
    params(MaintenanceForecastQuery), responses((status = 200, body = MaintenanceForecast, description = "In order of days")))]
pub async fn forecast_maintenance(
    cx: Cx<permit::MaintenanceRead>,
    Query(query): Query<MaintenanceForecastQuery>,
) -> Answer<Json<MaintenanceForecast>> {
    if query.until < query.from {
        return Err(Error::field("until", "before-from", "must not be before from").into());
    }
    if query.until > query.from.saturating_add(MOST_DAYS.days()) {
        return Err(Error::field("until", "too-far", format!("at most {MOST_DAYS} days are told at once")).into());
    }
    Ok(Json(cx.read(move |tx| forecast(tx, (query.from, query.until), query.site_id, query.plan_id)).await?))
}

/// What plans within reach ask for between two days, and what became of it.
pub fn forecast(tx: &mut Tx<'_>, within: (Date, Date), site: Option<SiteId>, plan: Option<PlanId>) -> Result<MaintenanceForecast> {
    let last = tx.now().date_in(&TimeZone::UTC).saturating_add(FURTHEST_YEARS.years());
    if within.1 > last {
        return Err(Error::field("until", "too-far", format!("nothing is foreseen beyond {last}")));
    }
    let mut told = MaintenanceForecast { items: Vec::new(), left_out: Vec::new(), more: false };
    let (filter, mut after) = (Filter { plan, ..Filter::default() }, None);
    loop {
        let page = rows::list(tx, &filter, after, 200)?;
        let Some((last, _)) = page.last() else { break };
        after = Some(rows::Keys::of(last));
        let known = Known::of(tx, page.iter().map(|(row, _)| row))?;
        for (row, _) in &page {
            of_plan(tx, &known, row, within, site, &mut told)?;
        }
    }
    told.items.sort_by(|a, b| (a.due, &a.plan.name, a.target.id).cmp(&(b.due, &b.plan.name, b.target.id)));
    told.more = told.items.len() > MOST;
    told.items.truncate(MOST);
    Ok(told)
}

fn of_plan(
    tx: &mut Tx<'_>,
    known: &Known,
    row: &PlanRow,
    within: (Date, Date),
    site: Option<SiteId>,
    told: &mut MaintenanceForecast,
) -> Result<()> {
    let plan = MaintenancePlanLink { id: row.id, name: row.name.clone(), basis: row.basis };
    let (now, zone, timing) = (tx.now(), row.zone(), row.timing()?);
    // What a plan is about no more has a past all the same.
    let past: Vec<&Occurred> = known.occurred(row.id).filter(|one| within.0 <= one.due && one.due <= within.1).collect();
    let gone: BTreeSet<_> = past.iter().map(|one| one.target).filter(|id| known.targets(row.id).all(|target| target.id != *id)).collect();
    let mut sights = targets::sights(tx, &gone)?;
    sights.extend(known.targets(row.id).filter_map(|target| Some((target.id, target.sight.clone()?))));
    sights.retain(|_, sight| site.is_none_or(|site| sight.site == site));
    for one in past {
        if let Some(sight) = sights.get(&one.target) {
            told.items.push(item(plan.clone(), sight.view.clone(), one, row.today(now)));
        }
    }
    for target in known.targets(row.id) {
        let Some(sight) = sights.get(&target.id) else { continue };
        let why = match row.state {
            PlanState::Ended => continue,
            PlanState::Suspended => Some(Why::Suspended),
            PlanState::Active => sight.view.retired.then_some(Why::Retired),
        };
        if let Some(why) = why {
            told.left_out.push(MaintenanceRest { plan: plan.clone(), target: sight.view.clone(), why });
            continue;
        }
        let from = row.from()?.max(target.from);
        for due in timing.ahead(from, &known.past(row.id, target.id, &zone), within, row.today(now)) {
            let (earliest, latest) = timing.window(due);
            told.items.push(MaintenanceForecastItem {
                plan: plan.clone(),
                target: sight.view.clone(),
                due,
                earliest,
                latest,
                job: None,
                state: MaintenanceStanding::Forecast,
                reason: None,
            });
        }
    }
    Ok(())
}

fn item(plan: MaintenancePlanLink, target: TargetView, one: &Occurred, today: Date) -> MaintenanceForecastItem {
    let state = match (one.outcome, one.job.as_ref().map(|job| job.status), one.done_at()) {
        (Outcome::Skipped, ..) | (_, Some(Status::Cancelled), _) => MaintenanceStanding::Skipped,
        (Outcome::LeftOut, ..) => MaintenanceStanding::LeftOut,
        (Outcome::Made, _, Some(_)) => MaintenanceStanding::Done,
        (Outcome::Made, ..) if one.latest < today => MaintenanceStanding::Late,
        (Outcome::Made, ..) => MaintenanceStanding::Made,
    };
    let (earliest, latest, reason) = (one.earliest, one.latest, one.reason.clone());
    MaintenanceForecastItem { plan, target, due: one.due, earliest, latest, job: MadeLink::of(one), state, reason }
}
