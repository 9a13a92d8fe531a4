//! Explanations on the wire.

use crate::customers::CustomerId;
use crate::jobs::JobId;
use crate::sites::SiteId;
use access::editor::PermissionName;
use access::holdings::HoldingId;
use access::links::{MemberLink, RoleLink};
use kernel::{MemberId, Scope};
use serde::{Deserialize, Deserializer, Serialize};
use std::borrow::Cow;
use utoipa::{IntoParams, ToSchema};

/// A row that rights may reach or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordName {
    /// A job.
    Job(JobId),
    /// A customer.
    Customer(CustomerId),
    /// A site.
    Site(SiteId),
}

impl<'de> Deserialize<'de> for RecordName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        let job = JobId::parse(&text).map(Self::Job);
        let found = job.or_else(|_| CustomerId::parse(&text).map(Self::Customer)).or_else(|_| SiteId::parse(&text).map(Self::Site));
        found.map_err(|_| serde::de::Error::custom("expected the id of a job, a customer or a site"))
    }
}

/// What is asked.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExplanationQuery {
    /// About whom: a member or a contact.
    pub member_id: MemberId,
    /// Which permission.
    #[param(value_type = String, example = "jobs.read")]
    pub permission: PermissionName,
    /// With which job, customer or site; with any, unless said.
    #[serde(default)]
    #[param(value_type = Option<String>, example = "job_01jd7q3v9mf4x8t2c5k6w0ezya")]
    pub record: Option<RecordName>,
}

/// Whether somebody may, and why.
#[derive(Debug, Serialize, ToSchema)]
pub struct Explanation {
    /// About whom.
    pub member: MemberLink,
    /// Whether they may.
    pub allowed: bool,
    /// How far the permission reaches for them, if it is granted at all.
    pub scope: Option<Scope>,
    /// One rule after another; each must hold, but of the roles one is enough.
    pub steps: Vec<Step>,
}

/// A rule, and whether it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ExplanationStep)]
pub struct Step {
    /// A stable word: `active`, `contact`, `role`, `granted`, `seen`, `reached`.
    #[schema(value_type = String, example = "reached")]
    pub rule: &'static str,
    /// Whether it holds.
    pub holds: bool,
    /// The rule, for people.
    #[schema(example = "The right reaches the rows of some units, and what they made themselves.")]
    pub text: String,
    /// The fact it was held against.
    #[schema(example = "J-000123 belongs to Station North.")]
    pub fact: String,
}

/// Which row.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WhoQuery {
    /// A job, a customer or a site.
    #[param(value_type = String, example = "job_01jd7q3v9mf4x8t2c5k6w0ezya")]
    pub record: RecordName,
    /// By which permission; the one to see it, unless said otherwise.
    #[serde(default)]
    #[param(value_type = Option<String>, example = "jobs.write")]
    pub permission: Option<PermissionName>,
}

/// Who reaches a row.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExplanationWho)]
pub struct Who {
    /// By name; one for each role through which they do.
    pub items: Vec<WhoItem>,
}

/// Somebody who reaches a row.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExplanationWhoItem)]
pub struct WhoItem {
    /// Who.
    pub member: MemberLink,
    /// By which permission.
    #[schema(value_type = String, example = "jobs.read")]
    pub permission: &'static str,
    /// How far it reaches.
    pub scope: Scope,
    /// Through which role.
    pub through: Through,
}

/// Through what somebody may do something.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExplanationThrough)]
pub struct Through {
    /// The role; null for a contact, who has none.
    pub role: Option<RoleLink>,
    /// The holding.
    pub holding_id: Option<HoldingId>,
}
