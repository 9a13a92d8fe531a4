//! Leaves to look in, on the wire.

use super::SupportGrantId;
use super::rows::GrantRow;
use super::rules::SupportState;
use kernel::{MemberId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A leave to look in: asked for, allowed, over.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SupportGrant {
    /// Its id.
    pub id: SupportGrantId,
    /// The row's version.
    pub version: i64,
    /// Why the operator wants to look in, in the operator's words.
    #[schema(example = "Ticket 4711: imports stop at row 200")]
    pub reason: String,
    /// What became of it.
    pub state: SupportState,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// Which owner allowed it.
    pub approved_by: Option<SupportMember>,
    /// When.
    pub approved_at: Option<Timestamp>,
    /// When it ends by itself.
    pub ends_at: Option<Timestamp>,
    /// Who refused or ended it.
    pub ended_by: Option<SupportMember>,
    /// When.
    pub ended_at: Option<Timestamp>,
    /// How often the operator looked in; each time stands in the log.
    pub uses: i64,
}

/// A member who answered.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SupportMember {
    /// Their id.
    #[schema(value_type = String)]
    pub id: MemberId,
    /// Their name.
    #[schema(example = "Ana Okafor")]
    pub name: String,
}

/// What the operator asked, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct SupportGrants {
    /// At most 200.
    pub items: Vec<SupportGrant>,
}

/// For how long.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Hours, 1 to 4.
    #[schema(minimum = 1, maximum = 4, example = 2)]
    pub hours: u8,
}

impl SupportGrant {
    pub(super) fn of(row: GrantRow, now: Timestamp, names: &BTreeMap<MemberId, String>, uses: i64) -> Self {
        let member = |id: Option<MemberId>| {
            id.map(|id| SupportMember { id, name: names.get(&id).cloned().unwrap_or_else(|| "Former member".to_owned()) })
        };
        Self {
            state: row.times().state(now),
            id: row.id,
            version: row.version,
            reason: row.reason,
            asked_at: row.asked_at,
            approved_by: member(row.approved_by),
            approved_at: row.approved_at,
            ends_at: row.ends_at,
            ended_by: member(row.ended_by),
            ended_at: row.ended_at,
            uses,
        }
    }
}
