//! Types of jobs on the wire.

use super::JobTypeId;
use crate::forms::TemplateId;
use crate::service::Targets;
use crate::visits::Ability;
use access::edge::VersionedRow;
use kernel::Line;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What goes without saying for jobs of a type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct JobTypeView {
    /// Id.
    pub id: JobTypeId,
    /// Version, for `If-Match`.
    pub version: i64,
    /// The type, as jobs name it.
    #[schema(example = "Pump repair")]
    pub name: String,
    /// How many minutes a visit is planned for.
    #[schema(example = 90)]
    pub minutes: i64,
    /// What whoever goes must be able to do.
    pub competencies: Vec<Ability>,
    /// How soon is promised, by priority; what is not said goes by the organisation's.
    pub targets: Targets,
    /// Forms asked of its visits before they are done.
    pub form_ids: Vec<TemplateId>,
    /// Whether it is offered no more.
    pub retired: bool,
}

impl VersionedRow for JobTypeView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// The types that were described.
#[derive(Debug, Serialize, ToSchema)]
pub struct DescribedJobTypes {
    /// By name.
    pub items: Vec<JobTypeView>,
}

/// A type of jobs to be described.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewJobType {
    /// The type, as jobs name it.
    #[schema(value_type = String, max_length = 80, example = "Pump repair")]
    pub name: Line<80>,
    /// How many minutes a visit is planned for: an hour unless you say otherwise.
    #[serde(default = "hour", deserialize_with = "minutes")]
    #[schema(minimum = 1, maximum = 44_640)]
    pub minutes: i64,
    /// What whoever goes must be able to do.
    #[serde(default, deserialize_with = "crate::few::at_most::<20, _, _>")]
    #[schema(max_items = 20)]
    pub competencies: Vec<Ability>,
    /// How soon is promised, by priority.
    #[serde(default)]
    pub targets: Targets,
    /// Forms asked of its visits before they are done: at most 20.
    #[serde(default, deserialize_with = "crate::few::at_most::<20, _, _>")]
    #[schema(max_items = 20)]
    pub form_ids: Vec<TemplateId>,
}

/// What changes of a type; what is not mentioned stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JobTypeChanges {
    /// The type, as jobs name it. Jobs that name the old word keep it.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 80)]
    pub name: Option<Line<80>>,
    /// How many minutes a visit is planned for.
    #[serde(default, deserialize_with = "perhaps_minutes")]
    #[schema(minimum = 1, maximum = 44_640)]
    pub minutes: Option<i64>,
    /// What whoever goes must be able to do.
    #[serde(default, deserialize_with = "crate::few::perhaps_at_most::<20, _, _>")]
    #[schema(max_items = 20)]
    pub competencies: Option<Vec<Ability>>,
    /// How soon is promised, by priority: all of it.
    #[serde(default)]
    pub targets: Option<Targets>,
    /// Forms asked of its visits before they are done: all of them, at most 20. Visits that are planned keep theirs.
    #[serde(default, deserialize_with = "crate::few::perhaps_at_most::<20, _, _>")]
    #[schema(max_items = 20)]
    pub form_ids: Option<Vec<TemplateId>>,
    /// Whether it is offered no more.
    #[serde(default)]
    pub retired: Option<bool>,
}

fn hour() -> i64 {
    60
}

fn minutes<'de, D: serde::Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    let minutes = i64::deserialize(from)?;
    if (1..=44_640).contains(&minutes) { Ok(minutes) } else { Err(serde::de::Error::custom("must be from 1 to 44640 minutes")) }
}

fn perhaps_minutes<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    minutes(from).map(Some)
}
