//! Requirements on the wire.

use super::rows::{self, RequirementRow};
use super::{CompetencyId, DutyTypeId, RequirementId, RequirementKind};
use kernel::{Result, SiteId, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;

/// What is to be filled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RequirementView {
    /// Id.
    pub id: RequirementId,
    /// Version, for `If-Match`.
    pub version: i64,
    /// Whose it is.
    pub kind: RequirementKind,
    /// The session or the visit.
    #[schema(example = "esn_01j9zk3v6xe8r9y5m2n4p6q8s0")]
    pub owner_id: String,
    /// What lists call it.
    #[schema(example = "Carnival · Saturday night")]
    pub title: String,
    /// The kind of person wanted.
    #[schema(example = "First aider")]
    pub detail: String,
    /// From when.
    pub start: Timestamp,
    /// Until when.
    pub end: Timestamp,
    /// The zone of the place.
    #[schema(example = "Europe/London")]
    pub zone: String,
    /// Where.
    #[schema(example = "North gate")]
    pub place: String,
    /// The site, if it is one of the organisation's.
    pub site_id: Option<SiteId>,
    /// Which unit looks after it.
    pub unit_id: Option<UnitId>,
    /// What the time is booked as.
    pub duty_type_id: Option<DutyTypeId>,
    /// Fewest people with whom it can go ahead.
    pub min: i64,
    /// Most people there is room for.
    pub max: i64,
    /// Further places for trainees beside a qualified one.
    pub supervised: i64,
    /// Places taken.
    pub filled: i64,
    /// Trainees' places taken.
    pub filled_supervised: i64,
    /// Whether it may be filled.
    pub live: bool,
    /// What whoever fills it must be able to do.
    pub competencies: Vec<DemandView>,
}

/// An ability that is asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DemandView {
    /// Which.
    pub id: CompetencyId,
    /// From which level on, counted from 1; null for any.
    pub level: Option<i64>,
}

impl RequirementView {
    /// The row as it is told.
    pub fn of(row: RequirementRow, (filled, filled_supervised): (i64, i64), demands: &[rows::Demand]) -> Self {
        Self {
            id: row.id,
            version: row.version,
            kind: row.kind,
            owner_id: row.owner_id,
            title: row.title,
            detail: row.detail,
            start: row.start_at,
            end: row.end_at,
            zone: row.zone,
            place: row.place,
            site_id: row.site_id,
            unit_id: row.unit_id,
            duty_type_id: row.duty_type_id,
            min: row.least,
            max: row.most,
            supervised: row.supervised,
            filled,
            filled_supervised,
            live: row.live,
            competencies: demands.iter().map(DemandView::of).collect(),
        }
    }
}

impl DemandView {
    /// The demand as it is told.
    pub fn of(demand: &rows::Demand) -> Self {
        Self { id: demand.competency, level: Some(demand.level).filter(|level| *level > 0) }
    }

    /// The demand that is told.
    pub fn demand(&self) -> rows::Demand {
        rows::Demand { competency: self.id, level: self.level.unwrap_or(0) }
    }
}

/// A requirement with its places and demands.
pub fn told(tx: &mut Tx<'_>, row: RequirementRow) -> Result<RequirementView> {
    let (filled, demands) = (rows::filled(tx, row.id)?, rows::demands(tx, row.id)?);
    Ok(RequirementView::of(row, filled, &demands))
}
