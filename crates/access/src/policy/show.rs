//! The policy as it is.

use super::Minimum;
use super::rows::{self, Policy};
use crate::cx::Cx;
use crate::edge::{Answer, Versioned, VersionedRow};
use crate::permission::all::PolicyRead;
use serde::{Deserialize, Serialize};

/// What is demanded of those who sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PolicyView {
    /// By role, the least that its holders sign in with; a role that is not here may sign in with a password.
    minimum: Vec<RoleMinimum>,
    /// Days within which somebody sets up what is newly demanded of them.
    #[schema(example = 14)]
    grace_days: i64,
    /// A session ends after so many minutes without a request.
    #[schema(example = 60)]
    session_idle_minutes: i64,
    /// A session ends so many hours after it began.
    #[schema(example = 12)]
    session_hours: i64,
    /// For `If-Match`.
    version: i64,
}

/// What one role demands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleMinimum {
    /// A built-in role's word, or the id of one of the organisation's own.
    #[schema(example = "administrator", max_length = 40)]
    pub(super) role: String,
    /// The least factor.
    pub(super) factor: Minimum,
}

impl VersionedRow for PolicyView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl PolicyView {
    pub(super) fn of(policy: &Policy) -> Self {
        let minimum = policy.minimum.iter().map(|(role, (factor, _))| RoleMinimum { role: role.clone(), factor: *factor }).collect();
        let Policy { version, grace_days, idle_minutes, session_hours, .. } = policy;
        Self { minimum, grace_days: *grace_days, session_idle_minutes: *idle_minutes, session_hours: *session_hours, version: *version }
    }
}

/// What is demanded of those who sign in
#[utoipa::path(get, path = "/security-policy", tag = "Security", operation_id = "securityPolicy",
    responses((status = 200, description = "The policy in force.", body = PolicyView)))]
pub async fn show_policy(cx: Cx<PolicyRead>) -> Answer<Versioned<PolicyView>> {
    let policy = cx.read(rows::policy).await?;
    Ok(Versioned(PolicyView::of(&policy)))
}
