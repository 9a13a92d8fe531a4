//! Assets on the wire.

use super::AssetId;
use super::rows::{AssetRow, Named};
use crate::customers::{CustomerId, CustomerLink};
use crate::jobs::wire::SiteLink;
use crate::sites::SiteId;
use crate::units::UnitLink;
use access::edge::VersionedRow;
use kernel::{Cursor, Limit, Line, Patch, Text, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// An asset.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AssetView {
    /// Its id.
    pub id: AssetId,
    /// Its version, for `If-Match`.
    pub version: i64,
    /// How people call it.
    #[schema(example = "A-000123")]
    pub number: String,
    /// Its name.
    #[schema(example = "Pump 1, cellar")]
    pub name: String,
    /// What kind of thing.
    #[schema(example = "Pump")]
    pub kind: String,
    /// Who made it.
    pub maker: Option<String>,
    /// Which model.
    pub model: Option<String>,
    /// Its maker's number.
    pub serial: Option<String>,
    /// What there is to know; not for customers.
    pub notes: String,
    /// Where it stands; missing when you may not see the site.
    pub site: Option<SiteLink>,
    /// Whose site that is.
    pub customer: Option<CustomerLink>,
    /// Which unit looks after the site.
    pub unit: Option<UnitLink>,
    /// When it was put in.
    pub installed_at: Option<Timestamp>,
    /// Since when it is out of use.
    pub retired_at: Option<Timestamp>,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl From<Named> for AssetView {
    fn from((row, customer_id, unit_id, (site, locality, postcode, zone), customer, unit): Named) -> Self {
        let number = row.label();
        let AssetRow { id, version, name, kind, maker, model, serial, notes, site_id, .. } = row;
        Self {
            id,
            version,
            number,
            name,
            kind,
            maker,
            model,
            serial,
            notes,
            site: site.zip(zone).map(|(name, time_zone)| SiteLink { id: site_id, name, locality, postcode, time_zone }),
            customer: customer_id.zip(customer).map(|(id, name)| CustomerLink { id, name }),
            unit: UnitLink::of(unit_id, unit),
            installed_at: row.installed_at,
            retired_at: row.retired_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl VersionedRow for AssetView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// An asset, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AssetLink {
    /// Id.
    pub id: AssetId,
    /// How people call it.
    #[schema(example = "A-000123")]
    pub number: String,
    /// Name.
    #[schema(example = "Pump 1, cellar")]
    pub name: String,
}

/// A new asset.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAsset {
    /// Where it stands.
    pub site_id: SiteId,
    /// Since when it stands there; from now on unless you say otherwise.
    #[serde(default)]
    pub from: Option<Timestamp>,
    /// Its name.
    #[schema(value_type = String, max_length = 200, example = "Pump 1, cellar")]
    pub name: Line<200>,
    /// What kind of thing.
    #[schema(value_type = String, max_length = 80, example = "Pump")]
    pub kind: Line<80>,
    /// Who made it.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub maker: Option<Line<200>>,
    /// Which model.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub model: Option<Line<200>>,
    /// Its maker's number.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub serial: Option<Line<200>>,
    /// What there is to know.
    #[serde(default)]
    #[schema(value_type = String, max_length = 10_000)]
    pub notes: Text<10_000>,
    /// When it was put in.
    #[serde(default)]
    pub installed_at: Option<Timestamp>,
}

/// What changes of an asset; what is not mentioned stays. It is moved by `PUT /assets/{id}/placement`.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssetChanges {
    /// Its name.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub name: Option<Line<200>>,
    /// What kind of thing.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 80)]
    pub kind: Option<Line<80>>,
    /// Who made it; null for unknown.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub maker: Patch<Line<200>>,
    /// Which model; null for unknown.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub model: Patch<Line<200>>,
    /// Its maker's number; null for unknown.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub serial: Patch<Line<200>>,
    /// What there is to know.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 10_000)]
    pub notes: Option<Text<10_000>>,
    /// When it was put in; null for unknown.
    #[serde(default)]
    #[schema(value_type = Option<Timestamp>)]
    pub installed_at: Patch<Timestamp>,
    /// Whether it is out of use.
    #[serde(default)]
    pub retired: Option<bool>,
}

/// Where an asset was moved to.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPlacement {
    /// The site.
    pub site_id: SiteId,
    /// Since when; from now on unless you say otherwise. Not in the future.
    #[serde(default)]
    pub from: Option<Timestamp>,
}

/// Which assets, in which order.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct AssetQuery {
    /// Words in number, name, kind, maker, model and serial number.
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// Assets at this site.
    pub site: Option<SiteId>,
    /// Assets at sites of this customer.
    pub customer: Option<CustomerId>,
    /// Assets at sites of this unit or one below it.
    pub unit: Option<UnitId>,
    /// Assets of exactly this kind.
    #[param(max_length = 80)]
    pub kind: Option<String>,
    /// Only those out of use, or only those in use.
    pub retired: Option<bool>,
    /// Order: `name` (unless asked otherwise), `-name`, `number` or `-number`.
    #[param(inline)]
    pub sort: AssetSort,
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
pub enum AssetSort {
    #[default]
    #[serde(rename = "name")]
    Name,
    #[serde(rename = "-name")]
    NameDown,
    #[serde(rename = "number")]
    Number,
    #[serde(rename = "-number")]
    NumberDown,
}
