//! Whom a visit needs, as its requirement has it.

use kernel::{Error, Result};
use roster::competencies;
use roster::requirements::{self, CompetencyId, Demand, RequirementId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::Tx;
use utoipa::ToSchema;

/// Whom a visit needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VisitPeople)]
pub struct People {
    /// Fewest with whom it can be done, from 0.
    #[serde(default = "one", deserialize_with = "few")]
    #[schema(minimum = 0, maximum = 100)]
    pub min: i64,
    /// Most who can go, at least `min`.
    #[serde(default = "one", deserialize_with = "few")]
    #[schema(minimum = 0, maximum = 100)]
    pub max: i64,
    /// What each of them must be able to do.
    #[serde(default, deserialize_with = "crate::few::at_most::<20, _, _>")]
    #[schema(max_items = 20)]
    pub competencies: Vec<Ability>,
}

/// An ability that is asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VisitAbility)]
pub struct Ability {
    /// Which.
    pub id: CompetencyId,
    /// From which level on, counted from 1; any unless you say otherwise.
    #[serde(default, deserialize_with = "level")]
    #[schema(minimum = 1, maximum = 100)]
    pub level: Option<i64>,
}

fn one() -> i64 {
    1
}

fn few<'de, D: serde::Deserializer<'de>>(from: D) -> std::result::Result<i64, D::Error> {
    let many = i64::deserialize(from)?;
    if (0..=100).contains(&many) { Ok(many) } else { Err(serde::de::Error::custom("must be from 0 to 100")) }
}

fn level<'de, D: serde::Deserializer<'de>>(from: D) -> std::result::Result<Option<i64>, D::Error> {
    let level = Option::<i64>::deserialize(from)?;
    if level.is_none_or(|level| (1..=100).contains(&level)) { Ok(level) } else { Err(serde::de::Error::custom("must be from 1 to 100")) }
}

impl Default for People {
    fn default() -> Self {
        Self { min: 1, max: 1, competencies: Vec::new() }
    }
}

impl People {
    /// Refuses what contradicts itself, and tells what is demanded of each.
    pub(super) fn demands(&self) -> Result<Vec<Demand>> {
        if self.max < self.min.max(1) {
            return Err(Error::field("people.max", "out-of-range", "must be at least one, and at least as many as `min`"));
        }
        let each: BTreeSet<CompetencyId> = self.competencies.iter().map(|ability| ability.id).collect();
        if each.len() < self.competencies.len() {
            return Err(Error::field("people.competencies", "twice", "names one twice"));
        }
        Ok(self.competencies.iter().map(|ability| Demand { competency: ability.id, level: ability.level.unwrap_or(0) }).collect())
    }
}

impl People {
    /// Refuses what names a competency that is not there, or is retired and was not asked for `before`.
    pub(super) fn check_named(&self, tx: &mut Tx<'_>, before: &Self) -> Result<()> {
        competencies::check_named(tx, "people.competencies", &ids(&self.competencies), &ids(&before.competencies))
    }
}

/// Which competencies are asked for.
fn ids(abilities: &[Ability]) -> Vec<CompetencyId> {
    abilities.iter().map(|ability| ability.id).collect()
}

/// Whom the visit of this requirement needs.
pub(super) fn of(tx: &mut Tx<'_>, id: RequirementId) -> Result<People> {
    let (row, demands) = (requirements::find(tx, id)?, requirements::demands(tx, id)?);
    let ability = |demand: Demand| Ability { id: demand.competency, level: Some(demand.level).filter(|level| *level > 0) };
    Ok(People { min: row.least, max: row.most, competencies: demands.into_iter().map(ability).collect() })
}
