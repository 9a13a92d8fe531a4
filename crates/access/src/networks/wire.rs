//! Networks on the wire.

use super::rules::{MOST_RANGES, MOST_ROLES, Mode, Range, Rules};
use crate::edge::VersionedRow;
use kernel::{Error, Line, Network, Result, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// From where the organisation may be used.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NetworksView {
    /// Whether the ranges count.
    pub mode: Mode,
    /// For everybody; an empty list holds every address.
    pub ranges: Vec<RangeView>,
    /// For those who hold a role, on top of the above.
    pub by_role: Vec<RoleRanges>,
    /// The version; 0 before the first change.
    pub version: i64,
    /// When it was changed last.
    pub updated_at: Option<Timestamp>,
    /// The address that this request came from, as far as the server can tell.
    #[schema(example = "203.0.113.9")]
    pub your_address: Option<String>,
}

impl VersionedRow for NetworksView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// The networks as they shall be.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNetworks {
    /// Whether the ranges count.
    pub mode: Mode,
    /// For everybody, 200 at most.
    pub ranges: Vec<RangeView>,
    /// For those who hold a role, 50 roles at most.
    #[serde(default)]
    pub by_role: Vec<RoleRanges>,
}

/// A range of addresses.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RangeView {
    /// An address or a range, IPv4 or IPv6.
    #[schema(value_type = String, example = "203.0.113.0/24")]
    pub cidr: Network,
    /// What it is.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 120, example = "Head office")]
    pub note: Option<Line<120>>,
}

/// The ranges of one role.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleRanges {
    /// A built-in role's word, or the id of one of the organisation's own.
    #[schema(value_type = String, max_length = 40, example = "administrator")]
    pub role: Line<40>,
    /// Its ranges, 200 at most.
    pub ranges: Vec<RangeView>,
}

/// Which address to try.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddressToCheck {
    /// An IPv4 or IPv6 address.
    #[schema(value_type = String, example = "203.0.113.9")]
    pub address: std::net::IpAddr,
    /// As somebody who holds this role.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "administrator")]
    pub role: Option<Line<40>>,
}

/// Whether an address would pass.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CheckedAddress {
    /// Whether it would pass, were the ranges enforced.
    pub passes: bool,
    /// What decided, in words.
    #[schema(example = "203.0.113.0/24 (Head office) of the organisation's ranges holds it")]
    pub rule: String,
}

impl NetworksView {
    pub(super) fn of(rules: &Rules, your_address: Option<String>) -> Self {
        let view = |range: &Range| RangeView { cidr: range.network, note: Line::parse(&range.note).ok() };
        let role = |(role, ranges): &(String, Vec<Range>)| {
            Line::parse(role).ok().map(|role| RoleRanges { role, ranges: ranges.iter().map(view).collect() })
        };
        Self {
            mode: rules.mode,
            ranges: rules.everybody.iter().map(view).collect(),
            by_role: rules.by_role.iter().filter_map(role).collect(),
            version: rules.version,
            updated_at: rules.updated_at,
            your_address,
        }
    }
}

impl NewNetworks {
    /// The rules that this asks for, as the version after `before`. Lists without a range are left out.
    pub(super) fn rules(self, before: i64) -> Result<Rules> {
        if self.by_role.len() > MOST_ROLES {
            return Err(Error::field("by_role", "too-many", format!("at most {MOST_ROLES} roles")));
        }
        let (mut by_role, mut named) = (Vec::new(), BTreeSet::new());
        for (at, of) in self.by_role.into_iter().enumerate() {
            let (role, ranges) = (of.role.into_string(), ranges(&format!("by_role[{at}].ranges"), of.ranges)?);
            if !named.insert(role.clone()) {
                return Err(Error::field(format!("by_role[{at}].role"), "duplicate", "the role has a list already"));
            }
            if !ranges.is_empty() {
                by_role.push((role, ranges));
            }
        }
        by_role.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(Rules { version: before + 1, mode: self.mode, everybody: ranges("ranges", self.ranges)?, by_role, updated_at: None })
    }
}

fn ranges(field: &str, views: Vec<RangeView>) -> Result<Vec<Range>> {
    if views.len() > MOST_RANGES {
        return Err(Error::field(field, "too-many", format!("at most {MOST_RANGES} ranges")));
    }
    let mut seen = BTreeSet::new();
    for (at, view) in views.iter().enumerate() {
        if !seen.insert(view.cidr) {
            return Err(Error::field(format!("{field}[{at}].cidr"), "duplicate", "the range stands in the list already"));
        }
    }
    let range = |view: RangeView| Range { network: view.cidr, note: view.note.map(Line::into_string).unwrap_or_default() };
    Ok(views.into_iter().map(range).collect())
}

/// A list in the log's words.
pub(super) fn texts(ranges: &[Range]) -> Vec<String> {
    ranges.iter().map(|range| range.network.to_string()).collect()
}
