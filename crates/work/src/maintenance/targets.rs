//! What a plan is about: assets and sites.

use super::PlanId;
use super::wire::TargetView;
use crate::assets::{self, AssetId, AssetLink};
use crate::jobs::wire::SiteLink;
use crate::listing::{SITE, Statement};
use crate::schema::maintenance_target;
use crate::sites::{self, SiteId};
use diesel::prelude::*;
use diesel::sql_types::Text;
use jiff::civil::Date;
use kernel::{Error, Result, UnitId};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use store::{Subject, Tx, WriteTx};

/// An asset or a site, by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetId {
    /// An asset.
    Asset(AssetId),
    /// A site.
    Site(SiteId),
}

impl TargetId {
    /// Reads an id of either kind.
    pub fn parse(text: &str) -> Option<Self> {
        AssetId::parse(text).map(Self::Asset).or_else(|_| SiteId::parse(text).map(Self::Site)).ok()
    }

    /// The id's text.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Asset(id) => id.as_str(),
            Self::Site(id) => id.as_str(),
        }
    }

    /// As a record names it.
    pub(super) fn subject(self) -> Subject {
        match self {
            Self::Asset(id) => Subject::new("asset", id),
            Self::Site(id) => Subject::new("site", id),
        }
    }
}

impl fmt::Display for TargetId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for TargetId {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TargetId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("expected the id of an asset or of a site"))
    }
}

/// What a plan is about, as far as the asker may see it.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub(super) plan: PlanId,
    pub(super) id: TargetId,
    /// What was to be done by an earlier day is not made.
    pub(super) from: Date,
    pub(super) sight: Option<Sight>,
}

/// An asset or a site that may be seen.
#[derive(Debug, Clone)]
pub(super) struct Sight {
    pub(super) view: TargetView,
    pub(super) site: SiteId,
    /// Whose unit looks after it.
    pub(super) unit: Option<UnitId>,
}

/// What these plans are about, in the order of ids.
pub(super) fn of_plans(tx: &mut Tx<'_>, plans: &[PlanId]) -> Result<Vec<Target>> {
    if plans.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::<(Text, Text, Text)>::on(tx.db());
    statement.sql("SELECT plan_id, target_id, from_date FROM maintenance_target WHERE plan_id");
    statement.in_texts(plans.iter().map(PlanId::as_str)).sql(" ORDER BY plan_id, target_id").seldom();
    let found = statement.load::<(PlanId, String, String)>(tx.db())?;
    let ids: BTreeSet<TargetId> = found.iter().filter_map(|(_, id, _)| TargetId::parse(id)).collect();
    let sights = sights(tx, &ids)?;
    let unreadable = || Error::internal("a plan of maintenance is about nothing that is known");
    let target = |(plan, id, from): (PlanId, String, String)| {
        let id = TargetId::parse(&id).ok_or_else(unreadable)?;
        Ok(Target { plan, id, from: from.parse().map_err(Error::internal)?, sight: sights.get(&id).cloned() })
    };
    found.into_iter().map(target).collect()
}

/// Those of these that the asker may see.
pub(super) fn sights(tx: &mut Tx<'_>, ids: &BTreeSet<TargetId>) -> Result<BTreeMap<TargetId, Sight>> {
    let mut found = BTreeMap::new();
    let assets: Vec<AssetId> = ids.iter().filter_map(|id| if let TargetId::Asset(id) = id { Some(*id) } else { None }).collect();
    for few in assets.chunks(500) {
        for (row, _, unit, (name, locality, postcode, zone), ..) in assets::rows::of_ids(tx, few)? {
            let site = name.zip(zone).map(|(name, time_zone)| SiteLink { id: row.site_id, name, locality, postcode, time_zone });
            let link = AssetLink { id: row.id, number: row.label(), name: row.name };
            let id = TargetId::Asset(row.id);
            let view = TargetView { id, asset: Some(link), site, retired: row.retired_at.is_some() };
            found.insert(id, Sight { view, site: row.site_id, unit });
        }
    }
    let seen = SITE.reached(tx);
    for id in ids {
        let TargetId::Site(site) = id else { continue };
        let Some(row) = sites::rows::there(tx, *site)? else { continue };
        if !seen.holds(row.unit_id, None, row.customer_id) {
            continue;
        }
        let link = SiteLink { id: *site, name: row.name, locality: row.locality, postcode: row.postcode, time_zone: row.time_zone };
        let view = TargetView { id: *id, asset: None, site: Some(link), retired: false };
        found.insert(*id, Sight { view, site: *site, unit: row.unit_id });
    }
    Ok(found)
}

/// The plan is about these from now on; what the asker may not see stays. Each that is new must be there to be seen, and in use. Tells
/// what it was about before, and is now.
pub(super) fn now_about(tx: &mut WriteTx<'_>, plan: PlanId, wanted: &[TargetId], from: Date) -> Result<(Vec<TargetId>, Vec<TargetId>)> {
    let (seen, unseen): (Vec<Target>, Vec<Target>) = of_plans(tx, &[plan])?.into_iter().partition(|target| target.sight.is_some());
    let before: BTreeSet<TargetId> = seen.iter().map(|target| target.id).collect();
    let wanted: BTreeSet<TargetId> = wanted.iter().copied().collect();
    let new: BTreeSet<TargetId> = wanted.difference(&before).copied().collect();
    let sights = sights(tx, &new)?;
    for id in &new {
        match sights.get(id) {
            None => return Err(Error::field("on", "unknown", format!("there is no asset and no site {id}"))),
            Some(sight) if sight.view.retired => {
                return Err(Error::field("on", "retired", format!("asset {id} is out of use: no work is planned on it")));
            }
            Some(_) => insert(tx, plan, *id, from)?,
        }
    }
    for gone in before.difference(&wanted) {
        diesel::delete(maintenance_target::table.find((plan, gone.as_str()))).execute(tx.db())?;
    }
    let after: BTreeSet<TargetId> = wanted.into_iter().chain(unseen.iter().map(|target| target.id)).collect();
    let before: BTreeSet<TargetId> = before.into_iter().chain(unseen.iter().map(|target| target.id)).collect();
    Ok((before.into_iter().collect(), after.into_iter().collect()))
}

fn insert(tx: &mut WriteTx<'_>, plan: PlanId, id: TargetId, from: Date) -> Result<()> {
    let (asset, site) = match id {
        TargetId::Asset(id) => (Some(id), None),
        TargetId::Site(id) => (None, Some(id)),
    };
    diesel::insert_into(maintenance_target::table)
        .values((
            (maintenance_target::plan_id.eq(plan), maintenance_target::target_id.eq(id.to_string())),
            (maintenance_target::asset_id.eq(asset), maintenance_target::site_id.eq(site)),
            maintenance_target::from_date.eq(from.to_string()),
        ))
        .execute(tx.db())?;
    Ok(())
}
