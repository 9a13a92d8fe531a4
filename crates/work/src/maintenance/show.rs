//! One plan, and plans as they are shown.

use super::PlanId;
use super::history::{self, Occurred};
use super::rows::{self, Named, PlanRow};
use super::rules::{MOST_DAYS, Past, PlanState};
use super::targets::{self, Target, TargetId};
use super::wire::{MaintenancePlan, MaintenanceWindow, PlannedJob};
use crate::units::UnitLink;
use access::edge::{Answer, Path, Versioned};
use access::{Cx, permit};
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Error, Line, Result, Text, Timestamp};
use std::collections::BTreeMap;
use store::Tx;

/// Read a plan of maintenance.
#[utoipa::path(get, path = "/maintenance-plans/{id}", operation_id = "getMaintenancePlan", tag = "Maintenance",
    params(("id" = PlanId, Path)), responses((status = 200, body = MaintenancePlan, description = "The plan")))]
pub async fn get_maintenance_plan(cx: Cx<permit::MaintenanceRead>, Path(id): Path<PlanId>) -> Answer<Versioned<MaintenancePlan>> {
    let view = cx
        .read(move |tx| {
            let named = rows::find(tx, id)?;
            view(tx, named)
        })
        .await?;
    Ok(Versioned(view))
}

/// One plan as it is shown.
pub(super) fn view(tx: &mut Tx<'_>, named: Named) -> Result<MaintenancePlan> {
    views(tx, vec![named])?.pop().ok_or_else(|| Error::internal("a plan cannot be shown"))
}

/// Plans as they are shown.
pub(super) fn views(tx: &mut Tx<'_>, plans: Vec<Named>) -> Result<Vec<MaintenancePlan>> {
    let known = Known::of(tx, plans.iter().map(|(row, _)| row))?;
    let now = tx.now();
    plans.into_iter().map(|(row, unit)| known.view(row, unit, now)).collect()
}

/// What some plans are about, and what became of their times.
pub(super) struct Known {
    targets: BTreeMap<PlanId, Vec<Target>>,
    occurred: BTreeMap<PlanId, Vec<Occurred>>,
    done: Vec<(PlanId, Timestamp)>,
}

impl Known {
    pub(super) fn of<'r>(tx: &mut Tx<'_>, plans: impl Iterator<Item = &'r PlanRow>) -> Result<Self> {
        let ids: Vec<PlanId> = plans.map(|row| row.id).collect();
        let from = tx.now().date_in(&TimeZone::UTC).saturating_sub((2 * MOST_DAYS).days());
        let (mut targets, mut occurred) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
        for target in targets::of_plans(tx, &ids)? {
            targets.entry(target.plan).or_default().push(target);
        }
        for one in history::of_plans(tx, &ids, from)? {
            occurred.entry(one.plan).or_default().push(one);
        }
        Ok(Self { targets, occurred, done: history::last_done(tx, &ids)? })
    }

    /// What a plan is about.
    pub(super) fn targets(&self, plan: PlanId) -> impl Iterator<Item = &Target> {
        self.targets.get(&plan).into_iter().flatten()
    }

    /// What became of a plan's times.
    pub(super) fn occurred(&self, plan: PlanId) -> impl Iterator<Item = &Occurred> {
        self.occurred.get(&plan).into_iter().flatten()
    }

    /// What became of the times of one target.
    pub(super) fn past(&self, plan: PlanId, target: TargetId, zone: &TimeZone) -> Vec<Past> {
        self.occurred(plan).filter(|one| one.target == target).map(|one| one.past(zone)).collect()
    }

    fn next_due(&self, row: &PlanRow, now: Timestamp) -> Result<Option<Date>> {
        if row.state != PlanState::Active {
            return Ok(None);
        }
        let (timing, zone, from) = (row.timing()?, row.zone(), row.from()?);
        let in_use = self.targets(row.id).filter(|target| target.sight.as_ref().is_some_and(|sight| !sight.view.retired));
        let next = |target: &Target| timing.next_after(from.max(target.from), &self.past(row.id, target.id, &zone), row.today(now));
        Ok(in_use.filter_map(next).min())
    }

    fn view(&self, row: PlanRow, unit: Option<String>, now: Timestamp) -> Result<MaintenancePlan> {
        let unreadable = |_| Error::internal("a plan of maintenance cannot be read");
        Ok(MaintenancePlan {
            next_due: self.next_due(&row, now)?,
            last_done: self.done.iter().find(|(plan, _)| *plan == row.id).map(|(_, at)| *at),
            on: self.targets(row.id).filter_map(|target| target.sight.as_ref().map(|sight| sight.view.clone())).collect(),
            first_date: row.first()?,
            id: row.id,
            version: row.version,
            name: row.name,
            unit: row.unit_id.zip(unit).map(|(id, name)| UnitLink { id, name }),
            job: PlannedJob {
                title: Line::parse(&row.title).map_err(unreadable)?,
                description: Text::parse(&row.description).map_err(unreadable)?,
                type_id: row.type_id,
                priority: row.priority,
            },
            rule: row.rule,
            zone: row.zone,
            window: MaintenanceWindow { days_before: row.days_before, days_after: row.days_after },
            basis: row.basis,
            lead_days: row.lead_days,
            state: row.state,
            reason: row.state_reason,
            since: row.state_since,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
