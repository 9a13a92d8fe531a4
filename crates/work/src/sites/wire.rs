//! Sites on the wire.

use super::rows::{Named, SiteRow};
use super::{Address, Position, SiteId};
use crate::customers::{CustomerId, CustomerLink};
use crate::units::UnitLink;
use access::edge::VersionedRow;
use kernel::{Cursor, Limit, Line, Patch, Text, Timestamp, UnitId, Zone};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A site.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SiteView {
    /// Its id.
    pub id: SiteId,
    /// Its version, for `If-Match`.
    pub version: i64,
    /// Whose it is.
    pub customer: Option<CustomerLink>,
    /// Which unit looks after it.
    pub unit: Option<UnitLink>,
    /// Its name.
    #[schema(example = "Mill 2, pump house")]
    pub name: String,
    /// Where it is, in words.
    pub address: Address,
    /// Where it is, on earth.
    pub position: Option<Position>,
    /// Its time zone.
    #[schema(value_type = String, example = "America/Chicago")]
    pub time_zone: String,
    /// How one gets in.
    pub access_notes: String,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl From<Named> for SiteView {
    fn from((row, customer_name, unit): Named) -> Self {
        let unit = UnitLink::of(row.unit_id, unit);
        let (address, position) = (row.address(), row.position());
        let SiteRow { id, version, customer_id, name, time_zone, access_notes, created_at, updated_at, .. } = row;
        let customer = customer_id.zip(customer_name).map(|(id, name)| CustomerLink { id, name });
        Self { id, version, customer, unit, name, address, position, time_zone, access_notes, created_at, updated_at }
    }
}

impl VersionedRow for SiteView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// A new site.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSite {
    /// Whose it is.
    #[serde(default)]
    pub customer_id: Option<CustomerId>,
    /// Its name.
    #[schema(value_type = String, max_length = 200, example = "Mill 2, pump house")]
    pub name: Line<200>,
    /// Where it is, in words.
    pub address: Address,
    /// Where it is, on earth.
    #[serde(default)]
    pub position: Option<Position>,
    /// Its time zone.
    #[schema(value_type = String, example = "America/Chicago")]
    pub time_zone: Zone,
    /// How one gets in.
    #[serde(default)]
    #[schema(value_type = String, max_length = 10_000)]
    pub access_notes: Text<10_000>,
    /// Which unit looks after it; its customer's, else the one you are posted to, unless you say otherwise.
    #[serde(default)]
    pub unit_id: Option<UnitId>,
}

/// What changes of a site; what is not mentioned stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteChanges {
    /// Whose it is; null for nobody's.
    #[schema(value_type = Option<CustomerId>)]
    #[serde(default)]
    pub customer_id: Patch<CustomerId>,
    /// Its name.
    #[schema(value_type = Option<String>, max_length = 200)]
    #[serde(default)]
    pub name: Option<Line<200>>,
    /// Where it is, in words: the whole address.
    #[serde(default)]
    pub address: Option<Address>,
    /// Where it is, on earth; null for unknown.
    #[schema(value_type = Option<Position>)]
    #[serde(default)]
    pub position: Patch<Position>,
    /// Its time zone.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    pub time_zone: Option<Zone>,
    /// How one gets in.
    #[schema(value_type = Option<String>, max_length = 10_000)]
    #[serde(default)]
    pub access_notes: Option<Text<10_000>>,
    /// Which unit looks after it; null for none.
    #[schema(value_type = Option<UnitId>)]
    #[serde(default)]
    pub unit_id: Patch<UnitId>,
}

/// Which sites, in which order.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct SiteQuery {
    /// Words in name and address.
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// Sites of this customer.
    pub customer: Option<CustomerId>,
    /// Sites of this unit or one below it.
    pub unit: Option<UnitId>,
    /// Order: `name` (unless asked otherwise) or `-name`.
    #[param(inline)]
    pub sort: SiteSort,
    /// Where the page starts: `next` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
    /// How many items at most: 1 to 200.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200)]
    pub limit: Limit,
}

/// Orders of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[expect(missing_docs, reason = "the words say it")]
pub enum SiteSort {
    #[default]
    #[serde(rename = "name")]
    Name,
    #[serde(rename = "-name")]
    NameDown,
}
